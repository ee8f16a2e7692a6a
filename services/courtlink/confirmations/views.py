# SPDX-License-Identifier: Apache-2.0
"""The JSON API of judicial confirmation."""

from collections.abc import Callable
from typing import Any

from flask_smorest import Blueprint
from marshmallow import Schema, fields, validate

from services.courtlink.confirmations import commands, examining, objecting, reading, schemas
from services.courtlink.confirmations.documents import Confirmation
from shared.access import Policy, Reach, Role
from shared.calendar import local_date
from shared.web.calls import current_call, requires
from shared.web.etags import shown
from shared.web.idempotency import idempotent
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
    """The same for the court, with the names and addresses of those who applied."""
    return _facts(Confirmation.find(confirmation_id, current_call().scope))


def _facts(confirmation: Confirmation) -> dict[str, Any]:
    return reading.facts(shown(confirmation), local_date(current_call().at))


def _act(
    path: str, schema: type[Schema], act: Callable[..., Confirmation], doc: str, policy: Policy, status: int
) -> None:
    """Declare `POST /confirmations/ID/PATH`: one act of the court, with If-Match and Idempotency-Key."""

    def view(data: dict[str, Any], confirmation_id: str) -> dict[str, Any]:
        return _facts(act(current_call(), confirmation_id, **data))

    view.__name__ = f"confirmation_{path.replace('/', '_')}"
    view.__doc__ = doc
    api.post(f"/<confirmation_id>/{path}")(
        requires(policy, match=True)(
            idempotent(api.arguments(schema)(api.response(status, schemas.ConfirmationFile)(view)))
        )
    )


_ACTS: list[tuple[str, type[Schema], Callable[..., Confirmation], str, Policy, int]] = [
    (
        "applications",
        schemas.ApplicationIn,
        commands.apply,
        "Enter a joint application on paper.",
        COURT,
        201,
    ),
    ("acceptance", schemas.AcceptanceIn, examining.take, "Take the application, or say why not.", COURT, 200),
    ("supplements", schemas.SupplementIn, examining.ask_supplement, "Have papers completed.", COURT, 201),
    ("supplements/receipt", schemas.DayIn, examining.receive_supplement, "The papers have come.", COURT, 200),
    (
        "examination",
        schemas.ExaminationIn,
        examining.examine,
        "Note who was heard and what is in order.",
        JUDGE,
        200,
    ),
    ("extension", schemas.ExtensionIn, examining.extend, "The president allows more time.", JUDGE, 200),
    (
        "decision",
        schemas.DecisionIn,
        examining.decide,
        "Confirm, reject, or end the application.",
        JUDGE,
        200,
    ),
    ("services", schemas.ServiceIn, objecting.serve, "A party received the ruling.", COURT, 201),
    ("objections", schemas.ObjectionIn, objecting.object_to, "Somebody objects to the ruling.", COURT, 201),
    (
        "objections/decision",
        schemas.ObjectionDecisionIn,
        objecting.decide_objection,
        "Uphold an objection, or reject it.",
        JUDGE,
        200,
    ),
]
for _path, _schema, _command, _doc, _policy, _status in _ACTS:
    _act(_path, _schema, _command, _doc, _policy, _status)
