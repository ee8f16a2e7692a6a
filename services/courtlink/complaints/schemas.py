# SPDX-License-Identifier: Apache-2.0
"""What goes into and out of the endpoints of complaints."""

from marshmallow import Schema, fields, validate

from services.courtlink.complaints.documents import RosterComplaint
from services.courtlink.complaints.rules import Blame, Consequence, State
from shared.web.answers import shows
from shared.web.paging import PageIn

_WORD = validate.Length(min=1, max=100)
_TEXT = validate.Length(min=1, max=2000)


class BlameIn(Schema):
    """What the body, or the mediator with that name on the roster, is blamed for."""

    kind = fields.Enum(Blame, by_value=True, required=True)
    mediator = fields.String(allow_none=True, load_default=None, validate=_WORD)
    text = fields.String(required=True, validate=_TEXT)


class ComplaintIn(BlameIn):
    """A complaint about an entry of the roster."""

    entry_id = fields.String(required=True, validate=_WORD)


class ComplaintDecisionIn(Schema):
    """What came of it; who complained reads the answer."""

    sustained = fields.Boolean(required=True)
    consequence = fields.Enum(Consequence, by_value=True, allow_none=True, load_default=None)
    answer = fields.String(required=True, validate=_TEXT)


class ComplaintQuery(PageIn):
    """Which complaints to list."""

    state = fields.Enum(State, by_value=True)


@shows(RosterComplaint, "body_name mediator kind state received_on")
class ComplaintRow(Schema):
    """A complaint in a list, without its words."""

    id = fields.String(attribute="_id")


class ComplaintOut(ComplaintRow):
    """A complaint, for who brought it and the court."""

    id = fields.String()
    version = fields.Integer()
    entry_id = fields.String()
    court_code = fields.String()
    body_id = fields.String()
    text = fields.String()
    consequence = fields.String(allow_none=True)
    answer = fields.String(allow_none=True)
    decided_on = fields.Date(allow_none=True)
