# SPDX-License-Identifier: Apache-2.0
"""Drawing a sample of closed folders, and opening one of it, which is noted."""

import dataclasses
from datetime import UTC, date, datetime, time
from typing import Any

from services.mediation.cases.documents import Case
from services.mediation.cases.rules import State
from services.mediation.sampling.documents import Sample
from shared.access import EVERYTHING, Scope
from shared.call import Call, command
from shared.errors import NotFound, RuleBroken
from shared.mongo import collection
from shared.regions import regions


@command
def draw(call: Call, *, place: str, first: date, last: date, count: int, reason: str) -> Sample:
    """Let chance draw folders that were closed between two days (PV-20). Raises NotFound for a place beyond reach,
    RuleBroken: unknown_place, sample_empty."""
    if not call.scope.admits(regions().path(place), []):
        raise NotFound(place)
    closed = {
        "$gte": datetime.combine(first, time(), UTC),
        "$lte": datetime.combine(last, time(), UTC),
    }
    wanted = {"within": place, "state": str(State.CLOSED), "closed_on": closed}
    pipeline: list[dict[str, Any]] = [
        {"$match": wanted},
        {"$sample": {"size": count}},
        {"$project": {"_id": 1}},
    ]
    drawn = sorted({row["_id"] for row in collection(Case).aggregate(pipeline)})
    if not drawn:
        raise RuleBroken("sample_empty")
    sample = Sample(
        id=call.new_id(),
        people=[call.actor.id],
        place=place,
        first=first,
        last=last,
        reason=reason,
        case_ids=drawn,
    )
    return sample.begin(dataclasses.replace(call, scope=Scope(person=call.actor.id))).create()


@command
def _note(call: Call, sample_id: str, case_id: str) -> Sample:
    sample = Sample.load(sample_id, call)
    if case_id not in sample.case_ids:
        raise NotFound(case_id)
    if case_id not in sample.opened:
        sample.opened.append(case_id)
    return sample.store()


def open_folder(call: Call, sample_id: str, case_id: str) -> Case:
    """The case of a folder that was drawn for this caller; the opening is noted first (PV-20). Raises NotFound for any other."""
    _note(dataclasses.replace(call, scope=Scope(person=call.actor.id), message=""), sample_id, case_id)
    return Case.find(case_id, EVERYTHING)
