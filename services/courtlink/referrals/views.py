# SPDX-License-Identifier: Apache-2.0
"""The JSON API of referrals: for the judges and clerks of the court."""

from typing import Any

from flask_smorest import Blueprint
from marshmallow import fields, validate

from services.courtlink.referrals import choosing, commands, judging, reading, schemas
from services.courtlink.referrals.answers import AddressOut, MaterialsOut, ReferralOut, ReferralRow
from services.courtlink.referrals.documents import Referral
from services.courtlink.referrals.reading import shown as complete
from shared.access import Policy, Reach, Role
from shared.call import Call
from shared.mongo import collection
from shared.reads import note_reading
from shared.web.acts import acts
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
    """The service addresses that came back; that somebody read them is noted (PV-11)."""
    call = current_call()
    referral = Referral.find(referral_id, call.scope)
    note_reading(call, referral, contacts=referral.id)
    return reading.addresses(referral)


act = acts(api, "/<referral_id>", ReferralOut, lambda referral: complete(shown(referral)))
act("reappointment", JUDGE, schemas.BodyIn, commands.reappoint, status=201)
act("consents", COURT, schemas.ConsentIn, choosing.answer_consent)
act("request-return", COURT, schemas.RequestReturnIn, choosing.send_request_back)
act("recall", JUDGE, schemas.RecallIn, choosing.recall)
act("choice", COURT, schemas.ChoiceIn, choosing.choose)
act("appointment-request", COURT, schemas.AskAppointmentIn, choosing.ask_appointment)
act("appointment", JUDGE, schemas.BodyIn, choosing.appoint)
act("suspicion", JUDGE, schemas.SuspicionAnswerIn, judging.answer_suspicion)
act("recusals", JUDGE, schemas.RecusalDecisionIn, judging.decide_recusal)
act("participants", COURT, schemas.ParticipantIn, judging.enter_participant)
act("materials", COURT, schemas.MaterialIn, judging.add_material)
act("acknowledge", COURT, schemas.AcknowledgementIn, judging.acknowledge)
