# SPDX-License-Identifier: Apache-2.0
"""What time itself asks of a board: to be taken when its period is over."""

from services.scoring.snapshots.commands import take
from services.scoring.snapshots.documents import Snapshot
from shared.deadlines import Deadlines

deadlines = Deadlines()
deadlines.of(Snapshot)(take)
