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
    Listed("court-statistics", Role.JUDGE, "/courtlink/statistics/"),
    Listed("teams", Role.COURT_CLERK, "/courtlink/teams/"),
    Listed("team", Role.COURT_CLERK, "/courtlink/teams/{team}"),
    Listed("team-delegation", Role.COURT_CLERK, "/courtlink/teams/{team}/delegations"),
    Listed("rosters", Role.COURT_CLERK, "/courtlink/rosters/"),
    Listed("roster-entry", Role.COURT_CLERK, "/courtlink/rosters/{entry}"),
    Listed("roster-new", Role.COURT_CLERK, "/courtlink/rosters/new"),
    Listed("roster-new-body", Role.COURT_CLERK, "/courtlink/rosters/new-body"),
    Listed("roster-complaints", Role.JUDGE, "/courtlink/complaints/"),
    Listed("roster-complaint", Role.JUDGE, "/courtlink/complaints/{blamed}"),
    Listed("roster-complaint-decision", Role.JUDGE, "/courtlink/complaints/{blamed}/decision"),
    Listed("confirmations", Role.JUDGE, "/courtlink/confirmations/"),
    Listed("confirmation", Role.JUDGE, "/courtlink/confirmations/{examined}"),
    Listed("confirmation-offered", Role.COURT_CLERK, "/courtlink/confirmations/{offered}"),
    Listed("confirmation-examine", Role.JUDGE, "/courtlink/confirmations/{examined}/examine"),
    Listed("confirmation-decide", Role.JUDGE, "/courtlink/confirmations/{examined}/decide"),
    Listed("confirmation-supplement", Role.COURT_CLERK, "/courtlink/confirmations/{waiting}/supplement"),
    Listed("confirmation-apply", Role.COURT_CLERK, "/courtlink/confirmations/{offered}/apply"),
    Listed("guidance-list", Role.JUDGE, "/courtlink/guidance/"),
    Listed("guidance", Role.JUDGE, "/courtlink/guidance/{guidance}"),
    Listed("received-list", Role.COURT_CLERK, "/courtlink/received/"),
    Listed("received", Role.COURT_CLERK, "/courtlink/received/{received}"),
    Listed("received-file", Role.COURT_CLERK, "/courtlink/received/{received}/file"),
    Listed("received-return", Role.COURT_CLERK, "/courtlink/received/{received}/return"),
    Listed("received-refuse", Role.JUDGE, "/courtlink/received/{received}/refuse"),
)
