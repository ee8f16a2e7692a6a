# SPDX-License-Identifier: Apache-2.0
"""What time itself asks of a case."""

from services.mediation.cases.commands import let_time_decide
from services.mediation.cases.documents import Case
from shared.deadlines import Deadlines

deadlines = Deadlines()
deadlines.of(Case)(let_time_decide)
