# SPDX-License-Identifier: Apache-2.0
"""A party asks the court to enforce a confirmed agreement: noted here, and told to the star board as a code (CF-11, SB-29)."""

from datetime import date

from services.courtlink.confirmations import rules
from services.courtlink.confirmations.documents import Confirmation
from services.courtlink.confirmations.rules import State
from shared.calendar import local_date
from shared.call import Call, command
from shared.contracts.courtlink import ConfirmationDecided
from shared.errors import RuleBroken

APPLIED_FOR = "enforcement_applied"


@command
def note_application(call: Call, confirmation_id: str, *, ref: str, on: date | None = None) -> Confirmation:
    """A party applied for enforcement on this day, today if not given (CPL arts 206, 250, CF-11).

    Raises RuleBroken: step_not_open for an agreement that is not confirmed or was noted before, not_an_applicant,
    ruling_not_served, nothing_due_yet, date_in_future, date_too_early.
    """
    confirmation = Confirmation.load(confirmation_id, call)
    if State(confirmation.state) is not State.CONFIRMED or confirmation.enforcement_on is not None:
        raise RuleBroken("step_not_open", step="enforcement", state=confirmation.state)
    today = local_date(call.at)
    day = on or today
    rules.must_follow(day, after=confirmation.current.decision.on, today=today)
    current = confirmation.current
    if ref not in current.applicants:
        raise RuleBroken("not_an_applicant", field="ref", ref=ref)
    if unserved := sorted(set(current.applicants) - {one.ref for one in confirmation.served}):
        raise RuleBroken("ruling_not_served", ref="、".join(unserved))
    due = min((one for term in confirmation.terms for one in term.due_days if one), default=None)
    if due is not None and day <= due:
        raise RuleBroken("nothing_due_yet", due=due)
    confirmation.enforcement_on, confirmation.enforcement_by = day, ref
    case_id = confirmation.case_id or confirmation.id
    confirmation.record(ConfirmationDecided(case_id=case_id, result=APPLIED_FOR, decided_on=day))
    return confirmation.store()
