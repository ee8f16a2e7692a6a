# SPDX-License-Identifier: Apache-2.0
"""mediation: village mediation rooms (和事佬调处室): from the application to the closed file.

| aggregate | what it is |
|---|---|
| `Case` (纠纷) | a dispute, its parties, sessions, agreement and follow-up |
| `Body` (调解组织) | a mediation body, its mediators and file numbers |
| `Complaint` (投诉) | what a mediator is blamed for, and what followed |
| `GridItem` (网格事项) | what a grid worker reported, its replies and clocks |
| `Handover` (移交法院) | a dispute that failed, on its way to a court with what its parties consented to |
| `LedgerEntry` (台账条目) | an accepted row of a workbook |
| `LedgerUpload` (上传的台账) | a workbook on its way, kept for a day |
| `CaseFile` (材料) | a photo or scan, sealed |
| `PreventionCount` (预防统计) | what was found or prevented in a case |
| `Draft` (申请草稿) | an intake that was begun, sealed |
| `PrivateTalk` (背靠背) | what a party said in confidence; sealed, and in no event |

Events out: CaseFailed, CasePutForward, CaseSettled, CaseClosed, CaseReopened, ReferralAccepted, ReferralDeclined, ReferralLapsed,
ReferralExtended, ReferralPaused, ReferralStaffed, ReferralEnded, ReferralPerformed, SuspicionReported, RecusalAsked,
GuidanceAsked, ConfirmationRequested, ConfirmationSupplemented, HandoverMade, MediatorRemoved, MisconductSustained. Events in: ReferralMade,
TaskPicked, CadreCalled, SuspicionAnswered, RecusalDecided, GuidanceAnswered, ConfirmationMoved, HandoverAnswered,
RosterComplaintSustained, MediatorRemoved.
"""

from pathlib import Path

from services.mediation.applying import pages as applying_pages
from services.mediation.bodies import pages as body_pages
from services.mediation.bodies import views as body_views
from services.mediation.bodies.documents import Body
from services.mediation.cases import deadlines as case_deadlines
from services.mediation.cases import pages as case_pages
from services.mediation.cases import reactions as case_reactions
from services.mediation.cases import referral_views
from services.mediation.cases import views as case_views
from services.mediation.cases.documents import Case
from services.mediation.complaints import pages as complaint_pages
from services.mediation.complaints import reactions as complaint_reactions
from services.mediation.complaints import views as complaint_views
from services.mediation.complaints.documents import Complaint
from services.mediation.desk import pages as desk_pages
from services.mediation.desk import views as desk_views
from services.mediation.desk import watching as watch_pages
from services.mediation.drafts import deadlines as draft_deadlines
from services.mediation.drafts import views as draft_views
from services.mediation.drafts.documents import Draft
from services.mediation.evidence import views as evidence_views
from services.mediation.evidence.documents import CaseFile
from services.mediation.grid import deadlines as grid_deadlines
from services.mediation.grid import pages as grid_pages
from services.mediation.grid import views as grid_views
from services.mediation.grid.documents import GridItem
from services.mediation.handovers import deadlines as handover_deadlines
from services.mediation.handovers import pages as court_pages
from services.mediation.handovers import reactions as handover_reactions
from services.mediation.handovers import views as handover_views
from services.mediation.handovers.documents import Handover
from services.mediation.ledgers import pages as ledger_pages
from services.mediation.ledgers import views as ledger_views
from services.mediation.ledgers.documents import LedgerEntry, LedgerUpload
from services.mediation.links import court as court_link_pages
from services.mediation.links import giving as link_giving_pages
from services.mediation.links import pages as link_pages
from services.mediation.links import views as link_views
from services.mediation.links.documents import PartyLink
from services.mediation.papers import pages as folder_pages
from services.mediation.papers import views as paper_views
from services.mediation.pocket import pages as pocket_pages
from services.mediation.prevention import pages as prevention_pages
from services.mediation.prevention import views as prevention_views
from services.mediation.prevention.documents import PreventionCount
from services.mediation.reaching import pages as reaching_pages
from services.mediation.sampling import pages as sample_pages
from services.mediation.sampling import views as sample_views
from services.mediation.sampling.documents import Sample
from services.mediation.statistics import pages as statistics_pages
from services.mediation.statistics import views as statistics_views
from services.mediation.talks import pages as talk_pages
from services.mediation.talks import views as talk_views
from services.mediation.talks.documents import PrivateTalk
from shared.deadlines import Deadlines
from shared.reactions import Reactions
from shared.service import Service

SERVICE = Service(
    name="mediation",
    title="和事佬调处室",
    aggregates=(
        Case,
        Body,
        PrivateTalk,
        Complaint,
        GridItem,
        Handover,
        LedgerEntry,
        LedgerUpload,
        CaseFile,
        PartyLink,
        Draft,
        PreventionCount,
        Sample,
    ),
    apis=(
        case_views.api,
        referral_views.api,
        body_views.api,
        talk_views.api,
        complaint_views.api,
        desk_views.api,
        draft_views.api,
        evidence_views.api,
        grid_views.api,
        handover_views.api,
        ledger_views.api,
        link_views.api,
        paper_views.api,
        prevention_views.api,
        sample_views.api,
        statistics_views.api,
    ),
    pages=(
        applying_pages.pages,
        case_pages.pages,
        complaint_pages.pages,
        folder_pages.pages,
        talk_pages.pages,
        pocket_pages.pages,
        desk_pages.pages,
        watch_pages.pages,
        ledger_pages.pages,
        link_pages.pages,
        court_link_pages.pages,
        body_pages.pages,
        reaching_pages.pages,
        court_pages.pages,
        link_giving_pages.pages,
        grid_pages.pages,
        prevention_pages.pages,
        statistics_pages.pages,
        sample_pages.pages,
    ),
    messages=Path(__file__).parent / "messages.toml",
    reactions=Reactions(
        [case_reactions.reactions, handover_reactions.reactions, complaint_reactions.reactions]
    ),
    deadlines=Deadlines(
        [
            case_deadlines.deadlines,
            grid_deadlines.deadlines,
            draft_deadlines.deadlines,
            handover_deadlines.deadlines,
        ]
    ),
)
