# SPDX-License-Identifier: Apache-2.0
"""What goes into and out of the endpoints of the probe."""

from marshmallow import Schema, fields, validate

from services.scoring.board.schemas import PlaceIn, PlaceOut


class CheckIn(Schema):
    """Which line of a kept list was looked into, by its mark, and what was found."""

    finding = fields.String(required=True, validate=validate.Length(min=1, max=20))
    note = fields.String(required=True, validate=validate.Length(min=1, max=2000))


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


class KeptFindingOut(FindingOut):
    """A line of a kept list; `note` says what was found, by whom and when, and is empty until somebody looked into it."""

    mark = fields.String()
    note = fields.String()
    checked_by = fields.String()
    checked_at = fields.AwareDateTime()


class ReportRow(Schema):
    """A kept list among others; `taken_at` is absent until the quarter is over."""

    id = fields.String(attribute="_id")
    place = fields.String()
    quarter = fields.String()
    taken_at = fields.AwareDateTime()
    looked_at = fields.Integer()


class ReportOut(Schema):
    """The list of a county and quarter as it was made when the quarter was over (SB-31)."""

    id = fields.String()
    version = fields.Integer()
    place = fields.Nested(PlaceOut)
    quarter = fields.String()
    taken_at = fields.AwareDateTime()
    looked_at = fields.Integer()
    items = fields.List(fields.Nested(KeptFindingOut))


class ProbeOut(Schema):
    """The audit list of a quarter, and how many tasks were looked at."""

    place = fields.Nested(PlaceOut)
    quarter = fields.String()
    looked_at = fields.Integer()
    items = fields.List(fields.Nested(FindingOut))
