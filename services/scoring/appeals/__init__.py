# SPDX-License-Identifier: Apache-2.0
"""Appeals of cadres against entries of the ledger, kept in the task so that answer and correction are one write."""
