# SPDX-License-Identifier: Apache-2.0
"""From facts to stars: what a task becomes by what is known of it and by the time, in whatever order the news came.

Commands only note a fact and call `advance`; `advance` draws every conclusion, each of them once. So events that
arrive late, early or repeatedly leave the task in the same state.
"""

from datetime import date, datetime, timedelta

from services.scoring.calls.rules import DeclineGround, RoundEnd
from services.scoring.days import working_days_after
from services.scoring.star_rules import StarRules
from services.scoring.tasks import callbacks, ledger, rules
from services.scoring.tasks.alerts import raise_alerts, watched
from services.scoring.tasks.documents import StarTask
from services.scoring.tasks.outcome import Hold
from services.scoring.tasks.parts import Tenure
from services.scoring.tasks.record import kept_away
from services.scoring.tasks.rules import BEFORE_POSTING, ON_BOARD, OPEN, Desk, Ending, TaskState
from shared.calendar import local_date, midnight_after
from shared.call import Call


def advance(task: StarTask, call: Call) -> None:
    """Draw all conclusions that the facts and the moment of the call allow.

    Alerts come first: what ends now may be what somebody was silent about.
    """
    raise_alerts(task, call.at)
    _end_by_clock(task, call)
    _end_round(task, call)
    _credit(task, call)
    _withdraw(task)
    _weigh_callbacks(task, call)
    _weigh_misconduct(task, call)
    _weigh_court_word(task, call)
    _weigh_reopenings(task, call)
    _finish(task, call)
    _close_alerts(task, call.at)
    settle_clock(task, call.at)


def settle_clock(task: StarTask, at: datetime) -> None:
    """Raise the alerts that are due, and set the next moment at which time asks for a decision."""
    raise_alerts(task, at)
    task.due_at = next_due(task, at)


def next_due(task: StarTask, at: datetime) -> datetime | None:
    """The next moment at which the clock asks for a decision about the task or an alert, None when for neither."""
    moments = [due.moment for due in watched(task)]
    end = end_of_hold(task)
    if end is not None:
        moments.append(end)
    if task.state == TaskState.CALLED:
        moments += [midnight_after(day) for day in (_answer_day(task), task.choose_by) if day is not None]
    if task.state == TaskState.PROVISIONAL:
        moment = rules.final_from(task.settlement.settled_on, task.figures)
        moments += [moment] if at < moment else []
    return min(moments, default=None)


def end_of_hold(task: StarTask) -> datetime | None:
    """The first moment at which the task is no longer its holder's (SB-07, SB-08); None when nobody holds it.

    An extension that was asked in time and is not answered yet keeps the limit open until the day of the answer.
    """
    tenure = task.current
    if tenure is None:
        return None
    waits = tenure.waits_until
    limit = max(tenure.due_on, waits) if waits else tenure.due_on
    unmet = tenure.sides_met < task.sides
    return midnight_after(min(limit, tenure.contact_by) if unmet else limit)


def _answer_day(task: StarTask) -> date | None:
    return task.calling.answer_by if task.calling else None


def _end_by_clock(task: StarTask, call: Call) -> None:
    """Release without first contact (SB-08), lapse without a result (SB-18): back on the board."""
    tenure = task.current
    if tenure is None:
        return
    if task.settlement is not None and task.settlement.effective_on <= tenure.due_on:
        return
    moment = end_of_hold(task)
    if moment is None or call.at < moment:
        return
    if moment < midnight_after(tenure.due_on):
        task.book(ledger.nothing("SB-08", f"release:{len(task.tenures)}"), tenure.cadre_id, call)
        task.end_tenure(tenure, Ending.RELEASED, moment, TaskState.HANDED_BACK)
    else:
        task.book(ledger.lapse(tenure.grade, len(task.tenures), task.figures), tenure.cadre_id, call)
        task.end_tenure(tenure, Ending.LAPSED, moment, TaskState.LAPSED)


def _end_round(task: StarTask, call: Call) -> None:
    """A called cadre who stays silent is counted and the secretary told (SB-22), but not one who may not pick; a choice that nobody makes again ends
    the calling, and the task is raced for as before (SB-23)."""
    if task.state != TaskState.CALLED:
        return
    calling = task.calling
    if calling is not None and call.at >= midnight_after(calling.answer_by):
        if kept_away(calling.cadre_id, task.within, calling.answer_by, task.figures):
            calling.ground = DeclineGround.BARRED
            end_round(task, RoundEnd.DECLINED, midnight_after(calling.answer_by))
        else:
            end_round(task, RoundEnd.SILENT, midnight_after(calling.answer_by))
            task.alert(f"silent:{len(task.rounds)}", "SB-22", Desk.SECRETARY, call.at)
    if task.choose_by is not None and call.at >= midnight_after(task.choose_by):
        task.state = TaskState.POSTED
        task.open_board(midnight_after(task.choose_by))


def end_round(task: StarTask, end: RoundEnd, at: datetime) -> None:
    """End the round that runs; the party may choose again, until the rounds are used up and the panel assigns (SB-22)."""
    calling = task.rounds[-1]
    calling.end, calling.ended_at = end, at
    if end in {RoundEnd.ACCEPTED, RoundEnd.OVERTAKEN}:
        task.choose_by = None
    elif task.panel_assigns:
        task.choose_by = None
        task.alert(f"assign:{len(task.rounds)}", "SB-22", Desk.PANEL, at)
    else:
        task.choose_by = working_days_after(local_date(at), task.figures.call_choice_working_days)


def _credit(task: StarTask, call: Call) -> None:
    """Give an agreement to the tenure it belongs to: provisional from now on (SB-14)."""
    settlement = task.settlement
    if settlement is None or task.state not in OPEN | BEFORE_POSTING:
        return
    if task.calling is not None:
        end_round(task, RoundEnd.OVERTAKEN, call.at)
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
    if tenure.ended == Ending.LAPSED and not tenure.excused:
        booked = task.entry(f"lapse:{number + 1}")
        task.book(ledger.lapse_undone(booked.points, number + 1), tenure.cadre_id, call)
    settlement.tenure = number
    settlement.settled_on = max(settlement.effective_on, tenure.picked_on)
    task.end_tenure(tenure, Ending.SETTLED, call.at, TaskState.PROVISIONAL)
    task.book(ledger.step("SB-14", "provisional"), tenure.cadre_id, call)


def _withdraw(task: StarTask) -> None:
    """The parties took the dispute back before anybody held it: nothing is left to pick (SB-17)."""
    if task.file is not None and task.file.withdrawn and task.state in BEFORE_POSTING | ON_BOARD:
        task.state, task.ended_for = TaskState.CLOSED_LAWFULLY, "withdrawn"


def _weigh_callbacks(task: StarTask, call: Call) -> None:
    """One party is not satisfied: held until the panel has checked (SB-16); who was pressed is a matter of conduct.

    Notes whether every party was called (SB-15), so that the centre's list ends.
    """
    if task.state != TaskState.PROVISIONAL:
        return
    task.all_called = not callbacks.still_to_call(task.settlement.party_count, task.answers, task.figures)
    for party in callbacks.dissatisfied(task.answers):
        _hold(task, call, "SB-16", f"callback:{party}")
    if _pressed(task):
        task.alert("pressed", "SB-30", Desk.SUPERVISOR, call.at)


def _pressed(task: StarTask) -> set[str]:
    """The holds of the parties who said that they were made to sign."""
    return {f"callback:{each.party}" for each in task.callbacks if each.ground == callbacks.Ground.PRESSED}


def _close_alerts(task: StarTask, at: datetime) -> None:
    """The word of a party who was made to sign is answered by the ruling on its hold, or by the end of the award (SB-16, SB-20)."""
    for alert in task.alerts:
        if alert.mark == "pressed" and _pressed(task).isdisjoint(held.mark for held in task.open_holds):
            alert.over_at = alert.over_at or at


def _weigh_misconduct(task: StarTask, call: Call) -> None:
    """Misconduct in the case was found: every award of it goes back (SB-30, PML art 15)."""
    if task.misconduct_on is None or task.state not in {TaskState.PROVISIONAL, TaskState.FINAL}:
        return
    take_back(task, call, "SB-30", "misconduct", TaskState.REVERSED)


def _verdict(task: StarTask) -> callbacks.Verdict:
    return callbacks.verdict(task.settlement.party_count, task.answers, task.figures)


def _weigh_court_word(task: StarTask, call: Call) -> None:
    """A court's refusal: for want of free will or harm to others void, for its form held until cured (SB-20). Where a party
    had to ask for enforcement the agreement was not kept: frozen until the panel decides, as with any breach (SB-29, SB-19).
    """
    tenure, code = task.credited, task.court_code
    if tenure is None or code is None:
        return
    figures, mark = task.figures, f"court:{code}:{task.court_on.isoformat()}"
    if code in figures.void_codes and task.state != TaskState.VOID:
        declare_void(task, call, mark, code)
    elif task.state not in {TaskState.PROVISIONAL, TaskState.FINAL}:
        return
    elif code in figures.hold_codes:
        _hold(task, call, "SB-20", mark)
    elif code in figures.breach_codes:
        _hold(task, call, "SB-19", f"enforcement:{task.court_on.isoformat()}")
    elif code == "confirmed":
        _end_holds(task, call, sustained=False, rule="SB-20")


def declare_void(task: StarTask, call: Call, mark: str, reason: str, evidence: str = "") -> None:
    """What is left goes back and the award a second time; the discipline office is told (SB-20)."""
    cadre_id = task.credited.cadre_id
    _end_holds(task, call, sustained=True)
    line = ledger.void(
        *ledger.earned(task.ledger, cadre_id),
        once_given=ledger.awarded(task.ledger, cadre_id),
        grade=task.credited.grade,
        mark=mark,
        rules=task.figures,
    )
    task.book(line, cadre_id, call, reason=reason, evidence=evidence)
    task.state = TaskState.VOID
    task.alert(f"void:{mark}", "SB-20", Desk.DISCIPLINE, call.at)


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
    waits = task.open_holds or any(each.cadre_id == _holder(task) for each in task.open_challenges)
    if task.state != TaskState.PROVISIONAL or waits or task.file is None or not task.file.performed:
        return
    settlement, tenure, figures = task.settlement, task.credited, task.figures
    if callbacks.still_to_call(settlement.party_count, task.answers, figures):
        return
    if call.at < rules.final_from(settlement.settled_on, figures):
        return
    lines = ledger.award(
        tenure.grade,
        rules.How(tenure.how),
        early=ledger.is_early(tenure.picked_on, settlement.settled_on, tenure.grade, figures),
        performed=task.file.performed,
        praised=_verdict(task) is callbacks.Verdict.PRAISED,
        rules=figures,
    )
    task.book_all(lines, tenure.cadre_id, call, evidence=settlement.case_id)
    task.state, task.final_on = TaskState.FINAL, local_date(call.at)


def _holder(task: StarTask) -> str | None:
    return task.credited.cadre_id if task.credited else None


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
    answer_by = _answer_by(rule, local_date(call.at), task.figures)
    task.holds.append(
        Hold(
            rule=rule,
            mark=mark,
            cadre_id=cadre_id,
            since=call.at,
            answer_by=answer_by,
            points=points,
            stars=stars,
        )
    )
    task.book(ledger.hold(points, stars, rule, mark), cadre_id, call)


def _answer_by(rule: str, today: date, figures: StarRules) -> date:
    """A form that a court refused can be put right for 30 days (SB-20); else the panel has ten working days (SB-19)."""
    if rule == "SB-20":
        return today + timedelta(days=figures.form_cure_days)
    return working_days_after(today, figures.ruling_working_days)


def freeze(task: StarTask, call: Call, rule: str, mark: str) -> None:
    """Freeze the award of a task that has one, for a check (SB-30)."""
    if task.state in {TaskState.PROVISIONAL, TaskState.FINAL}:
        _hold(task, call, rule, mark)


def end_hold(task: StarTask, call: Call, held: Hold, *, sustained: bool, reason: str = "") -> None:
    """Decide one hold: what it froze counts again, so that what follows from the decision takes it openly."""
    held.sustained, held.ended_at = sustained, call.at
    line = ledger.release(held.points, held.stars, held.rule, held.mark)
    task.book(line, held.cadre_id, call, reason=reason)


def _end_holds(task: StarTask, call: Call, *, sustained: bool, rule: str | None = None) -> None:
    for held in task.open_holds:
        if rule is None or held.rule == rule:
            end_hold(task, call, held, sustained=sustained)
