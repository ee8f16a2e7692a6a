# SPDX-License-Identifier: Apache-2.0
"""A grid item as the assessment keeps it."""

from mongoengine import BooleanField, DateField, IntField, StringField

from shared.aggregate import Aggregate, indexes


class AssessedItem(Aggregate):
    """A grid item in codes and dates (考核事项); its id is that of the item. Neither its text nor its reporter is known here."""

    SOURCE = "/scoring"
    meta = {
        "collection": "assessed_items",
        "db_alias": "scoring",
        "indexes": indexes({"fields": ["within", "due_on"]}, {"fields": ["within", "answered_on"]}),
    }

    revision = IntField(required=True)
    place = StringField(required=True)
    department = StringField(default="")
    kind = StringField()
    due_on = DateField()
    closed_on = DateField()
    in_time = BooleanField(default=False)
    left_out = BooleanField(default=False)
    answer = StringField()
    answered_on = DateField()
