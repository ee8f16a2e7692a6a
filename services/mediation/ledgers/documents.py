# SPDX-License-Identifier: Apache-2.0
"""A row of a ledger as stored."""

from mongoengine import BooleanField, DateField, DateTimeField, DictField, IntField, StringField

from shared.aggregate import Aggregate, indexes


class LedgerEntry(Aggregate):
    """An accepted row (台账条目): what a ledger tells of a dispute that was never kept as a case here.

    The id follows from what tells the row from others (`identity`), so that the same row imported again is the same entry.
    `record` holds what the row says but identity numbers, which are sealed beside it; `extras` the free texts of the row,
    sealed; `print` a keyed hash of both, by which a corrected row is known.
    """

    SOURCE = "/mediation"
    meta = {
        "collection": "ledger_entries",
        "db_alias": "mediation",
        "indexes": indexes(
            ["within", "on"],
            ["within", "layout", "on"],
            {"fields": ["applicant_index"], "sparse": True},
            {"fields": ["respondent_index"], "sparse": True},
            {"fields": ["number"], "sparse": True},
        ),
    }
    layout = StringField(required=True)
    place = StringField(required=True)
    on = DateField(required=True)
    number = StringField()
    record = DictField(required=True)
    extras = StringField(default="")
    print = StringField(default="")
    applicant_id = StringField()
    applicant_index = StringField()
    respondent_id = StringField()
    respondent_index = StringField()


class LedgerUpload(Aggregate):
    """A workbook that somebody sent by a browser (上传的台账), sealed, gone after a day: not found any more from
    `expires_at` on, and taken away by MongoDB, whose clock nobody moves, at `swept_at`. `done` rows of it are stored."""

    SOURCE = "/mediation"
    meta = {
        "collection": "ledger_uploads",
        "db_alias": "mediation",
        "indexes": indexes({"fields": ["swept_at"], "expireAfterSeconds": 0}),
    }
    name = StringField(required=True)
    by = StringField(required=True)
    content = StringField(required=True)
    expires_at = DateTimeField(required=True)
    swept_at = DateTimeField(required=True)
    done = IntField(default=0)
    finished = BooleanField(default=False)
    new = IntField(default=0)
    corrected = IntField(default=0)
    known = IntField(default=0)
    of_cases = IntField(default=0)
