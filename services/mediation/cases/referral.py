# SPDX-License-Identifier: Apache-2.0
"""What a case keeps because a court referred it; what of it may cross is named by the contracts, not here."""

from mongoengine import (
    BooleanField,
    DateField,
    DateTimeField,
    EmbeddedDocument,
    EmbeddedDocumentField,
    EmbeddedDocumentListField,
    ListField,
    StringField,
)

from services.mediation.cases import referral_rules as rules
from services.mediation.cases.agreements import Term


class Fact(EmbeddedDocument):
    """A fact that parties may sign as undisputed (无争议事实)."""

    id = StringField(required=True)
    text = StringField(required=True)
    signed = ListField(StringField())


class Preparation(EmbeddedDocument):
    """What was done with a party before the first meeting (调解前准备), CT-09, CT-10, CT-14.

    `address` tells whether the service-address form was filled or declined; what it says is sealed.
    """

    ref = StringField(required=True)
    on = DateField(required=True)
    identity_checked = BooleanField(required=True)
    warned = BooleanField(required=True)
    address = StringField(choices=[str(a) for a in rules.Address])
    addressee = StringField()
    sealed_address = StringField()
    sealed_phone = StringField()
    electronic = BooleanField(default=False)
    online = BooleanField(default=False)
    separate_times = BooleanField(default=False)
    recording_alone = BooleanField(default=False)


class Disclosure(EmbeddedDocument):
    """A tie that a mediator disclosed (披露), CT-18; `accepted` are the parties who agree that it goes on."""

    id = StringField(required=True)
    account = StringField(required=True)
    tie = StringField(required=True, choices=[str(t) for t in rules.Tie])
    at = DateTimeField(required=True)
    accepted = ListField(StringField())


class Recusal(EmbeddedDocument):
    """A party's request that a mediator withdraw (申请回避), CT-19; `decided_by` is never that mediator."""

    id = StringField(required=True)
    account = StringField(required=True)
    ref = StringField(required=True)
    ground = StringField(required=True, choices=[str(t) for t in rules.Tie])
    at = DateTimeField(required=True)
    granted = BooleanField()
    decided_by = StringField()
    decided_on = DateField()


class Conduct(EmbeddedDocument):
    """What a party did that raised the others' costs, shown to it on that day (CT-13)."""

    ref = StringField(required=True)
    code = StringField(required=True, choices=[str(c) for c in rules.Conduct])
    shown_on = DateField(required=True)


class FailurePaper(EmbeddedDocument):
    """The failure paper (调解不成情况说明), CT-13: its words cross only as somebody else than the writer reviewed them."""

    course = StringField(default="", max_length=rules.COURSE_LIMIT)
    matters = StringField(default="", max_length=rules.COURSE_LIMIT)
    conduct = EmbeddedDocumentListField(Conduct)
    written_by = StringField(required=True)
    reviewed_by = StringField()


class Suspicion(EmbeddedDocument):
    """A reported suspicion of false mediation (涉嫌虚假调解), CT-15: codes, and the court's answer."""

    flags = ListField(StringField(choices=[str(f) for f in rules.RedFlag]))
    at = DateTimeField(required=True)
    by = StringField(required=True)
    answer = StringField()
    answered_on = DateField()


class Guidance(EmbeddedDocument):
    """A question to the judges (业务指导), without a word of the case, and what they answered."""

    id = StringField(required=True)
    topic = StringField(required=True, choices=[str(t) for t in rules.Topic])
    article = StringField(default="")
    at = DateTimeField(required=True)
    answer = StringField()
    answered_on = DateField()


class Delivery(EmbeddedDocument):
    """A party received the proposal in writing (送达)."""

    ref = StringField(required=True)
    on = DateField(required=True)


class Proposal(EmbeddedDocument):
    """A mediator's written proposal (调解方案), CT-27: `agreed` are the parties who agreed to be bound by silence.

    It never leaves mediation; what it becomes, an agreement, does.
    """

    terms = EmbeddedDocumentListField(Term)
    agreed = ListField(StringField())
    at = DateTimeField(required=True)
    by = StringField(required=True)
    delivered = EmbeddedDocumentListField(Delivery)
    objected_by = StringField()
    objected_at = DateTimeField()
    taken_at = DateTimeField()


class CourtReferral(EmbeddedDocument):
    """What a court sent with the case (委派/委托), and what the case owes to the court."""

    number = StringField(required=True)
    court_code = StringField(required=True)
    court_name = StringField()
    cause = StringField()
    procedure = StringField()
    claims = StringField()
    regime = StringField(choices=[str(r) for r in rules.Regime])
    clock_from = StringField(default="first")
    referred_on = DateField(required=True)
    landed_at = DateTimeField(required=True)
    accept_by = DateField(required=True)
    chosen = ListField(StringField())
    lead = StringField()
    accepted_at = DateTimeField()
    signed_for_on = DateField()
    limit_raw = DateField()
    limit_ends_on = DateField()
    paused_since = DateField()
    extended = BooleanField(default=False)
    extension_agreed = ListField(StringField())
    declined_for = StringField()
    preparations = EmbeddedDocumentListField(Preparation)
    disclosures = EmbeddedDocumentListField(Disclosure)
    recusals = EmbeddedDocumentListField(Recusal)
    paper = EmbeddedDocumentField(FailurePaper)
    suspicion = EmbeddedDocumentField(Suspicion)
    proposal = EmbeddedDocumentField(Proposal)
    sent_back = BooleanField(default=False)
    outcome = StringField(choices=[str(o) for o in rules.Outcome])
    ended_for = StringField()

    @property
    def proposal_open(self) -> bool:
        """Whether a proposal waits for objections."""
        one = self.proposal
        return one is not None and one.objected_by is None and one.taken_at is None and not self.sent_back
