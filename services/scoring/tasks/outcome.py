# SPDX-License-Identifier: Apache-2.0
"""What came of a star task, as it is stored inside it: the agreement, what others say of it, the ledger, and appeals."""

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

from services.scoring.appeals.rules import Outcome
from services.scoring.tasks.callbacks import Answer, Ground, Result
from services.scoring.tasks.ledger import Kind, Line, Reopened
from services.scoring.tasks.parts import Decided
from services.scoring.tasks.rules import Tie
from shared.call import Call


class Settlement(EmbeddedDocument):
    """The agreement (协议): `settled_on` is its effect date or the day of the pick, the later; `tenure` whose work it is."""

    case_id = StringField(required=True)
    form = StringField(required=True)
    effective_on = DateField(required=True)
    settled_on = DateField()
    party_count = IntField(required=True)
    tenure = IntField()


class File(EmbeddedDocument):
    """The case file was closed, complete (结案); `withdrawn` when the parties took the dispute back."""

    closed_on = DateField(required=True)
    performed = BooleanField(required=True)
    withdrawn = BooleanField(default=False)


class Callback(EmbeddedDocument):
    """One call of the county centre to one party: result codes, never words or numbers (回访), SB-15.

    Nobody was asked for consent where nobody answered.
    """

    party = StringField(required=True)
    result = StringField(required=True, choices=list(Result))
    ground = StringField(choices=list(Ground))
    recording_consent = BooleanField()
    script = StringField(required=True)
    at = DateTimeField(required=True)
    by = StringField(required=True)

    @property
    def answer(self) -> Answer:
        return Answer(self.party, Result(self.result), self.at)


class CallerTie(EmbeddedDocument):
    """A caller of the centre is tied to the dispute, and calls none of its parties (回避), SB-10."""

    account = StringField(required=True)
    ties = ListField(StringField(choices=list(Tie)), required=True)
    at = DateTimeField(required=True)


class Reopening(EmbeddedDocument):
    """The quarrel came back (纠纷反复); `effect` is set once it was judged (SB-19)."""

    successor_id = StringField(required=True)
    on = DateField(required=True)
    same_facts = BooleanField(required=True)
    breach_by_party = BooleanField(required=True)
    effect = StringField(choices=list(Reopened))


class Hold(EmbeddedDocument):
    """Points that do not count until somebody decided (冻结); what it took off, so that the same comes back."""

    rule = StringField(required=True)
    mark = StringField(required=True)
    cadre_id = StringField(required=True)
    since = DateTimeField(required=True)
    answer_by = DateField(required=True)
    points = IntField(required=True)
    stars = IntField(required=True)
    sustained = BooleanField()
    ended_at = DateTimeField()


class Entry(EmbeddedDocument):
    """One line of the ledger (积分流水); never changed, never removed (SB-21). `source` is unique on the whole board."""

    kind = StringField(required=True, choices=list(Kind))
    points = IntField(required=True)
    stars = IntField(required=True)
    cadre_id = StringField(required=True)
    rule = StringField(required=True)
    rules_version = StringField(required=True)
    case_id = StringField(required=True)
    evidence = StringField(default="")
    actor = StringField(required=True)
    reason = StringField(default="")
    at = DateTimeField(required=True)
    source = StringField(required=True)

    @classmethod
    def of(cls, line: Line, cadre_id: str, call: Call, **facts: str) -> "Entry":
        """The entry of a line of the ledger: whose it is, who booked it and when, and what it rests on."""
        amount = {"kind": line.kind, "points": line.points, "stars": line.stars, "rule": line.rule}
        return cls(cadre_id=cadre_id, actor=call.actor.id, at=call.at, **amount, **facts)


class FrozenRank(EmbeddedDocument):
    """Where the cadre stood on a board when the appeal was made, and stands until the answer (名次冻结), SB-25."""

    board = StringField(required=True)
    rank = IntField(required=True)


class Appeal(Decided):
    """A cadre disputes a ledger entry (申诉), SB-25: under review until somebody outside the township answers."""

    entry = StringField(required=True)
    cadre_id = StringField(required=True)
    reason = StringField(required=True)
    at = DateTimeField(required=True)
    answer_by = DateField(required=True)
    ranks = EmbeddedDocumentListField(FrozenRank)
    outcome = StringField(choices=list(Outcome))
