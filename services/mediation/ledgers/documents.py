# SPDX-License-Identifier: Apache-2.0
"""A row of a ledger as stored."""

from mongoengine import DateField, DictField, StringField

from shared.aggregate import Aggregate, indexes


class LedgerEntry(Aggregate):
    """An accepted row (台账条目). `record` holds what the row says but identity numbers, which are sealed beside it.

    The id follows from what the row says of itself, so that the same row imported again is the same entry.
    """

    SOURCE = "/mediation"
    meta = {
        "collection": "ledger_entries",
        "db_alias": "mediation",
        "indexes": indexes(["within", "layout", "on"], "applicant_index", "respondent_index"),
    }
    layout = StringField(required=True)
    place = StringField(required=True)
    on = DateField(required=True)
    record = DictField(required=True)
    applicant_id = StringField()
    applicant_index = StringField()
    respondent_id = StringField()
    respondent_index = StringField()
