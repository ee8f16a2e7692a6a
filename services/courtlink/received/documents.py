# SPDX-License-Identifier: Apache-2.0
"""A received case as stored: what table 6.3 lets cross, and the court's answers."""

from datetime import datetime
from typing import Self

from mongoengine import (
    BooleanField,
    DateField,
    DateTimeField,
    EmbeddedDocument,
    EmbeddedDocumentListField,
    IntField,
    ListField,
    StringField,
)

from services.courtlink import limits
from services.courtlink.limits import Limit
from services.courtlink.received import rules
from shared.aggregate import Aggregate, indexes


class ReceivedParty(EmbeddedDocument):
    """A party of a pack (当事人), named only if it consented; phone and address stay sealed."""

    ref = StringField(required=True)
    role = StringField(default="")
    kind = StringField(required=True)
    count = IntField(default=1)
    wishes_to_sue = BooleanField(default=False)
    name = StringField()
    phone = StringField()
    address = StringField()


class AttendedSession(EmbeddedDocument):
    """The result of one session and the letters of those who came."""

    result = StringField(required=True)
    present = ListField(StringField())


class GivenAnswer(EmbeddedDocument):
    """What the court did with one version of the pack (处理结果)."""

    pack = IntField(required=True)
    answer = StringField(required=True, choices=list(rules.Answer))
    on = DateField(required=True)
    at = DateTimeField(required=True)
    number = StringField()
    missing = ListField(StringField())
    by = DateField()
    reason = StringField(choices=list(rules.Refusal))
    words = StringField(default="")
    routes = ListField(StringField(choices=list(rules.Route)))


class ReceivedCase(Aggregate):
    """A dispute that mediation could not settle (移交案件); its id is that of the hand-over.

    The fields show the newest version of the pack (`pack`); `landed_at` is when that one came.
    """

    SOURCE = "/courtlink"
    meta = {
        "collection": "received_cases",
        "db_alias": "courtlink",
        "shown": True,
        "indexes": indexes(
            {"fields": ["within", "state", "-created_at", "-_id"], "name": "listed_by_state"},
            "answers.number",
        ),
    }
    case_id = StringField(required=True)
    pack = IntField(required=True)
    court_code = StringField(required=True)
    court_name = StringField(required=True)
    body_name = StringField(required=True)
    place = StringField(required=True)
    category = StringField(required=True)
    made_at = DateTimeField(required=True)
    landed_at = DateTimeField(required=True)
    ended_on = DateField(required=True)
    reason = StringField(required=True)
    parties = EmbeddedDocumentListField(ReceivedParty)
    undisputed_facts = ListField(StringField())
    in_dispute = StringField(default="")
    attendance = EmbeddedDocumentListField(AttendedSession)
    state = StringField(required=True, choices=list(rules.State), default=rules.State.WAITING)
    answers = EmbeddedDocumentListField(GivenAnswer)
    limits = EmbeddedDocumentListField(Limit)

    @property
    def number(self) -> str | None:
        """The case number under which it was filed."""
        return next((one.number for one in self.answers if one.number), None)

    @property
    def answer_by(self) -> Limit | None:
        """The limit within which the court is to answer, while it runs or after it passed."""
        return limits.running(self.limits, rules.ANSWER)

    @property
    def complete_by(self) -> Limit | None:
        """The limit within which a returned pack is to be completed, while it runs or after it passed."""
        return limits.running(self.limits, rules.COMPLETE)

    @property
    def refused_for(self) -> str | None:
        """Why the court refused, if that is its last word."""
        return self.answers[-1].reason if self.answers else None

    def set_due(self, at: datetime) -> None:
        """Note when time next asks something."""
        self.due_at = limits.next_due(self.limits, at)

    def store(self) -> Self:
        """Store, with the next moment of the limits."""
        self.set_due(self._call.at)
        return super().store()

    def create(self) -> Self:
        """Create, with the next moment of the limits."""
        self.set_due(self._call.at)
        return super().create()
