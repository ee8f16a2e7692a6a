# SPDX-License-Identifier: Apache-2.0
"""What comes out of the endpoints of cases about what follows an agreement."""

from marshmallow import Schema, fields

from services.mediation.cases.documents import FollowUp, PerformanceNote, Performed
from shared.web.answers import shows

_LOGGED = "id device_at recorded_at recorded_by"


class LineOut(Schema):
    """A duty and what became of it; `left` in yuan."""

    key = fields.String(attribute="due.key")
    who = fields.String(attribute="due.who")
    to = fields.String(attribute="due.to", allow_none=True)
    what = fields.String(attribute="due.what")
    amount = fields.String(attribute="due.amount", allow_none=True)
    due_on = fields.Date(attribute="due.due_on", allow_none=True)
    state = fields.String()
    left = fields.String(allow_none=True)
    days_late = fields.Integer()


class EnforcementOut(Schema):
    """Where and until when a confirmed agreement that is not kept can be enforced (CF-11)."""

    court_name = fields.String()
    number = fields.String(allow_none=True)
    until = fields.Date(allow_none=True)


class ScheduleOut(Schema):
    """The schedule of an agreement, and the ways that are open when it is not kept (PM-21)."""

    lines = fields.List(fields.Nested(LineOut))
    ways_open = fields.List(fields.String())
    enforcement = fields.Nested(EnforcementOut, allow_none=True)


@shows(Performed, f"{_LOGGED} key on amount proof")
class PerformedOut(Schema):
    """What was performed of a duty, and the file that proves it."""


@shows(PerformanceNote, f"{_LOGGED} performance on")
class PerformanceNoteOut(Schema):
    """How far the duties were done, as somebody noted it."""


@shows(FollowUp, f"{_LOGGED} ref on performance record satisfied suit risk_left steps")
class FollowUpOut(Schema):
    """A visit or call after the agreement."""


class AftercareOut(Schema):
    """What followed the agreement, for those who mediate: what one party says of it is not the other's business."""

    performance = fields.String()
    performed = fields.List(fields.Nested(PerformedOut))
    performance_notes = fields.List(fields.Nested(PerformanceNoteOut))
    follow_ups = fields.List(fields.Nested(FollowUpOut))
