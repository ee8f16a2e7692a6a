# SPDX-License-Identifier: Apache-2.0
"""The JSON API of courts: public knowledge, for forms and search."""

from typing import Any

from flask_smorest import Blueprint
from marshmallow import Schema, fields

from services.courtlink.courts.rules import policy_of
from shared.access import Reach, Role
from shared.regions import regions
from shared.web.calls import requires

api = Blueprint("courts", __name__, url_prefix="/courts", description="法院")


class CourtOut(Schema):
    """A court or tribunal; `number_code` is its code in case numbers, `basis` says how sure it is."""

    code = fields.String()
    name = fields.String()
    level = fields.String()
    parent = fields.String()
    division = fields.String()
    basis = fields.String()
    number_code = fields.String(allow_none=True)
    filed_first_from = fields.Date(allow_none=True)


@api.get("/")
@requires(dict.fromkeys(Role, Reach.OPEN))
@api.response(200, CourtOut(many=True))
def list_courts() -> list[dict[str, Any]]:
    """Every court and tribunal of the installation."""
    rows = []
    for court in regions().courts:
        row = {
            name: getattr(court, name) for name in ("code", "name", "level", "parent", "division", "basis")
        }
        if court.code:
            own = policy_of(court.code)
            row |= {"number_code": own.number_code, "filed_first_from": own.filed_first_from}
        rows.append(row)
    return rows
