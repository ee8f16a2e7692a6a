# SPDX-License-Identifier: Apache-2.0
"""What courtlink does when a mediator asks."""

from services.courtlink.guidance import commands
from shared.contracts.mediation import GuidanceAsked
from shared.reactions import Reactions

reactions = Reactions()
reactions.on(GuidanceAsked)(commands.take_in)
