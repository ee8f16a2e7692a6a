# SPDX-License-Identifier: Apache-2.0
"""What the mediators' board does with the news of mediation and courts, and when time is up."""

from services.scoring.mediators import commands
from services.scoring.mediators.documents import MediatedCase
from shared.call import Call
from shared.contracts.courtlink import ConfirmationDecided
from shared.contracts.mediation import CaseClosed, CaseReopened, MisconductSustained
from shared.deadlines import Deadlines
from shared.reactions import Reactions

reactions = Reactions()
deadlines = Deadlines()
deadlines.of(MediatedCase)(commands.let_time_decide)


@reactions.on(CaseClosed)
def weigh_closing(call: Call, event: CaseClosed) -> None:
    """Cases of older senders name no mediators: there is nobody to award."""
    if event.mediators and event.place:
        commands.note_closing(call, event)


@reactions.on(CaseReopened)
def weigh_return(call: Call, event: CaseReopened) -> None:
    commands.note_return(call, event)


@reactions.on(ConfirmationDecided)
def weigh_court_word(call: Call, event: ConfirmationDecided) -> None:
    commands.note_court_word(call, event)


@reactions.on(MisconductSustained)
def weigh_misconduct(call: Call, event: MisconductSustained) -> None:
    commands.note_misconduct(call, event)
