# SPDX-License-Identifier: Apache-2.0
"""The JSON API of complaints about invited bodies and mediators."""

from typing import Any

from flask_smorest import Blueprint

from services.courtlink.complaints import commands, schemas
from services.courtlink.complaints.documents import RosterComplaint
from shared.access import Policy, Reach, Role
from shared.call import Call
from shared.mongo import collection
from shared.web.calls import current_call, requires
from shared.web.etags import shown
from shared.web.idempotency import idempotent
from shared.web.paging import page

api = Blueprint("roster_complaints", __name__, url_prefix="/complaints", description="对特邀调解的投诉")
JUDGE: Policy = {Role.JUDGE: Reach.PLACE}
COURT: Policy = JUDGE | {Role.COURT_CLERK: Reach.PLACE}
BRING: Policy = COURT | {Role.PARTY: Reach.OWN}
_ROW = dict.fromkeys(("body_name", "mediator", "kind", "state", "received_on"), 1)


def rows(call: Call, query: dict[str, Any]) -> list[dict[str, Any]]:
    """Raw rows within the call's scope, newest first."""
    narrow = {"state": str(query["state"])} if "state" in query else {}
    wanted = {"$and": [call.scope.query(), narrow]}
    return page(
        collection(RosterComplaint), wanted, limit=query["limit"], cursor=query["cursor"], projection=_ROW
    )


@api.post("/")
@requires(BRING)
@idempotent
@api.arguments(schemas.ComplaintIn)
@api.response(201, schemas.ComplaintOut)
def complain(data: dict[str, Any]) -> RosterComplaint:
    """Complain about who stands on the roster."""
    return shown(commands.complain(current_call(), data.pop("entry_id"), **data))


@api.get("/")
@requires(BRING)
@api.arguments(schemas.ComplaintQuery, location="query")
@api.response(200, schemas.ComplaintRow(many=True))
def list_complaints(query: dict[str, Any]) -> list[dict[str, Any]]:
    """The complaints to the court, or one's own."""
    return rows(current_call(), query)


@api.get("/<complaint_id>")
@requires(BRING)
@api.response(200, schemas.ComplaintOut)
def show(complaint_id: str) -> RosterComplaint:
    """One complaint, and what came of it."""
    return shown(RosterComplaint.find(complaint_id, current_call().scope))


@api.post("/<complaint_id>/decision")
@requires(JUDGE, match=True)
@idempotent
@api.arguments(schemas.ComplaintDecisionIn)
@api.response(200, schemas.ComplaintOut)
def decide(data: dict[str, Any], complaint_id: str) -> RosterComplaint:
    """A judge decides it."""
    return shown(commands.decide(current_call(), complaint_id, **data))
