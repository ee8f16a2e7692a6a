# SPDX-License-Identifier: Apache-2.0
"""A body on a court's roster as stored."""

import uuid

from mongoengine import DateField, EmbeddedDocument, EmbeddedDocumentListField, ListField, StringField

from services.courtlink.rosters.rules import Fee, Ground
from services.courtlink.teams.rules import Partner
from shared.aggregate import Aggregate, indexes


class Invited(EmbeddedDocument):
    """An invited mediator (特邀调解员) of the body; `account` is not public."""

    name = StringField(required=True)
    account = StringField()
    skills = ListField(StringField())
    certificate = StringField()
    listed_on = DateField(required=True)
    removed_on = DateField()
    removed_for = StringField(choices=list(Ground))


class RosterEntry(Aggregate):
    """An invited body (特邀调解组织) on the roster of one court, with its mediators (CT-24)."""

    SOURCE = "/courtlink"
    meta = {
        "collection": "rosters",
        "db_alias": "courtlink",
        "indexes": indexes(
            {"fields": ["court_code", "removed_on", "-created_at", "-_id"], "name": "listed_publicly"},
            {"fields": ["body_id", "court_code"], "name": "by_body"},
            {"fields": ["within", "-created_at", "-_id"], "name": "listed"},
        ),
    }
    court_code = StringField(required=True)
    court_name = StringField(required=True)
    body_id = StringField(required=True)
    body_name = StringField(required=True)
    kind = StringField(required=True, choices=list(Partner))
    scope = ListField(StringField())
    skills = ListField(StringField())
    certificate = StringField()
    certified_on = DateField()
    fee = StringField(required=True, choices=list(Fee))
    fee_note = StringField(default="")
    listed_on = DateField(required=True)
    removed_on = DateField()
    removed_for = StringField(choices=list(Ground))
    mediators = EmbeddedDocumentListField(Invited)

    def invited(self, name: str | None) -> Invited | None:
        """The mediator with this name on the roster, also one who left."""
        return next((one for one in self.mediators if one.name == name), None)

    @staticmethod
    def key(court_code: str, body_id: str) -> str:
        """The id of a body's entry at a court: one entry each."""
        return str(uuid.uuid5(uuid.NAMESPACE_OID, f"heshilao/roster/{court_code}/{body_id}"))
