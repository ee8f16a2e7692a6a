# SPDX-License-Identifier: Apache-2.0
"""An operator's order, kept for ever: who told which service to do what with which messages, and why."""

from mongoengine import DateTimeField, IntField, ListField, StringField

from shared.aggregate import Aggregate, indexes
from shared.operations import SHARED, rules


class Order(Aggregate):
    """An order about messages between the services (操作指令); `done` is how many messages it moved."""

    SOURCE = "/operations"
    meta = {
        "collection": "orders",
        "db_alias": SHARED,
        "indexes": indexes(
            {"fields": ["service", "stage", "created_at"], "name": "waiting"},
            {"fields": ["-created_at"], "name": "newest"},
        ),
    }

    service = StringField(required=True)
    what = StringField(required=True, choices=list(rules.What))
    ids = ListField(StringField())
    types = ListField(StringField())
    hour = StringField()
    reason = StringField(required=True)
    by = StringField(required=True)
    stage = StringField(required=True, choices=list(rules.Stage), default=rules.Stage.WAITING)
    moved = IntField()
    done_at = DateTimeField()
