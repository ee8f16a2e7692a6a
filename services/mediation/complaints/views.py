# SPDX-License-Identifier: Apache-2.0
"""The JSON API of complaints."""

from typing import Any

from flask_smorest import Blueprint
from marshmallow import Schema, fields, validate

from services.mediation.complaints import commands
from services.mediation.complaints.documents import Complaint
from services.mediation.complaints.rules import Consequence, Misconduct, State
from shared.access import Policy, Reach, Role
from shared.mongo import collection
from shared.web.answers import shows
from shared.web.calls import current_call, requires
from shared.web.etags import shown
from shared.web.idempotency import idempotent
from shared.web.paging import PageIn, page

api = Blueprint("complaints", __name__, url_prefix="/complaints", description="投诉")
DECIDE: Policy = {Role.COUNTY_SUPERVISOR: Reach.PLACE, Role.CITY_SUPERVISOR: Reach.PLACE}
BRING: Policy = dict.fromkeys(Role, Reach.OWN) | DECIDE
_NAME = validate.Length(min=1, max=100)


class BlameIn(Schema):
    """What a mediator is blamed for."""

    account = fields.String(required=True, validate=_NAME)
    kind = fields.Enum(Misconduct, by_value=True, required=True)
    text = fields.String(required=True, validate=validate.Length(min=1, max=5000))


class ComplaintIn(BlameIn):
    """A complaint about a mediator of a body."""

    body_id = fields.String(required=True, validate=_NAME)
    case_id = fields.String(allow_none=True, load_default=None, validate=_NAME)


class DecisionIn(Schema):
    """What came of it; the complainant reads the answer."""

    sustained = fields.Boolean(required=True)
    answer = fields.String(required=True, validate=validate.Length(min=1, max=5000))
    consequence = fields.Enum(Consequence, by_value=True, allow_none=True, load_default=None)


class ComplaintQuery(PageIn):
    """Which complaints to list."""

    state = fields.Enum(State, by_value=True)


@shows(
    Complaint,
    "id version body_id case_id account kind text court_name received_on state consequence answer decided_on",
)
class ComplaintOut(Schema):
    """A complaint, for the complainant and those who decide."""


@shows(Complaint, "body_id kind state")
class ComplaintRow(Schema):
    """A complaint in a list, without its words."""

    id = fields.String(attribute="_id")


@api.post("/")
@requires(BRING)
@idempotent
@api.arguments(ComplaintIn)
@api.response(201, ComplaintOut)
def complain(data: dict[str, Any]) -> Complaint:
    """Complain about a mediator."""
    return shown(commands.complain(current_call(), **data))


@api.get("/")
@requires(BRING)
@api.arguments(ComplaintQuery, location="query")
@api.response(200, ComplaintRow(many=True))
def list_complaints(query: dict[str, Any]) -> list[dict[str, Any]]:
    """The complaints within reach, newest first."""
    wanted = current_call().scope.query()
    if "state" in query:
        wanted = {"$and": [wanted, {"state": str(query["state"])}]}
    row = {"body_id": 1, "kind": 1, "state": 1}
    return page(collection(Complaint), wanted, limit=query["limit"], cursor=query["cursor"], projection=row)


@api.get("/<complaint_id>")
@requires(BRING)
@api.response(200, ComplaintOut)
def show(complaint_id: str) -> Complaint:
    """One complaint."""
    return shown(Complaint.find(complaint_id, current_call().scope))


@api.post("/<complaint_id>/decision")
@requires(DECIDE, match=True)
@idempotent
@api.arguments(DecisionIn)
@api.response(200, ComplaintOut)
def decide(data: dict[str, Any], complaint_id: str) -> Complaint:
    """Decide it."""
    return shown(commands.decide(current_call(), complaint_id, **data))
