# SPDX-License-Identifier: Apache-2.0
"""The JSON API of judicial confirmation."""

from typing import Any

from flask_smorest import Blueprint
from marshmallow import fields, validate

from services.courtlink.confirmations import commands, enforcing, examining, objecting, reading, schemas
from services.courtlink.confirmations.documents import Confirmation
from shared.access import Policy, Reach, Role
from shared.calendar import local_date
from shared.reads import note_reading
from shared.web.acts import acts
from shared.web.calls import current_call, requires
from shared.web.etags import shown
from shared.web.paging import PageIn

api = Blueprint("confirmations", __name__, url_prefix="/confirmations", description="司法确认")

JUDGE: Policy = {Role.JUDGE: Reach.PLACE}
COURT: Policy = JUDGE | {Role.COURT_CLERK: Reach.PLACE}
READ: Policy = COURT | {
    Role.MEDIATOR: Reach.PLACE,
    Role.DIRECTOR: Reach.PLACE,
    Role.PARTY: Reach.OWN,
    Role.COUNTY_SUPERVISOR: Reach.PLACE,
    Role.CITY_SUPERVISOR: Reach.PLACE,
}


class ConfirmationQuery(PageIn):
    """Which confirmations to list."""

    state = fields.String(validate=validate.Length(1, 40))


@api.get("/")
@requires(READ)
@api.arguments(ConfirmationQuery, location="query")
@api.response(200, schemas.ConfirmationRow(many=True))
def list_confirmations(query: dict[str, Any]) -> list[dict[str, Any]]:
    """Agreements that can be or were put to confirmation."""
    call = current_call()
    return reading.rows(call, query, local_date(call.at))


@api.get("/due")
@requires(COURT)
@api.response(200, schemas.DueRow(many=True))
def list_due() -> list[dict[str, Any]]:
    """The limits of the court that are late or end within a week."""
    call = current_call()
    return reading.due(call.scope, local_date(call.at))


@api.get("/<confirmation_id>")
@requires(READ)
@api.response(200, schemas.ConfirmationOut)
def show(confirmation_id: str) -> dict[str, Any]:
    """One of them; parties stand as letters."""
    return _facts(Confirmation.find(confirmation_id, current_call().scope))


@api.get("/<confirmation_id>/file")
@requires(COURT)
@api.response(200, schemas.ConfirmationFile)
def show_file(confirmation_id: str) -> dict[str, Any]:
    """The same for the court, with the names and addresses of those who applied; that somebody read them is noted (PV-11)."""
    call = current_call()
    confirmation = Confirmation.find(confirmation_id, call.scope)
    note_reading(call, confirmation, contacts=confirmation.id)
    return _facts(confirmation)


def _facts(confirmation: Confirmation) -> dict[str, Any]:
    return reading.facts(shown(confirmation), local_date(current_call().at))


act = acts(api, "/<confirmation_id>", schemas.ConfirmationFile, _facts)
act("applications", COURT, schemas.ApplicationIn, commands.apply, status=201)
act("acceptance", COURT, schemas.AcceptanceIn, examining.take)
act("supplements", COURT, schemas.SupplementIn, examining.ask_supplement, status=201)
act("supplements/receipt", COURT, schemas.DayIn, examining.receive_supplement)
act("examination", JUDGE, schemas.ExaminationIn, examining.examine)
act("extension", JUDGE, schemas.ExtensionIn, examining.extend)
act("decision", JUDGE, schemas.DecisionIn, examining.decide)
act("services", COURT, schemas.ServiceIn, objecting.serve, status=201)
act("objections", COURT, schemas.ObjectionIn, objecting.object_to, status=201)
act("objections/decision", JUDGE, schemas.ObjectionDecisionIn, objecting.decide_objection)
act("enforcement", COURT, schemas.EnforcementIn, enforcing.note_application, status=201)
