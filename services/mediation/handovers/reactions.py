# SPDX-License-Identifier: Apache-2.0
"""What a court answers to a pack."""

from services.mediation.handovers import commands
from shared.call import Call
from shared.contracts.courtlink import HandoverAnswered
from shared.reactions import Reactions

reactions = Reactions()


@reactions.on(HandoverAnswered)
def note_answer(call: Call, event: HandoverAnswered) -> None:
    """The mediator and the parties learn it from the hand-over."""
    commands.note_answer(call, event)
