# SPDX-License-Identifier: Apache-2.0
"""Putting a hard dispute forward for the star board before it fails, and what happens when a cadre picks it (SB-01)."""

from typing import Any

from services.mediation.cases import board, rules, telling
from services.mediation.cases.board import PutForward
from services.mediation.cases.documents import Case
from services.mediation.cases.rules import State
from shared.call import Call, command
from shared.errors import RuleBroken

GOING = frozenset({State.ACCEPTED, State.IN_MEDIATION, State.SUSPENDED})


def outlook(case: Case) -> dict[str, Any]:
    """Whether the dispute could be put forward now: its grounds and what bars it (SB-01)."""
    grounds, bar = telling.grounds(case), telling.bar(case)
    may = case.state in GOING and not case.task_id and not bar and bool(grounds)
    return {"grounds": grounds, "bar": bar, "may": may, "put_forward": case.put_forward}


@command
def put_forward(call: Call, case_id: str, *, reason: str) -> Case:
    """Ask for the star board for a dispute that is being mediated and has not failed (SB-01). It goes on here; when a cadre
    picks it, the cadre leads in this case. The reason stays here: the board gets codes only (SB-26).

    Raises RuleBroken: wrong_state, on_board_already, board_barred, board_ground_missing.
    """
    case = Case.load(case_id, call)
    if case.state not in GOING:
        raise RuleBroken("wrong_state", state=case.state)
    grounds = telling.grounds(case)
    board.may_put_forward(grounds, telling.bar(case), is_there=bool(case.task_id))
    case.task_id = case.id  # a star task takes the id of the case that was put forward
    case.put_forward = PutForward(grounds=grounds, reason=reason, at=call.at, by=call.actor.id)
    case.record(telling.put_forward(case))
    return case.store()


@command
def take_lead(call: Call, case_id: str, *, cadre_name: str) -> Case:
    """A cadre picked a dispute that was put forward: it leads in the same case, unless that is over by now (PM-24)."""
    case = Case.load(case_id, call)
    if case.state not in rules.ENDED | {State.AGREED}:
        case.lead_cadre = cadre_name
    return case.store()
