# SPDX-License-Identifier: Apache-2.0
"""The JSON API of drafts."""

from typing import Any

from flask_smorest import Blueprint, abort
from marshmallow import Schema, ValidationError, fields, validate

from services.mediation.cases import answers
from services.mediation.cases.documents import Case
from services.mediation.cases.schemas import CaseIn
from services.mediation.cases.views import APPLY
from services.mediation.drafts import commands
from services.mediation.drafts.documents import Draft
from shared.access import Reach
from shared.mongo import collection
from shared.web.answers import shows
from shared.web.calls import current_call, requires
from shared.web.etags import shown
from shared.web.idempotency import idempotent
from shared.web.paging import PageIn, page

api = Blueprint("drafts", __name__, url_prefix="/drafts", description="申请草稿")
OWN = dict.fromkeys(APPLY, Reach.OWN)


class DraftIn(Schema):
    """What was typed so far: any part of an application, checked only when it is handed in."""

    form = fields.Dict(keys=fields.String(), required=True, validate=validate.Length(max=60))


@shows(Draft, "id version state kept_until")
class DraftOut(Schema):
    """A draft; `kept_until` is the last day on which it is kept."""

    form = fields.Function(commands.form_of)


@shows(Draft, "version state kept_until")
class DraftRow(Schema):
    """A draft in a list, without what was typed."""

    id = fields.String(attribute="_id")


@api.post("/")
@requires(OWN)
@idempotent
@api.arguments(DraftIn)
@api.response(201, DraftOut)
def begin(data: dict[str, Any]) -> Draft:
    """Begin an application; it need not be complete."""
    return shown(commands.begin_draft(current_call(), **data))


@api.get("/")
@requires(OWN)
@api.arguments(PageIn, location="query")
@api.response(200, DraftRow(many=True))
def list_drafts(query: dict[str, Any]) -> list[dict[str, Any]]:
    """The caller's own drafts that are still open."""
    wanted = current_call().scope.query() | {"state": "drafted"}
    shows = {"state": 1, "kept_until": 1, "version": 1}
    return page(collection(Draft), wanted, limit=query["limit"], cursor=query["cursor"], projection=shows)


@api.get("/<draft_id>")
@requires(OWN)
@api.response(200, DraftOut)
def show(draft_id: str) -> Draft:
    """One draft, as it was typed."""
    return shown(Draft.find(draft_id, current_call().scope))


@api.post("/<draft_id>")
@requires(OWN, match=True)
@idempotent
@api.arguments(DraftIn)
@api.response(200, DraftOut)
def go_on(data: dict[str, Any], draft_id: str) -> Draft:
    """Go on with it: what is typed now replaces what was typed before."""
    return shown(commands.continue_draft(current_call(), draft_id, **data))


@api.post("/<draft_id>/removal")
@requires(OWN, match=True)
@idempotent
@api.response(200, DraftOut)
def drop(draft_id: str) -> Draft:
    """Drop it."""
    return shown(commands.drop_draft(current_call(), draft_id))


@api.post("/<draft_id>/application")
@requires(OWN, match=True)
@idempotent
@api.response(201, answers.CaseOut)
def apply(draft_id: str) -> Case:
    """Hand it in: the case has the draft's id. What is not right is named field by field, and the draft stays."""
    call = current_call()
    try:
        facts = CaseIn().load(commands.form_to_hand_in(call, draft_id))
    except ValidationError as error:
        abort(422, messages={"json": error.messages})
    return shown(commands.apply(call, draft_id, **facts))
