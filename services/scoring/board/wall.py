# SPDX-License-Identifier: Apache-2.0
"""What the wall shows: a place's ranking of the year, its townships, and what waits on the board; all of it public (SB-26)."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from services.scoring.board import reading
from services.scoring.board.documents import BoardRow, Pulse, Tally
from services.scoring.board.keys import CADRES, board_of
from services.scoring.board.periods import Period, PeriodKind, period_of
from services.scoring.board.rules import honoured
from services.scoring.snapshots.reading import read_board
from services.scoring.tasks.rules import ON_BOARD, TaskState
from shared.calendar import add_months
from shared.mongo import collection
from shared.regions import Region, regions

TOP, LATEST, MONTHS = 8, 5, 12


@dataclass(frozen=True, slots=True)
class Tile:
    """A township: disputes on its board now, stars earned in the year."""

    region: Region
    live: int
    stars: int


@dataclass(frozen=True, slots=True)
class Group:
    """The townships of a county."""

    region: Region
    tiles: list[Tile]

    @property
    def stars(self) -> int:
        return sum(tile.stars for tile in self.tiles)


@dataclass(frozen=True, slots=True)
class Wall:
    """One screen."""

    place: Region
    beats: int
    as_of: datetime | None
    year: Period
    ranking: list[dict[str, Any]]
    groups: list[Group]
    total: dict[str, Any]
    stars: int
    waiting: list[dict[str, Any]]
    all_waiting: int
    solved: list[dict[str, Any]]
    months: list[tuple[str, int]]


def read_wall(place: Region, today: date) -> Wall:
    """The screen of a township, a county or the city on a local day."""
    year = period_of(PeriodKind.YEAR, today)
    pulse = (
        collection(Pulse).find_one({"_id": place.code}) or {}
    )  # read first: what comes meanwhile rings again
    listed = {"within": place.code, "hidden": False}
    waiting = listed | {"state": {"$in": sorted(ON_BOARD)}}
    return Wall(
        place=place,
        beats=pulse.get("beats", 0),
        as_of=pulse.get("at"),
        year=year,
        ranking=honoured(read_board(CADRES, place.code, year).rows, TOP),
        groups=_groups(place, year),
        total=reading.total(place.code),
        stars=_stars([board_of(CADRES, place.code, year)]).get(place.code, 0),
        waiting=_latest(waiting, "posted_on"),
        all_waiting=collection(BoardRow).count_documents(waiting),
        solved=_latest(listed | {"state": TaskState.FINAL}, "final_on"),
        months=_months(place, today),
    )


def _groups(place: Region, year: Period) -> list[Group]:
    """All townships of the city by county; those of a county; around a township, those of its county."""
    around = regions().get(place.parent) if place.level == "township" else place
    counties = regions().children(around.code) if around.level == "city" else [around]
    townships = {county.code: regions().children(county.code) for county in counties}
    counted = {row["township"]: row["live"] for row in reading.totals(around.code)}
    stars = _stars([board_of(CADRES, each.code, year) for below in townships.values() for each in below])
    return [
        Group(
            county,
            [
                Tile(each, live=counted.get(each.code, 0), stars=stars.get(each.code, 0))
                for each in townships[county.code]
            ],
        )
        for county in counties
    ]


def _stars(boards: list[str]) -> dict[str, int]:
    """The stars of whole boards, by place."""
    rows = collection(Tally).aggregate(
        [{"$match": {"board": {"$in": boards}}}, {"$group": {"_id": "$board", "stars": {"$sum": "$stars"}}}]
    )
    return {row["_id"].split("/")[1]: row["stars"] for row in rows}


def _months(place: Region, today: date) -> list[tuple[str, int]]:
    """The stars of the last twelve months, the present one last; in a month in which much was taken back, below zero."""
    first = today.replace(day=1)
    months = [period_of(PeriodKind.MONTH, add_months(first, -back)) for back in range(MONTHS - 1, -1, -1)]
    boards = {board_of(CADRES, place.code, month): month.key for month in months}
    rows = collection(Tally).aggregate(
        [
            {"$match": {"board": {"$in": sorted(boards)}}},
            {"$group": {"_id": "$board", "stars": {"$sum": "$stars"}}},
        ]
    )
    found = {boards[row["_id"]]: row["stars"] for row in rows}
    return [(month.key, found.get(month.key, 0)) for month in months]


def _latest(query: dict[str, Any], by: str) -> list[dict[str, Any]]:
    fields = dict.fromkeys(reading.PUBLIC, 1)
    return list(collection(BoardRow).find(query, fields).sort([(by, -1), ("_id", -1)]).limit(LATEST))
