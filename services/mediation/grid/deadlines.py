# SPDX-License-Identifier: Apache-2.0
"""What time itself asks of a grid item."""

from services.mediation.grid.commands import let_time_decide
from services.mediation.grid.documents import GridItem
from shared.deadlines import Deadlines

deadlines = Deadlines()
deadlines.of(GridItem)(let_time_decide)
