# SPDX-License-Identifier: Apache-2.0
"""What goes into and out of the endpoints of the probe."""

from marshmallow import Schema, fields, validate

from services.scoring.board.schemas import PlaceIn, PlaceOut


class ProbeIn(PlaceIn):
    """Which place and quarter, such as 2026-Q2."""

    quarter = fields.String(required=True, validate=validate.Regexp(r"^\d{4}-Q[1-4]$"))


class FindingOut(Schema):
    """One line of the audit list: a question, no verdict; `figures` are the counts behind it."""

    sign = fields.String()
    township = fields.String()
    cadre = fields.String()
    name = fields.String()
    figures = fields.Dict(keys=fields.String(), values=fields.Integer())
    tasks = fields.List(fields.String())


class ProbeOut(Schema):
    """The audit list of a quarter, and how many tasks were looked at."""

    place = fields.Nested(PlaceOut)
    quarter = fields.String()
    looked_at = fields.Integer()
    items = fields.List(fields.Nested(FindingOut))
