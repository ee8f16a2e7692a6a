# SPDX-License-Identifier: Apache-2.0
"""The roster entry of a cadre."""

from datetime import date, datetime, timedelta

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
from services.scoring.tasks.rules import Tie
from shared.aggregate import Aggregate, indexes
from shared.calendar import local_date, midnight_after
from shared.regions import regions


class Leave(EmbeddedDocument):
    """Days of absence, both included (请假)."""

    begins = DateField(required=True)
    until = DateField(required=True)


class Posting(EmbeddedDocument):
    """Where the cadre serves, from and to a day, both included (任职、借调)."""

    township = StringField(required=True)
    begins = DateField()
    until = DateField()
    seconded = BooleanField(default=False)

    @property
    def fact(self) -> rules.Posting:
        return rules.Posting(self.township, self.begins, self.until, bool(self.seconded))


class Reservation(EmbeddedDocument):
    """A slot kept while a pick is being made, so that the caps hold when one cadre picks several tasks at once."""

    task_id = StringField(required=True)
    grade = IntField(required=True)
    until = DateTimeField(required=True)


class Declaration(EmbeddedDocument):
    """What binds the cadre to a dispute, as the cadre said it when the task was to be taken (关联申报), SB-10."""

    task_id = StringField(required=True)
    ties = ListField(StringField(choices=list(Tie)), required=True)
    at = DateTimeField(required=True)


class Cadre(Aggregate):
    """A section-level cadre of a township (科级干部); the id is that of the account. Stars are never money.

    `township` is where the cadre belongs today, `postings` say since when and where else; `remit` are the categories of
    disputes that belong to the post (分管), all where it is empty.
    """

    SOURCE = "/scoring"
    meta = {
        "collection": "cadres",
        "db_alias": "scoring",
        "shown": True,
        "indexes": indexes(
            {"fields": ["within", "-created_at", "-_id"]},
            {"fields": ["postings.township", "-created_at", "-_id"]},
        ),
    }

    name = StringField(required=True, min_length=1, max_length=40)
    post = StringField(required=True, min_length=1, max_length=60)
    office = StringField(default="", max_length=60)
    township = StringField(required=True)
    active = BooleanField(required=True, default=True)
    standing_reason = StringField(default="")
    postings = EmbeddedDocumentListField(Posting)
    remit = ListField(StringField())
    leave = EmbeddedDocumentField(Leave)
    past_leaves = EmbeddedDocumentListField(Leave)
    own_villages = ListField(StringField())
    picks = EmbeddedDocumentListField(Reservation)
    declarations = EmbeddedDocumentListField(Declaration)

    @property
    def absence(self) -> rules.Leave | None:
        return rules.Leave(self.leave.begins, self.leave.until) if self.leave else None

    def leave_stands(self, today: date) -> bool:
        """Whether a leave runs or is ahead."""
        return self.leave is not None and today <= self.leave.until

    def ties_to(self, task_id: str) -> set[str]:
        """What the cadre said before of ties to this dispute."""
        return {tie for each in self.declarations if each.task_id == task_id for tie in each.ties}

    @property
    def served(self) -> list[rules.Posting]:
        """The postings as the rules take them."""
        return [posting.fact for posting in self.postings]

    @property
    def begins(self) -> date | None:
        """The first day of the first posting."""
        return self.postings[0].begins if self.postings else None

    def keep_reservations(self, at: datetime, *, without: str = "") -> None:
        """Drop reservations that ran out, and the one for the task `without`; `due_at` follows."""
        self.picks = [slot for slot in self.picks if slot.until > at and slot.task_id != without]
        self.set_clock(at)

    def settle(self, at: datetime) -> None:
        """Stand where the postings say for this day; the path of the home township bounds who reaches the entry."""
        township = rules.home(self.served, local_date(at))
        if township is not None and township != self.township:
            self.township, self.within = township, regions().path(township)
        self.keep_reservations(at)

    def set_clock(self, at: datetime) -> None:
        """The next moment at which a slot runs out or a posting begins or ends."""
        change = rules.next_change(self.served, local_date(at))
        moments = [slot.until for slot in self.picks]
        if change is not None:
            moments.append(midnight_after(change - timedelta(days=1)))
        self.due_at = min(moments, default=None)
