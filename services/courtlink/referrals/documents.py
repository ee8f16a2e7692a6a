# SPDX-License-Identifier: Apache-2.0
"""A court's referral as courtlink keeps it: what the judge sent, and of what came back only table 6.3."""

import uuid

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

from services.courtlink.referrals import rules
from services.courtlink.terms import Term
from shared.aggregate import Aggregate, indexes


class Party(EmbeddedDocument):
    """A party as the court names it (当事人); `kind` is person or org, `count` the people it stands for."""

    ref = StringField(required=True)
    name = StringField(required=True)
    role = StringField(required=True)
    kind = StringField(required=True)
    count = IntField(required=True, default=1)


class BodyAnswer(EmbeddedDocument):
    """What the body did within its three working days (答复), CT-06; `reason` when it declined."""

    kind = StringField(required=True, choices=list(rules.Answer))
    at = DateTimeField(required=True)
    reason = StringField()


class Extension(EmbeddedDocument):
    """The one longer limit that all parties agreed to (延长), CT-01."""

    agreed_on = DateField(required=True)
    limit_ends_on = DateField(required=True)


class Session(EmbeddedDocument):
    """One meeting; `held_on` crosses only when the mediation succeeded (table 6.3)."""

    held_on = DateField()
    result = StringField(required=True)


class Outcome(EmbeddedDocument):
    """What came back (调解结果): every field stands in table 6.3."""

    code = StringField(required=True, choices=list(rules.Outcome))
    ended_on = DateField(required=True)
    sessions = EmbeddedDocumentListField(Session)
    reason = StringField()
    reason_text = StringField(max_length=rules.REASON_TEXT_LIMIT)
    undisputed_facts = ListField(StringField())
    agreement_digest = StringField()
    effective_on = DateField()
    terms = EmbeddedDocumentListField(Term)


class Acknowledgement(EmbeddedDocument):
    """What the court did with it (法院处理); `on` is the paper's date, `at` the time of recording."""

    disposition = StringField(required=True, choices=list(rules.Disposition))
    on = DateField()
    at = DateTimeField(required=True)


class Referral(Aggregate):
    """A case that a judge referred to a mediation body (委派/委托调解); its id is also that of the case there.

    `live` is present while the body has the case: a case number has one live referral. A re-appointment is a new
    referral that names its predecessor.
    """

    SOURCE = "/courtlink"
    meta = {
        "collection": "referrals",
        "db_alias": "courtlink",
        "shown": True,
        "indexes": indexes(
            {
                "fields": ["number"],
                "unique": True,
                "partialFilterExpression": {"live": True},
                "name": "one_live",
            },
            {"fields": ["number", "_id"], "name": "by_number"},
            {"fields": ["within", "state", "_id"], "name": "desk"},
            {"fields": ["body_id", "state"], "name": "by_body"},
            {"fields": ["referred_on"], "name": "statistics"},
        ),
    }

    number = StringField(required=True)
    court_code = StringField(required=True)
    court_name = StringField(required=True)
    division = StringField()
    cause = StringField(required=True)
    category = StringField(required=True)
    procedure = StringField(required=True, choices=list(rules.Procedure))
    claims = StringField()
    referred_on = DateField(required=True)
    filed_on = DateField()
    regime = StringField(required=True, choices=list(rules.Regime))
    warnings = ListField(StringField())
    parties = EmbeddedDocumentListField(Party)
    consented_on = DateField()
    body_id = StringField(required=True)
    body_name = StringField()
    landed_at = DateTimeField(required=True)
    accept_by = DateField(required=True)
    predecessor_id = StringField()

    state = StringField(required=True, choices=list(rules.State), default=rules.State.RECEIVED)
    live = BooleanField()
    answer = EmbeddedDocumentField(BodyAnswer)
    limit_ends_on = DateField()
    extension = EmbeddedDocumentField(Extension)
    outcome = EmbeddedDocumentField(Outcome)
    acknowledgement = EmbeddedDocumentField(Acknowledgement)

    @property
    def successor_id(self) -> str:
        """The id that the next appointment of this case has, if there is one: one refusal, one successor."""
        return str(uuid.uuid5(uuid.NAMESPACE_OID, f"heshilao/referral/{self.id}/next"))

    def settle(self) -> None:
        """Let the state follow from the facts; called before every store."""
        self.state = rules.state_of(
            rules.Facts(
                answer=rules.Answer(self.answer.kind) if self.answer else None,
                extended=self.extension is not None,
                outcome=rules.Outcome(self.outcome.code) if self.outcome else None,
                acknowledged=self.acknowledgement is not None,
            )
        )
        self.live = True if rules.is_live(self.state) else None
