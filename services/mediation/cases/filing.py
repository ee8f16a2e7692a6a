# SPDX-License-Identifier: Apache-2.0
"""Opening the file of an accepted dispute."""

import dataclasses

from services.mediation.bodies.commands import issue_number
from services.mediation.cases.documents import Case
from services.mediation.cases.rules import State
from shared.access import EVERYTHING
from shared.calendar import end_of_period
from shared.call import Call

LIMIT_DAYS = 30  # WN-04: one month from acceptance, unless all parties agree to more


def open_file(call: Call, case: Case, state: State) -> None:
    """Number the file (WN-08), and start the month within which a dispute is generally settled (WN-04).

    The number is taken in a write of its own; if the case is not stored after all, it leaves a gap.
    """
    numbering = dataclasses.replace(call, scope=EVERYTHING, message="", expected=None)
    case.file_number = issue_number(numbering, case.body_id, case.accepted_on.year)
    case.limit_ends_on = end_of_period("WN-04", case.accepted_on, days=LIMIT_DAYS, shift=False).end
    case.state = state
