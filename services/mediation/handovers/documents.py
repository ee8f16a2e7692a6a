# SPDX-License-Identifier: Apache-2.0
"""A hand-over as stored: what each party wishes and consents to, the packs that were sent, and the court's answers."""

from typing import Self

from mongoengine import (
    DateField,
    DateTimeField,
    EmbeddedDocument,
    EmbeddedDocumentListField,
    IntField,
    ListField,
    StringField,
)

from services.mediation.cases.clocks import Clock
from services.mediation.handovers import rules
from services.mediation.handovers.rules import Answered, Said, State
from shared.aggregate import Aggregate, indexes


class PartyWord(EmbeddedDocument):
    """What a party was told and what it said (移交同意), PV-05: kept with receiver, purpose and kinds."""

    ref = StringField(required=True)
    wish = StringField(required=True, choices=[str(wish) for wish in rules.Wish])
    items = ListField(StringField(choices=[str(item) for item in rules.Item]))
    receiver = StringField(required=True)
    purpose = StringField(required=True)
    at = DateTimeField(required=True)
    by = StringField(required=True)
    scan = StringField()


class Pack(EmbeddedDocument):
    """One version of the pack (移交包): when it left and which items were in it; the content is the event's."""

    number = IntField(required=True)
    made_at = DateTimeField(required=True)
    by = StringField(required=True)
    items = ListField(StringField())


class CourtAnswer(EmbeddedDocument):
    """What the court did with a pack (法院答复)."""

    pack = IntField(required=True)
    answer = StringField(required=True)
    on = DateField(required=True)
    court_name = StringField(required=True)
    number = StringField()
    missing = ListField(StringField())
    reason = StringField()
    reason_text = StringField(default="")
    routes = ListField(StringField())
    by = DateField()


class Handover(Aggregate):
    """The hand-over of a dispute to a court (移交法院); its id is that of the case. `said` keeps every word, the last counts.

    A pack that came back is to be completed by the day that the court set: `clocks` runs until then.
    """

    SOURCE = "/mediation"
    meta = {
        "collection": "handovers",
        "db_alias": "mediation",
        "indexes": indexes(["within", "state", "-_id"], ["people", "-_id"]),
    }
    body_name = StringField(required=True)
    place = StringField(required=True)
    court_code = StringField(required=True)
    court_name = StringField(required=True)
    in_dispute = StringField(default="", max_length=rules.TEXT_LIMIT)
    said = EmbeddedDocumentListField(PartyWord)
    packs = EmbeddedDocumentListField(Pack)
    answers = EmbeddedDocumentListField(CourtAnswer)
    clocks = EmbeddedDocumentListField(Clock)
    state = StringField(required=True, choices=[str(state) for state in State], default=str(State.PREPARING))

    def words(self) -> dict[str, Said]:
        """What each party said last."""
        return {one.ref: Said(one.wish, frozenset(one.items)) for one in self.said}

    @property
    def answered(self) -> list[Answered]:
        """The court's answers, as the rules read them."""
        return [Answered(one.pack, one.answer) for one in self.answers]

    @property
    def last_missing(self) -> list[str]:
        """What the court asked to complete, if the last pack came back."""
        back = [one for one in self.answers if one.pack == len(self.packs) and one.answer == State.RETURNED]
        return list(back[-1].missing) if back else []

    def store(self) -> Self:
        """Store, with the state that follows from packs and answers, and the next moment of the clock for completing."""
        self.state = str(rules.state_of(len(self.packs), self.answered))
        if self.state != State.RETURNED:
            for clock in self.clocks:
                clock.met_at = clock.met_at or self._call.at
        self.due_at = min((moment for one in self.clocks if (moment := one.next_moment())), default=None)
        return super().store()
