# SPDX-License-Identifier: Apache-2.0
"""Star tasks over HTTP."""

from typing import Any

from flask_smorest import Blueprint

from services.scoring.tasks import answers, commands, deciding, holding, picking, schemas, verifying
from services.scoring.tasks.documents import StarTask
from services.scoring.tasks.reading import LISTED, as_seen_by
from shared.access import Policy, Reach, Role
from shared.mongo import collection
from shared.web.acts import acts
from shared.web.calls import current_call, requires
from shared.web.etags import shown
from shared.web.paging import page

api = Blueprint("tasks", __name__, url_prefix="/tasks", description="摘星任务")

PANEL: Policy = {
    Role.DIRECTOR: Reach.PLACE,
    Role.PETITION_OFFICE: Reach.PLACE,
    Role.SECRETARY: Reach.PLACE,
    Role.COUNTY_SUPERVISOR: Reach.PLACE,
}
CADRES: Policy = {Role.CADRE: Reach.PLACE}
CENTRE: Policy = {Role.CALLBACK_CENTRE: Reach.PLACE}
CHALLENGERS: Policy = {**PANEL, **CENTRE}
READERS: Policy = {**PANEL, **CADRES, **CENTRE, Role.CITY_SUPERVISOR: Reach.PLACE}


def _seen(task: StarTask) -> dict[str, Any]:
    call = current_call()
    return as_seen_by(call.actor, shown(task), call.at)


@api.get("")
@requires(READERS)
@api.arguments(schemas.TaskQuery, location="query")
@api.response(200, answers.TaskRow(many=True))
def list_tasks(query: dict[str, Any]) -> list[dict[str, Any]]:
    """The tasks within reach, newest first."""
    limit, cursor = query.pop("limit"), query.pop("cursor")
    if "alert_to" in query:
        query["alerts"] = {"$elemMatch": {"to": query.pop("alert_to"), "over_at": None}}
    wanted = {**current_call().scope.query(), **query}
    return page(collection(StarTask), wanted, limit=limit, cursor=cursor, projection=dict.fromkeys(LISTED, 1))


@api.get("/<task_id>")
@requires(READERS)
@api.response(200, answers.TaskOut)
def show_task(task_id: str) -> dict[str, Any]:
    """One task."""
    return _seen(StarTask.find(task_id, current_call().scope))


act = acts(api, "/<task_id>", answers.TaskOut, _seen)
act("grading", PANEL, schemas.GradingIn, commands.propose_grade)
act("grading/confirmation", PANEL, schemas.ConfirmationIn, commands.confirm_grade)
act("picks", CADRES, schemas.PickIn, picking.pick, match=False, status=201)
act("plans", CADRES, schemas.PlanIn, picking.offer_plan, match=False, status=201)
act("choice", PANEL, schemas.ChoiceIn, picking.choose)
act("first-contacts", CADRES, schemas.ContactIn, holding.note_first_contact)
act("hand-back", CADRES, schemas.HandBackIn, holding.hand_back)
act("close-lawfully", PANEL, schemas.LawfulEndIn, deciding.close_lawfully)
act("callbacks", CENTRE, schemas.CallbackIn, verifying.note_callback)
act("rulings", PANEL, schemas.RulingIn, verifying.rule_on_hold)
act("bar", PANEL, schemas.BarIn, commands.keep_off)
act("merger", PANEL, schemas.MergeIn, commands.merge)
act("declaration", CADRES, schemas.PickIn, holding.declare_ties)
act("extension", CADRES, schemas.ExtensionIn, holding.ask_extension)
act("extension/answer", PANEL, schemas.ExtensionAnswerIn, deciding.answer_extension)
act("pauses", PANEL, schemas.PauseIn, deciding.pause)
act("resumption", PANEL, schemas.ResumptionIn, deciding.resume)
act("relief", PANEL, schemas.ReliefIn, deciding.relieve)
act("waivers", PANEL, schemas.WaiverIn, deciding.waive_own_village)
act("plan-objections", PANEL, schemas.PlanObjectionIn, picking.object_to_plan)
act("challenges", CHALLENGERS, schemas.ChallengeIn, deciding.challenge_tie)
act("challenges/answers", PANEL, schemas.ChallengeAnswerIn, deciding.decide_challenge)
act("voids", PANEL, schemas.VoidIn, deciding.declare_award_void)
