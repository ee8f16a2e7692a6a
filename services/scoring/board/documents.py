# SPDX-License-Identifier: Apache-2.0
"""The read models of the board; written by projections only, never by commands."""

from mongoengine import (
    BooleanField,
    DateField,
    DateTimeField,
    DictField,
    Document,
    IntField,
    ListField,
    StringField,
)

SUMS = ("points", "stars", "provisional_points", "provisional_stars", "finals", "live", "lapses")


class BoardRow(Document):
    """One task on the public board (摘星榜): only what SB-26 allows is served; `hidden` ones are only counted."""

    meta = {
        "collection": "board_rows",
        "db_alias": "scoring",
        "strict": False,
        "auto_create_index": False,
        "indexes": [{"fields": ["within", "hidden", "-posted_on", "-_id"]}],
    }
    id = StringField(primary_key=True)
    version = IntField()
    code = StringField()
    hidden = BooleanField()
    category = StringField()
    township = StringField()
    within = ListField(StringField())
    grade = IntField()
    state = StringField()
    live = BooleanField()
    posted_on = DateField()
    picked_on = DateField()
    due_on = DateField()
    extended = BooleanField()
    settled_on = DateField()
    final_on = DateField()
    cadre_name = StringField()
    cadre_post = StringField()
    shown_at = DateTimeField()


class Standing(Document):
    """A cadre's card (积分): the sum of what each task in `tasks` brought anywhere, recomputed in the same write."""

    meta = {
        "collection": "standings",
        "db_alias": "scoring",
        "strict": False,
        "auto_create_index": False,
        "indexes": [{"fields": ["within", "_id"]}],
    }
    id = StringField(primary_key=True)
    version = IntField()
    name = StringField()
    post = StringField()
    township = StringField()
    within = ListField(StringField())
    tasks = ListField(DictField())
    points = IntField()
    stars = IntField()
    provisional_points = IntField()
    provisional_stars = IntField()
    finals = IntField()
    live = IntField()
    lapses = IntField()


class Tally(Document):
    """A member on one board (榜上得分): the sum of what each task in `parts` brought in the board's place and period.

    `weight` and `rest` are the later keys of SB-24, see `tallies.Order`. The id is board and member.
    """

    meta = {
        "collection": "tallies",
        "db_alias": "scoring",
        "strict": False,
        "auto_create_index": False,
        "indexes": [
            {"fields": ["board", "-points", "-weight", "-rest", "_id"]},
            {"fields": ["member", "parts.task"]},
        ],
    }
    id = StringField(primary_key=True)
    board = StringField()
    member = StringField()
    parts = ListField(DictField())
    points = IntField()
    weight = IntField()
    rest = IntField()
    stars = IntField()
    finals = IntField()
    satisfied = IntField()
    asked = IntField()
    lapses = IntField()
    days = IntField()


class Rung(Document):
    """How many members of a board share one value of one key, below the values of the keys before it (名次计数).

    Four levels: hundreds of points, points, weight, rest. A rank is one more than the members on the rungs above, at
    most four short ranges of the index however many members there are.
    """

    meta = {
        "collection": "rungs",
        "db_alias": "scoring",
        "strict": False,
        "auto_create_index": False,
        "indexes": [{"fields": ["node", "value", "count"]}],
    }
    id = StringField(primary_key=True)
    node = StringField()
    value = IntField()
    count = IntField()


class Review(Document):
    """The ranks that open appeals of one task freeze (申诉复核中), SB-25: board, member, rank, since when. The id is the task."""

    meta = {
        "collection": "reviews",
        "db_alias": "scoring",
        "strict": False,
        "auto_create_index": False,
        "indexes": [{"fields": ["frozen.board"]}],
    }
    id = StringField(primary_key=True)
    version = IntField()
    frozen = ListField(DictField())


class Pulse(Document):
    """When something of a place was last shown (数据时间); its id is the place. What live pages listen to."""

    meta = {"collection": "pulses", "db_alias": "scoring", "strict": False, "auto_create_index": False}
    id = StringField(primary_key=True)
    beats = IntField()
    at = DateTimeField()
