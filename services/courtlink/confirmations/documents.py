# SPDX-License-Identifier: Apache-2.0
"""The judicial confirmation of one agreement (司法确认) and the applications for it."""

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

from services.courtlink.confirmations import rules
from services.courtlink.terms import Term
from shared.aggregate import Aggregate, indexes


class Acceptance(EmbeddedDocument):
    """Whether the court took an application (受理), CF-06, CF-07."""

    taken = BooleanField(required=True)
    on = DateField(required=True)
    ground = StringField(choices=list(rules.NotTaken))


class Decision(EmbeddedDocument):
    """How the court ended an application (裁定), CF-08, CF-09; `number` is the ruling's case number."""

    result = StringField(required=True)
    on = DateField(required=True)
    ground = StringField(choices=list(rules.Rejection))
    number = StringField()


class Application(EmbeddedDocument):
    """One joint application (共同申请), CF-01. `applied_on` is the day that counts, `recorded_at` the server's time."""

    channel = StringField(required=True, choices=list(rules.Channel))
    applied_on = DateField(required=True)
    received_on = DateField()
    recorded_at = DateTimeField(required=True)
    court_code = StringField(required=True)
    applicants = ListField(StringField())
    take_by = DateField()
    acceptance = EmbeddedDocumentField(Acceptance)
    decide_by = DateField()
    decision = EmbeddedDocumentField(Decision)


class Confirmation(Aggregate):
    """The confirmation of an agreement made outside a suit; its id is that of the case in mediation.

    `raw_last_day` is day thirty; `last_day` the same shifted off rest days (D-02), absent while the holidays of that
    year are not announced.
    """

    SOURCE = "/courtlink"
    meta = {
        "collection": "confirmations",
        "db_alias": "courtlink",
        "indexes": indexes(
            {"fields": ["within", "state", "_id"], "name": "desk"},
            {"fields": ["people", "_id"], "name": "own", "sparse": True},
        ),
    }

    file_number = StringField(required=True)
    body_name = StringField(required=True)
    place = StringField(required=True)
    court_code = StringField(required=True)
    court_name = StringField(required=True)
    form = StringField(required=True)
    effective_on = DateField(required=True)
    party_count = IntField(required=True)
    terms = EmbeddedDocumentListField(Term)
    blockers = ListField(StringField())
    raw_last_day = DateField(required=True)
    last_day = DateField()
    state = StringField(required=True, choices=list(rules.State))
    applications = EmbeddedDocumentListField(Application)

    @property
    def current(self) -> Application:
        """The last application; there is one in every state after `offered`."""
        return self.applications[-1]

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
        return rules.enforce_until(term.due_on for term in self.terms)
