# SPDX-License-Identifier: Apache-2.0
"""After a ruling: when each party received it, and who objects to it (INT art 372, CF-12)."""

from datetime import date, timedelta

from services.courtlink.confirmations import review, rules
from services.courtlink.confirmations.commands import shifted
from services.courtlink.confirmations.documents import Confirmation, Objection, Served
from services.courtlink.confirmations.review import Objector
from services.courtlink.confirmations.rules import State, Step
from shared.calendar import local_date
from shared.call import Call, command
from shared.contracts.courtlink import ConfirmationDecided
from shared.errors import RuleBroken


@command
def serve(call: Call, confirmation_id: str, *, ref: str, on: date | None = None) -> Confirmation:
    """A party received the ruling: from this day its fifteen days run (CF-12).

    Raises RuleBroken: step_not_open, not_an_applicant, already_served, date_in_future, date_too_early.
    """
    confirmation = Confirmation.load(confirmation_id, call)
    review.may_object(State(confirmation.state))
    today = local_date(call.at)
    day = on or today
    rules.must_follow(day, after=confirmation.current.decision.on, today=today)
    if ref not in confirmation.current.applicants:
        raise RuleBroken("not_an_applicant", ref=ref)
    if any(one.ref == ref for one in confirmation.served):
        raise RuleBroken("already_served", ref=ref)
    confirmation.served.append(Served(ref=ref, on=day))
    return confirmation.store()


@command
def object_to(
    call: Call,
    confirmation_id: str,
    *,
    who: Objector,
    ref: str = "",
    knew_on: date | None = None,
    on: date | None = None,
) -> Confirmation:
    """A party or a third person objects to the ruling: in time, or refused (CF-12).

    A third person says since when it knew: `knew_on`. Raises RuleBroken: step_not_open, not_served, knew_on_needed,
    past_objection_limit, date_in_future, date_too_early.
    """
    confirmation = Confirmation.load(confirmation_id, call)
    review.may_object(State(confirmation.state))
    today = local_date(call.at)
    day = on or today
    rules.must_follow(day, after=confirmation.current.decision.on, today=today)
    if who is Objector.PARTY:
        since = next((one.on for one in confirmation.served if one.ref == ref), None)
        if since is None:
            raise RuleBroken("not_served", ref=ref)
        raw = since + timedelta(days=review.PARTY_OBJECTS_WITHIN_DAYS)
        last_day = shifted("CF-12", since, days=review.PARTY_OBJECTS_WITHIN_DAYS) or raw
    else:
        since = knew_on
        if since is None:
            raise RuleBroken("knew_on_needed")
        raw = review.third_person_until(since)
        last_day = shifted("CF-12", since, months=review.THIRD_OBJECTS_WITHIN_MONTHS) or raw
    review.must_object_in_time(day, last_day)
    confirmation.objections.append(
        Objection(id=call.new_id("objection"), who=who, ref=ref, since=since, on=day, last_day=last_day)
    )
    return confirmation.store()


@command
def decide_objection(
    call: Call, confirmation_id: str, *, objection: str, upheld: bool, on: date | None = None
) -> Confirmation:
    """The court upholds an objection and revokes the ruling, or rejects it (INT art 372, CF-12).

    Raises RuleBroken: step_not_open, no_such_objection, date_in_future, date_too_early.
    """
    confirmation = Confirmation.load(confirmation_id, call)
    found = next((o for o in confirmation.objections if o.id == objection and o.upheld is None), None)
    if found is None:
        raise RuleBroken("no_such_objection")
    today = local_date(call.at)
    day = on or today
    rules.must_follow(day, after=found.on, today=today)
    found.upheld, found.decided_on = upheld, day
    if upheld:
        confirmation.state = rules.step(Step.REVOKE, State(confirmation.state))
        case_id = confirmation.case_id or confirmation.id
        confirmation.record(ConfirmationDecided(case_id=case_id, result=str(State.REVOKED), decided_on=day))
        confirmation.tell(day)
    return confirmation.store()
