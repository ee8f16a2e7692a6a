# SPDX-License-Identifier: Apache-2.0
"""Disputes that a petition office moved to us (信访移送): their own limits (SP-07) and what may not be taken (SP-08)."""

from datetime import date

from services.mediation.cases.clocks import Rule, Span, find
from services.mediation.cases.documents import Case
from services.mediation.cases.suitability import Channel, Ground
from shared.calendar import add_working_days, local_date
from shared.call import Call, command
from shared.errors import RuleBroken

RETURN_WITHIN, EXTRA_DAYS = 5, 30
PETITION = (Rule.PETITION_ROUTE, Rule.PETITION_DECIDE)


def begin(case: Case) -> None:
    """A petition is registered and routed within fifteen days (信访工作条例 art 22, SP-07)."""
    if case.channel == Channel.PETITION:
        case.start_clock(Rule.PETITION_ROUTE)


def accepted(case: Case) -> None:
    """From acceptance it is to be decided within sixty days (信访工作条例 art 34, SP-07)."""
    if case.channel == Channel.PETITION:
        case.meet_clock(Rule.PETITION_ROUTE)
        case.start_clock(Rule.PETITION_DECIDE, on=case.accepted_on)


def may_return(case: Case, ground: Ground, today: date) -> None:
    """A wrong addressee objects within five working days, with reasons (信访工作条例 art 23, SP-07).

    Raises RuleBroken `petition_return_too_late`.
    """
    if case.channel != Channel.PETITION or ground != Ground.ELSEWHERE:
        return
    last = add_working_days(local_date(case.applied_at), RETURN_WITHIN)
    if today > last:
        raise RuleBroken("petition_return_too_late", day=last)


@command
def extend(call: Call, case_id: str, *, days: int, approved_by: str, noticed: bool) -> Case:
    """At most thirty days more, once, with approval, and the petitioner is told (信访工作条例 art 34, SP-07).

    Raises RuleBroken: petition_missing, already_extended, petition_notice_missing.
    """
    case = Case.load(case_id, call)
    clock = find(case.clocks, Rule.PETITION_DECIDE)
    if clock is None:
        raise RuleBroken("petition_missing")
    if clock.about:
        raise RuleBroken("already_extended")
    if not noticed:
        raise RuleBroken("petition_notice_missing")
    case.meet_clock(Rule.PETITION_DECIDE)
    longer = Span(clock.length + min(days, EXTRA_DAYS))
    case.start_clock(Rule.PETITION_DECIDE, span=longer, on=clock.start, about=f"延长，{approved_by}批准")
    return case.store()
