# SPDX-License-Identifier: Apache-2.0
"""How a dispute comes onto the board: told by mediation, graded by two of the panel, posted, kept off, or merged."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from services.scoring.cadres.documents import Cadre
from services.scoring.star_rules import BOOK
from services.scoring.tasks import grading, rules, twins
from services.scoring.tasks.documents import StarTask
from services.scoring.tasks.parts import Failed, Grading
from services.scoring.tasks.record import twins_of
from services.scoring.tasks.rules import TaskState
from services.scoring.tasks.settling import settle_clock
from shared.access import EVERYTHING, Role
from shared.calendar import local_date
from shared.call import Call, command
from shared.contracts.mediation import CaseFailed, CasePutForward
from shared.errors import NotFound, RuleBroken
from shared.regions import regions


@command
def propose_task(call: Call, event: CaseFailed) -> StarTask:
    """A mediation failed: the dispute may go on the board (SB-01). One that may not is closed as soon as it is noted."""
    told = Failed(ended_on=event.ended_on, **_told_by(event))
    return _propose(call, event, told, fails=event.failed_attempts, barred=event.barred_for)


@command
def propose_put_forward(call: Call, event: CasePutForward) -> StarTask:
    """A dispute that has not failed is put forward: it may go on the board for another ground of SB-01."""
    told = Failed(ended_on=event.asked_on, put_forward_by=event.asked_by, **_told_by(event))
    return _propose(call, event, told, fails=0, barred=None)


def _told_by(event: CaseFailed | CasePutForward) -> dict[str, Any]:
    return {
        "failed_attempts": event.failed_attempts,
        "people": event.people,
        "amount": None if event.amount is None else str(event.amount),
        "arose_on": event.arose_on,
        "risk": event.risk,
        "departments": event.departments,
        "recorded_by": event.recorded_by,
        "party_count": event.party_count,
        "party_keys": sorted(set(event.party_keys)),
        "dispute_key": event.dispute_key,
    }


def _propose(
    call: Call, event: CaseFailed | CasePutForward, told: Failed, *, fails: int, barred: str | None
) -> StarTask:
    """`fails` are the attempts that count as a ground of their own; `barred` is the code for which it is kept off."""
    township = regions().level(event.place, "township")
    figures = BOOK.on(local_date(call.at))
    entered = rules.entries(
        failed_attempts=fails,
        people=event.people,
        risk=event.risk,
        grounds=event.grounds,
        rules=figures,
    )
    barred = barred or (None if entered else "no_ground")
    task = StarTask(
        id=event.case_id,
        case_ids=[event.case_id],
        state=TaskState.CLOSED_LAWFULLY if barred else TaskState.PROPOSED,
        ended_for=barred,
        entered_for=sorted(entered),
        place=event.place,
        township=township.code if township else event.place,
        category=event.category,
        within=regions().path(event.place),
        rules_version=figures.version,
        failed=told,
    )
    return task.begin(call).create()


@command
def note_second_failure(call: Call, task_id: str, case_id: str) -> StarTask:
    """The holder's own mediation failed: noted; the task stays with the holder until the limit or a decision."""
    task = StarTask.load(task_id, call)
    task.failed_again = sorted({*task.failed_again, case_id})
    return task.store()


def panel_only(call: Call) -> None:
    """Who grades, chooses or rules can't pick (SB-02). Raises RuleBroken: panel_may_not_pick."""
    if call.actor.has(Role.CADRE):
        raise RuleBroken("panel_may_not_pick")
    try:
        Cadre.find(call.actor.id, EVERYTHING)
    except NotFound:
        return
    raise RuleBroken("panel_may_not_pick")


def _seats(call: Call) -> list[grading.Seat]:
    roles = {str(grant.role) for grant in call.actor.grants}
    return grading.seats_of(roles, BOOK.on(local_date(call.at)))


def told_of(failed: Failed) -> dict[str, object]:
    """The inputs of the grade as far as the failed mediation told them."""
    age = grading.months_between(failed.arose_on, failed.ended_on) if failed.arose_on else None
    names = ("people", "amount", "failed_attempts", "risk", "departments")
    return {"age_months": age, **{name: getattr(failed, name) for name in names}}


def _graded(call: Call, task: StarTask, given: Mapping[str, object], note: str, minutes: str) -> Grading:
    """The inputs of a proposal and the grade that follows from them; what is not given is as the mediation told it."""
    values = {**told_of(task.failed), **given}
    amount = values["amount"]
    measured = grading.Inputs(
        **values
        | {"amount": None if amount is None else Decimal(str(amount)), "risk": grading.Risk(values["risk"])}  # type: ignore[arg-type]
    )
    before_posting = task.state in rules.BEFORE_POSTING
    figures = BOOK.on(local_date(call.at)) if before_posting else task.figures
    points = grading.difficulty(measured, figures)
    return Grading(
        people=measured.people,
        age_months=measured.age_months,
        amount=None if measured.amount is None else str(measured.amount),
        failed_attempts=measured.failed_attempts,
        risk=measured.risk,
        departments=measured.departments,
        points=points,
        grade=grading.grade_of(points, figures),
        note=note,
        minutes=minutes,
        proposed_by=call.actor.id,
        proposed_seat=next(iter(_seats(call)), None),
        proposed_at=call.at,
    )


@command
def propose_grade(
    call: Call, task_id: str, *, given: Mapping[str, object], note: str = "", minutes: str = ""
) -> StarTask:
    """The first member of the panel states the inputs; what is left out is taken from the failed mediation (SB-02).

    `given` names inputs of `grading.Inputs`. A new proposal replaces the one before it. On a task that was posted it
    proposes another grade, which holds once it is confirmed. Raises RuleBroken: grade_frozen, minutes_needed,
    never_upward, panel_may_not_pick.
    """
    panel_only(call)
    task = StarTask.load(task_id, call)
    state = TaskState(task.state)
    proposed = _graded(call, task, given, note, minutes)
    grading.may_regrade(state, present=task.grade, proposed=proposed.grade, minutes=minutes)
    if state in rules.BEFORE_POSTING:
        task.rules_version = BOOK.on(local_date(call.at)).version
        task.grading, task.state = proposed, TaskState.GRADED
    else:
        task.regrading = proposed
    return task.store()


def _waiting_grade(task: StarTask) -> Any:
    """The proposal that waits for its second member, of the first grade or of another one; None when none does."""
    return task.grading if task.state == TaskState.GRADED else task.regrading


def _second(call: Call, proposed: Grading | None) -> None:
    """Raises RuleBroken: not_graded, second_person_needed, other_office_needed, panel_may_not_pick."""
    panel_only(call)
    by, seat = (proposed.proposed_by, proposed.proposed_seat) if proposed else (None, None)
    grading.may_confirm(by, seat, call.actor.id, _seats(call))


def may_confirm(call: Call, task: StarTask) -> bool:
    """Whether a grade waits that the caller can confirm (SB-02)."""
    try:
        _second(call, _waiting_grade(task))
    except RuleBroken:
        return False
    return True


@command
def confirm_grade(call: Call, task_id: str, *, distinct_because: str = "") -> StarTask:
    """A member of the other office confirms; the grade is frozen and the task posted, or regraded (SB-02).

    A dispute that looks like one that is known already is merged first, or told apart in writing (SB-12). Raises
    RuleBroken: not_graded, second_person_needed, other_office_needed, twin_found, never_upward, panel_may_not_pick.
    """
    panel_only(call)
    task = StarTask.load(task_id, call)
    state = TaskState(task.state)
    proposed = _waiting_grade(task)
    _second(call, proposed)
    proposed.confirmed_by, proposed.confirmed_at = call.actor.id, call.at
    if state is TaskState.GRADED:
        twins.told_apart(twins_of(task), distinct_because)
        task.told_apart = distinct_because or None
        task.posted_on, task.state = local_date(call.at), TaskState.POSTED
        task.grade = proposed.grade
        task.open_board(call.at)
    else:
        grading.may_regrade(state, present=task.grade, proposed=proposed.grade, minutes=proposed.minutes)
        _regrade(task, proposed, call)
    settle_clock(task, call.at)
    return task.store()


def _regrade(task: StarTask, proposed: Grading, call: Call) -> None:
    """The new grade holds; the holder's limit stays as it was at the pick (D-11), the award follows the lower grade."""
    task.gradings.append(task.grading)
    task.grading, task.regrading, task.grade = proposed, None, proposed.grade
    if task.current is not None:
        task.current.grade = proposed.grade
    elif task.state in rules.ON_BOARD:
        task.open_board(call.at)


@command
def keep_off(call: Call, task_id: str, *, reason: rules.Bar, evidence: str) -> StarTask:
    """A bar came to light before posting: the dispute never goes on the board (SB-01). Raises RuleBroken: already_posted."""
    panel_only(call)
    task = StarTask.load(task_id, call)
    rules.may_keep_off(TaskState(task.state))
    task.state, task.ended_for, task.ended_by_paper = TaskState.CLOSED_LAWFULLY, reason, evidence
    settle_clock(task, call.at)
    return task.store()


@command
def merge(call: Call, task_id: str, *, into: str, reason: str) -> StarTask:
    """The panel finds that this is the dispute of another task: it pays once, there (SB-12).

    Raises RuleBroken: already_posted, no_twin, panel_may_not_pick.
    """
    panel_only(call)
    task = StarTask.load(task_id, call)
    rules.may_keep_off(TaskState(task.state))
    twins.may_merge(into in twins_of(task))
    task.state, task.merged_into, task.ended_for = TaskState.MERGED, into, "same_dispute"
    task.ended_by_paper = reason
    settle_clock(task, call.at)
    return task.store()
