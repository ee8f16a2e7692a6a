# SPDX-License-Identifier: Apache-2.0
"""Complaints about mediators (投诉)."""
