# SPDX-License-Identifier: Apache-2.0
"""A star task as it is stored: what was told of the dispute, its grade, who held it, what followed, and its ledger."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

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

from services.scoring.star_rules import BOOK, StarRules
from services.scoring.tasks.callbacks import Answer, Ground, Result
from services.scoring.tasks.grading import Risk
from services.scoring.tasks.ledger import Kind, Line, Reopened, balance
from services.scoring.tasks.rules import ON_BOARD, Channel, Ending, How, Stint, TaskState, window_end
from shared.aggregate import Aggregate, indexes
from shared.calendar import local_date
from shared.call import Call


class Failed(EmbeddedDocument):
    """The mediation that failed, in codes and counts (调解不成); `amount` is decimal text in yuan."""

    ended_on = DateField(required=True)
    failed_attempts = IntField(required=True)
    people = IntField(required=True)
    amount = StringField()
    arose_on = DateField()
    risk = StringField(required=True, choices=list(Risk))
    departments = IntField(required=True)
    recorded_by = StringField(default="")


class Grading(EmbeddedDocument):
    """The panel's inputs and their sum (定级), frozen when the second member confirms (SB-02)."""

    people = IntField(required=True)
    age_months = IntField()
    amount = StringField()
    failed_attempts = IntField(required=True)
    risk = StringField(required=True, choices=list(Risk))
    departments = IntField(required=True)
    points = IntField(required=True)
    grade = IntField(required=True, min_value=1, max_value=5)
    note = StringField(default="")
    proposed_by = StringField(required=True)
    proposed_at = DateTimeField(required=True)
    confirmed_by = StringField()
    confirmed_at = DateTimeField()


class Plan(EmbeddedDocument):
    """What a cadre offers in the contest for a hard task (打擂方案), SB-04."""

    cadre_id = StringField(required=True)
    name = StringField(required=True)
    post = StringField(required=True)
    plan = StringField(required=True)
    at = DateTimeField(required=True)


class Contact(EmbeddedDocument):
    """First contact with one party, named by its letter (首次见面), SB-08."""

    party = StringField(required=True)
    channel = StringField(required=True, choices=list(Channel))
    on = DateField()
    at = DateTimeField(required=True)


class Tenure(EmbeddedDocument):
    """One cadre's time with the task (包保期): limits are fixed at the pick (D-11)."""

    cadre_id = StringField(required=True)
    name = StringField(required=True)
    post = StringField(required=True)
    how = StringField(required=True, choices=list(How))
    reason = StringField(default="")
    picked_at = DateTimeField(required=True)
    picked_on = DateField(required=True)
    due_on = DateField(required=True)
    warn_on = DateField(required=True)
    contact_by = DateField(required=True)
    contacts = EmbeddedDocumentListField(Contact)
    ended = StringField(choices=list(Ending))
    ended_at = DateTimeField()

    @property
    def stint(self) -> Stint:
        ending = Ending(self.ended) if self.ended else None
        last_day = self.contact_by if ending is Ending.RELEASED else self.due_on
        return Stint(self.cadre_id, self.picked_on, last_day, ending, self.ended_at)

    @property
    def sides_met(self) -> int:
        """How many parties were met."""
        return len({contact.party for contact in self.contacts})


class Settlement(EmbeddedDocument):
    """The agreement (协议): `settled_on` is its effect date or the day of the pick, the later; `tenure` whose work it is."""

    case_id = StringField(required=True)
    form = StringField(required=True)
    effective_on = DateField(required=True)
    settled_on = DateField()
    party_count = IntField(required=True)
    tenure = IntField()


class File(EmbeddedDocument):
    """The case file was closed, complete (结案)."""

    closed_on = DateField(required=True)
    performed = BooleanField(required=True)


class Callback(EmbeddedDocument):
    """One call of the county centre to one party: result codes, never words or numbers (回访), SB-15."""

    party = StringField(required=True)
    result = StringField(required=True, choices=list(Result))
    ground = StringField(choices=list(Ground))
    recording_consent = BooleanField(required=True)
    at = DateTimeField(required=True)
    by = StringField(required=True)

    @property
    def answer(self) -> Answer:
        return Answer(self.party, Result(self.result), self.at)


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


class StarTask(Aggregate):
    """A hard dispute on the star board (摘星任务). Its id is that of the case that failed in the village.

    `case_ids` are the failed case and the one in which it was settled; `people` the cadres who held it. It knows
    parties by letters and counts only.
    """

    SOURCE = "/scoring"
    meta = {
        "collection": "tasks",
        "db_alias": "scoring",
        "shown": True,
        "indexes": indexes(
            {"fields": ["within", "state", "_id"]},
            {"fields": ["tenures.cadre_id"]},
            {"fields": ["case_ids"]},
            {
                "fields": ["ledger.source"],
                "unique": True,
                "partialFilterExpression": {"ledger.0": {"$exists": True}},
            },
        ),
    }

    state = StringField(required=True, choices=list(TaskState))
    place = StringField(required=True)
    township = StringField(required=True)
    category = StringField(required=True)
    case_ids = ListField(StringField(), required=True)
    failed = EmbeddedDocumentField(Failed, required=True)
    ended_for = StringField()
    grading = EmbeddedDocumentField(Grading)
    grade = IntField(min_value=1, max_value=5)
    rules_version = StringField()
    posted_on = DateField()
    open_from = DateTimeField()
    open_until = DateField()
    plans = EmbeddedDocumentListField(Plan)
    tenures = EmbeddedDocumentListField(Tenure)
    settlement = EmbeddedDocumentField(Settlement)
    file = EmbeddedDocumentField(File)
    final_on = DateField()
    callbacks = EmbeddedDocumentListField(Callback)
    court_code = StringField()
    court_on = DateField()
    reopenings = EmbeddedDocumentListField(Reopening)
    holds = EmbeddedDocumentListField(Hold)
    ledger = EmbeddedDocumentListField(Entry)
    failed_again = ListField(StringField())

    @property
    def figures(self) -> StarRules:
        """The figures under which the task was posted; before that, those of the day it came in."""
        return BOOK.of(self.rules_version)

    @property
    def current(self) -> Any:
        """The tenure of the cadre who holds the task now, or None."""
        last = self.tenures[-1] if self.tenures else None
        return last if last is not None and last.ended is None else None

    @property
    def credited(self) -> Any:
        """The tenure to which the settlement belongs, or None."""
        if self.settlement is None or self.settlement.tenure is None:
            return None
        return self.tenures[self.settlement.tenure]

    @property
    def offers(self) -> dict[str, Plan]:
        """The plans of the contest that runs now, by cadre."""
        return {plan.cadre_id: plan for plan in self.plans if plan.at >= self.open_from}

    @property
    def stints(self) -> list[Stint]:
        return [tenure.stint for tenure in self.tenures]

    @property
    def open_holds(self) -> list[Hold]:
        return [held for held in self.holds if held.ended_at is None]

    @property
    def answers(self) -> list[Answer]:
        return [callback.answer for callback in self.callbacks]

    def book(self, line: Line, cadre_id: str, call: Call, *, evidence: str = "", reason: str = "") -> None:
        """Add one line to the ledger; a line whose mark stands there already is not added again."""
        source = f"{self.id}/{line.mark}"
        if any(entry.source == source for entry in self.ledger):
            return
        self.ledger.append(
            Entry(
                kind=line.kind,
                points=line.points,
                stars=line.stars,
                cadre_id=cadre_id,
                rule=line.rule,
                rules_version=self.rules_version,
                case_id=self.settlement.case_id if self.settlement else self.id,
                evidence=evidence or call.message,
                actor=call.actor.id,
                reason=reason,
                at=call.at,
                source=source,
            )
        )

    def book_all(self, lines: Sequence[Line], cadre_id: str, call: Call, *, evidence: str = "") -> None:
        """Add several lines for one cadre."""
        for line in lines:
            self.book(line, cadre_id, call, evidence=evidence)

    def balance(self, cadre_id: str) -> tuple[int, int]:
        """Points and stars that the task has brought to a cadre so far."""
        return balance(self.ledger, cadre_id)

    def end_tenure(self, tenure: Tenure, ending: Ending, at: datetime, state: TaskState) -> None:
        """Take the task from its holder and say in which state it goes on; back on the board a new window opens."""
        tenure.ended, tenure.ended_at = ending, at
        self.state = state
        if state in ON_BOARD:
            self.open_board(at)

    def open_board(self, at: datetime) -> None:
        """Open the window of race or contest (SB-04)."""
        self.open_from, self.open_until = at, window_end(local_date(at), self.figures)


class CourtWord(Aggregate):
    """What a court said about an agreement, as a code (法院反馈), SB-29; its id is that of the case.

    Kept for every case, since the court's word may overtake the news that the case was settled for a star task.
    """

    SOURCE = "/scoring"
    meta = {"collection": "court_words", "db_alias": "scoring", "indexes": indexes()}

    result = StringField(required=True)
    decided_on = DateField(required=True)
