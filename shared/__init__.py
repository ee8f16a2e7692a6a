# SPDX-License-Identifier: Apache-2.0
"""The kit that the three services share: written once, imports no service."""
