# SPDX-License-Identifier: Apache-2.0
"""Pages of courtlink."""

from shared.access import Role
from tests.browser.pages import Listed

PAGES = (
    Listed("referrals", Role.JUDGE, "/courtlink/referrals/"),
    Listed("referral", Role.JUDGE, "/courtlink/referrals/{referral}"),
    Listed("referral-new", Role.JUDGE, "/courtlink/referrals/new"),
    Listed("court-desk", Role.JUDGE, "/courtlink/desk/"),
    Listed("court-desk-case", Role.JUDGE, "/courtlink/desk/?item={asked}"),
    Listed("court-roster", None, "/courtlink/roster/"),
    Listed("confirmations", Role.JUDGE, "/courtlink/confirmations/"),
)
