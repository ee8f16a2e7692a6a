# SPDX-License-Identifier: Apache-2.0
"""Prevention figures of a place and period, for the statistics: only what a second person confirmed counts."""

from datetime import UTC, date, datetime, time
from typing import Any

from services.mediation.prevention.documents import PreventionCount
from services.mediation.prevention.rules import Prevented, State
from shared.access import Scope
from shared.mongo import collection


def counts(scope: Scope, place: str, first: date, last: date) -> dict[str, dict[str, int]]:
    """For each of the six kinds of ST-04: `cases` and `persons` that were confirmed, by the day of the deed, both days in."""
    between = {"$gte": datetime.combine(first, time(), UTC), "$lte": datetime.combine(last, time(), UTC)}
    wanted = {
        "$and": [scope.query(), {"within": place, "state": str(State.CONFIRMED), "on": between}],
    }
    summed = {"_id": "$kind", "cases": {"$sum": 1}, "persons": {"$sum": "$persons"}}
    pipeline: list[dict[str, Any]] = [{"$match": wanted}, {"$group": summed}]
    found = {row["_id"]: row for row in collection(PreventionCount).aggregate(pipeline)}
    return {
        str(kind): {name: found.get(str(kind), {}).get(name, 0) for name in ("cases", "persons")}
        for kind in Prevented
    }
