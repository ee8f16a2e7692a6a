# SPDX-License-Identifier: Apache-2.0
"""Appealing against a ledger entry, and answering: an upheld appeal books its correction in the same write (SB-25)."""

from services.scoring.appeals import rules
from services.scoring.appeals.ranks import frozen_by
from services.scoring.appeals.rules import Outcome
from services.scoring.tasks import ledger
from services.scoring.tasks.documents import StarTask
from services.scoring.tasks.ledger import Reopened
from services.scoring.tasks.outcome import Appeal, Entry
from services.scoring.tasks.rules import TaskState
from services.scoring.tasks.settling import advance, end_hold, settle_clock
from shared.calendar import local_date
from shared.call import Call, command
from shared.errors import RuleBroken


@command
def appeal(call: Call, task_id: str, *, entry: str, reason: str) -> StarTask:
    """The cadre disputes an entry, named by its mark; until the answer the rank is frozen under review (SB-25).

    Raises RuleBroken: no_such_entry, not_your_entry, courts_word, found_elsewhere, appealed_before,
    appeal_late.
    """
    task = StarTask.load(task_id, call)
    booked = _booked(task, entry)
    rules.may_appeal(
        own=booked.cadre_id == call.actor.id,
        found_by=found_by(entry),
        appealed_before=any(known.entry == entry for known in task.appeals),
        published_on=local_date(booked.at),
        today=local_date(call.at),
        rules=task.figures,
    )
    task.appeals.append(
        Appeal(
            entry=entry,
            cadre_id=call.actor.id,
            reason=reason,
            at=call.at,
            answer_by=rules.answer_by(local_date(call.at), task.figures),
            ranks=frozen_by(task, booked, call.at),
        )
    )
    settle_clock(task, call.at)
    return task.store()


@command
def answer_appeal(call: Call, task_id: str, *, entry: str, outcome: Outcome, reason: str) -> StarTask:
    """Somebody from outside the township answers (SB-25). Upheld, what the entry took comes back, and the star's state too.

    Raises RuleBroken: no_such_appeal, outside_township_only.
    """
    task = StarTask.load(task_id, call)
    found = next((each for each in task.open_appeals if each.entry == entry), None)
    if found is None:
        raise RuleBroken("no_such_appeal")
    booked = _booked(task, entry)
    rules.may_answer(
        places=[grant.place for grant in call.actor.grants],
        path=list(task.within),
        township=task.township,
        took_part=call.actor.id in {booked.actor, found.cadre_id},
    )
    found.outcome, found.decision = outcome, reason
    found.decided_by, found.decided_at = call.actor.id, call.at
    if outcome is Outcome.UPHELD:
        _correct(task, booked, entry, call, reason)
    advance(task, call)
    return task.store()


def found_by(mark: str) -> str:
    """The code that tells who else found what this entry follows from; empty when the board itself decided."""
    if mark.startswith(("void:court:", "hold:court:")):
        return "courts_word"
    return "found_elsewhere" if mark == "reversal:misconduct" else ""


def _booked(task: StarTask, mark: str) -> Entry:
    """The entry with this mark. Raises RuleBroken: no_such_entry."""
    booked: Entry | None = task.entry(mark)
    if booked is None:
        raise RuleBroken("no_such_entry")
    return booked


def _correct(task: StarTask, booked: Entry, mark: str, call: Call, reason: str) -> None:
    """Give back what the entry took, and undo what the task concluded from it; nothing is given that it did not take."""
    kind, _, detail = mark.partition(":")
    if kind == "hold":
        for held in task.open_holds:
            if held.mark == detail:
                end_hold(task, call, held, sustained=False, reason=reason)
    elif kind in {"reversal", "void"}:
        for reopening in task.reopenings:
            if reopening.successor_id == detail:
                reopening.effect = Reopened.QUALITY_MARK
        _restore(task, call, reason)
    elif kind in {"lapse", "hand-back"}:
        task.tenures[int(detail) - 1].excused = True
        if task.entry(f"lapse-undone:{detail}") is None:
            _give_back(task, booked, mark, call, reason)


def _restore(task: StarTask, call: Call, reason: str) -> None:
    """The state that follows from the entries that still stand, and what the others took.

    A void award was taken a second time on top of its reversal; so while it stands, an undone reversal changes no sum.
    """
    upheld = {each.entry for each in task.appeals if each.outcome == Outcome.UPHELD}
    takings = {entry.source.removeprefix(f"{task.id}/"): entry for entry in task.ledger}
    takings = {mark: entry for mark, entry in takings.items() if mark.startswith(("reversal:", "void:"))}
    standing = {mark: entry for mark, entry in takings.items() if mark not in upheld}
    void = any(mark.startswith("void:") for mark in standing)
    for mark, entry in takings.items():
        if mark in upheld and (mark.startswith("void:") or not void):
            _give_back(task, entry, mark, call, reason)
    if not standing:
        task.state = TaskState.FINAL if task.final_on else TaskState.PROVISIONAL
    elif void or all(entry.rule not in {"SB-19", "SB-30"} for entry in standing.values()):
        task.state = TaskState.VOID
    else:
        task.state = TaskState.REVERSED


def _give_back(task: StarTask, booked: Entry, mark: str, call: Call, reason: str) -> None:
    """Book what the entry took with the other sign, once."""
    if booked.points < 0 or booked.stars < 0:
        line = ledger.upheld(min(booked.points, 0), min(booked.stars, 0), booked.rule, mark)
        task.book(line, booked.cadre_id, call, reason=reason)
