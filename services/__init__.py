# SPDX-License-Identifier: Apache-2.0
"""The three services; none imports another."""
