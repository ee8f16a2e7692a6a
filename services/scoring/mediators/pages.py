# SPDX-License-Identifier: Apache-2.0
"""The board of the people's mediators as a page, apart from the cadres': the same ledger rules, by place (SB-28)."""

from flask import Blueprint, render_template, request, url_for

from services.scoring.board.keys import MEDIATORS
from services.scoring.board.pages import around, tabs_of_periods
from services.scoring.board.periods import PeriodKind, read_period
from services.scoring.board.views import within_reach
from services.scoring.mediators.views import READERS
from services.scoring.snapshots.reading import closed_periods, read_board, read_member
from shared import clock
from shared.access import Role, Scope
from shared.calendar import local_date
from shared.regions import regions
from shared.web.calls import current_call, requires

blueprint = Blueprint(
    "scoring_mediators", __name__, url_prefix="/scoring/mediators", template_folder="templates"
)


def _own_place(scope: Scope) -> str:
    """The widest place of the reader; of a village its township, since villages have no board (SB-26)."""
    place = regions().present(min(scope.places, key=len)).code
    township = regions().level(place, "township")
    return township.code if township else place


@blueprint.get("")
@requires(READERS)
def show_board() -> str:
    """The first hundred mediators of a place, one's own rank, closed boards; without a place, the reader's own."""
    call, today = current_call(), local_date(clock.now())
    place = within_reach(request.args.get("place") or _own_place(call.scope))
    period = read_period(request.args.get("period", PeriodKind.YEAR), today)
    return render_template(
        "scoring/mediators.html",
        place=regions().get(place),
        around=around(regions().get(place)),
        periods=tabs_of_periods(".show_board", place, period, today),
        board=read_board(MEDIATORS, place, period),
        mine=read_member(MEDIATORS, place, period, call.actor.id) if call.actor.has(Role.MEDIATOR) else None,
        closed=closed_periods(MEDIATORS, place),
        region=regions().present,
        back=url_for("scoring_board.show_board", place=place),
    )
