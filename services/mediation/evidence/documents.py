# SPDX-License-Identifier: Apache-2.0
"""A file as stored: sealed, with its hash."""

from mongoengine import IntField, StringField

from services.mediation.evidence.rules import Kind, MediaType
from shared.aggregate import Aggregate, indexes


class CaseFile(Aggregate):
    """A file of a case (材料). `digest` is the SHA-256 of what is kept, as hex; `name` is what its owner called it,
    `ref` the letter of the party whose paper it is.

    `people` and `within` stay empty: who may read it follows from the case.
    """

    SOURCE = "/mediation"
    meta = {"collection": "case_files", "db_alias": "mediation", "indexes": indexes(["case_id", "_id"])}
    case_id = StringField(required=True)
    kind = StringField(required=True, choices=[str(kind) for kind in Kind])
    ref = StringField(default="")
    name = StringField(required=True)
    media_type = StringField(required=True, choices=[str(kind) for kind in MediaType])
    size = IntField(required=True)
    digest = StringField(required=True)
    removed_for = StringField()
    sealed = StringField(required=True)
