# SPDX-License-Identifier: Apache-2.0
"""Reading boards: the one that runs from the tallies, a closed one from its snapshot with later corrections beside it."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from services.scoring.board import keys, ladder
from services.scoring.board.cards import cards_of
from services.scoring.board.documents import Pulse, Tally
from services.scoring.board.periods import Period
from services.scoring.board.ranking import frozen, standing
from services.scoring.board.tallies import FIGURES, Order, Sum
from services.scoring.snapshots.documents import Correction, Snapshot, SnapshotRow
from shared.mongo import collection

TOP = 100
_WAITING = ("provisional_points", "provisional_stars", "live")


@dataclass(frozen=True, slots=True)
class Board:
    """A board as it is read; `taken_at` is None while it runs, `as_of` the time of its data."""

    place: str
    period: Period
    rows: list[dict[str, Any]]
    members: int
    as_of: datetime | None
    taken_at: datetime | None = None
    notes: list[dict[str, Any]] = field(default_factory=list)


def as_of(place: str) -> datetime | None:
    """When something of a place was last shown, None where nothing ever was."""
    row = collection(Pulse).find_one({"_id": place})
    return row["at"] if row else None


def read_board(who: str, place: str, period: Period, *, top: int = TOP) -> Board:
    """The first members of a board with shared ranks (SB-24); on a closed one, who is under review now is marked (SB-25)."""
    board = keys.board_of(who, place, period)
    snapshot = _taken(board)
    if snapshot is None:
        found = list(standing(board, top))
        cards = cards_of([row["member"] for row in found], *_WAITING)
        rows = [_shown({**row, **cards.get(row["member"], {})}) for row in found]
        return Board(place, period, rows, ladder.members(board), as_of(place))
    kept = collection(SnapshotRow).find({"board": board}).sort("position").limit(top)
    now = frozen(board)
    rows = [_shown(row | {"under_review": True} if row["member"] in now else row) for row in kept]
    notes = collection(Correction).find({"corrects": period.key, "within": place}).sort("on").limit(TOP)
    return Board(
        place, period, rows, snapshot["members"], period.ends_at, snapshot["taken_at"], _named(list(notes))
    )


def read_member(who: str, place: str, period: Period, member: str) -> dict[str, Any] | None:
    """One member's row with the exact rank, or the frozen one (SB-25); None when the member is not on the board."""
    board = keys.board_of(who, place, period)
    key = {"_id": f"{board}/{member}"}
    if _taken(board) is not None:
        row = collection(SnapshotRow).find_one(key)
        return _shown(row) if row else None
    row = collection(Tally).find_one(key, {"parts": 0})
    if row is None:
        return None
    kept = frozen(board).get(member)
    rank = kept or ladder.rank(board, Order(row["points"], row["weight"], row["rest"]))
    card = cards_of([member], *_WAITING).get(member, {})
    return _shown({**row, "rank": rank, "under_review": kept is not None, **card})


def closed_periods(who: str, place: str) -> list[dict[str, Any]]:
    """The closed boards of a place, newest first; without those that nobody was on, unless a correction stands there."""
    noted = collection(Correction).distinct("corrects", {"within": place})
    shown = [{"members": {"$gt": 0}}, {"period": {"$in": noted}}]
    query = {"who": who, "place": place, "taken_at": {"$exists": True}, "$or": shown}
    fields = {"_id": 0, "period": 1, "kind": 1, "taken_at": 1, "members": 1}
    return list(collection(Snapshot).find(query, fields).sort("taken_at", -1).limit(TOP))


def _taken(board: str) -> dict[str, Any] | None:
    return collection(Snapshot).find_one(
        {"_id": board, "taken_at": {"$exists": True}}, {"members": 1, "taken_at": 1}
    )


def _shown(row: dict[str, Any]) -> dict[str, Any]:
    """The row with its rate, hidden below three final cases, and its denominators, which are always shown (SB-24)."""
    satisfaction = Sum(*(row[name] for name in FIGURES)).satisfaction
    return {"under_review": False, **row, "satisfaction": satisfaction}


def _named(notes: list[dict[str, Any]]) -> list[dict[str, Any]]:
    cards = cards_of({note["member"] for note in notes})
    return [{**note, "name": cards.get(note["member"], {}).get("name", "")} for note in notes]
