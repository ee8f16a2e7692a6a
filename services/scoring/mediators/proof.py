# SPDX-License-Identifier: Apache-2.0
"""The proof that the mediators' boards are what the ledgers of their cases say (SB-21, SB-28)."""

from services.scoring.board.keys import MEDIATORS
from services.scoring.board.proof import tallies_unlike
from services.scoring.mediators.documents import MediatedCase
from services.scoring.mediators.projections import contributions


def mediator_faults() -> list[str]:
    """The tallies of mediators that are not the sum of their ledger entries."""
    cases = MediatedCase.objects(ledger__0__exists=True).exclude("outbox", "history")
    return tallies_unlike(MEDIATORS, map(contributions, cases))
