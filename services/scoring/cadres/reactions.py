# SPDX-License-Identifier: Apache-2.0
"""What the roster does when time is up."""

from services.scoring.cadres.commands import let_time_pass
from services.scoring.cadres.documents import Cadre
from shared.deadlines import Deadlines

deadlines = Deadlines()
deadlines.of(Cadre)(let_time_pass)
