# SPDX-License-Identifier: Apache-2.0
"""What the cadre who holds a task does with it: meets the parties, declares ties, asks for more days, hands it back."""

from collections.abc import Collection
from datetime import date

from services.scoring.cadres import rules as roster
from services.scoring.days import working_days_after
from services.scoring.tasks import ledger, limits, rules
from services.scoring.tasks.documents import StarTask
from services.scoring.tasks.parts import Contact, Extension, Tenure
from services.scoring.tasks.record import record_of
from services.scoring.tasks.rules import Ending, TaskState
from services.scoring.tasks.settling import end_of_hold, settle_clock
from shared.calendar import local_date
from shared.call import Call, command
from shared.errors import RuleBroken


def _held(call: Call, task: StarTask) -> Tenure:
    """The caller's tenure. Raises RuleBroken: not_the_holder, limit_over when time has ended it already."""
    tenure = task.current
    if tenure is None or tenure.cadre_id != call.actor.id:
        raise RuleBroken("not_the_holder")
    end = end_of_hold(task)
    if end is not None:
        rules.in_time(end, call.at)
    return tenure


@command
def note_first_contact(
    call: Call, task_id: str, *, party: str, channel: rules.Channel, on: date | None = None
) -> StarTask:
    """The holder reached a party for the first time (SB-08).

    Raises RuleBroken: not_the_holder, limit_over, date_in_future, met_before_pick, met_already, declare_first for who was assigned and said nothing
    of ties yet.
    """
    task = StarTask.load(task_id, call)
    tenure = _held(call, task)
    if not tenure.declared:
        raise RuleBroken("declare_first")
    if on is not None and on > local_date(call.at):
        raise RuleBroken("date_in_future", on=on)
    if on is not None and on < tenure.picked_on:
        raise RuleBroken("met_before_pick", field="on", earliest=tenure.picked_on)
    if any(each.party == party for each in tenure.contacts):
        raise RuleBroken("met_already", field="party", party=party)
    tenure.contacts.append(Contact(party=party, channel=channel, on=on, at=call.at))
    if task.state == TaskState.PICKED:
        task.book(ledger.step("SB-08", f"working:{len(task.tenures)}"), tenure.cadre_id, call)
    task.state = TaskState.WORKING
    settle_clock(task, call.at)
    return task.store()


@command
def declare_ties(call: Call, task_id: str, *, ties: Collection[rules.Tie]) -> StarTask:
    """The holder says of which ties there are any (SB-10, Civil Servants Law art 76): with one, another takes the task.

    Raises RuleBroken: not_the_holder, limit_over.
    """
    task = StarTask.load(task_id, call)
    tenure = _held(call, task)
    tenure.declared = True
    if ties:
        line = ledger.nothing("SB-10", f"tied:{len(task.tenures)}")
        task.book(line, tenure.cadre_id, call, reason=",".join(sorted(ties)))
        task.end_tenure(tenure, Ending.TIED, call.at, TaskState.HANDED_BACK)
    settle_clock(task, call.at)
    return task.store()


@command
def ask_extension(call: Call, task_id: str, *, days: int, reason: str) -> StarTask:
    """The holder asks once for at most half the limit more, before it ends (SB-07).

    Raises RuleBroken: not_the_holder, limit_over, extended_before, extension_too_long.
    """
    task = StarTask.load(task_id, call)
    tenure, figures = _held(call, task), task.figures
    end = end_of_hold(task)
    limits.may_ask_extension(
        days,
        grade=tenure.grade,
        asked_before=tenure.extension is not None,
        end=end or call.at,
        at=call.at,
        rules=figures,
    )
    answer_by = working_days_after(local_date(call.at), figures.extension_answer_working_days)
    tenure.extension = Extension(days=days, reason=reason, asked_at=call.at, answer_by=answer_by)
    settle_clock(task, call.at)
    return task.store()


@command
def hand_back(call: Call, task_id: str, *, reason: str) -> StarTask:
    """The holder gives the task back: free within 48 hours once a quarter, else half a lapse (SB-09).

    Raises RuleBroken: not_the_holder, limit_over.
    """
    task = StarTask.load(task_id, call)
    tenure, figures = _held(call, task), task.figures
    used = roster.free_hand_backs(record_of(tenure.cadre_id), call.at)
    free = rules.is_free_hand_back(tenure.picked_at, call.at, used, figures)
    line = ledger.hand_back(tenure.grade, len(task.tenures), free=free, rules=figures)
    task.book(line, tenure.cadre_id, call, reason=reason)
    ending = Ending.HANDED_BACK if free else Ending.HANDED_BACK_LATE
    task.end_tenure(tenure, ending, call.at, TaskState.HANDED_BACK)
    settle_clock(task, call.at)
    return task.store()
