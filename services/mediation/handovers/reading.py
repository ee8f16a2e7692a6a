# SPDX-License-Identifier: Apache-2.0
"""Packs that a court returned and that wait to be completed, as lines of the desk."""

from datetime import date, timedelta
from typing import Any

from services.mediation.cases.documents import Case
from services.mediation.cases.reading import ROW
from services.mediation.handovers.documents import Handover
from services.mediation.handovers.rules import State
from shared.access import Scope
from shared.mongo import collection


def due(scope: Scope, today: date, *, days: int = 7, limit: int = 200) -> dict[str, list[dict[str, Any]]]:
    """What is to be completed late, today, or within `days`: rows of cases, each with `rule`, `about` and `end`."""
    wanted = {"$and": [scope.query(), {"state": State.RETURNED}]}
    found = {
        one.id: clock
        for one in Handover.objects(__raw__=wanted).only("clocks").limit(limit)
        for clock in one.clocks
        if not clock.met_at and clock.end <= today + timedelta(days=days)
    }
    heaps: dict[str, list[dict[str, Any]]] = {"late": [], "today": [], "soon": []}
    for row in collection(Case).find({"_id": {"$in": list(found)}}, ROW):
        clock = found[row["_id"]]
        heap = "late" if clock.end < today else "today" if clock.end == today else "soon"
        heaps[heap].append(row | {"rule": clock.rule, "about": clock.about, "end": clock.end})
    return heaps
