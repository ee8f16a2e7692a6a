# SPDX-License-Identifier: Apache-2.0
"""What courtlink does when mediation hands a dispute over."""

from services.courtlink.received import commands
from shared.call import Call
from shared.contracts.mediation import HandoverMade
from shared.reactions import Reactions

reactions = Reactions()


@reactions.on(HandoverMade)
def take_in(call: Call, event: HandoverMade) -> None:
    """A pack waits for the clerk."""
    commands.take_in(call, event)
