# SPDX-License-Identifier: Apache-2.0
"""A star task as it is stored: what was told of the dispute, its grade, who held it, what followed, and its ledger."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from mongoengine import (
    BooleanField,
    DateField,
    DateTimeField,
    EmbeddedDocumentField,
    EmbeddedDocumentListField,
    IntField,
    ListField,
    StringField,
)

from services.scoring.calls.rules import RoundEnd, Turn, exhausted
from services.scoring.star_rules import BOOK, StarRules
from services.scoring.tasks.callbacks import Answer
from services.scoring.tasks.ledger import Line, balance
from services.scoring.tasks.outcome import (
    Appeal,
    Callback,
    CallerTie,
    Entry,
    File,
    Hold,
    Reopening,
    Settlement,
)
from services.scoring.tasks.parts import (
    Alert,
    Challenge,
    Failed,
    Grading,
    PartyObjection,
    Plan,
    Round,
    Tenure,
    Waiver,
    Wish,
)
from services.scoring.tasks.rules import ON_BOARD, Ending, Stint, TaskState, Tie, window_end
from services.scoring.tasks.twins import Likeness
from shared.aggregate import Aggregate, indexes
from shared.calendar import local_date
from shared.call import Call


class StarTask(Aggregate):
    """A hard dispute on the star board (摘星任务). Its id is that of the case that failed in the village.

    `case_ids` are the failed case and the one in which it was settled; `people` the cadres who held it. It knows
    parties by letters, counts and keyed hashes only. `regrading` waits for its second member; `gradings` are those that
    held before.
    """

    SOURCE = "/scoring"
    meta = {
        "collection": "tasks",
        "db_alias": "scoring",
        "shown": True,
        "indexes": indexes(
            {"fields": ["within", "-created_at", "-_id"]},
            {"fields": ["within", "state", "-created_at", "-_id"]},
            {"fields": ["tenures.cadre_id"]},
            {"fields": ["rounds.cadre_id"]},
            {"fields": ["case_ids"]},
            {"fields": ["failed.party_keys"], "sparse": True},
            {"fields": ["alerts.to"], "sparse": True},
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
    ended_by_paper = StringField()
    entered_for = ListField(StringField())
    merged_into = StringField()
    told_apart = StringField()
    grading = EmbeddedDocumentField(Grading)
    regrading = EmbeddedDocumentField(Grading)
    gradings = EmbeddedDocumentListField(Grading)
    grade = IntField(min_value=1, max_value=5)
    rules_version = StringField()
    posted_on = DateField()
    open_from = DateTimeField()
    open_until = DateField()
    plans = EmbeddedDocumentListField(Plan)
    objections = EmbeddedDocumentListField(PartyObjection)
    waivers = EmbeddedDocumentListField(Waiver)
    challenges = EmbeddedDocumentListField(Challenge)
    rounds = EmbeddedDocumentListField(Round)
    choose_by = DateField()
    wishes = EmbeddedDocumentListField(Wish)
    tenures = EmbeddedDocumentListField(Tenure)
    settlement = EmbeddedDocumentField(Settlement)
    file = EmbeddedDocumentField(File)
    final_on = DateField()
    callbacks = EmbeddedDocumentListField(Callback)
    all_called = BooleanField()
    caller_ties = EmbeddedDocumentListField(CallerTie)
    court_code = StringField()
    court_on = DateField()
    reopenings = EmbeddedDocumentListField(Reopening)
    holds = EmbeddedDocumentListField(Hold)
    ledger = EmbeddedDocumentListField(Entry)
    failed_again = ListField(StringField())
    misconduct_on = DateField()
    appeals = EmbeddedDocumentListField(Appeal)
    alerts = EmbeddedDocumentListField(Alert)

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
    def open_challenges(self) -> list[Challenge]:
        return [challenge for challenge in self.challenges if challenge.upheld is None]

    @property
    def open_appeals(self) -> list[Appeal]:
        return [appeal for appeal in self.appeals if appeal.outcome is None]

    def under_review(self, cadre_id: str) -> bool:
        """Whether an appeal of this cadre is open here: the rank is marked and frozen meanwhile (SB-25)."""
        return any(appeal.cadre_id == cadre_id for appeal in self.open_appeals)

    @property
    def sides(self) -> int:
        """How many parties the dispute has, as far as mediation told; else the figure that is assumed."""
        return self.failed.party_count or self.figures.sides

    @property
    def likeness(self) -> Likeness:
        failed = self.failed
        keys = frozenset(failed.party_keys)
        return Likeness(self.id, keys, self.place, self.category, failed.dispute_key or "", failed.ended_on)

    def waived(self, cadre_id: str) -> bool:
        """Whether the panel let this cadre take a dispute of the own village (SB-10)."""
        return any(waiver.cadre_id == cadre_id for waiver in self.waivers)

    def stints_against(self, cadre_id: str) -> list[Stint]:
        """The stints that count against this cadre: not one that ended for the own village only, which is allowed now (SB-10)."""
        if not self.waived(cadre_id):
            return self.stints
        return [
            tenure.stint
            for number, tenure in enumerate(self.tenures, start=1)
            if (booked := self.entry(f"tied:{number}")) is None or booked.reason != Tie.OWN_VILLAGE
        ]

    def tied_caller(self, account: str) -> bool:
        """Whether this caller of the centre declared a tie to the dispute (SB-10)."""
        return any(each.account == account for each in self.caller_ties)

    @property
    def turns(self) -> list[Turn]:
        """The rounds of calling since the task came on the board the last time (SB-22)."""
        return [
            Turn(
                each.party,
                each.cadre_id,
                each.object_by,
                each.answer_by,
                RoundEnd(each.end) if each.end else None,
            )
            for each in self.rounds
            if each.chosen_at >= self.open_from
        ]

    @property
    def calling(self) -> Round | None:
        """The round of calling that runs, or None."""
        last = self.rounds[-1] if self.rounds else None
        return last if last is not None and last.end is None else None

    @property
    def panel_assigns(self) -> bool:
        """Whether the other side objected in every round, so that the panel assigns (SB-22)."""
        return self.state == TaskState.CALLED and exhausted(self.turns, self.figures)

    def alert(self, mark: str, rule: str, to: str, at: datetime) -> None:
        """Raise an alert, once."""
        if all(known.mark != mark for known in self.alerts):
            self.alerts.append(Alert(mark=mark, rule=rule, to=to, at=at))

    @property
    def answers(self) -> list[Answer]:
        return [callback.answer for callback in self.callbacks]

    def book(self, line: Line, cadre_id: str, call: Call, *, evidence: str = "", reason: str = "") -> None:
        """Add one line to the ledger; a line whose mark stands there already is not added again."""
        source = f"{self.id}/{line.mark}"
        if any(entry.source == source for entry in self.ledger):
            return
        facts = {
            "rules_version": self.rules_version,
            "case_id": self.settlement.case_id if self.settlement else self.id,
            "evidence": evidence or call.message,
            "reason": reason,
            "source": source,
        }
        self.ledger.append(Entry.of(line, cadre_id, call, **facts))

    def entry(self, mark: str) -> Any:
        """The ledger entry with this mark, or None."""
        source = f"{self.id}/{mark}"
        return next((entry for entry in self.ledger if entry.source == source), None)

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
        self.choose_by = None
        self.open_from, self.open_until = at, window_end(local_date(at), self.figures)


class ConductWord(Aggregate):
    """Misconduct that was found in a case (投诉属实), SB-30; its id is that of the case, kept for the same reason."""

    SOURCE = "/scoring"
    meta = {"collection": "conduct_words", "db_alias": "scoring", "indexes": indexes()}

    decided_on = DateField(required=True)


class CourtWord(Aggregate):
    """What a court said about an agreement, as a code (法院反馈), SB-29; its id is that of the case.

    Kept for every case, since the court's word may overtake the news that the case was settled for a star task.
    """

    SOURCE = "/scoring"
    meta = {"collection": "court_words", "db_alias": "scoring", "indexes": indexes()}

    result = StringField(required=True)
    decided_on = DateField(required=True)
