# SPDX-License-Identifier: Apache-2.0
"""The roster entry of a cadre."""

from datetime import datetime

from mongoengine import (
    BooleanField,
    DateField,
    DateTimeField,
    EmbeddedDocument,
    EmbeddedDocumentField,
    EmbeddedDocumentListField,
    IntField,
    ListField,
    StringField,
)

from services.scoring.cadres import rules
from shared.aggregate import Aggregate, indexes


class Leave(EmbeddedDocument):
    """Days of absence, both included (请假)."""

    begins = DateField(required=True)
    until = DateField(required=True)


class Reservation(EmbeddedDocument):
    """A slot kept while a pick is being made, so that the caps hold when one cadre picks several tasks at once."""

    task_id = StringField(required=True)
    grade = IntField(required=True)
    until = DateTimeField(required=True)


class Cadre(Aggregate):
    """A section-level cadre of a township (科级干部); the id is that of the account. Stars are never money."""

    SOURCE = "/scoring"
    meta = {
        "collection": "cadres",
        "db_alias": "scoring",
        "shown": True,
        "indexes": indexes({"fields": ["within", "_id"]}),
    }

    name = StringField(required=True, min_length=1, max_length=40)
    post = StringField(required=True, min_length=1, max_length=60)
    office = StringField(default="", max_length=60)
    township = StringField(required=True)
    active = BooleanField(required=True, default=True)
    standing_reason = StringField(default="")
    begins = DateField()
    leave = EmbeddedDocumentField(Leave)
    own_villages = ListField(StringField())
    picks = EmbeddedDocumentListField(Reservation)

    @property
    def absence(self) -> rules.Leave | None:
        return rules.Leave(self.leave.begins, self.leave.until) if self.leave else None

    def keep_reservations(self, at: datetime, *, without: str = "") -> None:
        """Drop reservations that ran out, and the one for the task `without`; `due_at` follows."""
        self.picks = [slot for slot in self.picks if slot.until > at and slot.task_id != without]
        self.due_at = min((slot.until for slot in self.picks), default=None)
