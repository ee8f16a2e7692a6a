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
from shared.web.acts import acts
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


act = acts(api, "/<body_id>", BodyOut, shown)
act("mediators", DIRECTORS, MediatorIn, commands.appoint_mediator, status=201)
act("election", SUPERVISORS, ElectionIn, commands.elect)
act("filing", SUPERVISORS, FilingIn, commands.note_filing)
act("trainings", DIRECTORS, TrainingIn, commands.note_training)
act("ties", DIRECTORS, TieIn, commands.declare_tie)
act("standing", SUPERVISORS, StandingIn, commands.change_standing)
