# SPDX-License-Identifier: Apache-2.0
"""Bringing a complaint, and deciding it."""

import dataclasses

from services.mediation.bodies.commands import change_standing
from services.mediation.bodies.documents import Body
from services.mediation.bodies.rules import Standing
from services.mediation.complaints import rules
from services.mediation.complaints.documents import Complaint
from services.mediation.complaints.rules import Consequence, Misconduct, State
from shared.access import EVERYTHING
from shared.calendar import local_date
from shared.call import Call, command


@command
def complain(
    call: Call, /, *, body_id: str, account: str, kind: Misconduct, text: str, case_id: str | None = None
) -> Complaint:
    """Complain about a mediator (PML art 15, PM-05; CT-22). Raises RuleBroken `not_a_mediator`."""
    body = Body.find(body_id, EVERYTHING)
    body.mediator(account)
    complaint = Complaint(
        id=call.new_id(),
        within=list(body.within),
        people=[call.actor.id],
        body_id=body.id,
        case_id=case_id,
        account=account,
        kind=str(kind),
        text=text,
        received_on=local_date(call.at),
    )
    return complaint.begin(call).create()


@command
def _decide(
    call: Call, complaint_id: str, *, sustained: bool, answer: str, consequence: Consequence | None
) -> Complaint:
    complaint = Complaint.load(complaint_id, call)
    rules.may_decide(complaint.state, call.actor.id, complaint.account)
    rules.must_follow(sustained, consequence)
    complaint.state = str(State.SUSTAINED if sustained else State.UNFOUNDED)
    complaint.consequence = str(consequence) if consequence else None
    complaint.answer, complaint.decided_on, complaint.decided_by = answer, local_date(call.at), call.actor.id
    return complaint.store()


def decide(
    call: Call,
    complaint_id: str,
    *,
    sustained: bool,
    answer: str,
    consequence: Consequence | None = None,
) -> Complaint:
    """Decide a complaint; a suspension or removal is carried out at the body (PML art 15, PM-05).

    The decision is stored first: when the second step is cut off, repeating the request carries it out.
    Raises RuleBroken: complaint_decided, own_complaint, consequence_mismatch.
    """
    complaint = _decide(call, complaint_id, sustained=sustained, answer=answer, consequence=consequence)
    if consequence in (Consequence.SUSPENDED, Consequence.REMOVED):
        onward = dataclasses.replace(call, scope=EVERYTHING, expected=None)
        change_standing(
            onward,
            complaint.body_id,
            account=complaint.account,
            standing=Standing(str(consequence)),
            reason=complaint.kind,
        )
    return complaint
