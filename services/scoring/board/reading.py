# SPDX-License-Identifier: Apache-2.0
"""Reading the public board: rows and totals; and the proof that the cards of the cadres equal the ledgers."""

from typing import Any

from services.scoring.board.documents import SUMS, BoardRow, Standing
from services.scoring.board.rules import shown_count
from services.scoring.tasks.documents import StarTask
from services.scoring.tasks.rules import TaskState
from shared.mongo import collection

PUBLIC = (
    *(
        "code",
        "category",
        "township",
        "grade",
        "state",
        "posted_on",
        "picked_on",
        "due_on",
        "extended",
        "settled_on",
    ),
    *("final_on", "cadre_name", "cadre_post"),
)
MOST_ROWS = 1000  # of a file; who needs more asks by township


def totals(place: str) -> list[dict[str, Any]]:
    """Counts for each township of a place. Disputes that are shown one by one are counted apart from hidden ones, which
    appear only as `hidden` and only rounded: else the difference of two sums would tell of them (SB-26, PV-18)."""
    return [_total(group) for group in _counted({"within": place}, "$township")]


def total(place: str) -> dict[str, Any]:
    """The counts of a place as a whole; the hidden ones are rounded by themselves, not summed up."""
    groups = _counted({"within": place}, None)
    return _total(groups[0] if groups else dict.fromkeys(("_id", "posted", "live", "final", "hidden"), 0))


def _counted(query: dict[str, Any], by: str | None) -> list[dict[str, Any]]:
    shown = {"$not": ["$hidden"]}
    groups = collection(BoardRow).aggregate(
        [
            {"$match": query},
            {
                "$group": {
                    "_id": by,
                    "posted": _count(shown),
                    "live": _count(shown, "$live"),
                    "final": _count(shown, {"$eq": ["$state", TaskState.FINAL]}),
                    "hidden": _count("$hidden"),
                }
            },
            {"$sort": {"_id": 1}},
        ]
    )
    return list(groups)


def _count(*conditions: Any) -> dict[str, Any]:
    return {"$sum": {"$cond": [{"$and": list(conditions)}, 1, 0]}}


def _total(group: dict[str, Any]) -> dict[str, Any]:
    figures = {name: group[name] for name in ("posted", "live", "final")}
    return {"township": group["_id"], **figures, "hidden": shown_count(group["hidden"])}


def differences() -> list[str]:
    """The cadres whose standing is not the sum of their ledger entries; none, if all is well (SB-21)."""
    booked = {
        row["_id"]: (row["points"], row["stars"])
        for row in collection(StarTask).aggregate(
            [
                {"$unwind": "$ledger"},
                {
                    "$group": {
                        "_id": "$ledger.cadre_id",
                        "points": {"$sum": "$ledger.points"},
                        "stars": {"$sum": "$ledger.stars"},
                    }
                },
            ]
        )
    }
    shown = {
        row["_id"]: (row["points"], row["stars"])
        for row in collection(Standing).find({}, dict.fromkeys(SUMS, 1))
    }
    return sorted(
        key for key in booked.keys() | shown.keys() if booked.get(key, (0, 0)) != shown.get(key, (0, 0))
    )
