# SPDX-License-Identifier: Apache-2.0
"""What goes into and out of the endpoints of grid items."""

from marshmallow import Schema, fields, validate

from services.mediation.cases.categories import CATEGORIES, GRID_CATEGORIES
from services.mediation.cases.entry import ShortPartyIn
from services.mediation.cases.schemas import PartyIn
from services.mediation.grid.documents import GridItem, Route
from services.mediation.grid.rules import Answer, Kind, LeftOut, State
from shared.web.answers import shows
from shared.web.paging import PageIn

_WORD = validate.Length(min=1, max=100)
_REASON = validate.Length(min=1, max=1000)


class ReportIn(Schema):
    """What a grid worker reports."""

    place = fields.String(required=True, validate=validate.Length(min=2, max=12))
    category = fields.String(required=True, validate=validate.OneOf(GRID_CATEGORIES))
    text = fields.String(required=True, validate=validate.Length(min=1, max=5000))
    about = fields.String(load_default="", validate=validate.Length(max=100))
    hide_reporter = fields.Boolean(load_default=False)
    is_dispute = fields.Boolean(load_default=False)
    follows = fields.String(
        allow_none=True,
        load_default=None,
        validate=_WORD,
        metadata={
            "description": "the earlier item, when a matter comes back too late for it to be opened again"
        },
    )


class ItemIn(ReportIn):
    """An item of another platform, with its number there."""

    source = fields.String(load_default="grid", validate=_WORD)
    number = fields.String(required=True, validate=_WORD)


class ItemAcceptIn(Schema):
    """The class of an item, and why it is complex."""

    kind = fields.Enum(Kind, by_value=True, required=True)
    reason = fields.String(load_default="", validate=validate.Length(max=1000))


class ItemReasonIn(Schema):
    """Why."""

    reason = fields.String(required=True, validate=_REASON)


class RouteIn(Schema):
    """Where the item goes; `decided` is the centre's last word."""

    to = fields.String(required=True, validate=_WORD)
    account = fields.String(allow_none=True, load_default=None, validate=_WORD)
    whistle = fields.Boolean(load_default=False)
    decided = fields.Boolean(load_default=False)


class ReturnIn(ItemReasonIn):
    """Why the department is not competent, and who is."""

    right_body = fields.String(required=True, validate=_WORD)


class ReplyIn(Schema):
    """The reply that the reporter reads."""

    text = fields.String(required=True, validate=validate.Length(min=1, max=5000))


class CallbackIn(Schema):
    """What the reporter said."""

    answer = fields.Enum(Answer, by_value=True, required=True)


class LeaveOutIn(Schema):
    """Why the item counts nowhere."""

    reason = fields.Enum(LeftOut, by_value=True, required=True)


class OpenCaseIn(Schema):
    """What a case needs beside what the item says."""

    body_id = fields.String(required=True, validate=_WORD)
    category = fields.String(required=True, validate=validate.OneOf(CATEGORIES))
    parties = fields.List(fields.Nested(PartyIn), required=True, validate=validate.Length(min=2, max=500))


class ItemCaseIn(Schema):
    """What a page asks to open the case of an item: the body, the kind, and who quarrels."""

    body_id = fields.String(required=True, validate=_WORD)
    category = fields.String(required=True, validate=validate.OneOf(CATEGORIES))
    parties = fields.List(fields.Nested(ShortPartyIn), required=True, validate=validate.Length(2, 26))


class ItemQuery(PageIn):
    """Which items to list."""

    state = fields.Enum(State, by_value=True)


class PeriodQuery(Schema):
    """A period, both days included, and the place."""

    first = fields.Date(required=True)
    last = fields.Date(required=True)
    place = fields.String(required=True, validate=validate.Length(min=2, max=12))


@shows(Route, "to whistle at returned_at returned_for right_body")
class RouteOut(Schema):
    """One routing."""


@shows(
    GridItem,
    "id version number place category text reporter is_dispute state kind kind_changed due_on was_late reply replied_in_time closed_in_time answer reopened_at follows case_id",
)
class ItemOut(Schema):
    """An item; `reporter` is null where it is hidden from the reader."""

    routes = fields.List(fields.Nested(RouteOut))
    closed_on = fields.Date(allow_none=True)


@shows(GridItem, "number place category state")
class ItemRow(Schema):
    """An item in a list."""

    id = fields.String(attribute="_id")


class RateOut(Schema):
    """A rate with both its sides."""

    numerator = fields.Integer()
    denominator = fields.Integer()
    percent = fields.Float(allow_none=True)


class RatesOut(Schema):
    """The three rates (GR-07) and what stands beside them."""

    closed = fields.Nested(RateOut)
    in_time = fields.Nested(RateOut)
    satisfied = fields.Nested(RateOut)
    unreachable = fields.Integer()
    left_out = fields.Integer()
