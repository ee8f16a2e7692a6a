# SPDX-License-Identifier: Apache-2.0
"""What goes into and out of the board endpoints."""

from marshmallow import Schema, fields, validate

from shared.web.paging import PageIn

CITY = "3713"
_PLACE = validate.Regexp(r"^\d{2,12}$")
_PERIOD = validate.Length(min=3, max=8)


class PlaceIn(Schema):
    """Which place: a code of today, of a place that was merged, or of the civil-affairs table."""

    place = fields.String(load_default=CITY, validate=_PLACE)


class PeriodIn(PlaceIn):
    """Which board: `period` is a key (2026-W19, 2026-05, 2026-Q2, 2026), or week, month, quarter, year for the one that runs, or all."""

    period = fields.String(load_default="all", validate=_PERIOD)


class BoardSheetIn(PlaceIn):
    """Which board, and for which period its ranking."""

    period = fields.String(load_default="year", validate=_PERIOD)


class BoardIn(PageIn):
    """Which place's public board."""

    place = fields.String(load_default=CITY, validate=_PLACE)


class PlaceOut(Schema):
    """The place that is shown."""

    code = fields.String()
    name = fields.String()
    level = fields.String()


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
    extended = fields.Boolean()
    settled_on = fields.String()
    final_on = fields.String()
    cadre_name = fields.String()
    cadre_post = fields.String()


class FiguresOut(Schema):
    """Counts of disputes that are shown one by one; `hidden` are the others, rounded down to fives, null below five."""

    posted = fields.Integer()
    live = fields.Integer()
    final = fields.Integer()
    hidden = fields.Integer()


class TotalOut(FiguresOut):
    """Counts of one township."""

    township = fields.String()


class BoardOut(Schema):
    """The public board with the time of the data shown; `moved` says so when the place that was asked for is no more."""

    place = fields.Nested(PlaceOut)
    moved = fields.String(allow_none=True)
    as_of = fields.AwareDateTime()
    items = fields.List(fields.Nested(BoardItem))
    totals = fields.List(fields.Nested(TotalOut))
    total = fields.Nested(FiguresOut)


class RankItem(Schema):
    """A cadre on the public board: an office and what it earned, nothing of any dispute.

    `under_review`: an appeal is open, and `rank` is the one of the day on which it was made (SB-25).
    """

    rank = fields.Integer()
    name = fields.String()
    post = fields.String()
    township = fields.String()
    points = fields.Integer()
    stars = fields.Integer()
    under_review = fields.Boolean()


class StandingItem(RankItem):
    """A cadre's standing: final points rank, provisional ones are shown apart.

    `satisfaction` in thousandths is null below three final cases; its two sides always stand beside it (SB-24).
    """

    cadre_id = fields.String(attribute="member")
    finals = fields.Integer()
    satisfied = fields.Integer()
    asked = fields.Integer()
    satisfaction = fields.Integer(allow_none=True)
    lapses = fields.Integer()
    days = fields.Integer()
    provisional_points = fields.Integer()
    provisional_stars = fields.Integer()
    live = fields.Integer()


class NoteOut(Schema):
    """A later correction of what counts on a closed board."""

    on = fields.String()
    name = fields.String()
    code = fields.String()
    kind = fields.String()
    rule = fields.String()
    points = fields.Integer()
    stars = fields.Integer()


class PeriodOut(Schema):
    """A period, both days included; without days where it never ends."""

    key = fields.String()
    kind = fields.String()
    first = fields.Date(allow_none=True)
    last = fields.Date(allow_none=True)


class RankingOut(Schema):
    """A public board of cadres; `taken_at` is null while its period runs."""

    place = fields.Nested(PlaceOut)
    moved = fields.String(allow_none=True)
    period = fields.Nested(PeriodOut)
    as_of = fields.AwareDateTime(allow_none=True)
    taken_at = fields.AwareDateTime(allow_none=True)
    members = fields.Integer()
    items = fields.List(fields.Nested(RankItem), attribute="rows")


class StandingsOut(RankingOut):
    """The first hundred of a board, and later corrections of a closed one."""

    items = fields.List(fields.Nested(StandingItem), attribute="rows")
    notes = fields.List(fields.Nested(NoteOut))


class MineOut(Schema):
    """One's own place on a board; `row` is null for who is not on it."""

    members = fields.Integer()
    row = fields.Nested(StandingItem, allow_none=True)


class SnapshotItem(Schema):
    """A closed board."""

    period = fields.String()
    kind = fields.String()
    members = fields.Integer()
    taken_at = fields.AwareDateTime()
