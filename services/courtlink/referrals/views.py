# SPDX-License-Identifier: Apache-2.0
"""The JSON API of referrals: for the judges and clerks of the court."""

from collections.abc import Callable
from typing import Any

from flask_smorest import Blueprint
from marshmallow import Schema, fields, validate

from services.courtlink.referrals import choosing, commands, judging, reading, schemas
from services.courtlink.referrals.answers import AddressOut, MaterialsOut, ReferralOut, ReferralRow
from services.courtlink.referrals.documents import Referral
from services.courtlink.referrals.reading import shown as complete
from shared.access import Policy, Reach, Role
from shared.call import Call
from shared.mongo import collection
from shared.web.calls import current_call, requires
from shared.web.etags import shown
from shared.web.idempotency import idempotent
from shared.web.paging import PageIn, page

api = Blueprint("referrals", __name__, url_prefix="/referrals", description="委派委托")

JUDGE: Policy = {Role.JUDGE: Reach.PLACE}
COURT: Policy = JUDGE | {Role.COURT_CLERK: Reach.PLACE}
LIST: Policy = COURT | {Role.COUNTY_SUPERVISOR: Reach.PLACE, Role.CITY_SUPERVISOR: Reach.PLACE}
_HIDDEN = dict.fromkeys(
    ("parties", "names", "claims", "outcome", "materials", "participants", "outbox", "history", "inbox"), 0
)


class ReferralQuery(PageIn):
    """Which referrals to list."""

    state = fields.String(validate=validate.Length(1, 40))
    number = fields.String(validate=validate.Length(1, 100))
    body_id = fields.String(validate=validate.Length(1, 100))
    team = fields.String(validate=validate.Length(1, 100))


def rows(call: Call, query: dict[str, Any]) -> list[dict[str, Any]]:
    """Raw rows within the call's scope, newest first."""
    narrow: dict[str, Any] = {name: query[name] for name in ("state", "body_id", "team") if name in query}
    if "number" in query:
        narrow["number"] = reading.stored_number(query["number"])
    scoped = {"$and": [call.scope.query(), narrow]}
    return page(
        collection(Referral), scoped, limit=query["limit"], cursor=query["cursor"], projection=_HIDDEN
    )


@api.post("/")
@requires(JUDGE)
@idempotent
@api.arguments(schemas.SuitIn)
@api.response(201, ReferralOut)
def refer(data: dict[str, Any]) -> dict[str, Any]:
    """Refer a case to a mediation body, or ask the parties first."""
    return complete(shown(commands.refer(current_call(), **data)))


@api.get("/")
@requires(LIST)
@api.arguments(ReferralQuery, location="query")
@api.response(200, ReferralRow(many=True))
def list_referrals(query: dict[str, Any]) -> list[dict[str, Any]]:
    """The court's referrals, without parties."""
    return rows(current_call(), query)


@api.get("/<referral_id>")
@requires(COURT)
@api.response(200, ReferralOut)
def show(referral_id: str) -> dict[str, Any]:
    """One referral, with what came back."""
    return complete(shown(Referral.find(referral_id, current_call().scope)))


@api.post("/<referral_id>/reappointment")
@requires(JUDGE, match=True)
@idempotent
@api.arguments(schemas.BodyIn)
@api.response(201, ReferralOut)
def reappoint(data: dict[str, Any], referral_id: str) -> dict[str, Any]:
    """Appoint another body after a refusal or silence."""
    return complete(shown(commands.reappoint(current_call(), referral_id, **data)))


@api.get("/<referral_id>/materials")
@requires(COURT)
@api.response(200, MaterialsOut)
def materials(referral_id: str) -> dict[str, Any]:
    """Its materials in five classes."""
    return reading.materials(Referral.find(referral_id, current_call().scope))


@api.get("/<referral_id>/addresses")
@requires(COURT)
@api.response(200, AddressOut(many=True))
def addresses(referral_id: str) -> list[dict[str, Any]]:
    """The service addresses that came back."""
    return reading.addresses(Referral.find(referral_id, current_call().scope))


def _act(path: str, schema: type[Schema], act: Callable[..., Referral], doc: str, policy: Policy) -> None:
    """Declare `POST /referrals/ID/PATH`: one act, with If-Match and Idempotency-Key, answered by the referral."""

    def view(data: dict[str, Any], referral_id: str) -> dict[str, Any]:
        return complete(shown(act(current_call(), referral_id, **data)))

    view.__name__, view.__doc__ = act.__name__, doc
    answer = api.response(200, ReferralOut)(view)
    api.post(f"/<referral_id>/{path}")(
        requires(policy, match=True)(idempotent(api.arguments(schema)(answer)))
    )


_ACTS: list[tuple[str, type[Schema], Callable[..., Referral], str, Policy]] = [
    ("consents", schemas.ConsentIn, choosing.answer_consent, "A party's answer.", COURT),
    ("choice", schemas.ChoiceIn, choosing.choose, "Whom the parties chose together.", COURT),
    (
        "appointment-request",
        schemas.AskAppointmentIn,
        choosing.ask_appointment,
        "The court shall appoint.",
        COURT,
    ),
    ("appointment", schemas.BodyIn, choosing.appoint, "The court appoints.", JUDGE),
    ("suspicion", schemas.SuspicionAnswerIn, judging.answer_suspicion, "Answer the red flags.", JUDGE),
    ("recusals", schemas.RecusalDecisionIn, judging.decide_recusal, "Decide about a recusal.", JUDGE),
    ("participants", schemas.ParticipantIn, judging.enter_participant, "Who has a part in the suit.", COURT),
    ("materials", schemas.MaterialIn, judging.add_material, "Put a paper with the case.", COURT),
    ("acknowledge", schemas.AcknowledgementIn, judging.acknowledge, "Say what the court did.", COURT),
]
for _path, _schema, _command, _doc, _policy in _ACTS:
    _act(_path, _schema, _command, _doc, _policy)
