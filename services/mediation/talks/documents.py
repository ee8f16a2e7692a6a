# SPDX-License-Identifier: Apache-2.0
"""A private talk as stored: sealed."""

from mongoengine import DateField, DateTimeField, StringField

from shared.aggregate import Aggregate, indexes


class PrivateTalk(Aggregate):
    """What one party said in confidence (背靠背谈话), CT-23.

    `people` and `within` stay empty, so that no list and no scope ever reaches it: who may read it is who mediates the case now.
    """

    SOURCE = "/mediation"
    meta = {"collection": "private_talks", "db_alias": "mediation", "indexes": indexes("case_id")}
    case_id = StringField(required=True)
    ref = StringField(required=True)
    held_on = DateField()
    device_at = DateTimeField()
    sealed = StringField(required=True)
