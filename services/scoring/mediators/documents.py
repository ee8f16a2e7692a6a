# SPDX-License-Identifier: Apache-2.0
"""A mediated case as its mediators' ledgers need it: dates and codes, accounts of mediators, no party."""

from mongoengine import (
    BooleanField,
    DateField,
    Document,
    EmbeddedDocument,
    EmbeddedDocumentListField,
    IntField,
    ListField,
    StringField,
)

from services.scoring.mediators.rules import CaseState, Closing
from services.scoring.star_rules import BOOK, StarRules
from services.scoring.tasks.ledger import Line, earned
from services.scoring.tasks.outcome import Entry
from shared.aggregate import Aggregate, indexes
from shared.call import Call


class Return(EmbeddedDocument):
    """The quarrel came back (纠纷反复)."""

    successor_id = StringField(required=True)
    on = DateField(required=True)
    same_facts = BooleanField(required=True)
    breach_by_party = BooleanField(required=True)


class MediatedCase(Aggregate):
    """A closed case on the mediators' board (调解员计分); its id is that of the case.

    It may begin with any news of the case: the return, the court's word or the complaint may overtake the closing.
    """

    SOURCE = "/scoring"
    meta = {
        "collection": "mediated_cases",
        "db_alias": "scoring",
        "shown": True,
        "indexes": indexes({"fields": ["mediators"]}),
    }

    state = StringField(required=True, choices=list(CaseState), default=CaseState.WAITING)
    place = StringField()
    body_id = StringField()
    mediators = ListField(StringField())
    agreed = BooleanField()
    performed = BooleanField()
    satisfied = BooleanField()
    settled_on = DateField()
    closed_on = DateField()
    rules_version = StringField(required=True)
    returns = EmbeddedDocumentListField(Return)
    court_code = StringField()
    court_on = DateField()
    misconduct = ListField(StringField())
    ledger = EmbeddedDocumentListField(Entry)

    @property
    def figures(self) -> StarRules:
        """The figures under which the case was first heard of."""
        return BOOK.of(self.rules_version)

    @property
    def closing(self) -> Closing | None:
        """What its closing told, None before."""
        if self.closed_on is None:
            return None
        return Closing(bool(self.agreed), bool(self.performed), self.settled_on, self.satisfied)

    def book(self, line: Line, mediator: str, call: Call, reason: str = "") -> None:
        """Add one line to the ledger of a mediator; the same line of the same mediator once (SB-21)."""
        source = f"{self.id}/{mediator}/{line.mark}"
        if any(entry.source == source for entry in self.ledger):
            return
        facts = {"rules_version": self.rules_version, "case_id": self.id, "evidence": call.message}
        self.ledger.append(Entry.of(line, mediator, call, **facts, reason=reason, source=source))

    def left(self, mediator: str) -> tuple[int, int]:
        """Points and stars that the case has left to a mediator."""
        return earned(self.ledger, mediator)


class MediatorCard(Document):
    """A mediator on the board: the name of the account, and where the last case was. Written by projections only."""

    meta = {
        "collection": "mediator_cards",
        "db_alias": "scoring",
        "strict": False,
        "auto_create_index": False,
    }
    id = StringField(primary_key=True)
    name = StringField()
    post = StringField()
    township = StringField()
    version = IntField()
