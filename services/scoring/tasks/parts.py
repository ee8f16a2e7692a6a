# SPDX-License-Identifier: Apache-2.0
"""The parts of a star task as they are stored inside it."""

from datetime import date

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

from services.scoring.calls.rules import DeclineGround, RoundEnd
from services.scoring.tasks.grading import Risk
from services.scoring.tasks.rules import Channel, Desk, Ending, How, PauseReason, Stint, Tie


class Office(EmbeddedDocument):
    """A cadre as people know one: name and post of that day, whatever the roster says later."""

    meta = {"abstract": True}

    cadre_id = StringField(required=True)
    name = StringField(required=True)
    post = StringField(required=True)


class Decided(EmbeddedDocument):
    """What somebody asks and somebody else decides in writing; the decision is empty until then."""

    meta = {"abstract": True}

    decided_by = StringField()
    decided_at = DateTimeField()
    decision = StringField(default="")


class Failed(EmbeddedDocument):
    """The mediation that failed, in codes and counts (调解不成); `amount` is decimal text in yuan.

    Where a dispute was put forward before it failed, `ended_on` is the day of that, `put_forward_by` who asked for it.
    """

    ended_on = DateField(required=True)
    failed_attempts = IntField(required=True)
    people = IntField(required=True)
    amount = StringField()
    arose_on = DateField()
    risk = StringField(required=True, choices=list(Risk))
    departments = IntField(required=True)
    recorded_by = StringField(default="")
    put_forward_by = StringField(default="")
    party_count = IntField()
    party_keys = ListField(StringField())
    dispute_key = StringField(default="")


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
    proposed_seat = StringField()
    confirmed_by = StringField()
    confirmed_at = DateTimeField()
    minutes = StringField(default="")


class Plan(Office):
    """What a cadre offers in the contest for a hard task (打擂方案), SB-04."""

    plan = StringField(required=True)
    at = DateTimeField(required=True)


class PartyObjection(EmbeddedDocument):
    """A party does not want this cadre of the contest (当事人异议), SB-04."""

    party = StringField(required=True)
    cadre_id = StringField(required=True)
    reason = StringField(default="")
    at = DateTimeField(required=True)


class Lot(EmbeddedDocument):
    """A draw among equals (抽签), SB-04: `seed` picks one of the sorted `candidates`, so that anybody can check it."""

    candidates = ListField(StringField(), required=True)
    seed = StringField(required=True)


class Extension(Decided):
    """More days that the holder asked for (延期申请), SB-07; `granted` is None until the panel answers."""

    days = IntField(required=True)
    reason = StringField(required=True)
    asked_at = DateTimeField(required=True)
    answer_by = DateField(required=True)
    granted = BooleanField()


class Pause(EmbeddedDocument):
    """Days that do not count towards the limit (中止计时), both included, with the paper that shows why (SB-07)."""

    reason = StringField(required=True, choices=list(PauseReason))
    paper = StringField(required=True)
    begins = DateField(required=True)
    until = DateField(required=True)
    by = StringField(required=True)

    @property
    def days(self) -> int:
        return int((self.until - self.begins).days) + 1


class Contact(EmbeddedDocument):
    """First contact with one party, named by its letter (首次见面), SB-08."""

    party = StringField(required=True)
    channel = StringField(required=True, choices=list(Channel))
    on = DateField()
    at = DateTimeField(required=True)


class Tenure(Office):
    """One cadre's time with the task (包保期): grade and limits are fixed at the pick (D-11).

    `raw_due_on` is the limit without extension and pauses. `declared` tells that the cadre said of which ties there are
    none. `excused` undoes what its end says of the cadre, when an appeal was upheld.
    """

    how = StringField(required=True, choices=list(How))
    reason = StringField(default="")
    given_by = StringField(default="")
    grade = IntField(required=True)
    lot = EmbeddedDocumentField(Lot)
    declared = BooleanField(required=True, default=True)
    picked_at = DateTimeField(required=True)
    picked_on = DateField(required=True)
    raw_due_on = DateField(required=True)
    due_on = DateField(required=True)
    warn_on = DateField(required=True)
    contact_by = DateField(required=True)
    contacts = EmbeddedDocumentListField(Contact)
    extension = EmbeddedDocumentField(Extension)
    pauses = EmbeddedDocumentListField(Pause)
    ended = StringField(choices=list(Ending))
    ended_at = DateTimeField()
    excused = BooleanField()

    @property
    def stint(self) -> Stint:
        ending = Ending(self.ended) if self.ended else None
        last_day = self.contact_by if ending is Ending.RELEASED else self.due_on
        return Stint(self.cadre_id, self.picked_on, last_day, ending, self.ended_at, bool(self.excused))

    @property
    def sides_met(self) -> int:
        """How many parties were met."""
        return len({contact.party for contact in self.contacts})

    @property
    def waits_until(self) -> date | None:
        """The day to which a limit that ran out waits, because the panel owes an answer to a request for more days."""
        asked = self.extension
        return asked.answer_by if asked is not None and asked.granted is None else None


class Alert(EmbeddedDocument):
    """Something that fell due and that nobody may overlook (提醒): raised once by the clock or by a decision, never removed.

    `over_at` is set once it was answered.
    """

    mark = StringField(required=True)
    rule = StringField(required=True)
    to = StringField(required=True, choices=list(Desk))
    at = DateTimeField(required=True)
    over_at = DateTimeField()


class Challenge(Decided):
    """Somebody says that the cadre is tied to the dispute (回避申请), SB-10; another person decides."""

    mark = StringField(required=True)
    cadre_id = StringField(required=True)
    party = StringField(required=True)
    tie = StringField(required=True, choices=list(Tie))
    reason = StringField(default="")
    raised_by = StringField(required=True)
    at = DateTimeField(required=True)
    answer_by = DateField(required=True)
    upheld = BooleanField()


class Waiver(EmbeddedDocument):
    """The panel lets a cadre take a dispute of the own village, in writing (准许办理), SB-10."""

    cadre_id = StringField(required=True)
    paper = StringField(required=True)
    by = StringField(required=True)
    at = DateTimeField(required=True)


class Round(Office):
    """A party called a cadre (点将): until `object_by` the other side may object, until `answer_by` the cadre answers."""

    party = StringField(required=True)
    chosen_at = DateTimeField(required=True)
    object_by = DateField()
    answer_by = DateField(required=True)
    end = StringField(choices=list(RoundEnd))
    ended_at = DateTimeField()
    objected_by = StringField()
    ground = StringField(choices=list(DeclineGround))


class Wish(EmbeddedDocument):
    """A call that came after a valid pick: shown to the holder, binding nobody (SB-23)."""

    party = StringField(required=True)
    cadre_id = StringField(required=True)
    name = StringField(required=True)
    at = DateTimeField(required=True)
