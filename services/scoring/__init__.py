# SPDX-License-Identifier: Apache-2.0
"""scoring: the township star board of cadres (干部摘星、群众点将).

A dispute that failed in the village is graded by two people who can't pick, posted, and picked by one cadre. Stars are
provisional when an agreement takes effect, final when the county's callbacks, the file and 30 days stand behind them,
and taken back when the quarrel returns. The ledger of a task only grows; every total is a sum of ledger entries.

| aggregate | what it is |
|---|---|
| `StarTask` (摘星任务) | a hard dispute on the board; its id is that of the case that failed |
| `Cadre` (科级干部) | the roster entry of a cadre; its id is that of the account |
| `CourtWord` (法院反馈) | what a court decided on an agreement, as a code; its id is that of the case |
| `ConductWord` (投诉属实) | that misconduct was found in a case; its id is that of the case |
| `MediatedCase` (调解员计分) | a closed case and its mediators' ledger; its id is that of the case |
| `AssessedItem` (考核事项) | a grid item in codes and dates |
| `Snapshot` (榜单快照) | the board of a place and period that is over; its rows never change |
| `Probe` (公平性核查) | the audit list of a county and quarter that is over |

Read models: `BoardRow` (摘星榜, public), `Standing` (a cadre's card), `Tally` and `Rung` (boards by place and period, and the
counts behind their exact ranks), `Review` (ranks that an appeal freezes), `Correction` (notes beside closed boards), `Pulse` (time of
the data). Figures: `star_rules.py` and `stars.toml`.

Events out: TaskPicked, CadreCalled. Events in: CaseFailed, CasePutForward, CaseSettled, CaseClosed, CaseReopened, MisconductSustained,
GridItemChanged, ConfirmationDecided.
"""

from pathlib import Path

from services.scoring.appeals import pages as appeal_pages
from services.scoring.appeals import views as appeal_views
from services.scoring.assessment import pages as assessment_pages
from services.scoring.assessment import reactions as assessment_reactions
from services.scoring.assessment import views as assessment_views
from services.scoring.assessment.documents import AssessedItem
from services.scoring.board import events as board_events
from services.scoring.board import pages as board_pages
from services.scoring.board import projections as board_projections
from services.scoring.board import proof as board_proof
from services.scoring.board import views as board_views
from services.scoring.board.documents import BoardRow, Pulse, Review, Rung, Standing, Tally
from services.scoring.cadres import pages as cadre_pages
from services.scoring.cadres import reactions as cadre_reactions
from services.scoring.cadres import views as cadre_views
from services.scoring.cadres.documents import Cadre
from services.scoring.calls import pages as call_pages
from services.scoring.calls import views as call_views
from services.scoring.mediators import pages as mediator_pages
from services.scoring.mediators import projections as mediator_projections
from services.scoring.mediators import proof as mediator_proof
from services.scoring.mediators import reactions as mediator_reactions
from services.scoring.mediators import views as mediator_views
from services.scoring.mediators.documents import MediatedCase, MediatorCard
from services.scoring.probe import deadlines as probe_deadlines
from services.scoring.probe import pages as probe_pages
from services.scoring.probe import projections as probe_projections
from services.scoring.probe import views as probe_views
from services.scoring.probe.documents import Probe
from services.scoring.snapshots import deadlines as snapshot_deadlines
from services.scoring.snapshots import projections as snapshot_projections
from services.scoring.snapshots import proof as snapshot_proof
from services.scoring.snapshots.documents import Correction, Snapshot, SnapshotRow
from services.scoring.tasks import pages as task_pages
from services.scoring.tasks import reactions as task_reactions
from services.scoring.tasks import views as task_views
from services.scoring.tasks.documents import ConductWord, CourtWord, StarTask
from shared.deadlines import Deadlines
from shared.projections import Projections
from shared.reactions import Reactions
from shared.service import Service

SERVICE = Service(
    name="scoring",
    title="干部摘星",
    aggregates=(StarTask, Cadre, CourtWord, ConductWord, Snapshot, MediatedCase, AssessedItem, Probe),
    read_models=(BoardRow, Standing, Tally, Rung, Review, Pulse, SnapshotRow, Correction, MediatorCard),
    proofs=(
        board_proof.card_faults,
        board_proof.tally_faults,
        board_proof.rung_faults,
        snapshot_proof.snapshot_faults,
        mediator_proof.mediator_faults,
    ),
    apis=(
        task_views.api,
        call_views.api,
        appeal_views.api,
        cadre_views.api,
        board_views.api,
        mediator_views.api,
        assessment_views.api,
        probe_views.api,
    ),
    messages=Path(__file__).parent / "messages.toml",
    pages=(
        task_pages.blueprint,
        appeal_pages.blueprint,
        call_pages.blueprint,
        board_pages.blueprint,
        board_events.blueprint,
        assessment_pages.blueprint,
        mediator_pages.blueprint,
        cadre_pages.blueprint,
        probe_pages.blueprint,
    ),
    reactions=Reactions(
        [task_reactions.reactions, mediator_reactions.reactions, assessment_reactions.reactions]
    ),
    deadlines=Deadlines(
        [
            task_reactions.deadlines,
            cadre_reactions.deadlines,
            mediator_reactions.deadlines,
            snapshot_deadlines.deadlines,
            probe_deadlines.deadlines,
        ]
    ),
    projections=Projections(
        [
            board_projections.projections,
            snapshot_projections.projections,
            mediator_projections.projections,
            probe_projections.projections,
        ]
    ),
)
