# SPDX-License-Identifier: Apache-2.0
"""The members of a board in their order with shared ranks; who is under review keeps the rank until the answer (SB-25)."""

import heapq
from collections.abc import Iterator, Mapping
from itertools import islice
from operator import itemgetter
from typing import Any

from services.scoring.board.documents import Review, Tally
from services.scoring.board.tallies import ranked
from shared.mongo import collection

_ORDER = [("points", -1), ("weight", -1), ("rest", -1), ("_id", 1)]


def frozen(board: str) -> dict[str, int]:
    """The members under review on a board and the rank that each keeps: of several appeals, that of the first."""
    rows = collection(Review).find({"frozen.board": board}, {"frozen": 1})
    kept = [each for row in rows for each in row["frozen"] if each["board"] == board]
    kept.sort(key=itemgetter("at"), reverse=True)
    return {each["member"]: each["rank"] for each in kept}


def standing(board: str, top: int | None = None) -> Iterator[dict[str, Any]]:
    """The members of a board that runs, the first `top` or all, each with `rank` and whether it is `under_review`."""
    kept, tallies = frozen(board), collection(Tally)
    limit = 0 if top is None else top + len(kept)
    rows = ranked(tallies.find({"board": board}, {"parts": 0}).sort(_ORDER).limit(limit))
    others = (row for row in rows if row["member"] not in kept)
    still = sorted(_held(board, kept), key=_place)
    return islice(heapq.merge(others, still, key=_place), top)


def _place(row: Mapping[str, Any]) -> tuple[Any, ...]:
    """By rank; of the same rank in the order of the board, so that an appeal moves nobody."""
    return row["rank"], -row["points"], -row["weight"], -row["rest"], row["_id"]


def _held(board: str, kept: Mapping[str, int]) -> list[dict[str, Any]]:
    """The rows of those under review with the rank that each keeps."""
    if not kept:
        return []
    rows = collection(Tally).find({"_id": {"$in": [f"{board}/{member}" for member in kept]}}, {"parts": 0})
    return [{**row, "rank": kept[row["member"]], "under_review": True} for row in rows]
