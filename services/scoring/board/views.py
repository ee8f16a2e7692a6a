# SPDX-License-Identifier: Apache-2.0
"""The boards over HTTP: the public one for everybody, the standings for those who work with them."""

from typing import Any

from flask_smorest import Blueprint

from services.scoring.board import reading, schemas
from services.scoring.board.documents import BoardRow
from shared.access import Policy, Reach, Role
from shared.mongo import collection
from shared.regions import regions
from shared.web.calls import current_call, public, requires
from shared.web.paging import page

api = Blueprint("board", __name__, description="摘星榜")

READERS: Policy = {
    Role.CADRE: Reach.PLACE,
    Role.SECRETARY: Reach.PLACE,
    Role.DIRECTOR: Reach.PLACE,
    Role.COUNTY_SUPERVISOR: Reach.PLACE,
    Role.CITY_SUPERVISOR: Reach.PLACE,
}


@api.get("/board")
@public
@api.arguments(schemas.BoardIn, location="query")
@api.response(200, schemas.BoardOut)
def show_board(query: dict[str, Any]) -> dict[str, Any]:
    """The public board of a place (SB-26): tasks newest first, and totals by township."""
    place = regions().get(query.pop("place")).code
    rows = page(
        collection(BoardRow),
        {"within": place, "hidden": False},
        projection=dict.fromkeys(reading.PUBLIC, 1),
        **query,
    )
    return {"as_of": reading.as_of(place), "items": rows, "totals": reading.totals(place)}


@api.get("/standings")
@requires(READERS)
@api.arguments(schemas.PlaceIn, location="query")
@api.response(200, schemas.StandingsOut)
def show_standings(query: dict[str, Any]) -> dict[str, Any]:
    """The cadres of a place by final points (SB-14, SB-24), as far as the caller reaches."""
    place = regions().get(query["place"]).code
    items = reading.standings(current_call().scope.query(), place)
    return {"as_of": current_call().at, "items": items}
