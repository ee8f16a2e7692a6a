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

Read models: `BoardRow` (摘星榜, public), `Standing` (积分排名). Figures: `star_rules.py` and `stars.toml`.

Events out: TaskPicked. Events in: CaseFailed, CaseSettled, CaseClosed, CaseReopened, ConfirmationDecided.
"""

from pathlib import Path

from services.scoring.board import pages as board_pages
from services.scoring.board import projections as board_projections
from services.scoring.board import views as board_views
from services.scoring.cadres import reactions as cadre_reactions
from services.scoring.cadres import views as cadre_views
from services.scoring.cadres.documents import Cadre
from services.scoring.tasks import pages as task_pages
from services.scoring.tasks import reactions as task_reactions
from services.scoring.tasks import views as task_views
from services.scoring.tasks.documents import CourtWord, StarTask
from shared.deadlines import Deadlines
from shared.reactions import Reactions
from shared.service import Service

SERVICE = Service(
    name="scoring",
    title="干部摘星",
    aggregates=(StarTask, Cadre, CourtWord),
    apis=(task_views.api, cadre_views.api, board_views.api),
    messages=Path(__file__).parent / "messages.toml",
    pages=(task_pages.blueprint, board_pages.blueprint),
    reactions=Reactions([task_reactions.reactions]),
    deadlines=Deadlines([task_reactions.deadlines, cadre_reactions.deadlines]),
    projections=board_projections.projections,
)
