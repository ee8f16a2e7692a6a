# SPDX-License-Identifier: Apache-2.0
"""What is due of the bodies themselves, who carries how many cases, and what changed lately."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from services.mediation.bodies.documents import Body
from services.mediation.limits import limits
from shared.access import Scope
from shared.mongo import collection


def due(scope: Scope, today: date) -> list[dict[str, Any]]:
    """Terms that end within ninety days or are over (PM-02), and filings of new medical committees (SP-01), earliest first."""
    until = datetime.combine(today + timedelta(days=limits().term_warn_days), time(), UTC)
    ways = [{"term_ends_on": {"$lte": until}}, {"file_by": {"$ne": None}, "filed_on": None}]
    wanted = {"$and": [scope.query(), {"active": True, "$or": ways}]}
    shows = dict.fromkeys(("name", "place", "term_ends_on", "file_by", "filed_on"), 1)
    lines = []
    for row in collection(Body).find(wanted, shows):
        ends: list[tuple[str, datetime]] = []
        if row.get("term_ends_on") and row["term_ends_on"] <= until:
            ends.append(("PM-02", row["term_ends_on"]))
        if row.get("file_by") and not row.get("filed_on"):
            ends.append(("SP-01", row["file_by"]))
        for rule, end in ends:
            late = end.date() < today
            lines.append(
                {"body_id": row["_id"], "name": row["name"], "place": row["place"], "rule": rule}
                | {"end": end.date(), "late": late}
            )
    return sorted(lines, key=lambda line: (line["end"], line["body_id"], line["rule"]))


def changed(scope: Scope, since: date, *, limit: int = 200) -> list[dict[str, Any]]:
    """Bodies that were set up or changed since a day, latest first: what the county tells the court (PML art 10, PM-03)."""
    wanted = {"$and": [scope.query(), {"changed_at": {"$gte": datetime.combine(since, time(), UTC)}}]}
    shows = dict.fromkeys(("kind", "name", "place", "active", "elected_on", "term_ends_on", "changed_at"), 1)
    return list(
        collection(Body)
        .find(wanted, shows | {"members.name": 1, "members.office": 1})
        .sort("changed_at", -1)
        .limit(limit)
    )
