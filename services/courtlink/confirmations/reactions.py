# SPDX-License-Identifier: Apache-2.0
"""What courtlink does when an agreement takes effect."""

from services.courtlink.confirmations import commands
from shared.call import Call
from shared.contracts.mediation import CaseSettled
from shared.reactions import Reactions

reactions = Reactions()


@reactions.on(CaseSettled)
def offer_confirmation(call: Call, event: CaseSettled) -> None:
    """For an agreement within a suit there is no confirmation to offer (CT-01 B)."""
    if not event.in_suit:
        commands.offer(call, event)
