# SPDX-License-Identifier: Apache-2.0
"""What the panel decides about a task that is held: more days, pauses, relief, ties, lawful ends, void awards."""

from datetime import date, timedelta

from services.scoring.calls.rules import RoundEnd
from services.scoring.days import working_days_after
from services.scoring.tasks import ledger, limits, rules, ties
from services.scoring.tasks.commands import panel_only
from services.scoring.tasks.documents import StarTask
from services.scoring.tasks.parts import Challenge, Pause, Tenure, Waiver
from services.scoring.tasks.rules import LIVE, Desk, Ending, TaskState
from services.scoring.tasks.settling import advance, declare_void, end_of_hold, end_round, settle_clock
from shared.calendar import local_date
from shared.call import Call, command
from shared.errors import RuleBroken


def _held_task(call: Call, task_id: str) -> tuple[StarTask, Tenure]:
    """A task that somebody holds, for a decision of the panel. Raises RuleBroken: nobody_holds_it, limit_over, panel_may_not_pick."""
    panel_only(call)
    task = StarTask.load(task_id, call)
    if task.current is None:
        raise RuleBroken("nobody_holds_it")
    end = end_of_hold(task)
    if end is not None:
        rules.in_time(end, call.at)
    return task, task.current


@command
def answer_extension(call: Call, task_id: str, *, granted: bool, reason: str) -> StarTask:
    """The panel grants or refuses the days that were asked for (SB-07). Silence to the day of the answer grants nothing.

    Raises RuleBroken: nobody_holds_it, limit_over, no_extension_asked, panel_may_not_pick.
    """
    task, tenure = _held_task(call, task_id)
    limits.may_answer_extension(tenure.waits_until is not None)
    asked = tenure.extension
    asked.granted, asked.decision = granted, reason
    asked.decided_by, asked.decided_at = call.actor.id, call.at
    if granted:
        tenure.due_on += timedelta(days=asked.days)
    advance(task, call)
    return task.store()


@command
def pause(
    call: Call, task_id: str, *, reason: rules.PauseReason, paper: str, begins: date, until: date
) -> StarTask:
    """The limit stands still for these days, for a listed reason with its paper (SB-07); it runs on by itself after.

    The clock of first contact moves along, legal clocks of the mediation do not. Raises RuleBroken: what
    `limits.may_pause` raises, nobody_holds_it, limit_over, panel_may_not_pick.
    """
    task, tenure = _held_task(call, task_id)
    limits.may_pause(
        begins,
        until,
        picked_on=tenure.picked_on,
        today=local_date(call.at),
        others=[(each.begins, each.until) for each in tenure.pauses],
        rules=task.figures,
    )
    made = Pause(reason=reason, paper=paper, begins=begins, until=until, by=call.actor.id)
    tenure.pauses.append(made)
    _move(tenure, made.days)
    settle_clock(task, call.at)
    return task.store()


@command
def resume(call: Call, task_id: str, *, on: date) -> StarTask:
    """A pause ends early: `on` is the first day that counts again (SB-07). Raises RuleBroken: not_paused, date_in_past."""
    task, tenure = _held_task(call, task_id)
    limits.may_resume([(each.begins, each.until) for each in tenure.pauses], on)
    if on < local_date(call.at):
        raise RuleBroken("date_in_past", on=on)
    running = next(each for each in tenure.pauses if each.begins < on <= each.until)
    before = running.days
    running.until = on - timedelta(days=1)
    _move(tenure, running.days - before)
    settle_clock(task, call.at)
    return task.store()


def _move(tenure: Tenure, days: int) -> None:
    for name in ("due_on", "warn_on", "contact_by"):
        setattr(tenure, name, getattr(tenure, name) + timedelta(days=days))


@command
def relieve(call: Call, task_id: str, *, reason: rules.Relief, evidence: str) -> StarTask:
    """A cadre who was transferred, is long away or suspended gives the task up without blame (SB-03).

    Raises RuleBroken: nobody_holds_it, limit_over, panel_may_not_pick.
    """
    task, tenure = _held_task(call, task_id)
    line = ledger.nothing("SB-03", f"relieved:{len(task.tenures)}")
    task.book(line, tenure.cadre_id, call, evidence=evidence, reason=reason)
    task.end_tenure(tenure, Ending.RELIEVED, call.at, TaskState.HANDED_BACK)
    settle_clock(task, call.at)
    return task.store()


@command
def close_lawfully(call: Call, task_id: str, *, reason: rules.LawfulEnd, evidence: str) -> StarTask:
    """A party refuses, another authority has the matter, or a party sued: no points, no lapse (SB-17).

    Raises RuleBroken: not_open, panel_may_not_pick.
    """
    panel_only(call)
    task = StarTask.load(task_id, call)
    if task.state not in rules.OPEN:
        raise RuleBroken("not_open", state=task.state)
    if task.calling is not None:
        end_round(task, RoundEnd.OVERTAKEN, call.at)
    tenure = task.current
    if tenure is not None:
        line = ledger.nothing("SB-17", f"closed:{len(task.tenures)}")
        task.book(line, tenure.cadre_id, call, evidence=evidence, reason=reason)
        task.end_tenure(tenure, Ending.CLOSED_LAWFULLY, call.at, TaskState.CLOSED_LAWFULLY)
    task.state, task.ended_for, task.ended_by_paper = TaskState.CLOSED_LAWFULLY, reason, evidence
    task.choose_by = None
    settle_clock(task, call.at)
    return task.store()


@command
def waive_own_village(call: Call, task_id: str, *, cadre_id: str, paper: str) -> StarTask:
    """The panel lets a cadre take a dispute of the own village, in writing (SB-10). Raises RuleBroken: panel_may_not_pick."""
    panel_only(call)
    task = StarTask.load(task_id, call)
    if not task.waived(cadre_id):
        task.waivers.append(Waiver(cadre_id=cadre_id, paper=paper, by=call.actor.id, at=call.at))
    return task.store()


@command
def challenge_tie(call: Call, task_id: str, *, party: str, tie: rules.Tie, reason: str = "") -> StarTask:
    """A party, or an official for one, names a tie of the cadre; the award waits for the decision (SB-10).

    Raises RuleBroken: nobody_to_challenge, already_final, challenged_before.
    """
    task = StarTask.load(task_id, call)
    tenure = task.current or task.credited
    mark = f"{party}:{tie}:{tenure.cadre_id}" if tenure else ""
    ties.may_challenge(
        TaskState(task.state),
        held=tenure is not None,
        raised_before=any(known.mark == mark for known in task.challenges),
    )
    task.challenges.append(
        Challenge(
            mark=mark,
            cadre_id=tenure.cadre_id,
            party=party,
            tie=tie,
            reason=reason,
            raised_by=call.actor.id,
            at=call.at,
            answer_by=working_days_after(local_date(call.at), task.figures.tie_answer_working_days),
        )
    )
    settle_clock(task, call.at)
    return task.store()


@command
def decide_challenge(call: Call, task_id: str, *, mark: str, upheld: bool, reason: str) -> StarTask:
    """Another person decides within three working days (SB-10). A tie that was kept silent about voids an award (SB-20).

    Raises RuleBroken: no_such_challenge, another_person_needed, panel_may_not_pick.
    """
    panel_only(call)
    task = StarTask.load(task_id, call)
    found = next((each for each in task.open_challenges if each.mark == mark), None)
    if found is None:
        raise RuleBroken("no_such_challenge")
    ties.may_decide(call.actor.id, involved=_involved(task, found))
    found.upheld, found.decision = upheld, reason
    found.decided_by, found.decided_at = call.actor.id, call.at
    if upheld:
        _heed_tie(task, found, call)
    advance(task, call)
    return task.store()


def _involved(task: StarTask, found: Challenge) -> set[str]:
    givers = {tenure.given_by for tenure in task.tenures if tenure.cadre_id == found.cadre_id}
    return {found.raised_by, found.cadre_id} | givers


def may_decide_on(task: StarTask, account: str) -> bool:
    """Whether a tie was named on which this person can decide (SB-10)."""
    return any(account not in _involved(task, each) for each in task.open_challenges)


def _heed_tie(task: StarTask, found: Challenge, call: Call) -> None:
    """The cadre leaves the task for good; an award that waits is void, for the tie was not declared."""
    tenure = task.current
    if tenure is not None and tenure.cadre_id == found.cadre_id and task.state in LIVE:
        line = ledger.nothing("SB-10", f"tied:{len(task.tenures)}")
        task.book(line, tenure.cadre_id, call, reason=found.tie)
        task.end_tenure(tenure, Ending.TIED, call.at, TaskState.HANDED_BACK)
        task.alert(f"tied:{found.mark}", "SB-10", Desk.DISCIPLINE, call.at)
    elif task.state == TaskState.PROVISIONAL and task.credited.cadre_id == found.cadre_id:
        declare_void(task, call, f"tie:{found.mark}", "undeclared_tie")


@command
def declare_award_void(call: Call, task_id: str, *, ground: rules.VoidGround, evidence: str) -> StarTask:
    """The panel finds the agreement void, satisfaction forced, or the file false: taken back twice (SB-20).

    Raises RuleBroken: nothing_to_void, panel_may_not_pick.
    """
    panel_only(call)
    task = StarTask.load(task_id, call)
    if task.state not in {TaskState.PROVISIONAL, TaskState.FINAL, TaskState.REVERSED}:
        raise RuleBroken("nothing_to_void", state=task.state)
    declare_void(task, call, f"panel:{ground}", ground, evidence)
    advance(task, call)
    return task.store()
