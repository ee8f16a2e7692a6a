# SPDX-License-Identifier: Apache-2.0
"""After the agreement: performance with proof, visits and calls by plan, satisfaction."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from services.mediation.cases import schedule
from services.mediation.cases.clocks import Rule
from services.mediation.cases.documents import Case, FollowUp, PerformanceNote, Performed
from services.mediation.cases.logged import entry_id
from services.mediation.cases.returning import tell_performance
from services.mediation.cases.rules import Performance
from services.mediation.cases.schedule import DueState, Line
from services.mediation.cases.terms import TermKind
from services.mediation.evidence.reading import must_be_kept
from services.mediation.limits import limits
from shared import money
from shared.calendar import local_date
from shared.call import Call, command
from shared.errors import RuleBroken

_OWED = (Rule.PERFORM, Rule.CONFIRM, Rule.ENFORCE)  # what nobody needs any more once all is performed


@command
def note_performance(
    call: Call,
    case_id: str,
    *,
    performance: Performance,
    on: date | None = None,
    made_id: UUID | None = None,
    device_at: datetime | None = None,
) -> Case:
    """How far the duties are done (PML art 31, PM-20). Raises RuleBroken: nothing_agreed, entry_twice, date_in_future, date_too_early."""
    case = Case.load(case_id, call)
    case.must_be_day(on, agreed=True)
    if case.agreement is None:
        raise RuleBroken("nothing_agreed")
    case.performance_notes.append(
        PerformanceNote(
            id=entry_id(call, "performance", made_id, case.performance_notes),
            performance=str(performance),
            on=on,
            device_at=device_at,
            recorded_at=call.at,
            recorded_by=call.actor.id,
        )
    )
    case.performance, case.performed_on = str(performance), on
    if performance in (Performance.FULL, Performance.ENFORCED):
        case.stop_clocks(*_OWED)
    tell_performance(case)
    return case.store()


@command
def perform(
    call: Call,
    case_id: str,
    *,
    key: str,
    on: date | None = None,
    amount: Decimal | None = None,
    proof: str | None = None,
    made_id: UUID | None = None,
    device_at: datetime | None = None,
) -> Case:
    """A party performed a duty or a part of it, with the proof's file (PML art 31, PM-20). Without an amount, all that was left.

    When nothing is left, the agreement is performed in full. Raises RuleBroken: nothing_agreed, no_such_duty, not_owed_in_money,
    more_than_owed, no_such_file, entry_twice, date_in_future, date_too_early.
    """
    case = Case.load(case_id, call)
    today = local_date(call.at)
    case.must_be_day(on, agreed=True)
    if case.agreement is None:
        raise RuleBroken("nothing_agreed")
    open_lines = {line.due.key: line for line in schedule_of(case, today)}
    if key not in open_lines:
        raise RuleBroken("no_such_duty", key=key)
    _may_be_paid(case, open_lines[key], amount)
    must_be_kept(case_id, proof)
    case.performed.append(
        Performed(
            id=entry_id(call, "performed", made_id, case.performed),
            key=key,
            on=on,
            amount=open_lines[key].left if amount is None else amount,
            proof=proof,
            device_at=device_at,
            recorded_at=call.at,
            recorded_by=call.actor.id,
        )
    )
    found = schedule_of(case, today)
    for line in found:
        if line.state == DueState.DONE:
            case.meet_clock(Rule.PERFORM, line.due.key)
    done = sum(line.state == DueState.DONE for line in found)
    case.performance = str(Performance.FULL if done == len(found) else Performance.PARTLY)
    case.performed_on = on if done == len(found) else None
    if done == len(found):
        case.stop_clocks(*_OWED)
    tell_performance(case)
    return case.store()


def _may_be_paid(case: Case, line: Line, amount: Decimal | None) -> None:
    """Money is noted for what is owed in money, and no more of it than is left, unless the sum was never exact."""
    term = case.agreement.terms[int(line.due.key.partition(".")[0]) - 1]
    if amount is None:
        return
    if line.left is None and term.kind != TermKind.PAYMENT:
        raise RuleBroken("not_owed_in_money", field="amount")
    exact = not (term.approx or term.at_least or term.each)
    if line.left is not None and exact and amount > line.left:
        raise RuleBroken("more_than_owed", left=money.show(line.left), field="amount")


def schedule_of(case: Case, today: date) -> list[Line]:
    """The lines of the schedule; an acceleration clause takes effect with the first late instalment."""
    dues = case.dues()
    found = schedule.lines(dues, case.done(), today)
    late = [line for line in found if line.state == DueState.LATE]
    if late and case.has_acceleration:
        day = min(line.due.due_on for line in late if line.due.due_on)
        dues = schedule.accelerated(dues, [line.due.key for line in late], day)
        found = schedule.lines(dues, case.done(), today)
    return found


@command
def follow_up(
    call: Call,
    /,
    case_id: str,
    *,
    ref: str,
    on: date | None = None,
    performance: Performance | None = None,
    record: str = "",
    made_id: UUID | None = None,
    **answers: Any,
) -> Case:
    """A visit or call after the agreement; the earliest one of the plan that was open is done (WN-05), unless a
    party only says itself that it is not solved. `made_id` is the id
    that the device gave.

    Raises RuleBroken: no_such_party, entry_twice, date_in_future, date_too_early.
    """
    case = Case.load(case_id, call)
    case.must_be_day(on, agreed=True)
    case.party(ref)
    visit = FollowUp(
        id=entry_id(call, "visit", made_id, case.follow_ups),
        on=on,
        ref=ref,
        record=record,
        recorded_at=call.at,
        recorded_by=call.actor.id,
        **answers,
    )
    if performance is not None:
        visit.performance = case.performance = str(performance)
        tell_performance(case)
    case.follow_ups.append(visit)
    planned = [clock for clock in case.clocks if clock.rule == Rule.FOLLOW_UP and not clock.met_at]
    if planned and not visit.unsolved:
        planned[0].met_at = call.at
    return case.store()


def plan_aftercare(case: Case, effective_on: date) -> None:
    """Start the clocks of the visits (WN-05) and of the due dates (PM-20)."""
    dues = case.dues()
    on_the_spot = all(due.due_on is None or due.due_on <= effective_on for due in dues)
    days = schedule.follow_up_days(
        effective_on,
        [due.due_on for due in dues if due.due_on],
        risk=case.risk,
        on_the_spot=on_the_spot,
        figures=limits(),
    )
    for day in days:
        case.run_until(Rule.FOLLOW_UP, start_on=effective_on, end=day, about=day.isoformat())
    for due in dues:
        if due.due_on and due.due_on > effective_on:
            case.run_until(Rule.PERFORM, start_on=effective_on, end=due.due_on, about=due.key)
