# SPDX-License-Identifier: Apache-2.0
"""What goes into and out of the endpoints of the probe."""

from marshmallow import Schema, fields, validate

from services.scoring.board.schemas import PlaceIn, PlaceOut
from services.scoring.probe.documents import Finding, Probe
from shared.web.answers import shows


class CheckIn(Schema):
    """Which line of a kept list was looked into, by its mark, and what was found."""

    finding = fields.String(required=True, validate=validate.Length(min=1, max=20))
    note = fields.String(required=True, validate=validate.Length(min=1, max=2000))


class ProbeIn(PlaceIn):
    """Which place and quarter, such as 2026-Q2."""

    quarter = fields.String(required=True, validate=validate.Regexp(r"^\d{4}-Q[1-4]$"))


@shows(Finding, "sign township cadre tasks")
class FindingOut(Schema):
    """One line of the audit list: a question, no verdict; `figures` are the counts behind it."""

    name = fields.String()
    figures = fields.Dict(keys=fields.String(), values=fields.Integer())


@shows(Finding, "mark note checked_by checked_at")
class KeptFindingOut(FindingOut):
    """A line of a kept list; `note` says what was found, by whom and when, and is empty until somebody looked into it."""


@shows(Probe, "place quarter taken_at looked_at")
class ReportRow(Schema):
    """A kept list among others; `taken_at` is absent until the quarter is over."""

    id = fields.String(attribute="_id")


@shows(Probe, "id version quarter taken_at looked_at")
class ReportOut(Schema):
    """The list of a county and quarter as it was made when the quarter was over (SB-31)."""

    place = fields.Nested(PlaceOut)
    items = fields.List(fields.Nested(KeptFindingOut))


@shows(Probe, "quarter looked_at")
class ProbeOut(Schema):
    """The audit list of a quarter, and how many tasks were looked at."""

    place = fields.Nested(PlaceOut)
    items = fields.List(fields.Nested(FindingOut))
