# SPDX-License-Identifier: Apache-2.0
"""What the case itself notes of a court's decision and of a cadre's pick."""

from datetime import date

from services.mediation.cases.documents import Case
from shared.call import Call, command


@command
def note_confirmation(call: Call, case_id: str, *, result: str, decided_on: date) -> Case:
    """A court decided on judicial confirmation (PML art 33)."""
    case = Case.load(case_id, call)
    case.confirmation_result, case.confirmation_decided_on = result, decided_on
    return case.store()


@command
def note_pick(call: Call, case_id: str, *, successor_id: str) -> Case:
    """A cadre took charge; the case goes on in its successor."""
    case = Case.load(case_id, call)
    case.successor_id = successor_id
    return case.store()
