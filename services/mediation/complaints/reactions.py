# SPDX-License-Identifier: Apache-2.0
"""What a court tells of those who stand on its roster."""

from services.mediation.complaints import commands
from shared.contracts.courtlink import RosterComplaintSustained
from shared.reactions import Reactions

reactions = Reactions()
reactions.on(RosterComplaintSustained)(commands.take_from_court)
