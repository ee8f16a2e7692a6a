# SPDX-License-Identifier: Apache-2.0
"""What the court does with an application: takes it, has papers completed, examines it, and rules."""

from collections.abc import Sequence
from datetime import date

from services.courtlink import limits
from services.courtlink.case_numbers import CaseNumber
from services.courtlink.confirmations import review, rules
from services.courtlink.confirmations.commands import key, must_take, shifted
from services.courtlink.confirmations.documents import (
    Acceptance,
    Application,
    Confirmation,
    Decision,
    Examination,
    Supplement,
)
from services.courtlink.confirmations.review import Check, Lapse
from services.courtlink.confirmations.rules import NotTaken, Rejection, State, Step
from services.courtlink.courts.rules import must_be_number_of, must_be_of_type
from services.courtlink.limits import figures
from shared.access import Role
from shared.calendar import local_date
from shared.call import Call, command
from shared.contracts.courtlink import ConfirmationDecided
from shared.contracts.mediation import ConfirmationSupplemented
from shared.errors import RuleBroken
from shared.mongo import collection

_ALL = ("CF-05", "CF-06", "CF-10")


@command
def take(
    call: Call,
    confirmation_id: str,
    *,
    taken: bool,
    on: date | None = None,
    ground: NotTaken | None = None,
    words: str = "",
) -> Confirmation:
    """The court takes the application, or says why not (CF-06, CF-07, CF-14); `on` is today when not given.

    The first court to take it has it (INT art 352, CF-03). A refusal is a ruling: no clerk decides it. Raises RuleBroken:
    judge_decides, step_not_open, ground_needed, ground_not_expected, date_in_future, date_too_early.
    """
    if not taken and call.actor.has(Role.COURT_CLERK) and not call.actor.has(Role.JUDGE):
        raise RuleBroken("judge_decides", field="taken")
    confirmation = Confirmation.load(confirmation_id, call)
    state = rules.step(Step.TAKE if taken else Step.REFUSE, State(confirmation.state))
    rules.ground_fits(wanted=not taken, ground=ground)
    today = local_date(call.at)
    day = on or today
    waiting = confirmation.waits_at
    here = next((code for code in waiting if code in call.scope.places), None)
    application = confirmation.application_at(here)
    rules.must_follow(day, after=application.applied_on, today=today)
    application.acceptance = Acceptance(taken=taken, on=day, ground=ground, words=words)
    if taken:
        _begin_to_examine(confirmation, application, call, day)
    elif ground is NotTaken.NOT_OWN_BODY:
        _give_days_back(confirmation, application, day)
    if not confirmation.waits_at:
        limits.meet(confirmation.limits, call.at, "CF-06", "CF-05")
    confirmation.state = state if taken or not confirmation.waits_at else State.APPLIED
    if not taken and confirmation.state == State.NOT_TAKEN:
        confirmation.record(_decided(confirmation, State.NOT_TAKEN, ground, day))
        last_day = confirmation.last_day if ground is NotTaken.NOT_OWN_BODY else None
        confirmation.tell(day, ground=ground, ground_text=words, last_day=last_day)
    elif taken:
        confirmation.tell(day)
    return confirmation.store()


def _begin_to_examine(confirmation: Confirmation, application: Application, call: Call, day: date) -> None:
    """Thirty days to decide, fifteen as the aim (CPL art 187, CF-10); other courts that were asked are out (CF-03)."""
    for other in confirmation.applications:
        if other.acceptance is None:
            other.acceptance = Acceptance(taken=False, on=day, ground=NotTaken.FILED_ELSEWHERE)
    aim = rules.decide_target(day, figures().decide_target_days)
    limit = limits.start("CF-10", day, days=rules.DECIDE_WITHIN_DAYS, warn_on=aim)
    application.decide_by = limit.end
    confirmation.limits.append(limit)


def _give_days_back(confirmation: Confirmation, application: Application, day: date) -> None:
    raw = rules.left_after(confirmation.raw_last_day, applied_on=application.applied_on, declined_on=day)
    confirmation.raw_last_day = raw
    confirmation.last_day = shifted("CF-14", day, days=(raw - day).days)


@command
def ask_supplement(call: Call, confirmation_id: str, *, papers: Sequence[str], by: date) -> Confirmation:
    """The court sets a date to complete papers (INT art 354, CF-05). The three days of CF-06 wait for them.

    Raises RuleBroken: step_not_open, already_asked_to_supplement, date_in_past, date_too_far.
    """
    confirmation = Confirmation.load(confirmation_id, call)
    state, today = State(confirmation.state), local_date(call.at)
    asked = bool(confirmation.applications) and confirmation.current.open_supplement is not None
    review.may_supplement(state, asked=asked)
    review.must_lie_ahead(by, today)
    limits.must_be_near(by, today, "by")
    confirmation.current.supplements.append(Supplement(papers=list(papers), asked_on=today, by=by))
    limits.meet(confirmation.limits, call.at, "CF-06")
    confirmation.limits.append(limits.until("CF-05", today, by, warn_days=figures().supplement_warn_days))
    confirmation.tell(today, by=by, missing=tuple(papers))
    return confirmation.store()


@command
def receive_supplement(call: Call, confirmation_id: str, *, on: date | None = None) -> Confirmation:
    """What was asked for has come; the court's days run anew from then (CF-05, CF-06).

    Raises RuleBroken: no_supplement_asked, date_in_future, date_too_early.
    """
    confirmation = Confirmation.load(confirmation_id, call)
    open_one = confirmation.current.open_supplement if confirmation.applications else None
    if open_one is None:
        raise RuleBroken("no_supplement_asked")
    today = local_date(call.at)
    day = on or today
    rules.must_follow(day, after=open_one.asked_on, today=today)
    return _completed(confirmation, call, open_one, day)


@command
def note_supplement(call: Call, told: ConfirmationSupplemented) -> Confirmation:
    """Mediation says that the papers are complete. Without an open demand for them nothing changes."""
    confirmation = Confirmation.load(key(told.case_id, told.agreement), call)
    open_one = confirmation.current.open_supplement if confirmation.applications else None
    if open_one is None or not set(open_one.papers) <= set(told.papers):
        return confirmation
    return _completed(confirmation, call, open_one, local_date(told.supplemented_at))


def _completed(confirmation: Confirmation, call: Call, open_one: Supplement, day: date) -> Confirmation:
    current = confirmation.current
    open_one.supplied_on = day
    current.papers = sorted({*current.papers, *open_one.papers})
    limits.meet(confirmation.limits, call.at, "CF-05")
    if State(confirmation.state) is State.APPLIED:
        must_take(confirmation, current, day)
    confirmation.tell(day)
    return confirmation.store()


@command
def examine(
    call: Call,
    confirmation_id: str,
    *,
    present: Sequence[str],
    in_order: Sequence[Check],
    asked_body: bool = False,
    papers_complete: bool = False,
    on: date | None = None,
) -> Confirmation:
    """The judge heard the parties and notes what was in order (INT arts 356, 358; CF-08, CF-09). The latest one counts.

    `papers_complete`: the judge has seen every paper that CF-05 asks for. Raises RuleBroken: step_not_open,
    examination_empty, not_an_applicant, date_in_future, date_too_early.
    """
    confirmation = Confirmation.load(confirmation_id, call)
    applicants = confirmation.current.applicants if confirmation.applications else []
    review.may_examine(State(confirmation.state), present, in_order, applicants)
    today, current = local_date(call.at), confirmation.current
    day = on or today
    rules.must_follow(day, after=current.acceptance.on, today=today)
    if current.examination is not None:
        current.earlier_examinations.append(current.examination)
    current.examination = Examination(
        on=day,
        present=sorted(set(present)),
        asked_body=asked_body,
        papers_complete=papers_complete,
        in_order=[check for check in Check if check in in_order],
    )
    return confirmation.store()


@command
def extend(call: Call, confirmation_id: str, *, until: date, reason: str) -> Confirmation:
    """The court's president allows more time (CPL art 187, CF-10).

    Raises RuleBroken: step_not_open, date_too_early, date_too_far.
    """
    confirmation = Confirmation.load(confirmation_id, call)
    limit = limits.running(confirmation.limits, "CF-10")
    if limit is None:
        raise RuleBroken("step_not_open", step="extend", state=confirmation.state)
    if until <= (limit.end or limit.raw_end):
        raise RuleBroken("date_too_early", field="until", after=limit.end or limit.raw_end)
    today = local_date(call.at)
    limits.must_be_near(until, today, "until")
    limits.meet(confirmation.limits, call.at, "CF-10")
    confirmation.limits.append(limits.until("CF-10", today, until, warn_days=5))
    confirmation.current.decide_by, confirmation.current.extended_for = until, reason
    return confirmation.store()


@command
def decide(
    call: Call,
    confirmation_id: str,
    result: Step,
    *,
    on: date | None = None,
    ground: Rejection | Lapse | None = None,
    number: str | None = None,
    words: str = "",
) -> Confirmation:
    """The court confirms, rejects, or ends the application as withdrawn (CF-08 to CF-10); `on` is today if not given.

    `result` is one of CONFIRM, REJECT, WITHDRAW, TREAT_AS_WITHDRAWN; `words` go to the committee (CF-13). Raises
    RuleBroken: step_not_open, ground_needed, ground_not_expected, case_number_unreadable, number_needed,
    number_of_another_court, number_of_a_later_year, number_of_wrong_type, number_already_used, date_in_future,
    date_too_early, and those of `review.may_confirm` and `review.must_have_lapsed`.
    """
    confirmation = Confirmation.load(confirmation_id, call)
    state = rules.step(result, State(confirmation.state))
    review.ground_kind(result, ground)
    today, current = local_date(call.at), confirmation.current
    day = on or today
    rules.must_follow(
        day, after=current.acceptance.on if current.acceptance else current.applied_on, today=today
    )
    ruling = CaseNumber.read(number) if number else None
    if ruling:
        must_be_number_of(ruling, current.court_code, day)
        must_be_of_type(ruling, fits=ruling.confirms)
        _must_be_free(ruling, confirmation)
    if result is Step.CONFIRM:
        seen = current.examination or Examination()
        review.may_confirm(
            present=seen.present,
            in_order=seen.in_order,
            applicants=current.applicants,
            examined=current.examination is not None,
            missing=[] if seen.papers_complete else review.missing_papers(current.applicants, current.papers),
        )
    if result is Step.TREAT_AS_WITHDRAWN:
        waiting = current.open_supplement
        review.must_have_lapsed(
            Lapse(ground) if ground else None, supplement_by=waiting.by if waiting else None, today=today
        )
    if result in (Step.CONFIRM, Step.REJECT) and ruling is None:
        raise RuleBroken("number_needed", field="number")
    current.decision = Decision(
        result=state, on=day, ground=ground, number=str(ruling) if ruling else None, words=words
    )
    confirmation.state = state
    limits.meet(confirmation.limits, call.at, *_ALL)
    confirmation.record(_decided(confirmation, state, ground if result is Step.REJECT else None, day))
    confirmation.tell(
        day, ground=ground, ground_text=words, number=current.decision.number, by=confirmation.enforce_until
    )
    return confirmation.store()


def _must_be_free(number: CaseNumber, confirmation: Confirmation) -> None:
    """No other agreement was ruled on under this number. Raises RuleBroken `number_already_used`."""
    wanted = {"applications.decision.number": str(number), "_id": {"$ne": confirmation.id}}
    if collection(Confirmation).find_one(wanted, {"_id": 1}):
        raise RuleBroken("number_already_used", field="number", number=str(number))


def _decided(confirmation: Confirmation, state: State, ground: str | None, day: date) -> ConfirmationDecided:
    """For the star board: codes only (SB-29)."""
    return ConfirmationDecided(
        case_id=confirmation.case_id or confirmation.id,
        result=rules.result_code(state, ground),
        decided_on=day,
    )
