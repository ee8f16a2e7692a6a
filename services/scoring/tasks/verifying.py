# SPDX-License-Identifier: Apache-2.0
"""What others say of a settlement: mediation and courts by event, the county's callback centre and the panel by hand."""

from services.scoring.tasks import callbacks
from services.scoring.tasks.commands import panel_only
from services.scoring.tasks.documents import Callback, CourtWord, File, Reopening, Settlement, StarTask
from services.scoring.tasks.rules import TaskState
from services.scoring.tasks.settling import advance, end_hold, take_back
from shared.access import EVERYTHING
from shared.call import Call, command
from shared.contracts.courtlink import ConfirmationDecided
from shared.contracts.mediation import CaseClosed, CaseReopened, CaseSettled
from shared.errors import NotFound, RuleBroken


def task_of(case_id: str) -> str | None:
    """The star task that was made of, or settled in, this case; None for the many cases that never were on the board."""
    row = StarTask.objects(case_ids=case_id).only("id").first()
    return None if row is None else str(row.id)


@command
def note_settlement(call: Call, task_id: str, event: CaseSettled) -> StarTask:
    """The agreement took effect: the stars are provisional (SB-14). The first agreement of a task counts (SB-12)."""
    task = StarTask.load(task_id, call)
    if task.settlement is None:
        task.settlement = Settlement(
            case_id=event.case_id,
            form=event.form,
            effective_on=event.effective_on,
            party_count=event.party_count,
        )
        task.case_ids = sorted({*task.case_ids, event.case_id})
    advance(task, call)
    return task.store()


@command
def note_closing(call: Call, task_id: str, event: CaseClosed) -> StarTask:
    """The file is complete (SB-14b); a later word that all was performed replaces one that it was not."""
    task = StarTask.load(task_id, call)
    if task.file is None or event.performed:
        task.file = File(closed_on=event.closed_on, performed=event.performed)
    advance(task, call)
    return task.store()


@command
def note_reopening(call: Call, task_id: str, event: CaseReopened) -> StarTask:
    """The quarrel came back (SB-19); news of the same return counts once."""
    task = StarTask.load(task_id, call)
    if all(known.successor_id != event.successor_id for known in task.reopenings):
        task.reopenings.append(
            Reopening(
                successor_id=event.successor_id,
                on=event.on,
                same_facts=event.same_facts,
                breach_by_party=event.breach_by_party,
            )
        )
    advance(task, call)
    return task.store()


@command
def keep_court_word(call: Call, event: ConfirmationDecided) -> CourtWord:
    """Keep what a court decided on a case, the latest word by its date (SB-29)."""
    try:
        word = CourtWord.load(event.case_id, call)
    except NotFound:
        made = CourtWord(id=event.case_id, result=event.result, decided_on=event.decided_on)
        return made.begin(call).create()
    if event.decided_on >= word.decided_on:
        word.result, word.decided_on = event.result, event.decided_on
    return word.store()


@command
def weigh_court_word(call: Call, task_id: str, case_id: str) -> StarTask:
    """Let the task hear what the court said of its agreement, if it said anything new."""
    task = StarTask.load(task_id, call)
    try:
        word = CourtWord.find(case_id, EVERYTHING)
    except NotFound:
        return task
    if (task.court_code, task.court_on) == (word.result, word.decided_on):
        return task
    task.court_code, task.court_on = word.result, word.decided_on
    advance(task, call)
    return task.store()


@command
def note_callback(
    call: Call,
    task_id: str,
    *,
    party: str,
    result: callbacks.Result,
    recording_consent: bool,
    ground: callbacks.Ground | None = None,
) -> StarTask:
    """The county centre called a party (SB-15). Raises RuleBroken: not_settled, no_such_party, already_answered."""
    task = StarTask.load(task_id, call)
    if task.state != TaskState.PROVISIONAL:
        raise RuleBroken("not_settled", state=task.state)
    callbacks.may_note(party, task.settlement.party_count, task.answers, task.figures)
    task.callbacks.append(
        Callback(
            party=party,
            result=result,
            ground=ground,
            recording_consent=recording_consent,
            at=call.at,
            by=call.actor.id,
        )
    )
    advance(task, call)
    return task.store()


@command
def rule_on_hold(call: Call, task_id: str, *, mark: str, sustained: bool, reason: str) -> StarTask:
    """The panel decides on frozen points: sustained, all goes back; else they count again (SB-16, SB-19, SB-20).

    Raises RuleBroken: no_such_hold, panel_may_not_pick.
    """
    panel_only(call)
    task = StarTask.load(task_id, call)
    held = next((each for each in task.open_holds if each.mark == mark), None)
    if held is None:
        raise RuleBroken("no_such_hold", hold=mark)
    end_hold(task, call, held, sustained=sustained, reason=reason)
    if sustained:
        state = TaskState.REVERSED if held.rule == "SB-19" else TaskState.VOID
        take_back(task, call, held.rule, mark, state, reason)
    advance(task, call)
    return task.store()


@command
def let_time_decide(call: Call, task_id: str) -> StarTask:
    """Release, lapse, or make final what fell due."""
    task = StarTask.load(task_id, call)
    advance(task, call)
    return task.store()
