# SPDX-License-Identifier: Apache-2.0
"""What time itself asks of a confirmation."""

from services.courtlink import limits
from services.courtlink.confirmations.documents import Confirmation
from shared.call import Call, command
from shared.deadlines import Deadlines

deadlines = Deadlines()


@deadlines.of(Confirmation)
@command
def let_time_decide(call: Call, confirmation_id: str) -> Confirmation:
    """Warn of a limit that is near, and escalate once one that has passed: CF-05, CF-06, CF-10 (D-11)."""
    confirmation = Confirmation.load(confirmation_id, call)
    limits.pass_time(confirmation.limits, call.at)
    return confirmation.store()
