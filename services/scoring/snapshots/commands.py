# SPDX-License-Identifier: Apache-2.0
"""Taking the board of a period when the period is over."""

from collections.abc import Iterator
from itertools import islice
from typing import Any

from pymongo.errors import BulkWriteError

from services.scoring.board.cards import cards_of
from services.scoring.board.periods import Period
from services.scoring.board.ranking import standing
from services.scoring.cadres.documents import Cadre
from services.scoring.mediators.documents import MediatedCase
from services.scoring.snapshots import rules
from services.scoring.snapshots.documents import Snapshot, SnapshotRow
from services.scoring.tasks.documents import StarTask
from shared.aggregate import UNSHOWN
from shared.call import Call, command
from shared.mongo import collection

_BATCH = 1000
_SHOWN = (StarTask, MediatedCase, Cadre)
_DUPLICATE_KEY = 11000


@command
def expect(call: Call, board: str, *, who: str, place: str, period: Period, within: list[str]) -> Snapshot:
    """Note that this board has something on it and is to be taken at the end of its period (SB-24)."""
    snapshot = Snapshot(
        id=board,
        who=who,
        place=place,
        period=period.key,
        kind=period.kind,
        within=within,
        due_at=rules.taken_from(period),
    )
    return snapshot.begin(call).create()


@command
def take(call: Call, board: str) -> Snapshot:
    """Take the board: its rows are inserted once, then the snapshot is closed for ever (SB-24).

    It waits while anything is not yet shown on the boards; a second worker inserts the same rows again in vain.
    """
    snapshot = Snapshot.load(board, call)
    if snapshot.taken_at is not None or any(
        collection(kind).find_one(UNSHOWN, {"_id": 1}) for kind in _SHOWN
    ):
        return snapshot
    rows = _rows(board)
    while batch := list(islice(rows, _BATCH)):
        _insert(batch)
    kept = collection(SnapshotRow).find({"board": board}).sort("position")
    snapshot.taken_at, snapshot.due_at = call.at, None
    snapshot.members = collection(SnapshotRow).count_documents({"board": board})
    snapshot.digest = rules.digest(kept)
    return snapshot.store()


def _rows(board: str) -> Iterator[dict[str, Any]]:
    """The members of the board with their ranks, those under review with the frozen one (SB-25)."""
    for position, row in enumerate(standing(board), start=1):
        yield {**row, "position": position}


def _named(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows with the names and posts of this moment."""
    cards = cards_of([row["member"] for row in rows])
    return [{**row, **cards.get(row["member"], {})} for row in rows]


def _insert(rows: list[dict[str, Any]]) -> None:
    try:
        collection(SnapshotRow).insert_many(_named(rows), ordered=False)
    except BulkWriteError as error:
        if any(each["code"] != _DUPLICATE_KEY for each in error.details["writeErrors"]):
            raise
