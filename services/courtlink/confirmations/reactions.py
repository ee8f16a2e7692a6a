# SPDX-License-Identifier: Apache-2.0
"""What courtlink does when an agreement takes effect, and when its parties ask for confirmation."""

from services.courtlink.confirmations import commands, examining
from shared.call import Call
from shared.contracts.mediation import CaseSettled, ConfirmationRequested, ConfirmationSupplemented
from shared.reactions import Reactions

reactions = Reactions()


@reactions.on(CaseSettled)
def offer_confirmation(call: Call, event: CaseSettled) -> None:
    """For an agreement within a suit there is no confirmation to offer (CT-01 B). A later one replaces the one before."""
    if event.in_suit:
        return
    commands.offer(call, event)
    for number in commands.agreements_of(event.case_id):
        if number < event.agreement:
            commands.supersede(call, event.case_id, number)


@reactions.on(ConfirmationRequested)
def take_request(call: Call, event: ConfirmationRequested) -> None:
    """All parties asked online."""
    commands.receive(call, event)


@reactions.on(ConfirmationSupplemented)
def take_papers(call: Call, event: ConfirmationSupplemented) -> None:
    """The papers that the court asked for are complete."""
    examining.note_supplement(call, event)
