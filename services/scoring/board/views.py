# SPDX-License-Identifier: Apache-2.0
"""The boards over HTTP: the public ones for everybody, the standings for those who work with them."""

import dataclasses
from typing import Any

from flask import Response
from flask_smorest import Blueprint

from services.scoring.board import exports, reading, schemas
from services.scoring.board.documents import BoardRow
from services.scoring.board.keys import CADRES
from services.scoring.board.periods import read_period
from services.scoring.board.places import Asked, asked_place
from services.scoring.board.rules import honoured
from services.scoring.snapshots.reading import as_of, closed_periods, read_board, read_member
from shared import clock
from shared.access import Policy, Reach, Role
from shared.calendar import local_date
from shared.errors import NotFound
from shared.mongo import collection
from shared.regions import regions
from shared.web.calls import current_call, public, requires
from shared.web.paging import page
from shared.web.problems import sentence

api = Blueprint("board", __name__, description="摘星榜")

READERS: Policy = {
    Role.CADRE: Reach.PLACE,
    Role.SECRETARY: Reach.PLACE,
    Role.DIRECTOR: Reach.PLACE,
    Role.COUNTY_SUPERVISOR: Reach.PLACE,
    Role.CITY_SUPERVISOR: Reach.PLACE,
}


def moved(asked: Asked) -> str | None:
    """The sentence for a place that is no more, None for one that is."""
    if not asked.instead_of:
        return None
    return sentence("place_moved", old=asked.instead_of, place=asked.region.name)


def _public_board(place: str, **paging: Any) -> dict[str, Any]:
    asked = asked_place(place)
    code = asked.region.code
    rows = page(
        collection(BoardRow),
        {"within": code, "hidden": False},
        projection=dict.fromkeys(reading.PUBLIC, 1),
        newest="posted_on",
        **paging,
    )
    totals, total = reading.totals(code), reading.total(code)
    facts = {"place": asked.region, "moved": moved(asked), "as_of": as_of(code)}
    return {**facts, "items": rows, "totals": totals, "total": total}


@api.get("/board")
@public
@api.arguments(schemas.BoardIn, location="query")
@api.response(200, schemas.BoardOut)
def show_board(query: dict[str, Any]) -> dict[str, Any]:
    """The public board of a place (SB-26): tasks newest first, and totals by township."""
    return _public_board(**query)


@api.get("/board.csv")
@public
@api.arguments(schemas.PlaceIn, location="query")
def download_csv(query: dict[str, Any]) -> Response:
    """The newest hundred tasks of the same board as CSV."""
    return exports.board_csv(_public_board(**query, limit=reading.MOST_ROWS))


@api.get("/board.xlsx")
@public
@api.arguments(schemas.BoardSheetIn, location="query")
def download_xlsx(query: dict[str, Any]) -> Response:
    """The newest tasks, the totals and the ranking of the same board as .xlsx."""
    board = _public_board(query["place"], limit=reading.MOST_ROWS)
    return exports.board_xlsx(board, _honours(**query))


@api.get("/board.rss")
@public
@api.arguments(schemas.PlaceIn, location="query")
def subscribe(query: dict[str, Any]) -> Response:
    """The newest tasks of the same board as RSS 2.0."""
    return exports.board_rss(_public_board(**query, limit=20))


def _ranking(place: str, period: str, top: int = 100) -> dict[str, Any]:
    asked = asked_place(place)
    today = local_date(clock.now())
    board = read_board(CADRES, asked.region.code, read_period(period, today), top=top)
    fields = {each.name: getattr(board, each.name) for each in dataclasses.fields(board)}
    return {**fields, "place": asked.region, "moved": moved(asked)}


@api.get("/board/ranking")
@public
@api.arguments(schemas.PeriodIn, location="query")
@api.response(200, schemas.RankingOut)
def show_ranking(query: dict[str, Any]) -> dict[str, Any]:
    """The first hundred cadres of a place by final points, as everybody may see them (SB-24, SB-26)."""
    return _honours(**query)


def _honours(place: str, period: str) -> dict[str, Any]:
    ranking = _ranking(place, period)
    return ranking | {"rows": honoured(ranking["rows"], len(ranking["rows"]))}


def within_reach(place: str) -> str:
    """The place of today whose standings the caller may see: own places, what lies in them, and what they lie in.

    Raises NotFound for any other.
    """
    region = asked_place(place).region
    scope = current_call().scope
    above = any(region.code in regions().path(regions().present(own).code) for own in scope.places)
    if not above and not scope.admits(regions().path(region.code), []):
        raise NotFound(place)
    return region.code


@api.get("/standings")
@requires(READERS)
@api.arguments(schemas.PeriodIn, location="query")
@api.response(200, schemas.StandingsOut)
def show_standings(query: dict[str, Any]) -> dict[str, Any]:
    """The first hundred cadres of a place by final points (SB-14, SB-24)."""
    within_reach(query["place"])
    return _ranking(**query)


@api.get("/standings.xlsx")
@requires(READERS)
@api.arguments(schemas.PeriodIn, location="query")
def download_standings(query: dict[str, Any]) -> Response:
    """The same as .xlsx."""
    within_reach(query["place"])
    return exports.standings_xlsx(_ranking(**query))


@api.get("/standings/mine")
@requires({Role.CADRE: Reach.PLACE})
@api.arguments(schemas.PeriodIn, location="query")
@api.response(200, schemas.MineOut)
def show_mine(query: dict[str, Any]) -> dict[str, Any]:
    """The caller's own exact rank, wherever it is (SB-24)."""
    place = within_reach(query["place"])
    period = read_period(query["period"], local_date(clock.now()))
    row = read_member(CADRES, place, period, current_call().actor.id)
    return {"members": read_board(CADRES, place, period, top=1).members, "row": row}


@api.get("/standings/closed")
@requires(READERS)
@api.arguments(schemas.PlaceIn, location="query")
@api.response(200, schemas.SnapshotItem(many=True))
def list_closed(query: dict[str, Any]) -> list[dict[str, Any]]:
    """The closed boards of a place, newest first."""
    return closed_periods(CADRES, within_reach(query["place"]))
