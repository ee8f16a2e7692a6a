# SPDX-License-Identifier: Apache-2.0
"""A closed board as it is stored."""

from mongoengine import (
    BooleanField,
    DateField,
    DateTimeField,
    Document,
    IntField,
    ListField,
    StringField,
)

from shared.aggregate import Aggregate, indexes


class Snapshot(Aggregate):
    """The board of one place and period, taken when the period is over (榜单快照); its id is the board.

    `digest` is the SHA-256 of its rows, so that a later change of one would be seen.
    """

    SOURCE = "/scoring"
    meta = {
        "collection": "snapshots",
        "db_alias": "scoring",
        "indexes": indexes({"fields": ["place", "who", "-period"]}),
    }

    who = StringField(required=True)
    place = StringField(required=True)
    period = StringField(required=True)
    kind = StringField(required=True)
    taken_at = DateTimeField()
    members = IntField()
    digest = StringField()


class SnapshotRow(Document):
    """One member of a closed board; inserted once, never updated by anything."""

    meta = {
        "collection": "snapshot_rows",
        "db_alias": "scoring",
        "strict": False,
        "auto_create_index": False,
        "indexes": [{"fields": ["board", "position"]}],
    }
    id = StringField(primary_key=True)
    board = StringField()
    position = IntField()
    rank = IntField()
    under_review = BooleanField()
    member = StringField()
    name = StringField()
    post = StringField()
    township = StringField()
    points = IntField()
    weight = IntField()
    rest = IntField()
    stars = IntField()
    finals = IntField()
    satisfied = IntField()
    asked = IntField()
    lapses = IntField()
    days = IntField()


class Correction(Document):
    """A later ledger entry on a case that counts on a closed board (事后更正); its id is the source of the entry."""

    meta = {
        "collection": "corrections",
        "db_alias": "scoring",
        "strict": False,
        "auto_create_index": False,
        "indexes": [{"fields": ["corrects", "on"]}],
    }
    id = StringField(primary_key=True)
    member = StringField()
    code = StringField()
    kind = StringField()
    rule = StringField()
    points = IntField()
    stars = IntField()
    on = DateField()
    corrects = ListField(StringField())
    within = ListField(StringField())
