# SPDX-License-Identifier: Apache-2.0
"""What happens to a star task before and between picks: it comes in, is graded, worked on, handed back, or ended."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from services.scoring.cadres import rules as roster
from services.scoring.cadres.documents import Cadre
from services.scoring.star_rules import BOOK
from services.scoring.tasks import grading, ledger, rules
from services.scoring.tasks.documents import Contact, Failed, Grading, StarTask
from services.scoring.tasks.record import record_of
from services.scoring.tasks.rules import TaskState
from services.scoring.tasks.settling import next_due
from shared.access import EVERYTHING, Role
from shared.calendar import local_date
from shared.call import Call, command
from shared.contracts.mediation import CaseFailed
from shared.errors import NotFound, RuleBroken
from shared.regions import regions


@command
def propose_task(call: Call, event: CaseFailed) -> StarTask:
    """A mediation failed: the dispute may go on the board (SB-01). One that may not is closed as soon as it is noted."""
    township = regions().level(event.place, "township")
    task = StarTask(
        id=event.case_id,
        case_ids=[event.case_id],
        state=TaskState.CLOSED_LAWFULLY if event.barred_for else TaskState.PROPOSED,
        ended_for=event.barred_for,
        place=event.place,
        township=township.code if township else event.place,
        category=event.category,
        within=regions().path(event.place),
        rules_version=BOOK.on(local_date(call.at)).version,
        failed=Failed(
            ended_on=event.ended_on,
            failed_attempts=event.failed_attempts,
            people=event.people,
            amount=None if event.amount is None else str(event.amount),
            arose_on=event.arose_on,
            risk=event.risk,
            departments=event.departments,
            recorded_by=event.recorded_by,
        ),
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


def _told(failed: Failed) -> dict[str, object]:
    """The inputs of the grade as far as the failed mediation told them."""
    age = grading.months_between(failed.arose_on, failed.ended_on) if failed.arose_on else None
    names = ("people", "amount", "failed_attempts", "risk", "departments")
    return {"age_months": age, **{name: getattr(failed, name) for name in names}}


@command
def propose_grade(call: Call, task_id: str, *, given: Mapping[str, object], note: str = "") -> StarTask:
    """The first member of the panel states the inputs; what is left out is taken from the failed mediation (SB-02).

    `given` names inputs of `grading.Inputs`. A new proposal replaces the one before it. Raises RuleBroken: already_posted,
    panel_may_not_pick.
    """
    panel_only(call)
    task = StarTask.load(task_id, call)
    rules.may_grade(TaskState(task.state))
    values = {**_told(task.failed), **given}
    amount = values["amount"]
    measured = grading.Inputs(
        **values
        | {"amount": None if amount is None else Decimal(str(amount)), "risk": grading.Risk(values["risk"])}  # type: ignore[arg-type]
    )
    figures = BOOK.on(local_date(call.at))
    points = grading.difficulty(measured, figures)
    task.rules_version = figures.version
    task.grading = Grading(
        people=measured.people,
        age_months=measured.age_months,
        amount=None if measured.amount is None else str(measured.amount),
        failed_attempts=measured.failed_attempts,
        risk=measured.risk,
        departments=measured.departments,
        points=points,
        grade=grading.grade_of(points, figures),
        note=note,
        proposed_by=call.actor.id,
        proposed_at=call.at,
    )
    task.state = TaskState.GRADED
    return task.store()


@command
def confirm_grade(call: Call, task_id: str) -> StarTask:
    """Another member of the panel confirms; the grade is frozen and the task posted (SB-02).

    Raises RuleBroken: not_graded, second_person_needed, panel_may_not_pick.
    """
    panel_only(call)
    task = StarTask.load(task_id, call)
    proposed_by = task.grading.proposed_by if task.grading else None
    rules.may_confirm_grade(TaskState(task.state), proposed_by, call.actor.id)
    task.grading.confirmed_by, task.grading.confirmed_at = call.actor.id, call.at
    task.grade, task.posted_on = task.grading.grade, local_date(call.at)
    task.state = TaskState.POSTED
    task.open_board(call.at)
    return task.store()


def _held_by(call: Call, task: StarTask) -> None:
    """Raises RuleBroken: not_the_holder."""
    if task.current is None or task.current.cadre_id != call.actor.id:
        raise RuleBroken("not_the_holder")


@command
def note_first_contact(
    call: Call, task_id: str, *, party: str, channel: rules.Channel, on: date | None = None
) -> StarTask:
    """The holder reached a party for the first time (SB-08). Raises RuleBroken: not_the_holder, date_in_future."""
    task = StarTask.load(task_id, call)
    _held_by(call, task)
    if on is not None and on > local_date(call.at):
        raise RuleBroken("date_in_future", on=on)
    task.current.contacts.append(Contact(party=party, channel=channel, on=on, at=call.at))
    task.state, task.due_at = TaskState.WORKING, next_due(task, call.at)
    return task.store()


@command
def hand_back(call: Call, task_id: str, *, reason: str) -> StarTask:
    """The holder gives the task back: free within 48 hours once a quarter, else half a lapse (SB-09).

    Raises RuleBroken: not_the_holder.
    """
    task = StarTask.load(task_id, call)
    _held_by(call, task)
    tenure, figures = task.current, task.figures
    used = roster.free_hand_backs(record_of(tenure.cadre_id), call.at)
    free = rules.is_free_hand_back(tenure.picked_at, call.at, used, figures)
    line = ledger.hand_back(task.grade, len(task.tenures), free=free, rules=figures)
    task.book(line, tenure.cadre_id, call, reason=reason)
    ending = rules.Ending.HANDED_BACK if free else rules.Ending.HANDED_BACK_LATE
    task.end_tenure(tenure, ending, call.at, TaskState.HANDED_BACK)
    task.due_at = next_due(task, call.at)
    return task.store()


@command
def close_lawfully(call: Call, task_id: str, *, reason: rules.LawfulEnd, evidence: str) -> StarTask:
    """A party refuses, another authority has the matter, or a party sued: no points, no lapse (SB-17).

    Raises RuleBroken: not_open, panel_may_not_pick.
    """
    panel_only(call)
    task = StarTask.load(task_id, call)
    if task.state not in rules.ON_BOARD | rules.LIVE:
        raise RuleBroken("not_open", state=task.state)
    tenure = task.current
    if tenure is not None:
        line = ledger.nothing("SB-17", f"closed:{len(task.tenures)}")
        task.book(line, tenure.cadre_id, call, evidence=evidence, reason=reason)
        task.end_tenure(tenure, rules.Ending.CLOSED_LAWFULLY, call.at, TaskState.CLOSED_LAWFULLY)
    task.state, task.ended_for = TaskState.CLOSED_LAWFULLY, reason
    task.due_at = None
    return task.store()
