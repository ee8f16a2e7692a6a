# SPDX-License-Identifier: Apache-2.0
"""Appeals and a cadre's own history over HTTP."""

from typing import Any

from flask_smorest import Blueprint

from services.scoring.appeals import commands, schemas
from services.scoring.appeals.reading import history_of
from services.scoring.cadres.documents import Cadre
from services.scoring.tasks.answers import TaskOut
from services.scoring.tasks.reading import as_seen_by
from shared.access import EVERYTHING, Policy, Reach, Role
from shared.web.calls import current_call, requires
from shared.web.etags import shown
from shared.web.idempotency import idempotent

api = Blueprint("appeals", __name__, description="申诉与积分明细")

CADRES: Policy = {Role.CADRE: Reach.OWN}
OUTSIDE: Policy = {Role.COUNTY_SUPERVISOR: Reach.PLACE, Role.CITY_SUPERVISOR: Reach.PLACE}
READERS: Policy = {**OUTSIDE, Role.CADRE: Reach.OWN, Role.SECRETARY: Reach.PLACE}


@api.get("/history")
@requires(READERS)
@api.arguments(schemas.HistoryQuery, location="query")
@api.response(200, schemas.HistoryOut)
def show_history(query: dict[str, Any]) -> dict[str, Any]:
    """Why do I have this star, and why was it taken (SB-27); another's only for those who reach the cadre."""
    call = current_call()
    wanted = query["cadre_id"] or call.actor.id
    scope = EVERYTHING if wanted == call.actor.id else call.scope
    return history_of(Cadre.find(wanted, scope).id)


@api.post("/tasks/<task_id>/appeals")
@requires(CADRES)
@idempotent
@api.arguments(schemas.AppealIn)
@api.response(201, TaskOut)
def appeal(data: dict[str, Any], task_id: str) -> dict[str, Any]:
    """Dispute an entry of the own ledger within five working days (SB-25)."""
    call = current_call()
    return as_seen_by(call.actor, shown(commands.appeal(call, task_id, **data)), call.at)


@api.post("/tasks/<task_id>/appeals/answers")
@requires(OUTSIDE, match=True)
@idempotent
@api.arguments(schemas.AnswerIn)
@api.response(200, TaskOut)
def answer(data: dict[str, Any], task_id: str) -> dict[str, Any]:
    """Answer an appeal from outside the township (SB-25)."""
    call = current_call()
    return as_seen_by(call.actor, shown(commands.answer_appeal(call, task_id, **data)), call.at)
