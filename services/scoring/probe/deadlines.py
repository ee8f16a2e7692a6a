# SPDX-License-Identifier: Apache-2.0
"""What time itself asks of the probe: to be made when the quarter is over."""

from services.scoring.probe.commands import take
from services.scoring.probe.documents import Probe
from shared.deadlines import Deadlines

deadlines = Deadlines()
deadlines.of(Probe)(take)
