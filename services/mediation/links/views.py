# SPDX-License-Identifier: Apache-2.0
"""The JSON API of links: a mediator gives one."""

from typing import Any

from flask_smorest import Blueprint
from marshmallow import Schema, fields, validate

from services.mediation.cases.views import MEDIATE
from services.mediation.links import commands
from shared.web.calls import current_call, requires
from shared.web.idempotency import idempotent

api = Blueprint("links", __name__, url_prefix="/links", description="当事人专属链接")


class RefIn(Schema):
    """For which party."""

    ref = fields.String(required=True, validate=validate.Regexp(r"^[A-Z]\d{0,3}$"))


class LinkIn(RefIn):
    """For which party of which case."""

    case_id = fields.String(required=True, validate=validate.Length(min=1, max=100))


class LinkOut(Schema):
    """Where the party finds its case; told once."""

    path = fields.String()


@api.post("/")
@requires(MEDIATE)
@idempotent
@api.arguments(LinkIn)
@api.response(201, LinkOut)
def give(data: dict[str, Any]) -> dict[str, str]:
    """Give a party its link."""
    return {"path": f"/mediation/my/{commands.give_link(current_call(), data['case_id'], ref=data['ref'])}"}
