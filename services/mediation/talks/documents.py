# SPDX-License-Identifier: Apache-2.0
"""A private talk as stored: sealed."""

from mongoengine import DateField, StringField

from shared.aggregate import Aggregate, indexes


class PrivateTalk(Aggregate):
    """What one party said in confidence (背靠背谈话), CT-23. `people` are the mediators who may read it, `within` stays empty."""

    SOURCE = "/mediation"
    meta = {"collection": "private_talks", "db_alias": "mediation", "indexes": indexes("case_id", "people")}
    case_id = StringField(required=True)
    ref = StringField(required=True)
    held_on = DateField()
    sealed = StringField(required=True)
