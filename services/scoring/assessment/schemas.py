# SPDX-License-Identifier: Apache-2.0
"""What goes into and out of the endpoints of the assessment."""

from marshmallow import Schema, fields

from services.scoring.board.schemas import PlaceIn, PlaceOut


class AssessmentIn(PlaceIn):
    """Place and period, both days included, at most a year."""

    first = fields.Date(required=True)
    last = fields.Date(required=True)


class CountsOut(Schema):
    """The three rates in percent, null without anything to divide by, and every count behind them (GR-07)."""

    due = fields.Integer()
    closed = fields.Integer()
    in_time = fields.Integer()
    asked = fields.Integer()
    satisfied = fields.Integer()
    unreachable = fields.Integer()
    left_out = fields.Integer()
    backlog = fields.Integer()
    closing_rate = fields.Float(allow_none=True)
    in_time_rate = fields.Float(allow_none=True)
    satisfaction_rate = fields.Float(allow_none=True)


class LineOut(Schema):
    """A department or a place."""

    name = fields.String()
    counts = fields.Nested(CountsOut)


class AssessmentOut(Schema):
    """The figures of a period."""

    place = fields.Nested(PlaceOut)
    first = fields.Date()
    last = fields.Date()
    departments = fields.List(fields.Nested(LineOut))
    places = fields.List(fields.Nested(LineOut))
    total = fields.Nested(CountsOut)
