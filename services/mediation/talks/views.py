# SPDX-License-Identifier: Apache-2.0
"""The JSON API of private talks: for the mediators of the case only."""

from typing import Any

from flask_smorest import Blueprint
from marshmallow import Schema, fields, validate

from services.mediation.cases.views import COURT_SEES_NOTHING
from services.mediation.talks import commands
from services.mediation.talks.documents import PrivateTalk
from shared.access import Policy, Reach, Role
from shared.web.answers import shows
from shared.web.calls import current_call, requires
from shared.web.etags import shown
from shared.web.idempotency import idempotent

api = Blueprint("talks", __name__, url_prefix="/talks", description="背靠背谈话")
OWN: Policy = {Role.MEDIATOR: Reach.OPEN} | COURT_SEES_NOTHING  # the commands ask who mediates the case


class TalkWords(Schema):
    """What a party said in confidence."""

    ref = fields.String(required=True, validate=validate.Regexp(r"^[A-Z]\d{0,3}$"))
    held_on = fields.Date(allow_none=True, load_default=None)
    text = fields.String(required=True, validate=validate.Length(min=1, max=20_000))


class TalkIn(TalkWords):
    """A private talk to keep; `id` and `device_at` come from a device that was without network."""

    case_id = fields.String(required=True, validate=validate.Length(min=1, max=100))
    id = fields.UUID(load_default=None, attribute="made_id")
    device_at = fields.AwareDateTime(allow_none=True, load_default=None)


class TalkQuery(Schema):
    """Of which case."""

    case_id = fields.String(required=True, validate=validate.Length(min=1, max=100))


@shows(PrivateTalk, "id case_id ref held_on device_at created_at")
class TalkOut(Schema):
    """A private talk without its words."""


class TalkWithWords(TalkOut):
    """A private talk as its mediator reads it."""

    text = fields.String()


@api.post("/")
@requires(OWN)
@idempotent
@api.arguments(TalkIn)
@api.response(201, TalkOut)
def keep(data: dict[str, Any]) -> PrivateTalk:
    """Seal a private talk."""
    return shown(commands.keep_talk(current_call(), data.pop("case_id"), **data))


@api.get("/")
@requires(OWN)
@api.arguments(TalkQuery, location="query")
@api.response(200, TalkOut(many=True))
def list_talks(query: dict[str, Any]) -> list[PrivateTalk]:
    """The private talks of a case, without their words."""
    return commands.talks_of(current_call(), query["case_id"])


@api.get("/<talk_id>")
@requires(OWN)
@api.response(200, TalkWithWords)
def read(talk_id: str) -> dict[str, Any]:
    """Read a private talk; the reading is noted."""
    talk, text = commands.read_talk(current_call(), talk_id)
    shown_ = {
        name: getattr(talk, name) for name in ("id", "case_id", "ref", "held_on", "device_at", "created_at")
    }
    return shown_ | {"text": text}
