# SPDX-License-Identifier: Apache-2.0
"""The judicial confirmation of one agreement (司法确认) and the applications for it."""

from datetime import date
from typing import Self

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

from services.courtlink import limits
from services.courtlink.confirmations import review, rules
from services.courtlink.limits import Limit
from services.courtlink.terms import Term
from shared.aggregate import Aggregate, indexes
from shared.contracts.courtlink import ConfirmationMoved
from shared.regions import regions


class Applicant(EmbeddedDocument):
    """A party that applies (申请人), named since it applied itself; phone and address stay sealed."""

    ref = StringField(required=True)
    name = StringField()
    kind = StringField()
    agent_name = StringField()
    phone = StringField()
    address = StringField()


class Supplement(EmbeddedDocument):
    """What the parties must complete, and by when (补正), CF-05."""

    papers = ListField(StringField(), required=True)
    asked_on = DateField(required=True)
    by = DateField(required=True)
    supplied_on = DateField()


class Acceptance(EmbeddedDocument):
    """Whether the court took an application (受理), CF-06, CF-07."""

    taken = BooleanField(required=True)
    on = DateField(required=True)
    ground = StringField(choices=list(rules.NotTaken))
    words = StringField(default="")


class Examination(EmbeddedDocument):
    """The examination of an application (审查), CF-09: who came, and what of CF-08 was found in order."""

    on = DateField(required=True)
    present = ListField(StringField())
    asked_body = BooleanField(default=False)
    papers_complete = BooleanField(default=False)
    in_order = ListField(StringField(choices=list(review.Check)))


class Decision(EmbeddedDocument):
    """How the court ended an application (裁定), CF-08, CF-09; `number` is the ruling's case number."""

    result = StringField(required=True)
    on = DateField(required=True)
    ground = StringField()
    number = StringField()
    words = StringField(default="")


class Application(EmbeddedDocument):
    """One joint application (共同申请), CF-01. `applied_on` is the day that counts, `recorded_at` the server's time."""

    channel = StringField(required=True, choices=list(rules.Channel))
    applied_on = DateField(required=True)
    received_on = DateField()
    recorded_at = DateTimeField(required=True)
    court_code = StringField(required=True)
    court_ground = StringField()
    applicants = ListField(StringField())
    people = EmbeddedDocumentListField(Applicant)
    papers = ListField(StringField())
    take_by = DateField()
    supplements = EmbeddedDocumentListField(Supplement)
    acceptance = EmbeddedDocumentField(Acceptance)
    decide_by = DateField()
    extended_for = StringField()
    examination = EmbeddedDocumentField(Examination)
    earlier_examinations = EmbeddedDocumentListField(Examination)
    decision = EmbeddedDocumentField(Decision)

    @property
    def open_supplement(self) -> Supplement | None:
        """What the parties still have to complete."""
        last = self.supplements[-1] if self.supplements else None
        return last if last and last.supplied_on is None else None


class Served(EmbeddedDocument):
    """The day a party received the ruling (送达)."""

    ref = StringField(required=True)
    on = DateField(required=True)


class Objection(EmbeddedDocument):
    """Somebody objects to the ruling (异议), CF-12; `since` is the day from which its limit runs."""

    id = StringField(required=True)
    who = StringField(required=True, choices=list(review.Objector))
    ref = StringField()
    since = DateField(required=True)
    on = DateField(required=True)
    last_day = DateField()
    upheld = BooleanField()
    decided_on = DateField()


class Confirmation(Aggregate):
    """The confirmation of an agreement made outside a suit (司法确认); its id is that of the case in mediation.

    A later agreement of the case (PM-23) has a confirmation of its own, whose id ends in its number, linked to the one
    before. `raw_last_day` is day thirty; `last_day` the same shifted off rest days (D-02), absent while the holidays of
    that year are not announced. `step` counts what was told to mediation.
    """

    SOURCE = "/courtlink"
    meta = {
        "collection": "confirmations",
        "db_alias": "courtlink",
        "shown": True,
        "indexes": indexes(
            {"fields": ["within", "-effective_on", "-_id"], "name": "listed"},
            {"fields": ["within", "state", "-effective_on", "-_id"], "name": "listed_by_state"},
            {"fields": ["people", "-effective_on", "-_id"], "name": "listed_to_people", "sparse": True},
            {"fields": ["case_id", "agreement"], "name": "of_case"},
            {"fields": ["within", "due_at"], "name": "within_due"},
            {"fields": ["effective_on"], "name": "statistics"},
            {"fields": ["applications.decision.number"], "name": "by_number", "sparse": True},
            {"fields": ["objections.upheld"], "name": "objected", "sparse": True},
        ),
    }

    case_id = StringField()
    agreement = IntField(required=True, default=1)
    predecessor_id = StringField()
    file_number = StringField(required=True)
    body_id = StringField()
    body_name = StringField(required=True)
    place = StringField(required=True)
    category = StringField(default="")
    court_code = StringField(required=True)
    court_name = StringField(required=True)
    form = StringField(required=True)
    effective_on = DateField(required=True)
    party_count = IntField(required=True)
    terms = EmbeddedDocumentListField(Term)
    blockers = ListField(StringField())
    findings = ListField(StringField())
    digest = StringField()
    raw_last_day = DateField(required=True)
    last_day = DateField()
    state = StringField(required=True, choices=list(rules.State))
    applications = EmbeddedDocumentListField(Application)
    served = EmbeddedDocumentListField(Served)
    objections = EmbeddedDocumentListField(Objection)
    enforcement_on = DateField()
    enforcement_by = StringField()
    limits = EmbeddedDocumentListField(Limit)
    step = IntField(default=0)

    @property
    def current(self) -> Application:
        """The application that counts: the one that was taken, else the last; there is one in every state after `offered`."""
        taken = [one for one in self.applications if one.acceptance and one.acceptance.taken]
        return taken[-1] if taken else self.applications[-1]

    def application_at(self, court_code: str | None) -> Application:
        """The application that waits at a court (CF-03); the last one when no court is named."""
        waiting = [one for one in self.applications if one.acceptance is None]
        at_court = [one for one in waiting if court_code in (None, one.court_code)]
        return at_court[-1] if at_court else self.current

    @property
    def waits_at(self) -> list[str]:
        """The courts at which an application waits to be taken."""
        return [one.court_code for one in self.applications if one.acceptance is None]

    @property
    def refused_for(self) -> rules.NotTaken | None:
        """Why the court did not take the last application, if it did not."""
        acceptance = self.current.acceptance if self.applications else None
        return rules.NotTaken(acceptance.ground) if acceptance and acceptance.ground else None

    @property
    def enforce_until(self) -> date | None:
        """The last day to ask for enforcement, once confirmed (CF-11)."""
        if self.state != rules.State.CONFIRMED:
            return None
        return rules.enforce_until(day for term in self.terms for day in term.due_days)

    def tell(self, on: date, **more: object) -> None:
        """Tell mediation where this stands now; every word has a number of its own."""
        self.step += 1
        court = self.current.court_code
        self.record(
            ConfirmationMoved(
                case_id=self.case_id or self.id,
                agreement=self.agreement,
                step=self.step,
                state=self.state,
                on=on,
                court_code=court,
                court_name=regions().court(court).name,
                **more,  # type: ignore[arg-type]
            )
        )

    def store(self) -> Self:
        """Store, with the next moment of the limits."""
        self.due_at = limits.next_due(self.limits, self._call.at)
        return super().store()
