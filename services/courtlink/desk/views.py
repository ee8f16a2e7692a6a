# SPDX-License-Identifier: Apache-2.0
"""The JSON API of the judge's desk."""

from typing import Any

from flask_smorest import Blueprint
from marshmallow import Schema, fields, validate

from services.courtlink.desk import reading
from shared.access import Policy, Reach, Role
from shared.web.calls import current_call, requires

api = Blueprint("desk", __name__, url_prefix="/desk", description="法官工作台")
COURT: Policy = {Role.JUDGE: Reach.PLACE, Role.COURT_CLERK: Reach.PLACE}


class DeskQuery(Schema):
    """`whose` is mine or court."""

    whose = fields.String(load_default="mine", validate=validate.OneOf(["mine", "court"]))


class NumberQuery(Schema):
    """A case number in either bracket style, its serial alone, the folder number of an agreement, or a party's name."""

    number = fields.String(required=True, validate=validate.Length(min=1, max=100))


class FoundOut(Schema):
    """Something with that number or party."""

    path = fields.String()
    title = fields.String()
    about = fields.String()
    state = fields.String()


class ItemOut(FoundOut):
    """Something that needs the court, why, and until when."""

    need = fields.String()
    by = fields.Date(allow_none=True)
    flags = fields.List(fields.String())
    judge = fields.String(allow_none=True)
    body_name = fields.String(allow_none=True)


@api.get("/")
@requires(COURT)
@api.arguments(DeskQuery, location="query")
@api.response(200, ItemOut(many=True))
def show(query: dict[str, Any]) -> list[dict[str, Any]]:
    """What needs the caller now."""
    return reading.desk(current_call(), whole_court=query["whose"] == "court")


@api.get("/search")
@requires(COURT)
@api.arguments(NumberQuery, location="query")
@api.response(200, FoundOut(many=True))
def search(query: dict[str, Any]) -> list[dict[str, Any]]:
    """What has exactly this case number, serial, folder number or party."""
    return reading.find(current_call().scope, query["number"])
