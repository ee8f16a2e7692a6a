# SPDX-License-Identifier: Apache-2.0
"""Drawing a sample of closed cases, and reading one of it, which is noted every time."""

import dataclasses
from datetime import UTC, date, datetime, time
from typing import Any

from services.mediation.cases.documents import Case
from services.mediation.cases.rules import State
from services.mediation.sampling.documents import Part, Reading, Sample
from shared.access import Scope
from shared.call import Call, command
from shared.errors import NotFound, RuleBroken
from shared.mongo import collection
from shared.regions import regions


@command
def draw(call: Call, *, place: str, first: date, last: date, count: int, reason: str) -> Sample:
    """Let chance draw folders that were closed between two days (PV-20). Raises NotFound for a place beyond reach,
    RuleBroken: unknown_place, dates_reversed, sample_empty."""
    if not call.scope.admits(regions().path(place), []):
        raise NotFound(place)
    if last < first:
        raise RuleBroken("dates_reversed", field="last")
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
def note_reading(call: Call, sample_id: str, case_id: str, what: Part) -> Sample:
    """Note that a drawn case is read now. Raises NotFound for one that was not drawn for the caller."""
    sample = Sample.load(sample_id, call)
    if case_id not in sample.case_ids:
        raise NotFound(case_id)
    sample.readings.append(Reading(case_id=case_id, what=str(what), at=call.at))
    return sample.store()


def open_case(call: Call, sample_id: str, case_id: str, what: Part) -> Case:
    """A case that was drawn for this caller and still lies in its place; the reading is noted first (PV-20). Raises
    NotFound for any other."""
    case = Case.find(case_id, call.scope)
    note_reading(
        dataclasses.replace(call, scope=Scope(person=call.actor.id), message=""), sample_id, case_id, what
    )
    return case
