# SPDX-License-Identifier: Apache-2.0
"""From facts to stars: what a task becomes by what is known of it and by the time, in whatever order the news came.

Commands only note a fact and call `advance`; `advance` draws every conclusion, each of them once. So events that
arrive late, early or repeatedly leave the task in the same state.
"""

from datetime import datetime

from services.scoring.tasks import callbacks, ledger, rules
from services.scoring.tasks.documents import Hold, StarTask, Tenure
from services.scoring.tasks.rules import LIVE, ON_BOARD, Ending, TaskState
from shared.calendar import add_working_days, local_date, midnight_after
from shared.call import Call


def advance(task: StarTask, call: Call) -> None:
    """Draw all conclusions that the facts and the moment of the call allow."""
    _end_by_clock(task, call)
    _credit(task, call)
    _weigh_callbacks(task, call)
    _weigh_court_word(task, call)
    _weigh_reopenings(task, call)
    _finish(task, call)
    task.due_at = next_due(task, call.at)


def next_due(task: StarTask, at: datetime) -> datetime | None:
    """The next moment at which the clock asks for a decision about the task, None when it asks for none."""
    tenure = task.current
    if tenure is not None:
        unmet = tenure.sides_met < task.figures.sides
        last_day = min(tenure.due_on, tenure.contact_by) if unmet else tenure.due_on
        return midnight_after(last_day)
    if task.state == TaskState.PROVISIONAL:
        moment = rules.final_from(task.settlement.settled_on, task.figures)
        return moment if at < moment else None
    return None


def _end_by_clock(task: StarTask, call: Call) -> None:
    """Release without first contact (SB-08), lapse without a result (SB-18): back on the board."""
    tenure = task.current
    if tenure is None:
        return
    if task.settlement is not None and task.settlement.effective_on <= tenure.due_on:
        return
    moment = next_due(task, call.at)
    if moment is None or call.at < moment:
        return
    if moment < midnight_after(tenure.due_on):
        task.book(ledger.nothing("SB-08", f"release:{len(task.tenures)}"), tenure.cadre_id, call)
        task.end_tenure(tenure, Ending.RELEASED, moment, TaskState.HANDED_BACK)
    else:
        task.book(ledger.lapse(task.grade, len(task.tenures), task.figures), tenure.cadre_id, call)
        task.end_tenure(tenure, Ending.LAPSED, moment, TaskState.LAPSED)


def _credit(task: StarTask, call: Call) -> None:
    """Give an agreement to the tenure it belongs to: provisional from now on (SB-14)."""
    settlement = task.settlement
    if settlement is None or task.state not in LIVE | ON_BOARD:
        return
    number = rules.who_settled(task.stints, settlement.effective_on)
    running = task.current
    if number is None:
        task.state, task.ended_for = TaskState.CLOSED_LAWFULLY, "settled_without_holder"
        return
    tenure: Tenure = task.tenures[number]
    if running is not None and running is not tenure:
        mark = f"closed:{len(task.tenures)}"
        task.book(ledger.nothing("SB-17", mark), running.cadre_id, call, reason="settled_before")
        running.ended, running.ended_at = Ending.CLOSED_LAWFULLY, call.at
    if tenure.ended == Ending.LAPSED:
        penalty = ledger.lapse(task.grade, number + 1, task.figures)
        task.book(ledger.lapse_undone(penalty.points, number + 1), tenure.cadre_id, call)
    settlement.tenure = number
    settlement.settled_on = max(settlement.effective_on, tenure.picked_on)
    task.end_tenure(tenure, Ending.SETTLED, call.at, TaskState.PROVISIONAL)


def _weigh_callbacks(task: StarTask, call: Call) -> None:
    """One party is not satisfied: held until the panel has checked (SB-16)."""
    if task.state == TaskState.PROVISIONAL and _verdict(task) is callbacks.Verdict.OBJECTED:
        _hold(task, call, "SB-16", "callback")


def _verdict(task: StarTask) -> callbacks.Verdict:
    return callbacks.verdict(task.settlement.party_count, task.answers, task.figures)


def _weigh_court_word(task: StarTask, call: Call) -> None:
    """A court's refusal: for want of free will or harm to others void, for its form held until cured (SB-20)."""
    tenure, code = task.credited, task.court_code
    if tenure is None or code is None:
        return
    figures, mark = task.figures, f"court:{code}:{task.court_on.isoformat()}"
    if code in figures.void_codes and task.state != TaskState.VOID:
        _end_holds(task, call, sustained=True)
        left = ledger.earned(task.ledger, tenure.cadre_id)
        given = ledger.awarded(task.ledger, tenure.cadre_id)
        line = ledger.void(*left, once_given=given, grade=task.grade, mark=mark, rules=figures)
        task.book(line, tenure.cadre_id, call, reason=code)
        task.state = TaskState.VOID
    elif task.state not in {TaskState.PROVISIONAL, TaskState.FINAL}:
        return
    elif code in figures.hold_codes:
        _hold(task, call, "SB-20", mark)
    elif code == "confirmed":
        _end_holds(task, call, sustained=False, rule="SB-20")


def _weigh_reopenings(task: StarTask, call: Call) -> None:
    """The quarrel came back: all back, frozen, or only a mark (SB-19)."""
    tenure = task.credited
    if tenure is None:
        return
    for reopening in sorted(task.reopenings, key=lambda each: (each.on, each.successor_id)):
        if reopening.effect is None:
            reopening.effect = ledger.effect_of_reopening(
                task.settlement.settled_on,
                reopening.on,
                same_facts=reopening.same_facts,
                breach_by_party=reopening.breach_by_party,
                rules=task.figures,
            )
        if task.state not in {TaskState.PROVISIONAL, TaskState.FINAL}:
            continue
        if reopening.effect == ledger.Reopened.REVERSE:
            take_back(task, call, "SB-19", reopening.successor_id, TaskState.REVERSED)
        elif reopening.effect == ledger.Reopened.FREEZE:
            _hold(task, call, "SB-19", reopening.successor_id)


def _finish(task: StarTask, call: Call) -> None:
    """Award when the callbacks are done, the file is complete and performed, and 30 days have passed (SB-14)."""
    if task.state != TaskState.PROVISIONAL or task.open_holds or task.file is None or not task.file.performed:
        return
    settlement, tenure, figures = task.settlement, task.credited, task.figures
    if callbacks.still_to_call(settlement.party_count, task.answers, figures):
        return
    if call.at < rules.final_from(settlement.settled_on, figures):
        return
    lines = ledger.award(
        task.grade,
        rules.How(tenure.how),
        early=ledger.is_early(tenure.picked_on, settlement.settled_on, task.grade, figures),
        performed=task.file.performed,
        praised=_verdict(task) is callbacks.Verdict.PRAISED,
        rules=figures,
    )
    task.book_all(lines, tenure.cadre_id, call, evidence=settlement.case_id)
    task.state, task.final_on = TaskState.FINAL, local_date(call.at)


def take_back(task: StarTask, call: Call, rule: str, mark: str, state: TaskState, reason: str = "") -> None:
    """Take back all that the award brought, and say in which state the task ends."""
    cadre_id = task.credited.cadre_id
    _end_holds(task, call, sustained=True)
    left = ledger.earned(task.ledger, cadre_id)
    task.book(ledger.reversal(*left, rule, mark), cadre_id, call, reason=reason)
    task.state = state


def _hold(task: StarTask, call: Call, rule: str, mark: str) -> None:
    """Freeze what the award brought until it is decided; each ground once. What is frozen already adds nothing."""
    if any(held.mark == mark for held in task.holds):
        return
    cadre_id = task.credited.cadre_id
    points, stars = ledger.earned(task.ledger, cadre_id)
    today = local_date(call.at)
    task.holds.append(
        Hold(
            rule=rule,
            mark=mark,
            cadre_id=cadre_id,
            since=call.at,
            answer_by=add_working_days(today, task.figures.ruling_working_days),
            points=points,
            stars=stars,
        )
    )
    task.book(ledger.hold(points, stars, rule, mark), cadre_id, call)


def end_hold(task: StarTask, call: Call, held: Hold, *, sustained: bool, reason: str = "") -> None:
    """Decide one hold: what it froze counts again, so that what follows from the decision takes it openly."""
    held.sustained, held.ended_at = sustained, call.at
    line = ledger.release(held.points, held.stars, held.rule, held.mark)
    task.book(line, held.cadre_id, call, reason=reason)


def _end_holds(task: StarTask, call: Call, *, sustained: bool, rule: str | None = None) -> None:
    for held in task.open_holds:
        if rule is None or held.rule == rule:
            end_hold(task, call, held, sustained=sustained)
