# SPDX-License-Identifier: Apache-2.0
"""Claiming a prevention count, and judging it as a second person."""

import uuid
from collections.abc import Sequence
from datetime import date

from services.mediation.cases.documents import Case
from services.mediation.cases.rules import not_in_future
from services.mediation.evidence.commands import files_of
from services.mediation.prevention import rules
from services.mediation.prevention.documents import PreventionCount
from services.mediation.prevention.rules import Prevented, State
from shared.access import EVERYTHING
from shared.calendar import local_date
from shared.call import Call, command

_COUNTS = uuid.UUID("5a2f7d5e-0b0c-5c0f-8e1b-5d2b7f1f9a31")


@command
def claim(
    call: Call, case_id: str, *, kind: Prevented, on: date, evidence: Sequence[str], note: str = ""
) -> PreventionCount:
    """Claim that something was found or prevented in a case (ST-04): once for each case and kind; the persons are counted.

    Raises NotFound for a case out of reach, RuleBroken: evidence_missing, date_in_future.
    """
    case = Case.find(case_id, call.scope)
    not_in_future(on, local_date(call.at))
    there = [str(file["_id"]) for file in files_of(call.scope, case_id) if not file.get("removed_for")]
    rules.must_have_evidence(evidence, there)
    count = PreventionCount(
        id=str(uuid.uuid5(_COUNTS, f"{case_id} {kind}")),
        within=list(case.within),
        people=[call.actor.id],
        case_id=case_id,
        kind=str(kind),
        persons=sum(party.count for party in case.parties),
        on=on,
        note=note,
        evidence=sorted(set(evidence)),
        claimed_by=call.actor.id,
    )
    onward = Call(call.actor, call.at, EVERYTHING, call.message, None, call.origin, call.trace)
    return count.begin(onward).create()


@command
def judge(call: Call, count_id: str, *, confirmed: bool, reason: str = "") -> PreventionCount:
    """A second person looks at the evidence and confirms or rejects (ST-04). Raises RuleBroken: count_judged, own_count."""
    count = PreventionCount.load(count_id, call)
    rules.may_judge(count.state, count.claimed_by, call.actor.id)
    count.state = str(State.CONFIRMED if confirmed else State.REJECTED)
    count.judged_by, count.reason = call.actor.id, reason
    return count.store()
