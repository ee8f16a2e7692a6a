# SPDX-License-Identifier: Apache-2.0
"""Picking a star: reserve a slot on the cadre, then win the task; each is one conditional write (SB-03 to SB-06).

The task document owns the contest, so there is one winner however many press. The slot keeps the caps when one cadre
picks several tasks at once; it is given up when the task was lost, and once the task is won the task itself counts.
"""

import dataclasses
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import timedelta

from services.scoring.cadres import rules as roster
from services.scoring.cadres.documents import Cadre, Declaration, Reservation
from services.scoring.calls.rules import RoundEnd, may_accept
from services.scoring.star_rules import BOOK
from services.scoring.tasks import ledger, rules
from services.scoring.tasks.commands import panel_only
from services.scoring.tasks.documents import StarTask
from services.scoring.tasks.parts import Lot, PartyObjection, Plan, Tenure
from services.scoring.tasks.record import record_of
from services.scoring.tasks.rules import How, TaskState
from services.scoring.tasks.settling import end_round, settle_clock
from services.scoring.tasks.ties import no_ties
from shared.access import EVERYTHING, Role
from shared.calendar import local_date
from shared.call import Call, command
from shared.contracts.scoring import TaskPicked
from shared.errors import NotFound, RuleBroken, StaleWrite


@dataclass(frozen=True, slots=True, kw_only=True)
class Taking:
    """One way to a task: `how` judges the task as it stands and names the way, or raises RuleBroken.

    `ties` are what the cadre declared, None where that is still to be done. `lot` is the draw that chose the cadre.
    """

    cadre_id: str
    how: Callable[[StarTask], How]
    ties: Collection[rules.Tie] | None
    reason: str = ""
    given_by: str = ""
    lot: Lot | None = None


def pick(call: Call, task_id: str, *, ties: Collection[rules.Tie]) -> StarTask:
    """A cadre presses "pick" for a task of grade 1 to 3: the first valid pick wins (SB-04, SB-05).

    The holder who presses again, or whose answer was lost, gets the task as it stands. Raises RuleBroken:
    already_taken, called_away, not_on_board, contest_only, and all that `_reserve` and `may_hold` raise.
    """

    def by_race(task: StarTask) -> How:
        _on_board(task)
        rules.may_race(task.grade, task.figures)
        return How.RACE

    return _take_for_oneself(call, task_id, by_race, ties)


def accept_call(call: Call, task_id: str, *, ties: Collection[rules.Tie]) -> StarTask:
    """The cadre whom a party called takes the task (SB-22).

    Raises RuleBroken: no_call_runs, not_called, objection_open, answer_late, and all that keeps a cadre from a task.
    """

    def by_call(task: StarTask) -> How:
        calling = task.calling
        if calling is None or task.state != TaskState.CALLED:
            raise RuleBroken("no_call_runs")
        may_accept(task.turns[-1], call.actor.id, local_date(call.at))
        return How.CALLED

    return _take_for_oneself(call, task_id, by_call, ties)


def choose(
    call: Call, task_id: str, *, cadre_ids: Collection[str], reason: str, overruled: str = ""
) -> StarTask:
    """The panel chooses among the plans, or the Party secretary assigns when nobody came forward (SB-04).

    Several `cadre_ids` are equal in the panel's eyes: who has fewer live picks gets the task, then the lot decides and
    is recorded. `overruled` answers a party's objection in writing. After a call that was objected to in every round
    the panel assigns (SB-22). Raises RuleBroken: contest_open, race_open, no_plan, secretary_only, one_to_assign,
    party_objects, panel_may_not_pick, and all that `pick` does.
    """
    panel_only(call)

    def by_choice(task: StarTask) -> How:
        if task.panel_assigns:
            if len(cadre_ids) > 1:
                raise RuleBroken("one_to_assign")
            return How.ASSIGNED
        _on_board(task)
        objected = {each.cadre_id for each in task.objections if each.at >= task.open_from}
        rules.objections_answered(cadre_ids, objected, overruled)
        return rules.how_chosen(
            task.grade,
            task.open_until,
            call.at,
            offered=task.offers,
            chosen=cadre_ids,
            by_secretary=call.actor.has(Role.SECRETARY),
            rules=task.figures,
        )

    task = StarTask.find(task_id, call.scope)
    if call.message and call.message in task.inbox:
        return task
    by_choice(task)
    chosen, lot = _one_of(task, cadre_ids)
    taking = Taking(
        cadre_id=chosen,
        how=by_choice,
        ties=() if chosen in task.offers else None,
        reason="; ".join(text for text in (reason, overruled) if text),
        given_by=call.actor.id,
        lot=lot,
    )
    return _take_for(call, task, taking)


def _one_of(task: StarTask, cadre_ids: Collection[str]) -> tuple[str, Lot | None]:
    """Of equals, who has fewer live picks; of those, by lot. The task's audit chain seeds it, so nobody can draw twice."""
    if len(cadre_ids) == 1:
        return next(iter(cadre_ids)), None
    live = {name: len(record_of(name).live) for name in cadre_ids}
    candidates = rules.fewest_live(cadre_ids, live)
    if len(candidates) == 1:
        return candidates[0], None
    return rules.drawn(candidates, task.chain), Lot(candidates=candidates, seed=task.chain)


@command
def offer_plan(call: Call, task_id: str, *, plan: str, ties: Collection[rules.Tie]) -> StarTask:
    """A cadre enters the contest for a task of grade 4 or 5; a later plan replaces the earlier one (SB-04).

    Raises RuleBroken: already_taken, not_on_board, race_only, contest_over, and what keeps the cadre from holding it.
    """
    task = StarTask.load(task_id, call)
    _on_board(task)
    rules.may_offer_plan(task.grade, task.open_until, call.at, task.figures)
    cadre = cadre_of(call.actor.id)
    _may_take(call, task, cadre, ties)
    task.plans = [each for each in task.plans if each.cadre_id != cadre.id or each.at < task.open_from]
    task.plans.append(Plan(cadre_id=cadre.id, name=cadre.name, post=cadre.post, plan=plan, at=call.at))
    return task.store()


@command
def object_to_plan(call: Call, task_id: str, *, party: str, cadre_id: str, reason: str = "") -> StarTask:
    """A party does not want this cadre of the contest (SB-04, PML art 23). Raises RuleBroken: not_on_board, no_plan."""
    task = StarTask.load(task_id, call)
    _on_board(task)
    if cadre_id not in task.offers:
        raise RuleBroken("no_plan")
    known = {(each.party, each.cadre_id) for each in task.objections if each.at >= task.open_from}
    if (party, cadre_id) not in known:
        task.objections.append(PartyObjection(party=party, cadre_id=cadre_id, reason=reason, at=call.at))
    return task.store()


def _take_for_oneself(
    call: Call, task_id: str, how: Callable[[StarTask], How], ties: Collection[rules.Tie]
) -> StarTask:
    """Take the task, or show it to its holder, also when the holder's own other press was faster (SB-05)."""
    task = StarTask.find(task_id, call.scope)
    if _is_mine(call, task) or (call.message and call.message in task.inbox):
        return task
    try:
        return _take_for(call, task, Taking(cadre_id=call.actor.id, how=how, ties=ties))
    except RuleBroken:
        task = StarTask.find(task_id, call.scope)
        if _is_mine(call, task):
            return task
        raise
    except StaleWrite:  # one cadre pressed so often that its own presses got in each other's way
        task = StarTask.find(task_id, call.scope)
        if _is_mine(call, task):
            return task
        how(task)  # who has it is told
        raise


def _is_mine(call: Call, task: StarTask) -> bool:
    return task.current is not None and task.current.cadre_id == call.actor.id


def _take_for(call: Call, task: StarTask, taking: Taking) -> StarTask:
    """Reserve, take, and give the slot up: lost, it must not count; won, the task itself counts from now on."""
    taking.how(task)
    _may_take(call, task, cadre_of(taking.cadre_id), taking.ties or ())
    beside = aside(call)
    cadre = _reserve(beside, taking.cadre_id, task.id, task.grade)
    try:
        return _take(call, task.id, cadre, taking)
    finally:
        _give_up(beside, taking.cadre_id, task.id)


def aside(call: Call) -> Call:
    """The call for what is written on the roster beside the task."""
    return dataclasses.replace(call, message="", expected=None, scope=EVERYTHING)


def _may_take(call: Call, task: StarTask, cadre: Cadre, ties: Collection[rules.Tie]) -> None:
    """As `may_hold`; ties that keep the cadre from the task are remembered, so that nobody picks again without them."""
    try:
        may_hold(call, task, cadre, ties)
    except RuleBroken as refusal:
        if refusal.code == "tie_declared":
            remember_ties(aside(call), cadre.id, task.id, ties)
        raise


@command
def remember_ties(call: Call, cadre_id: str, task_id: str, ties: Collection[rules.Tie]) -> Cadre:
    """Keep what a cadre said of ties to a dispute (SB-10)."""
    cadre = Cadre.load(cadre_id, call)
    if set(ties) <= cadre.ties_to(task_id):
        return cadre
    cadre.declarations.append(Declaration(task_id=task_id, ties=sorted(ties), at=call.at))
    return cadre.store()


@command
def _reserve(call: Call, cadre_id: str, task_id: str, grade: int) -> Cadre:
    """Keep a slot within the caps (SB-06). The live picks are read after the cadre, so none is missed."""
    cadre = Cadre.load(cadre_id, call)
    cadre.keep_reservations(call.at, without=task_id)
    _has_room(call, cadre, task_id, grade)
    until = call.at + timedelta(minutes=BOOK.on(local_date(call.at)).reservation_minutes)
    cadre.picks.append(Reservation(task_id=task_id, grade=grade, until=until))
    cadre.set_clock(call.at)
    return cadre.store()


def _has_room(call: Call, cadre: Cadre, task_id: str, grade: int) -> None:
    """Neither cooling down nor over the caps, without this task (SB-06, SB-18)."""
    record, figures = record_of(cadre.id), BOOK.on(local_date(call.at))
    roster.not_cooling_down(record, local_date(call.at), figures)
    held = {slot.task_id: slot.grade for slot in cadre.picks} | dict(record.live)
    held.pop(task_id, None)
    roster.within_caps(held, grade, figures)


def obstacle(call: Call, task: StarTask, cadre_id: str) -> RuleBroken | None:
    """What keeps a cadre from this task whatever is declared; None when nothing does."""
    try:
        cadre = cadre_of(cadre_id)
        may_hold(call, task, cadre, ())
        _has_room(call, cadre, task.id, task.grade)
    except RuleBroken as refusal:
        return refusal
    return None


@command
def _take(call: Call, task_id: str, cadre: Cadre, taking: Taking) -> StarTask:
    """Win the task, if nobody did: one conditional write, and the event in it."""
    task = StarTask.load(task_id, call)
    how = taking.how(task)
    may_hold(call, task, cadre, taking.ties or ())
    today = local_date(call.at)
    warn_on, contact_by = rules.contact_due(today, task.figures)
    due_on = rules.due_on(today, task.grade, task.figures)
    if task.calling is not None:
        end_round(task, RoundEnd.ACCEPTED, call.at)
    task.choose_by = None
    task.tenures.append(
        Tenure(
            cadre_id=cadre.id,
            name=cadre.name,
            post=cadre.post,
            how=how,
            reason=taking.reason,
            given_by=taking.given_by,
            grade=task.grade,
            lot=taking.lot,
            declared=taking.ties is not None,
            picked_at=call.at,
            picked_on=today,
            raw_due_on=due_on,
            due_on=due_on,
            warn_on=warn_on,
            contact_by=contact_by,
        )
    )
    task.people = sorted({*task.people, cadre.id})
    task.state = TaskState.PICKED
    task.book(ledger.step("SB-04", f"pick:{len(task.tenures)}"), cadre.id, call, reason=how)
    settle_clock(task, call.at)
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


def cadre_of(cadre_id: str) -> Cadre:
    """Raises RuleBroken: not_on_roster."""
    try:
        return Cadre.find(cadre_id, EVERYTHING)
    except NotFound:
        raise RuleBroken("not_on_roster") from None


def may_hold(call: Call, task: StarTask, cadre: Cadre, ties: Collection[rules.Tie]) -> None:
    """What keeps this cadre from this task (SB-03, SB-10, SB-11, SB-18); raises RuleBroken with its code."""
    roster.may_serve(
        active=cadre.active,
        postings=cadre.served,
        leave=cadre.absence,
        place=task.within,
        on=local_date(call.at),
        rules=task.figures,
    )
    waived = task.waived(cadre.id)
    no_ties(ties, cadre.own_villages, task.within, waived=waived)
    if cadre.ties_to(task.id) - ({rules.Tie.OWN_VILLAGE} if waived else set()):
        raise RuleBroken("tied_to_task")
    rules.not_barred(cadre.id, task.stints_against(cadre.id), call.at, task.figures)
    makers = {task.failed.recorded_by, task.failed.put_forward_by} - {"", None}
    rules.not_self_made(
        same_person=cadre.id in makers,
        same_office=bool(cadre.office) and any(_office_of(maker) == cadre.office for maker in makers),
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
