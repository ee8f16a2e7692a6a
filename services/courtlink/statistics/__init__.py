# SPDX-License-Identifier: Apache-2.0
"""Statistics (统计) of referrals and confirmations, for the court and the justice bureau."""
