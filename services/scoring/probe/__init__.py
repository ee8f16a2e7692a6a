# SPDX-License-Identifier: Apache-2.0
"""The fairness probe (公平性核查): what a person should look at, quarter by quarter; it never takes a point by itself (SB-31)."""
