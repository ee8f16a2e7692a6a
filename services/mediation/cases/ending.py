# SPDX-License-Identifier: Apache-2.0
"""The end of a mediation, the closed file, and a quarrel that comes back."""

from collections.abc import Sequence
from datetime import date, timedelta

from services.mediation.cases import rules, telling
from services.mediation.cases.clocks import Rule
from services.mediation.cases.documents import Case
from services.mediation.cases.own_acts import must_be_own
from services.mediation.cases.referral_rules import FailureReason, Outcome
from services.mediation.cases.referring import pause_for_appraisal, resume_after_appraisal
from services.mediation.cases.returning import end_referral
from services.mediation.cases.rules import State
from services.mediation.limits import limits
from services.mediation.papers.reading import lacking
from shared.calendar import local_date
from shared.call import Call, command
from shared.contracts.mediation import CaseReopened
from shared.errors import RuleBroken

LIMITS = (Rule.DECIDE, Rule.MEDIATE, Rule.MEDICAL, Rule.LABOUR, Rule.PETITION_ROUTE, Rule.PETITION_DECIDE)


@command
def suspend(call: Call, case_id: str, *, reason: str, excluded: bool = False) -> Case:
    """Suspend the mediation. `excluded` stops the limit too, as an appraisal does (医疗纠纷条例 art 38; WN-04, CT-17, D-11).

    Raises RuleBroken: wrong_state, appraisal_counts.
    """
    case = Case.load(case_id, call)
    case.state, case.end_reason = rules.follow("suspend", case.state), reason
    if excluded:
        case.pause_clocks(LIMITS, reason)
        pause_for_appraisal(case, call)
    return case.store()


@command
def resume(call: Call, case_id: str, *, reason: str) -> Case:
    """Go on with the mediation; a limit that stood still runs again. Raises RuleBroken `wrong_state`."""
    case = Case.load(case_id, call)
    case.state, case.end_reason = rules.follow("resume", case.state), reason
    case.resume_clocks()
    resume_after_appraisal(case, call)
    return case.store()


@command
def extend_limit(call: Call, case_id: str, *, days: int, agreed: Sequence[str]) -> Case:
    """Every party agrees to more time (order 75 art 33, WN-04; 医疗纠纷条例 art 38, SP-01).

    Raises RuleBroken: use_referral, extension_not_agreed, limit_missing.
    """
    case = Case.load(case_id, call)
    if case.referral:
        raise RuleBroken("use_referral")
    if lack := sorted(set(case.refs) - set(agreed)):
        raise RuleBroken("extension_not_agreed", ref="、".join(lack))
    clock = case.limit_clock()
    if clock is None:
        raise RuleBroken("limit_missing")
    clock.length, clock.late_at, clock.warned_at = clock.length + days, None, None
    clock.settle()
    case.limit_ends_on = clock.end
    return case.store()


@command
def withdraw(call: Call, case_id: str, *, reason: str) -> Case:
    """The applicant withdraws (PML art 23, PM-12); a court's case goes back (CT-16).

    Raises RuleBroken: wrong_state, act_of_another.
    """
    case = Case.load(case_id, call)
    must_be_own(call, case.parties[0])
    case.drop_unsigned()
    case.state, case.end_reason = rules.follow("withdraw", case.state), reason
    case.ended_on = local_date(call.at)
    case.stop_clocks(*LIMITS, Rule.REFERRAL)
    if case.referral:
        end_referral(case, Outcome.FAILED, reason=FailureReason.UNWILLING)
    return case.store()


@command
def terminate(call: Call, case_id: str, *, reason: str, ended_on: date | None = None) -> Case:
    """End a mediation that failed, after the remedies notices (PML art 26, PM-14).

    A written agreement that not everybody signs has failed too. A case of our own may go on the star board, or fails there
    again; a court's goes back to the court with its reviewed failure paper (CT-13).
    Raises RuleBroken: wrong_state, remedies_notice_missing, limit_ahead, date_in_future, date_too_early.
    """
    case = Case.load(case_id, call)
    case.drop_unsigned()
    state = rules.follow("terminate", case.state)
    today = local_date(call.at)
    case.must_be_day(ended_on)
    rules.not_before(ended_on, case.accepted_on)
    last = case.limit_ends_on
    if reason == FailureReason.LIMIT_OVER and last and (ended_on or today) <= last:
        raise RuleBroken("limit_ahead", day=last, field="reason")
    rules.may_terminate((party.called, party.remedies is not None) for party in case.parties)
    case.state, case.end_reason, case.ended_on = state, reason, ended_on or today
    case.stop_clocks(*LIMITS)
    if case.referral:
        end_referral(case, Outcome.FAILED, reason=reason)
    else:
        case.record(telling.failed(case))
    return case.store()


@command
def close(call: Call, case_id: str, *, closed_on: date | None = None) -> Case:
    """Close the file, when its list of papers is complete (PML art 27, WN-06).

    Raises RuleBroken: wrong_state, papers_missing, date_in_future, date_too_early.
    """
    case = Case.load(case_id, call)
    state = rules.follow("close", case.state)
    today = local_date(call.at)
    case.must_be_day(closed_on, agreed=True)
    for first in (case.accepted_on, case.ended_on):
        rules.not_before(closed_on, first)
    if lack := lacking(case):
        raise RuleBroken("papers_missing", papers="、".join(str(one) for one in lack))
    case.closed_on = closed_on or today
    case.record(telling.closed(case))
    case.state = state
    return case.store()


@command
def reopen(
    call: Call,
    case_id: str,
    *,
    on: date | None = None,
    same_facts: bool = True,
    breach_by_party: bool = False,
) -> Case:
    """The quarrel came back: name the new case that continues it (section 3.2), and tell the star board (SB-19).

    The new case itself is made by `continue_case`. Raises RuleBroken: not_ended, already_reopened, date_in_future, date_too_early.
    """
    case = Case.load(case_id, call)
    today = local_date(call.at)
    case.must_be_day(on, agreed=True)
    if case.state not in (State.AGREED, State.CLOSED, State.TERMINATED, State.WITHDRAWN):
        raise RuleBroken("not_ended")
    if case.successor_id:
        raise RuleBroken("already_reopened")
    case.successor_id = call.new_id("successor")
    case.returned_in_time = bool(
        case.ended_on and (on or today) <= case.ended_on + timedelta(days=limits().reopen_days)
    )
    if case.task_id or case.agreement:
        case.record(
            CaseReopened(
                case_id=case.id,
                successor_id=case.successor_id,
                on=on or today,
                same_facts=same_facts,
                breach_by_party=breach_by_party,
                task_id=case.task_id,
            )
        )
    return case.store()
