# SPDX-License-Identifier: Apache-2.0
"""Bringing a complaint, and deciding it."""

import dataclasses

from services.mediation.bodies.commands import change_standing
from services.mediation.bodies.documents import Body
from services.mediation.bodies.rules import Standing
from services.mediation.cases.documents import Case
from services.mediation.complaints import rules
from services.mediation.complaints.documents import Complaint
from services.mediation.complaints.rules import COURT_KINDS, Consequence, Misconduct, State
from shared.access import EVERYTHING
from shared.calendar import local_date
from shared.call import Call, command
from shared.contracts.courtlink import RosterComplaintSustained
from shared.contracts.mediation import MisconductSustained
from shared.errors import NotFound, RuleBroken
from shared.mongo import collection


@command
def complain(
    call: Call, /, *, body_id: str, account: str, kind: Misconduct, text: str, case_id: str | None = None
) -> Complaint:
    """Complain about a mediator (PML art 15, PM-05; CT-22). Raises RuleBroken: not_a_mediator, case_of_another_body."""
    body = Body.find(body_id, EVERYTHING)
    body.mediator(account)
    if case_id and not collection(Case).count_documents({"_id": case_id, "body_id": body_id}, limit=1):
        raise RuleBroken("case_of_another_body")
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
def take_from_court(call: Call, told: RosterComplaintSustained) -> Complaint | None:
    """A court found a complaint about a mediator or body true: who supervises it decides what follows here (CT-22).

    A body that is not ours is nobody's to supervise here.
    """
    try:
        body = Body.find(told.body_id, EVERYTHING)
    except NotFound:
        return None
    complaint = Complaint(
        id=told.complaint_id,
        within=list(body.within),
        body_id=body.id,
        account=told.account or "",
        kind=str(COURT_KINDS[told.kind]),
        text="",
        court_name=told.court_name,
        received_on=told.decided_on,
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
    if sustained and complaint.case_id:
        complaint.record(
            MisconductSustained(
                complaint_id=complaint.id,
                case_id=complaint.case_id,
                body_id=complaint.body_id,
                account=complaint.account,
                kind=complaint.kind,
                decided_on=complaint.decided_on,
            )
        )
    return complaint.store()


def decide(
    call: Call,
    complaint_id: str,
    *,
    sustained: bool,
    answer: str,
    consequence: Consequence | None = None,
) -> Complaint:
    """Decide a complaint; a suspension or removal is carried out at the body (PML art 15, PM-05). The star board hears of
    misconduct in a case, whose awards fall (SB-30).

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
