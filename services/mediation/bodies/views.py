# SPDX-License-Identifier: Apache-2.0
"""The JSON API of bodies."""

from typing import Any

from flask_smorest import Blueprint

from services.mediation.bodies import commands
from services.mediation.bodies.documents import Body
from services.mediation.bodies.schemas import BodyIn, BodyOut, BodyQuery, BodyRow, MediatorIn
from shared.access import Reach, Role
from shared.mongo import collection
from shared.web.calls import current_call, requires
from shared.web.etags import shown
from shared.web.idempotency import idempotent
from shared.web.paging import page

api = Blueprint("bodies", __name__, url_prefix="/bodies", description="调解组织")
_SUPERVISORS = {Role.COUNTY_SUPERVISOR: Reach.PLACE, Role.CITY_SUPERVISOR: Reach.PLACE}
_EVERYBODY = dict.fromkeys(Role, Reach.OPEN)


@api.post("/")
@requires(_SUPERVISORS)
@idempotent
@api.arguments(BodyIn)
@api.response(201, BodyOut)
def found_body(data: dict[str, Any]) -> Body:
    """Enter a body."""
    return shown(commands.found_body(current_call(), **data))


@api.get("/")
@requires(_EVERYBODY)
@api.arguments(BodyQuery, location="query")
@api.response(200, BodyRow(many=True))
def list_bodies(query: dict[str, Any]) -> list[dict[str, Any]]:
    """Bodies, which are public; of one place and what lies within it when `place` is given."""
    wanted = {"within": query["place"]} if "place" in query else {}
    return page(collection(Body), wanted, limit=query["limit"], cursor=query["cursor"], projection=BODY_ROW)


BODY_ROW = {"kind": 1, "name": 1, "place": 1, "court_code": 1}


@api.get("/<body_id>")
@requires(_EVERYBODY)
@api.response(200, BodyOut)
def show_body(body_id: str) -> Body:
    """One body."""
    return shown(Body.find(body_id, current_call().scope))


@api.post("/<body_id>/mediators")
@requires(_SUPERVISORS | {Role.DIRECTOR: Reach.PLACE}, match=True)
@idempotent
@api.arguments(MediatorIn)
@api.response(201, BodyOut)
def appoint_mediator(data: dict[str, Any], body_id: str) -> Body:
    """Appoint a mediator."""
    return shown(commands.appoint_mediator(current_call(), body_id, **data))
