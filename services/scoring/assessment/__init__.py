# SPDX-License-Identifier: Apache-2.0
"""Assessment of departments (部门考核): the three rates of grid items, from what mediation tells in codes and dates (GR-07, GR-08)."""
