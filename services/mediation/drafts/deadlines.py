# SPDX-License-Identifier: Apache-2.0
"""What time asks of drafts: nothing personal is kept longer than it is needed (PIPL art 19)."""

from services.mediation.drafts.commands import drop_draft
from services.mediation.drafts.documents import Draft
from shared.deadlines import Deadlines

deadlines = Deadlines()
deadlines.of(Draft)(drop_draft)
