# SPDX-License-Identifier: Apache-2.0
"""The JSON API of guidance: for judges."""

from typing import Any

from flask_smorest import Blueprint
from marshmallow import Schema, fields, validate

from services.courtlink.guidance import commands
from services.courtlink.guidance.documents import GuidanceRequest
from shared.access import Policy, Reach, Role
from shared.mongo import collection
from shared.web.answers import shows
from shared.web.calls import current_call, requires
from shared.web.etags import shown
from shared.web.idempotency import idempotent
from shared.web.paging import PageIn, page

api = Blueprint("guidance", __name__, url_prefix="/guidance", description="业务指导")
JUDGE: Policy = {Role.JUDGE: Reach.PLACE}
COURT: Policy = JUDGE | {Role.COURT_CLERK: Reach.PLACE}


class AnswerIn(Schema):
    """What the judge says."""

    text = fields.String(required=True, validate=validate.Length(min=1, max=2000))


class GuidanceQuery(PageIn):
    """`open` lists what waits for an answer."""

    open = fields.Boolean(load_default=False)


@shows(
    GuidanceRequest,
    "id version referral_id court_code body_name place category topic article asked_at answer answered_on",
)
class GuidanceOut(Schema):
    """A question and its answer."""


@shows(GuidanceRequest, "body_name category topic article asked_at answered_on")
class GuidanceRow(Schema):
    """A question in a list."""

    id = fields.String(attribute="_id")


@api.get("/")
@requires(COURT)
@api.arguments(GuidanceQuery, location="query")
@api.response(200, GuidanceRow(many=True))
def list_guidance(query: dict[str, Any]) -> list[dict[str, Any]]:
    """The questions to the court, newest first."""
    wanted = current_call().scope.query() | ({"answered_on": None} if query["open"] else {})
    return page(collection(GuidanceRequest), wanted, limit=query["limit"], cursor=query["cursor"])


@api.get("/<guidance_id>")
@requires(COURT)
@api.response(200, GuidanceOut)
def show(guidance_id: str) -> GuidanceRequest:
    """One question."""
    return shown(GuidanceRequest.find(guidance_id, current_call().scope))


@api.post("/<guidance_id>/answer")
@requires(JUDGE, match=True)
@idempotent
@api.arguments(AnswerIn)
@api.response(200, GuidanceOut)
def answer(data: dict[str, Any], guidance_id: str) -> GuidanceRequest:
    """Answer it."""
    return shown(commands.answer(current_call(), guidance_id, **data))
