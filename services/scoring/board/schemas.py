# SPDX-License-Identifier: Apache-2.0
"""What goes into and out of the board endpoints."""

from marshmallow import Schema, fields, validate

from shared.web.paging import PageIn

CITY = "3713"
_PLACE = validate.Regexp(r"^\d{2,12}$")


class PlaceIn(Schema):
    """Which place's board."""

    place = fields.String(load_default=CITY, validate=_PLACE)


class BoardIn(PageIn):
    """Which place's public board."""

    place = fields.String(load_default=CITY, validate=_PLACE)


class BoardItem(Schema):
    """A task on the public board; nothing else of it is public (SB-26)."""

    code = fields.String()
    category = fields.String()
    township = fields.String()
    grade = fields.Integer()
    state = fields.String()
    posted_on = fields.String()
    picked_on = fields.String()
    due_on = fields.String()
    settled_on = fields.String()
    final_on = fields.String()
    cadre_name = fields.String()
    cadre_post = fields.String()


class TotalOut(Schema):
    """Counts of one township; `hidden` is null when fewer than five."""

    township = fields.String()
    posted = fields.Integer()
    live = fields.Integer()
    final = fields.Integer()
    hidden = fields.Integer()


class BoardOut(Schema):
    """The public board with the time of the data shown."""

    as_of = fields.AwareDateTime()
    items = fields.List(fields.Nested(BoardItem))
    totals = fields.List(fields.Nested(TotalOut))


class StandingItem(Schema):
    """A cadre's standing: final points rank, provisional ones are shown apart."""

    rank = fields.Integer()
    cadre_id = fields.String(attribute="_id")
    name = fields.String()
    post = fields.String()
    township = fields.String()
    points = fields.Integer()
    stars = fields.Integer()
    provisional_points = fields.Integer()
    provisional_stars = fields.Integer()
    finals = fields.Integer()
    live = fields.Integer()
    lapses = fields.Integer()


class StandingsOut(Schema):
    """The standings of a place."""

    as_of = fields.AwareDateTime()
    items = fields.List(fields.Nested(StandingItem))
