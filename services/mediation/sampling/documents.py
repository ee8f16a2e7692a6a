# SPDX-License-Identifier: Apache-2.0
"""A sample as stored."""

from mongoengine import DateField, ListField, StringField

from shared.aggregate import Aggregate, indexes


class Sample(Aggregate):
    """Folders that chance drew for a supervisor (抽查), with the reason; `opened` are those that were read."""

    SOURCE = "/mediation"
    meta = {"collection": "samples", "db_alias": "mediation", "indexes": indexes(["people", "-_id"])}
    place = StringField(required=True)
    first = DateField(required=True)
    last = DateField(required=True)
    reason = StringField(required=True)
    case_ids = ListField(StringField())
    opened = ListField(StringField())
