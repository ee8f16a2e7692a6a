# SPDX-License-Identifier: Apache-2.0
"""The courts (人民法院) that this installation serves, and what each has settled for itself."""
