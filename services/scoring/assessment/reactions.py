# SPDX-License-Identifier: Apache-2.0
"""What the assessment does with the news of grid items."""

from services.scoring.assessment.commands import note_item
from shared.call import Call
from shared.contracts.mediation import GridItemChanged
from shared.reactions import Reactions

reactions = Reactions()


@reactions.on(GridItemChanged)
def keep_item(call: Call, event: GridItemChanged) -> None:
    note_item(call, event)
