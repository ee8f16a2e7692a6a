# SPDX-License-Identifier: Apache-2.0
"""Picking a star: reserve a slot on the cadre, then win the task; each is one conditional write (SB-03 to SB-06).

The task document owns the contest, so there is one winner however many press. The slot keeps the caps when one cadre
picks several tasks at once; it is given up when the task was lost, and once the task is won the task itself counts.
"""

import dataclasses
from collections.abc import Callable, Collection
from datetime import timedelta

from services.scoring.cadres import rules as roster
from services.scoring.cadres.documents import Cadre, Reservation
from services.scoring.star_rules import BOOK
from services.scoring.tasks import rules
from services.scoring.tasks.commands import panel_only
from services.scoring.tasks.documents import Plan, StarTask, Tenure
from services.scoring.tasks.record import record_of
from services.scoring.tasks.rules import How, TaskState
from services.scoring.tasks.settling import next_due
from shared.access import EVERYTHING, Role
from shared.calendar import local_date
from shared.call import Call, command
from shared.contracts.scoring import TaskPicked
from shared.errors import NotFound, RuleBroken


def pick(call: Call, task_id: str, *, ties: Collection[rules.Tie]) -> StarTask:
    """A cadre presses "pick" for a task of grade 1 to 3: the first valid pick wins (SB-04, SB-05).

    The holder who presses again, or whose answer was lost, gets the task as it stands. Raises RuleBroken:
    already_taken, not_on_board, contest_only, and all that `_reserve` and `_may_hold` raise.
    """

    def by_race(task: StarTask) -> How:
        rules.may_race(task.grade, task.figures)
        return How.RACE

    task = StarTask.find(task_id, call.scope)
    held_by = task.current.cadre_id if task.current else None
    if held_by == call.actor.id or (call.message and call.message in task.inbox):
        return task
    return _take_for(call, task, call.actor.id, ties, by_race)


def choose(call: Call, task_id: str, *, cadre_id: str, reason: str) -> StarTask:
    """The panel chooses among the plans, or the Party secretary assigns when nobody came forward (SB-04).

    Raises RuleBroken: contest_open, race_open, no_plan, secretary_only, panel_may_not_pick, and all that `pick` does.
    """
    panel_only(call)

    def by_choice(task: StarTask) -> How:
        return rules.how_chosen(
            task.grade,
            task.open_until,
            call.at,
            offered=task.offers,
            chosen=cadre_id,
            by_secretary=call.actor.has(Role.SECRETARY),
            rules=task.figures,
        )

    task = StarTask.find(task_id, call.scope)
    if call.message and call.message in task.inbox:
        return task
    return _take_for(call, task, cadre_id, (), by_choice, reason=reason)


@command
def offer_plan(call: Call, task_id: str, *, plan: str, ties: Collection[rules.Tie]) -> StarTask:
    """A cadre enters the contest for a task of grade 4 or 5; a later plan replaces the earlier one (SB-04).

    Raises RuleBroken: already_taken, not_on_board, race_only, contest_over, and what keeps the cadre from holding it.
    """
    task = StarTask.load(task_id, call)
    _on_board(task)
    rules.may_offer_plan(task.grade, task.open_until, call.at, task.figures)
    cadre = _cadre(call.actor.id)
    _may_hold(call, task, cadre, ties)
    task.plans = [each for each in task.plans if each.cadre_id != cadre.id or each.at < task.open_from]
    task.plans.append(Plan(cadre_id=cadre.id, name=cadre.name, post=cadre.post, plan=plan, at=call.at))
    return task.store()


def _take_for(
    call: Call,
    task: StarTask,
    cadre_id: str,
    ties: Collection[rules.Tie],
    how: Callable[[StarTask], How],
    *,
    reason: str = "",
) -> StarTask:
    """Reserve, take, and give the slot up: lost, it must not count; won, the task itself counts from now on."""
    _on_board(task)
    how(task)
    _may_hold(call, task, _cadre(cadre_id), ties)
    aside = dataclasses.replace(call, message="", expected=None, scope=EVERYTHING)
    cadre = _reserve(aside, cadre_id, task.id, task.grade)
    try:
        return _take(call, task.id, cadre, ties, how, reason)
    finally:
        _give_up(aside, cadre_id, task.id)


@command
def _reserve(call: Call, cadre_id: str, task_id: str, grade: int) -> Cadre:
    """Keep a slot within the caps (SB-06). The live picks are read after the cadre, so none is missed."""
    cadre = Cadre.load(cadre_id, call)
    cadre.keep_reservations(call.at, without=task_id)
    record, figures = record_of(cadre_id), BOOK.on(local_date(call.at))
    roster.not_cooling_down(record, local_date(call.at), figures)
    held = {slot.task_id: slot.grade for slot in cadre.picks} | dict(record.live)
    roster.within_caps(held, grade, figures)
    until = call.at + timedelta(minutes=figures.reservation_minutes)
    cadre.picks.append(Reservation(task_id=task_id, grade=grade, until=until))
    cadre.due_at = min(slot.until for slot in cadre.picks)
    return cadre.store()


@command
def _take(
    call: Call,
    task_id: str,
    cadre: Cadre,
    ties: Collection[rules.Tie],
    how: Callable[[StarTask], How],
    reason: str,
) -> StarTask:
    """Win the task, if nobody did: one conditional write, and the event in it."""
    task = StarTask.load(task_id, call)
    _on_board(task)
    _may_hold(call, task, cadre, ties)
    today = local_date(call.at)
    warn_on, contact_by = rules.contact_due(today, task.figures)
    due_on = rules.due_on(today, task.grade, task.figures)
    task.tenures.append(
        Tenure(
            cadre_id=cadre.id,
            name=cadre.name,
            post=cadre.post,
            how=how(task),
            reason=reason,
            picked_at=call.at,
            picked_on=today,
            due_on=due_on,
            warn_on=warn_on,
            contact_by=contact_by,
        )
    )
    task.people = sorted({*task.people, cadre.id})
    task.state, task.due_at = TaskState.PICKED, next_due(task, call.at)
    task.record(
        TaskPicked(
            task_id=task.id,
            case_id=task.id,
            cadre_id=cadre.id,
            cadre_name=cadre.name,
            cadre_post=cadre.post,
            due_on=due_on,
        )
    )
    return task.store()


@command
def _give_up(call: Call, cadre_id: str, task_id: str) -> Cadre:
    """Let the slot go."""
    cadre = Cadre.load(cadre_id, call)
    cadre.keep_reservations(call.at, without=task_id)
    return cadre.store()


def _on_board(task: StarTask) -> None:
    rules.may_take(TaskState(task.state), task.current.name if task.current else "")


def _cadre(cadre_id: str) -> Cadre:
    """Raises RuleBroken: not_on_roster."""
    try:
        return Cadre.find(cadre_id, EVERYTHING)
    except NotFound:
        raise RuleBroken("not_on_roster") from None


def _may_hold(call: Call, task: StarTask, cadre: Cadre, ties: Collection[rules.Tie]) -> None:
    """What keeps this cadre from this task (SB-03, SB-10, SB-11, SB-18); raises RuleBroken with its code."""
    roster.may_serve(
        active=cadre.active,
        begins=cadre.begins,
        leave=cadre.absence,
        township=cadre.township,
        place=task.within,
        on=local_date(call.at),
        rules=task.figures,
    )
    rules.no_ties(ties, cadre.own_villages, task.within)
    rules.not_barred(cadre.id, task.stints, call.at, task.figures)
    recorder = task.failed.recorded_by
    rules.not_self_made(
        same_person=recorder == cadre.id,
        same_office=_office_of(recorder) == cadre.office if recorder and cadre.office else False,
        entered_on=local_date(task.created_at),
        at=call.at,
        rules=task.figures,
    )


def _office_of(account: str) -> str | None:
    """The office of an account that is on the roster, else None."""
    try:
        return Cadre.find(account, EVERYTHING).office
    except NotFound:
        return None
