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
        "indexes": [{"fields": ["within", "hidden", "_id"]}],
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
    settled_on = DateField()
    final_on = DateField()
    cadre_name = StringField()
    cadre_post = StringField()
    shown_at = DateTimeField()


class Standing(Document):
    """A cadre on the board (积分排名): the sum of what each task in `tasks` brought, recomputed in the same write."""

    meta = {
        "collection": "standings",
        "db_alias": "scoring",
        "strict": False,
        "auto_create_index": False,
        "indexes": [{"fields": ["within", "-points", "-stars", "lapses", "_id"]}],
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
