# SPDX-License-Identifier: Apache-2.0
"""The mediators' board over HTTP, for those who work with it."""

import dataclasses
from typing import Any

from flask_smorest import Blueprint

from services.scoring.board.keys import MEDIATORS
from services.scoring.board.periods import read_period
from services.scoring.board.views import within_reach
from services.scoring.mediators import schemas
from services.scoring.snapshots.reading import read_board
from shared import clock
from shared.access import Policy, Reach, Role
from shared.calendar import local_date
from shared.regions import regions
from shared.web.calls import requires

api = Blueprint("mediators", __name__, url_prefix="/mediators", description="调解员积分榜")

READERS: Policy = {
    Role.MEDIATOR: Reach.PLACE,
    Role.DIRECTOR: Reach.PLACE,
    Role.SECRETARY: Reach.PLACE,
    Role.COUNTY_SUPERVISOR: Reach.PLACE,
    Role.CITY_SUPERVISOR: Reach.PLACE,
}


@api.get("/standings")
@requires(READERS)
@api.arguments(schemas.MediatorBoardIn, location="query")
@api.response(200, schemas.MediatorBoardOut)
def show_standings(query: dict[str, Any]) -> dict[str, Any]:
    """The mediators of a place, or of one committee in it, by the same rules as the cadres (SB-28)."""
    place = within_reach(query["place"])
    period = read_period(query["period"], local_date(clock.now()))
    board = read_board(MEDIATORS, query["body"] or place, period)
    facts = {each.name: getattr(board, each.name) for each in dataclasses.fields(board)}
    if query["body"]:
        facts["rows"] = [row for row in board.rows if place in regions().path(row["township"])]
    return {**facts, "place": regions().get(place), "moved": None}
