# SPDX-License-Identifier: Apache-2.0
"""Calling a cadre: a party chooses, the other side may object, the cadre answers (SB-22, SB-23).

Accepting is a way of picking and stands with the others in `tasks.picking.accept_call`.
"""

from collections.abc import Collection

from services.scoring.cadres import rules as roster
from services.scoring.cadres.documents import Cadre
from services.scoring.calls import rules
from services.scoring.calls.rules import DeclineGround, RoundEnd
from services.scoring.tasks.documents import StarTask
from services.scoring.tasks.parts import Round, Wish
from services.scoring.tasks.picking import aside, cadre_of, may_hold, remember_ties
from services.scoring.tasks.record import kept_away, record_of
from services.scoring.tasks.rules import LIVE, ON_BOARD, TaskState, Tie
from services.scoring.tasks.settling import advance, end_round, settle_clock
from shared.calendar import local_date
from shared.call import Call, command
from shared.contracts.scoring import CadreCalled
from shared.errors import RuleBroken


@command
def choose_cadre(call: Call, task_id: str, *, party: str, cadre_id: str) -> StarTask:
    """A party calls a cadre for its own dispute: off the race when nobody holds it, a wish to the holder after (SB-23).

    The other side hears of it by its own page of the case (SB-22, PML art 19).

    Raises RuleBroken: not_on_board, call_runs, calls_used_up, objected_before, not_on_roster, cooling_down, and what keeps this
    cadre from the task; being over the cap does not, for the cadre may say so.
    """
    task = StarTask.load(task_id, call)
    advance(task, call)
    cadre, today = cadre_of(cadre_id), local_date(call.at)
    if task.state in LIVE:
        task.wishes.append(Wish(party=party, cadre_id=cadre.id, name=cadre.name, at=call.at))
        return task.store()
    if task.state not in ON_BOARD | {TaskState.CALLED}:
        raise RuleBroken("not_on_board", state=task.state)
    rules.may_choose(task.turns, cadre_id, task.figures)
    may_hold(call, task, cadre, ())
    roster.not_cooling_down(record_of(cadre.id), today, task.figures)
    object_by, answer_by = rules.days(today, sides=task.sides, rules=task.figures)
    task.rounds.append(
        Round(
            party=party,
            cadre_id=cadre.id,
            name=cadre.name,
            post=cadre.post,
            chosen_at=call.at,
            object_by=object_by,
            answer_by=answer_by,
        )
    )
    task.state, task.choose_by = TaskState.CALLED, None
    settle_clock(task, call.at)
    task.record(
        CadreCalled(
            task_id=task.id,
            case_id=task.id,
            party=party,
            cadre_name=cadre.name,
            cadre_post=cadre.post,
            object_by=object_by,
            answer_by=answer_by,
        )
    )
    return task.store()


@command
def object_to_call(call: Call, task_id: str, *, party: str) -> StarTask:
    """The other side objects to the called cadre (SB-22, PML art 19).

    Raises RuleBroken: no_call_runs, own_call, nothing_to_object_to, objection_late.
    """
    task = StarTask.load(task_id, call)
    turn = rules.running(task.turns if task.state == TaskState.CALLED else [])
    rules.may_object(turn, party, local_date(call.at))
    task.rounds[-1].objected_by = party
    end_round(task, RoundEnd.OBJECTED, call.at)
    settle_clock(task, call.at)
    return task.store()


@command
def decline_call(call: Call, task_id: str, *, ground: DeclineGround, ties: Collection[Tie] = ()) -> StarTask:
    """The called cadre declines on a listed ground, which is checked (SB-22).

    Raises RuleBroken: no_call_runs, not_called, answer_late, tick_the_tie, ground_not_true.
    """
    task = StarTask.load(task_id, call)
    turn = rules.running(task.turns if task.state == TaskState.CALLED else [])
    cadre = cadre_of(call.actor.id)
    true = _is_true(ground, task, cadre, ties, call)
    rules.may_decline(turn, cadre.id, local_date(call.at), true=true)
    if ties:
        remember_ties(aside(call), cadre.id, task.id, ties)
    task.rounds[-1].ground = ground
    end_round(task, RoundEnd.DECLINED, call.at)
    settle_clock(task, call.at)
    return task.store()


def _is_true(ground: DeclineGround, task: StarTask, cadre: Cadre, ties: Collection[Tie], call: Call) -> bool:
    """Whether the ground holds: leave, cap, remit and bar by the roster and the tasks, a tie by its declaration."""
    if ground is DeclineGround.TIE:
        if not ties and set(cadre.own_villages).isdisjoint(task.within):
            raise RuleBroken("tick_the_tie", field="ties")
        return True
    if ground is DeclineGround.BARRED:
        return kept_away(cadre.id, task.within, local_date(call.at), task.figures)
    if ground is DeclineGround.LEAVE:
        return roster.is_away(cadre.absence, local_date(call.at), task.figures)
    if ground is DeclineGround.OUTSIDE_REMIT:
        return bool(cadre.remit) and task.category not in cadre.remit
    try:
        roster.within_caps(record_of(cadre.id).live, task.grade, task.figures)
    except RuleBroken:
        return True
    return False
