# SPDX-License-Identifier: Apache-2.0
"""The JSON API of bodies."""

from typing import Any

from flask_smorest import Blueprint

from services.mediation.bodies import commands, reading
from services.mediation.bodies.documents import Body
from services.mediation.bodies.schemas import (
    BodyChangeOut,
    BodyIn,
    BodyOut,
    BodyQuery,
    BodyRow,
    ChangesQuery,
    ElectionIn,
    FilingIn,
    MediatorIn,
    StandingIn,
    TieIn,
    TrainingIn,
)
from shared.access import Reach, Role
from shared.mongo import collection
from shared.web.calls import current_call, requires
from shared.web.etags import shown
from shared.web.idempotency import idempotent
from shared.web.paging import page

api = Blueprint("bodies", __name__, url_prefix="/bodies", description="调解组织")
SUPERVISORS = {Role.COUNTY_SUPERVISOR: Reach.PLACE, Role.CITY_SUPERVISOR: Reach.PLACE}
DIRECTORS = SUPERVISORS | {Role.DIRECTOR: Reach.PLACE}
EVERYBODY = dict.fromkeys(Role, Reach.OPEN)


@api.post("/")
@requires(SUPERVISORS)
@idempotent
@api.arguments(BodyIn)
@api.response(201, BodyOut)
def found_body(data: dict[str, Any]) -> Body:
    """Enter a body."""
    return shown(commands.found_body(current_call(), **data))


@api.get("/")
@requires(EVERYBODY)
@api.arguments(BodyQuery, location="query")
@api.response(200, BodyRow(many=True))
def list_bodies(query: dict[str, Any]) -> list[dict[str, Any]]:
    """Bodies, which are public; of one place and what lies within it when `place` is given."""
    wanted = {"within": query["place"]} if "place" in query else {}
    return page(collection(Body), wanted, limit=query["limit"], cursor=query["cursor"], projection=BODY_ROW)


@api.get("/changes")
@requires(SUPERVISORS | {Role.JUDGE: Reach.OPEN, Role.COURT_CLERK: Reach.OPEN})
@api.arguments(ChangesQuery, location="query")
@api.response(200, BodyChangeOut(many=True))
def list_changes(query: dict[str, Any]) -> list[dict[str, Any]]:
    """Bodies that were set up or changed since a day: what the county tells the court (PM-03)."""
    return reading.changed(current_call().scope, query["since"])


BODY_ROW = {"kind": 1, "name": 1, "place": 1, "court_code": 1}


@api.get("/<body_id>")
@requires(EVERYBODY)
@api.response(200, BodyOut)
def show_body(body_id: str) -> Body:
    """One body."""
    return shown(Body.find(body_id, current_call().scope))


@api.post("/<body_id>/mediators")
@requires(DIRECTORS, match=True)
@idempotent
@api.arguments(MediatorIn)
@api.response(201, BodyOut)
def appoint_mediator(data: dict[str, Any], body_id: str) -> Body:
    """Appoint a mediator."""
    return shown(commands.appoint_mediator(current_call(), body_id, **data))


@api.post("/<body_id>/election")
@requires(SUPERVISORS, match=True)
@idempotent
@api.arguments(ElectionIn)
@api.response(200, BodyOut)
def elect(data: dict[str, Any], body_id: str) -> Body:
    """Enter who was elected to the committee; its term begins."""
    return shown(commands.elect(current_call(), body_id, **data))


@api.post("/<body_id>/filing")
@requires(SUPERVISORS, match=True)
@idempotent
@api.arguments(FilingIn)
@api.response(200, BodyOut)
def note_filing(data: dict[str, Any], body_id: str) -> Body:
    """The body was filed with the county's justice bureau."""
    return shown(commands.note_filing(current_call(), body_id, **data))


@api.post("/<body_id>/trainings")
@requires(DIRECTORS, match=True)
@idempotent
@api.arguments(TrainingIn)
@api.response(200, BodyOut)
def note_training(data: dict[str, Any], body_id: str) -> Body:
    """Note a training of a mediator."""
    return shown(commands.note_training(current_call(), body_id, **data))


@api.post("/<body_id>/ties")
@requires(DIRECTORS, match=True)
@idempotent
@api.arguments(TieIn)
@api.response(200, BodyOut)
def declare_tie(data: dict[str, Any], body_id: str) -> Body:
    """A mediator names somebody whose disputes it must not take."""
    return shown(commands.declare_tie(current_call(), body_id, **data))


@api.post("/<body_id>/standing")
@requires(SUPERVISORS, match=True)
@idempotent
@api.arguments(StandingIn)
@api.response(200, BodyOut)
def change_standing(data: dict[str, Any], body_id: str) -> Body:
    """Suspend, restore or remove a mediator."""
    return shown(commands.change_standing(current_call(), body_id, **data))
