# SPDX-License-Identifier: Apache-2.0
"""Bringing a complaint to the court, and deciding it: dismissal from the roster, and who supervises is told (CT-22)."""

import dataclasses

from services.courtlink.complaints import rules
from services.courtlink.complaints.documents import RosterComplaint
from services.courtlink.complaints.rules import Blame, Consequence, State
from services.courtlink.rosters.commands import remove
from services.courtlink.rosters.documents import RosterEntry
from services.courtlink.rosters.rules import Ground
from shared.access import EVERYTHING
from shared.calendar import local_date
from shared.call import Call, command
from shared.contracts.courtlink import RosterComplaintSustained
from shared.errors import RuleBroken


@command
def complain(
    call: Call, entry_id: str, *, kind: Blame, text: str, mediator: str | None = None
) -> RosterComplaint:
    """Complain about a body on the roster, or one of its mediators by name. Raises RuleBroken `not_on_roster`."""
    entry = RosterEntry.find(entry_id, EVERYTHING)  # the roster is public
    if mediator is not None and entry.invited(mediator) is None:
        raise RuleBroken("not_on_roster", field="mediator")
    complaint = RosterComplaint(
        id=call.new_id("complaint"),
        entry_id=entry.id,
        court_code=entry.court_code,
        body_id=entry.body_id,
        body_name=entry.body_name,
        mediator=mediator,
        kind=kind,
        text=text,
        received_on=local_date(call.at),
        within=list(entry.within),
        people=[call.actor.id],
    )
    return complaint.begin(call).create()


@command
def _decide(
    call: Call, complaint_id: str, *, sustained: bool, answer: str, consequence: Consequence | None
) -> RosterComplaint:
    complaint = RosterComplaint.load(complaint_id, call)
    rules.may_decide(complaint.state)
    rules.must_follow(sustained=sustained, consequence=consequence)
    complaint.state = State.SUSTAINED if sustained else State.UNFOUNDED
    complaint.consequence, complaint.answer = consequence, answer
    complaint.decided_on, complaint.decided_by = local_date(call.at), call.actor.id
    if sustained:
        entry = RosterEntry.find(complaint.entry_id, EVERYTHING)
        invited = entry.invited(complaint.mediator)
        complaint.record(
            RosterComplaintSustained(
                complaint_id=complaint.id,
                court_name=entry.court_name,
                body_id=complaint.body_id,
                account=invited.account if invited else None,
                kind=complaint.kind,
                dismissed=consequence is Consequence.DISMISSED,
                decided_on=complaint.decided_on,
            )
        )
    return complaint.store()


def decide(
    call: Call, complaint_id: str, *, sustained: bool, answer: str, consequence: Consequence | None = None
) -> RosterComplaint:
    """A judge decides a complaint; a dismissal is carried out on the roster, and who supervises is told (IMP art 28).

    The decision is stored first: when the second step is cut off, repeating the request carries it out.
    Raises RuleBroken: complaint_decided, consequence_mismatch.
    """
    complaint = _decide(call, complaint_id, sustained=sustained, answer=answer, consequence=consequence)
    entry = RosterEntry.find(complaint.entry_id, EVERYTHING)
    leaving = entry.invited(complaint.mediator) if complaint.mediator else entry
    if consequence is Consequence.DISMISSED and leaving is not None and leaving.removed_on is None:
        onward = dataclasses.replace(call, scope=EVERYTHING, expected=None)
        remove(onward, entry.id, ground=Ground(complaint.kind), mediator=complaint.mediator)
    return complaint
