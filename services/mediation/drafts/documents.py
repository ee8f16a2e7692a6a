# SPDX-License-Identifier: Apache-2.0
"""A draft as stored: what was typed, sealed; nobody but its writer reads it."""

from mongoengine import DateField, StringField

from shared.aggregate import Aggregate, indexes


class Draft(Aggregate):
    """An application that is being written (申请草稿), in the state `drafted` until it is handed in (`applied`) or dropped.

    The case that comes of it has the same id. `sealed` is the form as it was typed, whether it is complete or not;
    it is emptied when the draft is handed in or dropped. `people` is the writer alone.
    """

    SOURCE = "/mediation"
    meta = {
        "collection": "drafts",
        "db_alias": "mediation",
        "indexes": indexes(["people", "state", "-created_at", "-_id"]),
    }
    state = StringField(required=True, choices=["drafted", "applied", "dropped"], default="drafted")
    sealed = StringField(default="")
    kept_until = DateField(required=True)
