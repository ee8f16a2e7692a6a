# SPDX-License-Identifier: Apache-2.0
"""The JSON API of judicial confirmation."""

from typing import Any

from flask_smorest import Blueprint
from marshmallow import fields, validate

from services.courtlink.confirmations import commands
from services.courtlink.confirmations.documents import Confirmation
from services.courtlink.confirmations.schemas import (
    AcceptanceIn,
    ApplicationIn,
    ConfirmationOut,
    ConfirmationRow,
    DecisionIn,
)
from shared.access import Policy, Reach, Role
from shared.call import Call
from shared.mongo import collection
from shared.web.calls import current_call, requires
from shared.web.etags import shown
from shared.web.idempotency import idempotent
from shared.web.paging import PageIn, page

api = Blueprint("confirmations", __name__, url_prefix="/confirmations", description="司法确认")

JUDGE: Policy = {Role.JUDGE: Reach.PLACE}
COURT: Policy = JUDGE | {Role.COURT_CLERK: Reach.PLACE}
APPLY: Policy = COURT | {Role.MEDIATOR: Reach.PLACE, Role.DIRECTOR: Reach.PLACE, Role.PARTY: Reach.OWN}
READ: Policy = APPLY | {Role.COUNTY_SUPERVISOR: Reach.PLACE, Role.CITY_SUPERVISOR: Reach.PLACE}
_ROW = dict.fromkeys(("file_number", "body_name", "court_code", "effective_on", "last_day", "state"), 1)


class ConfirmationQuery(PageIn):
    """Which confirmations to list."""

    state = fields.String(validate=validate.Length(1, 40))


def rows(call: Call, query: dict[str, Any]) -> list[dict[str, Any]]:
    """Raw rows within the call's scope, newest first."""
    narrow = {"state": query["state"]} if "state" in query else {}
    scoped = {"$and": [call.scope.query(), narrow]}
    return page(
        collection(Confirmation), scoped, limit=query["limit"], cursor=query["cursor"], projection=_ROW
    )


@api.get("/")
@requires(READ)
@api.arguments(ConfirmationQuery, location="query")
@api.response(200, ConfirmationRow(many=True))
def list_confirmations(query: dict[str, Any]) -> list[dict[str, Any]]:
    """Agreements that can be or were put to confirmation."""
    return rows(current_call(), query)


@api.get("/<case_id>")
@requires(READ)
@api.response(200, ConfirmationOut)
def show(case_id: str) -> Confirmation:
    """One of them."""
    return shown(Confirmation.find(case_id, current_call().scope))


@api.post("/<case_id>/applications")
@requires(APPLY, match=True)
@idempotent
@api.arguments(ApplicationIn)
@api.response(201, ConfirmationOut)
def apply(data: dict[str, Any], case_id: str) -> Confirmation:
    """All parties ask for confirmation."""
    return shown(commands.apply(current_call(), case_id, **data))


@api.post("/<case_id>/acceptance")
@requires(COURT, match=True)
@idempotent
@api.arguments(AcceptanceIn)
@api.response(200, ConfirmationOut)
def take(data: dict[str, Any], case_id: str) -> Confirmation:
    """The court takes the application, or says why not."""
    return shown(commands.take(current_call(), case_id, **data))


@api.post("/<case_id>/decision")
@requires(JUDGE, match=True)
@idempotent
@api.arguments(DecisionIn)
@api.response(200, ConfirmationOut)
def decide(data: dict[str, Any], case_id: str) -> Confirmation:
    """The court confirms, rejects, or ends the application."""
    return shown(commands.decide(current_call(), case_id, **data))
