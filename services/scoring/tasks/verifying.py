# SPDX-License-Identifier: Apache-2.0
"""What others say of a settlement: mediation and courts by event, the county's callback centre and the panel by hand."""

import dataclasses
from collections.abc import Collection

from services.scoring.cadres.documents import Cadre
from services.scoring.cadres.rules import quarter_of
from services.scoring.tasks import callbacks
from services.scoring.tasks.commands import panel_only
from services.scoring.tasks.documents import ConductWord, CourtWord, StarTask
from services.scoring.tasks.outcome import Callback, CallerTie, File, Reopening, Settlement
from services.scoring.tasks.record import taken_part
from services.scoring.tasks.rules import TaskState, Tie
from services.scoring.tasks.settling import advance, end_hold, freeze, settle_clock, take_back
from services.scoring.tasks.ties import may_call_back
from shared.access import EVERYTHING, Role
from shared.call import Call, command
from shared.contracts.courtlink import ConfirmationDecided
from shared.contracts.mediation import CaseClosed, CaseReopened, CaseSettled, MisconductSustained
from shared.errors import NotFound, RuleBroken
from shared.mongo import collection
from shared.regions import regions


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
        task.file = File(
            closed_on=event.closed_on, performed=event.performed, withdrawn=event.outcome == "withdrawn"
        )
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
def keep_conduct_word(call: Call, event: MisconductSustained) -> ConductWord:
    """Keep that misconduct was found in a case; the first word stands (SB-30)."""
    try:
        return ConductWord.load(event.case_id, call)
    except NotFound:
        return ConductWord(id=event.case_id, decided_on=event.decided_on).begin(call).create()


@command
def weigh_conduct_word(call: Call, task_id: str, case_id: str) -> StarTask:
    """Let the task hear of misconduct in its case: every award of it goes back (SB-30)."""
    task = StarTask.load(task_id, call)
    try:
        word = ConductWord.find(case_id, EVERYTHING)
    except NotFound:
        return task
    task.misconduct_on = word.decided_on
    advance(task, call)
    return task.store()


@command
def freeze_for_check(call: Call, task_id: str, because_of: str) -> StarTask:
    """Misconduct was found in another case of the cadre: this award is frozen until the panel has checked it (SB-30)."""
    task = StarTask.load(task_id, call)
    freeze(task, call, "SB-30", f"conduct:{because_of}")
    settle_clock(task, call.at)
    return task.store()


def others_of_the_period(task_id: str) -> list[str]:
    """The other tasks that the same cadre settled in the same quarter as this one (SB-30)."""
    task = StarTask.find(task_id, EVERYTHING)
    tenure = task.credited
    if tenure is None:
        return []
    quarter = quarter_of(task.settlement.settled_on)
    others = StarTask.objects(
        id__ne=task.id,
        tenures__cadre_id=tenure.cadre_id,
        state__in=[TaskState.PROVISIONAL, TaskState.FINAL],
    ).exclude("outbox", "history")
    return [
        str(other.id)
        for other in others
        if other.credited
        and other.credited.cadre_id == tenure.cadre_id
        and quarter_of(other.settlement.settled_on) == quarter
    ]


def _apart(call: Call, task: StarTask) -> None:
    """The caller is of the county's centre and took no part in the task (SB-10, SB-15)."""
    granted = [grant.place for grant in call.actor.grants if grant.role is Role.CALLBACK_CENTRE]
    low = any(regions().level(place, "township") is not None for place in granted)
    on_roster = collection(Cadre).find_one({"_id": call.actor.id}, {"_id": 1}) is not None
    took_part = on_roster or call.actor.id in taken_part(task)
    may_call_back(township_grant=low, took_part=took_part)


@command
def remember_caller(call: Call, task_id: str, tied: Collection[Tie]) -> StarTask:
    """Keep that a caller of the centre is tied to the dispute (SB-10)."""
    task = StarTask.load(task_id, call)
    task.caller_ties.append(CallerTie(account=call.actor.id, ties=sorted(tied), at=call.at))
    return task.store()


@command
def note_callback(
    call: Call,
    task_id: str,
    *,
    party: str,
    result: callbacks.Result,
    recording_consent: bool | None = None,
    ground: callbacks.Ground | None = None,
    ties: Collection[Tie] = (),
) -> StarTask:
    """The county centre called a party by the fixed script (SB-15). Who declares a tie calls nobody of this task any more (SB-10).

    Raises RuleBroken: not_settled, no_such_party, already_answered, consent_needed, ground_needed, ground_contradicts,
    tie_declared, centre_not_apart.
    """
    task = StarTask.load(task_id, call)
    if task.state != TaskState.PROVISIONAL:
        raise RuleBroken("not_settled", state=task.state)
    tied = task.tied_caller(call.actor.id)
    if ties and not tied:
        remember_caller(dataclasses.replace(call, message="", expected=None), task_id, ties)
    if ties or tied:
        raise RuleBroken("tie_declared")
    _apart(call, task)
    callbacks.consent_fits(result, recording_consent)
    callbacks.ground_fits(result, ground)
    callbacks.may_note(party, task.settlement.party_count, task.answers, task.figures)
    task.callbacks.append(
        Callback(
            party=party,
            result=result,
            ground=ground,
            recording_consent=None if result is callbacks.Result.UNREACHABLE else recording_consent,
            script=callbacks.SCRIPT_VERSION,
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
        state = TaskState.REVERSED if held.rule in {"SB-19", "SB-30"} else TaskState.VOID
        take_back(task, call, held.rule, mark, state, reason)
    advance(task, call)
    return task.store()


@command
def let_time_decide(call: Call, task_id: str) -> StarTask:
    """Release, lapse, or make final what fell due."""
    task = StarTask.load(task_id, call)
    advance(task, call)
    return task.store()
