# SPDX-License-Identifier: Apache-2.0
"""What the star board does with the news of mediation and courts, and what it does when time is up."""

import dataclasses

from services.scoring.tasks import commands, verifying
from services.scoring.tasks.documents import StarTask
from shared.call import Call
from shared.contracts.courtlink import ConfirmationDecided
from shared.contracts.mediation import (
    CaseClosed,
    CaseFailed,
    CasePutForward,
    CaseReopened,
    CaseSettled,
    MisconductSustained,
)
from shared.deadlines import Deadlines
from shared.reactions import Reactions

reactions = Reactions()
deadlines = Deadlines()


@reactions.on(CaseFailed)
def put_forward(call: Call, event: CaseFailed) -> None:
    """A failed mediation becomes a task; one that was itself work on a task is noted there."""
    if event.task_id:
        commands.note_second_failure(call, event.task_id, event.case_id)
    else:
        commands.propose_task(call, event)


@reactions.on(CasePutForward)
def take_up(call: Call, event: CasePutForward) -> None:
    commands.propose_put_forward(call, event)


@reactions.on(CaseSettled)
def make_provisional(call: Call, event: CaseSettled) -> None:
    """An agreement of a picked case; the court may have spoken before we heard of it."""
    if event.task_id:
        verifying.note_settlement(call, event.task_id, event)
        _hear_the_court(call, event.task_id, event.case_id)
        _hear_of_conduct(call, event.task_id, event.case_id)


@reactions.on(CaseClosed)
def complete_the_file(call: Call, event: CaseClosed) -> None:
    if event.task_id:
        verifying.note_closing(call, event.task_id, event)


@reactions.on(CaseReopened)
def take_stars_back(call: Call, event: CaseReopened) -> None:
    task_id = event.task_id or verifying.task_of(event.case_id)
    if task_id:
        verifying.note_reopening(call, task_id, event)


@reactions.on(ConfirmationDecided)
def heed_the_court(call: Call, event: ConfirmationDecided) -> None:
    verifying.keep_court_word(call, event)
    task_id = verifying.task_of(event.case_id)
    if task_id:
        _hear_the_court(call, task_id, event.case_id)


@reactions.on(MisconductSustained)
def heed_misconduct(call: Call, event: MisconductSustained) -> None:
    """Every award of the case goes back, and the cadre's others of the period are frozen for a check (SB-30)."""
    verifying.keep_conduct_word(call, event)
    task_id = verifying.task_of(event.case_id)
    if task_id:
        _hear_of_conduct(call, task_id, event.case_id)


def _hear_of_conduct(call: Call, task_id: str, case_id: str) -> None:
    """The task first, then each other award, every one absorbed under a name of its own."""
    aside = dataclasses.replace(call, message=f"{call.message}/conduct")
    task = verifying.weigh_conduct_word(aside, task_id, case_id)
    if task.misconduct_on is not None:
        for other in verifying.others_of_the_period(task_id):
            verifying.freeze_for_check(aside, other, task_id)


def _hear_the_court(call: Call, task_id: str, case_id: str) -> None:
    """A second step on the same task, so it is absorbed under a name of its own."""
    aside = dataclasses.replace(call, message=f"{call.message}/court")
    verifying.weigh_court_word(aside, task_id, case_id)


deadlines.of(StarTask)(verifying.let_time_decide)
