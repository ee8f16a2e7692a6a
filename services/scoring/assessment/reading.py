# SPDX-License-Identifier: Apache-2.0
"""The figures of departments and places for a period."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

from services.scoring.assessment.documents import AssessedItem
from services.scoring.assessment.rules import Counts, Fact, counts
from shared.mongo import collection
from shared.regions import regions

_FIELDS = dict.fromkeys(
    ("department", "place", "due_on", "closed_on", "in_time", "left_out", "answer", "answered_on"), 1
)


@dataclass(frozen=True, slots=True)
class Line:
    """A department, or a place by its code, and its counts."""

    name: str
    counts: Counts


@dataclass(frozen=True, slots=True)
class Assessment:
    """One place and period: by department, by place below, and all together."""

    departments: list[Line]
    places: list[Line]
    total: Counts


def read_assessment(scope: Mapping[str, Any], place: str, first: date, last: date) -> Assessment:
    """The figures of a place within a scope; both days are included (GR-07)."""
    end = datetime.combine(last, time(), UTC)
    called = {"$gte": datetime.combine(first, time(), UTC), "$lte": end}
    ways = [{"within": place, "due_on": {"$lte": end}}, {"within": place, "answered_on": called}]
    query = {"$and": [scope, {"$or": ways}]}
    departments: dict[str, Counts] = defaultdict(Counts)
    places: dict[str, Counts] = defaultdict(Counts)
    depth = len(regions().path(place))
    for row in collection(AssessedItem).find(query, _FIELDS | {"within": 1}):
        counted = counts([_fact(row)], first, last)
        departments[row["department"]] += counted
        places[row["within"][min(depth, len(row["within"]) - 1)]] += counted
    total = sum(departments.values(), Counts())
    return Assessment(
        _lines(departments, str), _lines(places, lambda code: regions().present(code).name), total
    )


def _lines(found: Mapping[str, Counts], name: Callable[[str], str]) -> list[Line]:
    return [Line(name(key), found[key]) for key in sorted(found) if found[key] != Counts()]


def _fact(row: Mapping[str, Any]) -> Fact:
    closed, answered = row.get("closed_on"), row.get("answered_on")
    return Fact(
        due_on=row["due_on"].date(),
        closed_on=closed.date() if closed else None,
        in_time=bool(row.get("in_time")),
        left_out=bool(row.get("left_out")),
        answer=row.get("answer"),
        answered_on=answered.date() if answered else None,
    )
