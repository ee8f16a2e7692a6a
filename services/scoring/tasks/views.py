# SPDX-License-Identifier: Apache-2.0
"""Star tasks over HTTP."""

from typing import Any

from flask_smorest import Blueprint

from services.scoring.tasks import answers, commands, deciding, holding, picking, schemas, verifying
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
        query["alerts.to"] = query.pop("alert_to")
    wanted = {**current_call().scope.query(), **query}
    return page(collection(StarTask), wanted, limit=limit, cursor=cursor, projection=dict.fromkeys(LISTED, 1))


@api.get("/<task_id>")
@requires(READERS)
@api.response(200, answers.TaskOut)
def show_task(task_id: str) -> dict[str, Any]:
    """One task."""
    return _seen(StarTask.find(task_id, current_call().scope))


@api.post("/<task_id>/grading")
@requires(PANEL, match=True)
@idempotent
@api.arguments(schemas.GradingIn)
@api.response(200, answers.TaskOut)
def propose_grade(data: dict[str, Any], task_id: str) -> dict[str, Any]:
    """The first member of the panel states the inputs of the grade (SB-02)."""
    return _seen(commands.propose_grade(current_call(), task_id, **data))


@api.post("/<task_id>/grading/confirmation")
@requires(PANEL, match=True)
@idempotent
@api.arguments(schemas.ConfirmationIn)
@api.response(200, answers.TaskOut)
def confirm_grade(data: dict[str, Any], task_id: str) -> dict[str, Any]:
    """The second member, of the other office, confirms the grade and posts the task (SB-02, SB-12)."""
    return _seen(commands.confirm_grade(current_call(), task_id, **data))


@api.post("/<task_id>/picks")
@requires(CADRES)
@idempotent
@api.arguments(schemas.PickIn)
@api.response(201, answers.TaskOut)
def pick(data: dict[str, Any], task_id: str) -> dict[str, Any]:
    """Pick the star: the first valid pick wins (SB-04, SB-05)."""
    return _seen(picking.pick(current_call(), task_id, **data))


@api.post("/<task_id>/plans")
@requires(CADRES)
@idempotent
@api.arguments(schemas.PlanIn)
@api.response(201, answers.TaskOut)
def offer_plan(data: dict[str, Any], task_id: str) -> dict[str, Any]:
    """Enter the contest for a task of grade 4 or 5 (SB-04)."""
    return _seen(picking.offer_plan(current_call(), task_id, **data))


@api.post("/<task_id>/choice")
@requires(PANEL, match=True)
@idempotent
@api.arguments(schemas.ChoiceIn)
@api.response(200, answers.TaskOut)
def choose(data: dict[str, Any], task_id: str) -> dict[str, Any]:
    """Choose among the plans, or assign when nobody came forward (SB-04)."""
    return _seen(picking.choose(current_call(), task_id, **data))


@api.post("/<task_id>/first-contacts")
@requires(CADRES, match=True)
@idempotent
@api.arguments(schemas.ContactIn)
@api.response(200, answers.TaskOut)
def note_first_contact(data: dict[str, Any], task_id: str) -> dict[str, Any]:
    """The holder reached a party (SB-08)."""
    return _seen(holding.note_first_contact(current_call(), task_id, **data))


@api.post("/<task_id>/hand-back")
@requires(CADRES, match=True)
@idempotent
@api.arguments(schemas.HandBackIn)
@api.response(200, answers.TaskOut)
def hand_back(data: dict[str, Any], task_id: str) -> dict[str, Any]:
    """The holder gives the task back (SB-09)."""
    return _seen(holding.hand_back(current_call(), task_id, **data))


@api.post("/<task_id>/close-lawfully")
@requires(PANEL, match=True)
@idempotent
@api.arguments(schemas.LawfulEndIn)
@api.response(200, answers.TaskOut)
def close_lawfully(data: dict[str, Any], task_id: str) -> dict[str, Any]:
    """The dispute ends without a settlement and without blame (SB-17)."""
    return _seen(deciding.close_lawfully(current_call(), task_id, **data))


@api.post("/<task_id>/callbacks")
@requires(CENTRE, match=True)
@idempotent
@api.arguments(schemas.CallbackIn)
@api.response(200, answers.TaskOut)
def note_callback(data: dict[str, Any], task_id: str) -> dict[str, Any]:
    """The county centre called a party (SB-15)."""
    return _seen(verifying.note_callback(current_call(), task_id, **data))


@api.post("/<task_id>/rulings")
@requires(PANEL, match=True)
@idempotent
@api.arguments(schemas.RulingIn)
@api.response(200, answers.TaskOut)
def rule_on_hold(data: dict[str, Any], task_id: str) -> dict[str, Any]:
    """The panel decides on frozen points (SB-16, SB-19, SB-20)."""
    return _seen(verifying.rule_on_hold(current_call(), task_id, **data))


@api.post("/<task_id>/bar")
@requires(PANEL, match=True)
@idempotent
@api.arguments(schemas.BarIn)
@api.response(200, answers.TaskOut)
def keep_off(data: dict[str, Any], task_id: str) -> dict[str, Any]:
    """A bar came to light before posting (SB-01)."""
    return _seen(commands.keep_off(current_call(), task_id, **data))


@api.post("/<task_id>/merger")
@requires(PANEL, match=True)
@idempotent
@api.arguments(schemas.MergeIn)
@api.response(200, answers.TaskOut)
def merge(data: dict[str, Any], task_id: str) -> dict[str, Any]:
    """The dispute is that of another task: it pays once (SB-12)."""
    return _seen(commands.merge(current_call(), task_id, **data))


@api.post("/<task_id>/declaration")
@requires(CADRES, match=True)
@idempotent
@api.arguments(schemas.PickIn)
@api.response(200, answers.TaskOut)
def declare_ties(data: dict[str, Any], task_id: str) -> dict[str, Any]:
    """The holder declares ties; with one, another takes the task (SB-10)."""
    return _seen(holding.declare_ties(current_call(), task_id, **data))


@api.post("/<task_id>/extension")
@requires(CADRES, match=True)
@idempotent
@api.arguments(schemas.ExtensionIn)
@api.response(200, answers.TaskOut)
def ask_extension(data: dict[str, Any], task_id: str) -> dict[str, Any]:
    """The holder asks once for more days (SB-07)."""
    return _seen(holding.ask_extension(current_call(), task_id, **data))


@api.post("/<task_id>/extension/answer")
@requires(PANEL, match=True)
@idempotent
@api.arguments(schemas.ExtensionAnswerIn)
@api.response(200, answers.TaskOut)
def answer_extension(data: dict[str, Any], task_id: str) -> dict[str, Any]:
    """The panel grants or refuses more days (SB-07)."""
    return _seen(deciding.answer_extension(current_call(), task_id, **data))


@api.post("/<task_id>/pauses")
@requires(PANEL, match=True)
@idempotent
@api.arguments(schemas.PauseIn)
@api.response(200, answers.TaskOut)
def pause(data: dict[str, Any], task_id: str) -> dict[str, Any]:
    """The limit stands still, with a paper (SB-07)."""
    return _seen(deciding.pause(current_call(), task_id, **data))


@api.post("/<task_id>/resumption")
@requires(PANEL, match=True)
@idempotent
@api.arguments(schemas.ResumptionIn)
@api.response(200, answers.TaskOut)
def resume(data: dict[str, Any], task_id: str) -> dict[str, Any]:
    """A pause ends early (SB-07)."""
    return _seen(deciding.resume(current_call(), task_id, **data))


@api.post("/<task_id>/relief")
@requires(PANEL, match=True)
@idempotent
@api.arguments(schemas.ReliefIn)
@api.response(200, answers.TaskOut)
def relieve(data: dict[str, Any], task_id: str) -> dict[str, Any]:
    """Take the task from a cadre who can't go on, without blame (SB-03)."""
    return _seen(deciding.relieve(current_call(), task_id, **data))


@api.post("/<task_id>/waivers")
@requires(PANEL, match=True)
@idempotent
@api.arguments(schemas.WaiverIn)
@api.response(200, answers.TaskOut)
def waive_own_village(data: dict[str, Any], task_id: str) -> dict[str, Any]:
    """Let a cadre take a dispute of the own village, in writing (SB-10)."""
    return _seen(deciding.waive_own_village(current_call(), task_id, **data))


@api.post("/<task_id>/plan-objections")
@requires(PANEL, match=True)
@idempotent
@api.arguments(schemas.PlanObjectionIn)
@api.response(200, answers.TaskOut)
def object_to_plan(data: dict[str, Any], task_id: str) -> dict[str, Any]:
    """Enter a party's objection to a cadre of the contest (SB-04)."""
    return _seen(picking.object_to_plan(current_call(), task_id, **data))


@api.post("/<task_id>/challenges")
@requires(CHALLENGERS, match=True)
@idempotent
@api.arguments(schemas.ChallengeIn)
@api.response(200, answers.TaskOut)
def challenge_tie(data: dict[str, Any], task_id: str) -> dict[str, Any]:
    """Enter a tie that a party names (SB-10)."""
    return _seen(deciding.challenge_tie(current_call(), task_id, **data))


@api.post("/<task_id>/challenges/answers")
@requires(PANEL, match=True)
@idempotent
@api.arguments(schemas.ChallengeAnswerIn)
@api.response(200, answers.TaskOut)
def decide_challenge(data: dict[str, Any], task_id: str) -> dict[str, Any]:
    """Decide on a tie, as another person (SB-10)."""
    return _seen(deciding.decide_challenge(current_call(), task_id, **data))


@api.post("/<task_id>/voids")
@requires(PANEL, match=True)
@idempotent
@api.arguments(schemas.VoidIn)
@api.response(200, answers.TaskOut)
def declare_award_void(data: dict[str, Any], task_id: str) -> dict[str, Any]:
    """Declare an award void (SB-20)."""
    return _seen(deciding.declare_award_void(current_call(), task_id, **data))
