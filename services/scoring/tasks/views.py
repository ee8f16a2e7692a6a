# SPDX-License-Identifier: Apache-2.0
"""Star tasks over HTTP."""

from typing import Any

from flask_smorest import Blueprint

from services.scoring.tasks import commands, picking, schemas, verifying
from services.scoring.tasks.documents import StarTask
from services.scoring.tasks.reading import LISTED, as_seen_by
from shared.access import Policy, Reach, Role
from shared.mongo import collection
from shared.web.calls import current_call, requires
from shared.web.etags import shown
from shared.web.idempotency import idempotent
from shared.web.paging import page

api = Blueprint("tasks", __name__, url_prefix="/tasks", description="摘星任务")

PANEL: Policy = {
    Role.DIRECTOR: Reach.PLACE,
    Role.SECRETARY: Reach.PLACE,
    Role.COUNTY_SUPERVISOR: Reach.PLACE,
}
CADRES: Policy = {Role.CADRE: Reach.PLACE}
CENTRE: Policy = {Role.CALLBACK_CENTRE: Reach.PLACE}
READERS: Policy = {**PANEL, **CADRES, **CENTRE, Role.CITY_SUPERVISOR: Reach.PLACE}


def _seen(task: StarTask) -> dict[str, Any]:
    call = current_call()
    return as_seen_by(call.actor, shown(task), call.at)


@api.get("")
@requires(READERS)
@api.arguments(schemas.TaskQuery, location="query")
@api.response(200, schemas.TaskRow(many=True))
def list_tasks(query: dict[str, Any]) -> list[dict[str, Any]]:
    """The tasks within reach, newest first."""
    limit, cursor = query.pop("limit"), query.pop("cursor")
    wanted = {**current_call().scope.query(), **query}
    return page(collection(StarTask), wanted, limit=limit, cursor=cursor, projection=dict.fromkeys(LISTED, 1))


@api.get("/<task_id>")
@requires(READERS)
@api.response(200, schemas.TaskOut)
def show_task(task_id: str) -> dict[str, Any]:
    """One task."""
    return _seen(StarTask.find(task_id, current_call().scope))


@api.post("/<task_id>/grading")
@requires(PANEL, match=True)
@idempotent
@api.arguments(schemas.GradingIn)
@api.response(200, schemas.TaskOut)
def propose_grade(data: dict[str, Any], task_id: str) -> dict[str, Any]:
    """The first member of the panel states the inputs of the grade (SB-02)."""
    return _seen(commands.propose_grade(current_call(), task_id, **data))


@api.post("/<task_id>/grading/confirmation")
@requires(PANEL, match=True)
@idempotent
@api.arguments(schemas.NothingIn)
@api.response(200, schemas.TaskOut)
def confirm_grade(_data: dict[str, Any], task_id: str) -> dict[str, Any]:
    """The second member confirms the grade and posts the task (SB-02)."""
    return _seen(commands.confirm_grade(current_call(), task_id))


@api.post("/<task_id>/picks")
@requires(CADRES)
@idempotent
@api.arguments(schemas.PickIn)
@api.response(201, schemas.TaskOut)
def pick(data: dict[str, Any], task_id: str) -> dict[str, Any]:
    """Pick the star: the first valid pick wins (SB-04, SB-05)."""
    return _seen(picking.pick(current_call(), task_id, **data))


@api.post("/<task_id>/plans")
@requires(CADRES)
@idempotent
@api.arguments(schemas.PlanIn)
@api.response(201, schemas.TaskOut)
def offer_plan(data: dict[str, Any], task_id: str) -> dict[str, Any]:
    """Enter the contest for a task of grade 4 or 5 (SB-04)."""
    return _seen(picking.offer_plan(current_call(), task_id, **data))


@api.post("/<task_id>/choice")
@requires(PANEL, match=True)
@idempotent
@api.arguments(schemas.ChoiceIn)
@api.response(200, schemas.TaskOut)
def choose(data: dict[str, Any], task_id: str) -> dict[str, Any]:
    """Choose among the plans, or assign when nobody came forward (SB-04)."""
    return _seen(picking.choose(current_call(), task_id, **data))


@api.post("/<task_id>/first-contacts")
@requires(CADRES, match=True)
@idempotent
@api.arguments(schemas.ContactIn)
@api.response(200, schemas.TaskOut)
def note_first_contact(data: dict[str, Any], task_id: str) -> dict[str, Any]:
    """The holder reached a party (SB-08)."""
    return _seen(commands.note_first_contact(current_call(), task_id, **data))


@api.post("/<task_id>/hand-back")
@requires(CADRES, match=True)
@idempotent
@api.arguments(schemas.HandBackIn)
@api.response(200, schemas.TaskOut)
def hand_back(data: dict[str, Any], task_id: str) -> dict[str, Any]:
    """The holder gives the task back (SB-09)."""
    return _seen(commands.hand_back(current_call(), task_id, **data))


@api.post("/<task_id>/close-lawfully")
@requires(PANEL, match=True)
@idempotent
@api.arguments(schemas.LawfulEndIn)
@api.response(200, schemas.TaskOut)
def close_lawfully(data: dict[str, Any], task_id: str) -> dict[str, Any]:
    """The dispute ends without a settlement and without blame (SB-17)."""
    return _seen(commands.close_lawfully(current_call(), task_id, **data))


@api.post("/<task_id>/callbacks")
@requires(CENTRE, match=True)
@idempotent
@api.arguments(schemas.CallbackIn)
@api.response(200, schemas.TaskOut)
def note_callback(data: dict[str, Any], task_id: str) -> dict[str, Any]:
    """The county centre called a party (SB-15)."""
    return _seen(verifying.note_callback(current_call(), task_id, **data))


@api.post("/<task_id>/rulings")
@requires(PANEL, match=True)
@idempotent
@api.arguments(schemas.RulingIn)
@api.response(200, schemas.TaskOut)
def rule_on_hold(data: dict[str, Any], task_id: str) -> dict[str, Any]:
    """The panel decides on frozen points (SB-16, SB-19, SB-20)."""
    return _seen(verifying.rule_on_hold(current_call(), task_id, **data))
