# SPDX-License-Identifier: Apache-2.0
"""What time itself asks of a received case."""

from services.courtlink import limits
from services.courtlink.received.documents import ReceivedCase
from shared.call import Call, command
from shared.deadlines import Deadlines

deadlines = Deadlines()


@deadlines.of(ReceivedCase)
@command
def let_time_decide(call: Call, case_id: str) -> ReceivedCase:
    """Warn that the seven days for an answer end, and escalate once when they have passed (CPL art 126, D-11)."""
    case = ReceivedCase.load(case_id, call)
    limits.pass_time(case.limits, call.at)
    return case.store()
