# SPDX-License-Identifier: Apache-2.0
"""The court's papers as PDF (法院文书): of referrals, received cases and confirmations."""
