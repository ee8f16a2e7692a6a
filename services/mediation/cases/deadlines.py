# SPDX-License-Identifier: Apache-2.0
"""What time itself asks of a case."""

from services.mediation.cases import clocks
from services.mediation.cases.clocks import Rule
from services.mediation.cases.documents import Case
from services.mediation.cases.proposing import agree_silently
from services.mediation.cases.referring import lapse
from services.mediation.cases.returning import limit_over, nobody_answered
from services.mediation.cases.rules import State
from shared.call import Call, command
from shared.deadlines import Deadlines

deadlines = Deadlines()


@deadlines.of(Case)
@command
def let_time_decide(call: Call, case_id: str) -> Case:
    """Warn of what is near, escalate once what has passed (D-11).

    A referral that nobody accepted lapses (CT-06); one to which a party did not agree (CT-08) or whose limit is over
    (CT-16) goes back to the court.
    """
    case = Case.load(case_id, call)
    for clock in clocks.passed(case.clocks, call.at):
        if clock.rule == Rule.ACCEPT_REFERRAL and case.state == State.APPLIED:
            lapse(case, call)
        elif clock.rule == Rule.PROPOSAL:
            agree_silently(case, call)
        elif clock.rule == Rule.REFERRAL:
            limit_over(case)
        elif clock.rule == Rule.CONFIRM:
            clock.met_at = call.at  # nothing more can be done: the offer has expired (CF-01)
        elif clock.rule == Rule.ASK_OTHERS:
            nobody_answered(case, call)
    return case.store()
