# SPDX-License-Identifier: Apache-2.0
"""Calling a cadre over HTTP: parties come with a voucher in the address, cadres with their own account."""

from typing import Any

from flask_smorest import Blueprint

from services.scoring.calls import commands, schemas
from services.scoring.calls.reading import as_party_sees
from services.scoring.calls.vouched import task_for, vouched
from services.scoring.tasks import deciding, picking
from services.scoring.tasks.answers import TaskOut
from services.scoring.tasks.documents import StarTask
from services.scoring.tasks.reading import as_seen_by
from shared.access import Policy, Reach, Role
from shared.web.calls import current_call, requires
from shared.web.etags import shown
from shared.web.idempotency import idempotent

api = Blueprint("calls", __name__, description="群众点将")

CADRES: Policy = {Role.CADRE: Reach.PLACE}


def _seen(task: StarTask, party: str) -> dict[str, Any]:
    return as_party_sees(shown(task), party, current_call())


@api.get("/calls/<voucher>")
@vouched
@api.response(200, schemas.CallOut)
def show_call(task_id: str, party: str) -> dict[str, Any]:
    """Whom the party may call, and where its call stands (SB-22)."""
    return _seen(task_for(task_id), party)


@api.post("/calls/<voucher>/choices")
@vouched
@idempotent
@api.arguments(schemas.CallIn)
@api.response(201, schemas.CallOut)
def choose(data: dict[str, Any], task_id: str, party: str) -> dict[str, Any]:
    """Call a cadre; with a holder it is a wish (SB-22, SB-23)."""
    return _seen(commands.choose_cadre(current_call(), task_id, party=party, **data), party)


@api.post("/calls/<voucher>/objections")
@vouched
@idempotent
@api.arguments(schemas.ObjectionIn)
@api.response(201, schemas.CallOut)
def object_(data: dict[str, Any], task_id: str, party: str) -> dict[str, Any]:
    """Object to the cadre whom the other side called, or to one of the contest (SB-22, SB-04)."""
    if data["cadre_id"]:
        return _seen(picking.object_to_plan(current_call(), task_id, party=party, **data), party)
    return _seen(commands.object_to_call(current_call(), task_id, party=party), party)


@api.post("/calls/<voucher>/challenges")
@vouched
@idempotent
@api.arguments(schemas.TieIn)
@api.response(201, schemas.CallOut)
def challenge(data: dict[str, Any], task_id: str, party: str) -> dict[str, Any]:
    """Name a tie of the cadre to the dispute, until the stars are final (SB-10)."""
    return _seen(deciding.challenge_tie(current_call(), task_id, party=party, **data), party)


@api.post("/tasks/<task_id>/call-acceptance")
@requires(CADRES)
@idempotent
@api.arguments(schemas.AcceptanceIn)
@api.response(201, TaskOut)
def accept(data: dict[str, Any], task_id: str) -> dict[str, Any]:
    """The called cadre takes the task (SB-22)."""
    call = current_call()
    return as_seen_by(call.actor, shown(picking.accept_call(call, task_id, **data)), call.at)


@api.post("/tasks/<task_id>/call-refusal")
@requires(CADRES)
@idempotent
@api.arguments(schemas.RefusalIn)
@api.response(200, TaskOut)
def decline(data: dict[str, Any], task_id: str) -> dict[str, Any]:
    """The called cadre declines on a listed ground (SB-22)."""
    call = current_call()
    return as_seen_by(call.actor, shown(commands.decline_call(call, task_id, **data)), call.at)
