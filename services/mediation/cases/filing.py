# SPDX-License-Identifier: Apache-2.0
"""Opening the file of an accepted dispute."""

import dataclasses

from services.mediation.bodies.commands import issue_number
from services.mediation.cases.clocks import Rule
from services.mediation.cases.documents import Case
from services.mediation.cases.rules import State
from shared.access import EVERYTHING
from shared.call import Call

_LIMITS = {"医疗纠纷": Rule.MEDICAL}
_ALSO = {"劳动争议纠纷": Rule.LABOUR, "拖欠农民工工资纠纷": Rule.LABOUR}


def open_file(call: Call, case: Case, state: State) -> None:
    """Number the file (WN-08), and start the limit within which it is to be settled.

    A month in general (WN-04), thirty working days for a medical dispute (医疗纠纷预防和处理条例 art 38, SP-01); in a labour
    dispute arbitration is open after fifteen days (劳动争议调解仲裁法 art 14, SP-02). A court's referral has its own limit.
    The number is taken in a write of its own; if the case is not stored after all, it leaves a gap.
    """
    numbering = dataclasses.replace(call, scope=EVERYTHING, message="", expected=None)
    case.file_number = issue_number(numbering, case.body_id, case.accepted_on.year)
    case.state = state
    case.meet_clock(Rule.DECIDE)
    if case.referral:
        case.limit_ends_on = case.referral.limit_ends_on
        return
    case.limit_ends_on = case.start_clock(_LIMITS.get(case.category, Rule.MEDIATE), on=case.accepted_on).end
    if also := _ALSO.get(case.category):
        case.start_clock(also, on=case.accepted_on)
