# SPDX-License-Identifier: Apache-2.0
"""What time itself asks of a hand-over."""

from services.mediation.handovers import commands
from services.mediation.handovers.documents import Handover
from shared.deadlines import Deadlines

deadlines = Deadlines()
deadlines.of(Handover)(commands.let_time_decide)
