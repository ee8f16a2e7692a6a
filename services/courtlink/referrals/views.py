# SPDX-License-Identifier: Apache-2.0
"""The JSON API of referrals: for the judges and clerks of the court."""

from typing import Any

from flask_smorest import Blueprint
from marshmallow import fields, validate

from services.courtlink.referrals import commands
from services.courtlink.referrals.documents import Referral
from services.courtlink.referrals.reading import shown as complete
from services.courtlink.referrals.schemas import AcknowledgementIn, BodyIn, ReferralOut, ReferralRow, SuitIn
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
_HIDDEN = dict.fromkeys(("parties", "claims", "outcome", "outbox", "history", "inbox"), 0)


class ReferralQuery(PageIn):
    """Which referrals to list."""

    state = fields.String(validate=validate.Length(1, 40))
    number = fields.String(validate=validate.Length(1, 100))
    body_id = fields.String(validate=validate.Length(1, 100))


def rows(call: Call, query: dict[str, Any]) -> list[dict[str, Any]]:
    """Raw rows within the call's scope, newest first."""
    narrow = {name: query[name] for name in ("state", "number", "body_id") if name in query}
    scoped = {"$and": [call.scope.query(), narrow]}
    return page(
        collection(Referral), scoped, limit=query["limit"], cursor=query["cursor"], projection=_HIDDEN
    )


@api.post("/")
@requires(JUDGE)
@idempotent
@api.arguments(SuitIn)
@api.response(201, ReferralOut)
def refer(data: dict[str, Any]) -> dict[str, Any]:
    """Refer a case to a mediation body."""
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
@api.arguments(BodyIn)
@api.response(201, ReferralOut)
def reappoint(data: dict[str, Any], referral_id: str) -> dict[str, Any]:
    """Appoint another body after a refusal or silence."""
    return complete(shown(commands.reappoint(current_call(), referral_id, **data)))


@api.post("/<referral_id>/acknowledge")
@requires(COURT, match=True)
@idempotent
@api.arguments(AcknowledgementIn)
@api.response(200, ReferralOut)
def acknowledge(data: dict[str, Any], referral_id: str) -> dict[str, Any]:
    """Take note of what came back, and say what the court did with it."""
    return complete(shown(commands.acknowledge(current_call(), referral_id, **data)))
