# SPDX-License-Identifier: Apache-2.0
"""Reading the boards: public rows and totals, standings, and the proof that the standings equal the ledgers."""

from collections.abc import Mapping
from typing import Any

from services.scoring.board.documents import SUMS, BoardRow, Standing
from services.scoring.board.rules import ranked, shown_count
from services.scoring.tasks.documents import StarTask
from services.scoring.tasks.rules import TaskState
from shared.mongo import collection

PUBLIC = (
    *("code", "category", "township", "grade", "state", "posted_on", "picked_on", "due_on", "settled_on"),
    *("final_on", "cadre_name", "cadre_post"),
)
TOP = 100


def totals(place: str) -> list[dict[str, Any]]:
    """Counts for each township of a place; hidden kinds of disputes appear here and nowhere else (SB-26)."""
    one = {"$sum": 1}
    groups = collection(BoardRow).aggregate(
        [
            {"$match": {"within": place}},
            {
                "$group": {
                    "_id": "$township",
                    "live": {"$sum": {"$cond": ["$live", 1, 0]}},
                    "hidden": {"$sum": {"$cond": ["$hidden", 1, 0]}},
                    "final": {"$sum": {"$cond": [{"$eq": ["$state", TaskState.FINAL]}, 1, 0]}},
                    "posted": one,
                }
            },
            {"$sort": {"_id": 1}},
        ]
    )
    return [
        {
            "township": group["_id"],
            "posted": group["posted"],
            "live": group["live"],
            "final": group["final"],
            "hidden": shown_count(group["hidden"]),
        }
        for group in groups
    ]


def as_of(place: str) -> Any:
    """When the newest row of a place was shown, None where there is none."""
    row = collection(BoardRow).find_one({"within": place}, {"shown_at": 1}, sort=[("shown_at", -1)])
    return row["shown_at"] if row else None


def standings(scope: Mapping[str, Any], place: str) -> list[dict[str, Any]]:
    """The first hundred cadres of a place by final points, with shared ranks (SB-24)."""
    query = {"$and": [scope, {"within": place}]}
    order = [("points", -1), ("stars", -1), ("lapses", 1), ("_id", 1)]
    rows = collection(Standing).find(query, {"tasks": 0}).sort(order).limit(TOP)
    return list(ranked(rows))


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
