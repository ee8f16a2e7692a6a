# SPDX-License-Identifier: Apache-2.0
"""The board of the people's mediators, apart from the cadres': the same ledger rules, by committee (SB-28)."""
