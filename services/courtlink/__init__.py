# SPDX-License-Identifier: Apache-2.0
"""courtlink: court-embedded mediation (诉调对接): referrals of cases to mediation bodies, and judicial confirmation.

A judge refers a suit to a mediation body and learns what came of it, and no more than table 6.3 of the rules allows.
Agreements made outside a suit can be put to judicial confirmation within thirty days.

| aggregate | what it is |
|---|---|
| `Referral` (委派/委托) | a case that a judge referred; its id is that of the case in mediation |
| `Team` (审判团队) | a trial team: its people, paired bodies, and who stands in for whom |
| `RosterEntry` (特邀调解名册) | an invited body on the roster of a court, which is public |
| `RosterComplaint` (投诉) | a complaint about who stands on the roster, and what the court decided |
| `GuidanceRequest` (业务指导) | what a mediator asks the judges, without a word of a case |
| `Confirmation` (司法确认) | the confirmation of one agreement; its id is that of the case in mediation |
| `Partner` (法院系统) | a court's own system, how it is reached, and the keys |
| `Incoming`, `Outgoing` (来文、去文) | a message of that system, a message to it |
| `DayReport` (每日核对) | what we and that system know of one day |
| `ReceivedCase` (移交案件) | a dispute that mediation could not settle; its id is that of the hand-over |

Events out: ReferralMade, SuspicionAnswered, RecusalDecided, GuidanceAnswered, ConfirmationDecided, ConfirmationMoved,
HandoverAnswered, RosterComplaintSustained. Events in: ReferralAccepted, ReferralDeclined, ReferralLapsed, ReferralExtended, ReferralPaused,
ReferralStaffed, ReferralEnded, ReferralPerformed, SuspicionReported, RecusalAsked, GuidanceAsked, CaseSettled,
ConfirmationRequested, ConfirmationSupplemented, HandoverMade.
"""

from pathlib import Path

from services.courtlink.complaints import pages as complaint_pages
from services.courtlink.complaints import views as complaint_views
from services.courtlink.complaints.documents import RosterComplaint
from services.courtlink.confirmations import deadlines as confirmation_deadlines
from services.courtlink.confirmations import pages as confirmation_pages
from services.courtlink.confirmations import reactions as confirmation_reactions
from services.courtlink.confirmations import views as confirmation_views
from services.courtlink.confirmations.documents import Confirmation
from services.courtlink.courts import views as court_views
from services.courtlink.desk import pages as desk_pages
from services.courtlink.desk import views as desk_views
from services.courtlink.exchange import pages as exchange_pages
from services.courtlink.exchange import projections as exchange_projections
from services.courtlink.exchange import rounds as exchange_rounds
from services.courtlink.exchange import views as exchange_views
from services.courtlink.exchange.documents import DayReport, Incoming, Outgoing, Partner
from services.courtlink.guidance import pages as guidance_pages
from services.courtlink.guidance import reactions as guidance_reactions
from services.courtlink.guidance import views as guidance_views
from services.courtlink.guidance.documents import GuidanceRequest
from services.courtlink.papers import views as paper_views
from services.courtlink.received import deadlines as received_deadlines
from services.courtlink.received import pages as received_pages
from services.courtlink.received import reactions as received_reactions
from services.courtlink.received import views as received_views
from services.courtlink.received.documents import ReceivedCase
from services.courtlink.referrals import deadlines as referral_deadlines
from services.courtlink.referrals import pages as referral_pages
from services.courtlink.referrals import reactions as referral_reactions
from services.courtlink.referrals import views as referral_views
from services.courtlink.referrals.documents import Referral
from services.courtlink.rosters import pages as roster_pages
from services.courtlink.rosters import views as roster_views
from services.courtlink.rosters.documents import RosterEntry
from services.courtlink.statistics import pages as statistics_pages
from services.courtlink.statistics import views as statistics_views
from services.courtlink.teams import pages as team_pages
from services.courtlink.teams import views as team_views
from services.courtlink.teams.documents import Team
from shared.deadlines import Deadlines
from shared.reactions import Reactions
from shared.service import Service

SERVICE = Service(
    name="courtlink",
    title="诉调对接",
    aggregates=(
        Referral,
        Confirmation,
        ReceivedCase,
        Team,
        RosterEntry,
        RosterComplaint,
        GuidanceRequest,
        Partner,
        Incoming,
        Outgoing,
        DayReport,
    ),
    apis=(
        referral_views.api,
        confirmation_views.api,
        received_views.api,
        desk_views.api,
        guidance_views.api,
        team_views.api,
        roster_views.api,
        complaint_views.api,
        court_views.api,
        paper_views.api,
        exchange_views.api,
        statistics_views.api,
    ),
    pages=(
        desk_pages.blueprint,
        referral_pages.blueprint,
        guidance_pages.blueprint,
        roster_pages.blueprint,
        complaint_pages.blueprint,
        team_pages.blueprint,
        confirmation_pages.blueprint,
        exchange_pages.blueprint,
        received_pages.blueprint,
        statistics_pages.pages,
    ),
    messages=Path(__file__).parent / "messages.toml",
    reactions=Reactions(
        [
            referral_reactions.reactions,
            confirmation_reactions.reactions,
            received_reactions.reactions,
            guidance_reactions.reactions,
        ]
    ),
    deadlines=Deadlines(
        [
            referral_deadlines.deadlines,
            confirmation_deadlines.deadlines,
            received_deadlines.deadlines,
            exchange_rounds.deadlines,
        ]
    ),
    projections=exchange_projections.projections,
    rounds=exchange_rounds.rounds,
)
