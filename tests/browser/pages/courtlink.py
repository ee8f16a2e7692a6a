# SPDX-License-Identifier: Apache-2.0
"""Pages of courtlink."""

from shared.access import Role
from tests.browser.pages import Listed

PAGES = (
    Listed("referrals", Role.JUDGE, "/courtlink/referrals/"),
    Listed("referral", Role.JUDGE, "/courtlink/referrals/{referral}"),
    Listed("confirmations", Role.JUDGE, "/courtlink/confirmations/"),
)
