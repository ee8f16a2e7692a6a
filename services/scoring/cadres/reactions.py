# SPDX-License-Identifier: Apache-2.0
"""What the roster does when time is up."""

from services.scoring.cadres.commands import free_reservations
from services.scoring.cadres.documents import Cadre
from shared.deadlines import Deadlines

deadlines = Deadlines()
deadlines.of(Cadre)(free_reservations)
