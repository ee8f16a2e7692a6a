# SPDX-License-Identifier: Apache-2.0
"""The parts of a referral as stored."""

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

from services.courtlink.received.rules import Route
from services.courtlink.referrals import rules
from services.courtlink.referrals.request_rules import Recall, Unfit
from services.courtlink.terms import Term


class Party(EmbeddedDocument):
    """A party as the court names it (当事人); `kind` is person or org, `count` the people it stands for."""

    ref = StringField(required=True)
    name = StringField(required=True)
    role = StringField(required=True)
    kind = StringField(required=True)
    count = IntField(required=True, default=1)


class ConsentAnswer(EmbeddedDocument):
    """A party's answer to whether it wants mediation (是否同意调解)."""

    ref = StringField(required=True)
    answer = StringField(required=True, choices=list(rules.Consent))
    on = DateField(required=True)


class SentBack(EmbeddedDocument):
    """A request before filing that the court sent back (退回申请), CT-04: why, and where the parties go instead."""

    ground = StringField(required=True, choices=list(Unfit))
    routes = ListField(StringField(choices=list(Route)))
    right_court = StringField()
    words = StringField(default="")
    on = DateField(required=True)


class Recalled(EmbeddedDocument):
    """A referral that the judge took back before a body had it (撤回): why, as a code."""

    reason = StringField(required=True, choices=list(Recall))
    on = DateField(required=True)


class Choice(EmbeddedDocument):
    """Who shall mediate, and who said so (选定、指定), CT-05, CT-07; `by` holds letters, or is empty for the court."""

    by = ListField(StringField())
    on = DateField(required=True)
    mediators = ListField(StringField())
    lead = StringField()


class BodyAnswer(EmbeddedDocument):
    """What the body did within its three working days (答复), CT-06; `reason` when it declined."""

    kind = StringField(required=True, choices=list(rules.Answer))
    at = DateTimeField(required=True)
    reason = StringField()


class Extension(EmbeddedDocument):
    """The one longer limit that all parties agreed to (延长), CT-01."""

    agreed_on = DateField(required=True)
    agreed = ListField(StringField())
    limit_ends_on = DateField(required=True)


class Pause(EmbeddedDocument):
    """The limit stood still for an appraisal (鉴定期间), CT-17."""

    since = DateField(required=True)
    until = DateField()
    limit_ends_on = DateField()


class RecusalRequest(EmbeddedDocument):
    """A party asked that a mediator withdraw (申请回避), CT-19; the court may decide it."""

    id = StringField(required=True)
    ground = StringField(required=True)
    mediator = StringField(default="")
    at = DateTimeField(required=True)
    granted = BooleanField()
    decided_on = DateField()


class Suspicion(EmbeddedDocument):
    """Red flags that a mediator reported (涉嫌虚假调解), and what the judge made of any flag (CT-15)."""

    flags = ListField(StringField())
    reported_at = DateTimeField()
    answer = StringField(choices=list(rules.SuspicionAnswer))
    answered_on = DateField()
    answered_by = StringField()


class Session(EmbeddedDocument):
    """One meeting; `held_on` crosses only when the mediation succeeded (table 6.3)."""

    held_on = DateField()
    result = StringField(required=True)


class Attendance(EmbeddedDocument):
    """How many of the meetings a party came to (到场情况)."""

    ref = StringField(required=True)
    came = IntField(required=True)
    of = IntField(required=True)


class Conduct(EmbeddedDocument):
    """What a party did that raised the others' costs (CT-13), as a code."""

    ref = StringField(required=True)
    code = StringField(required=True)


class Address(EmbeddedDocument):
    """A service-address form (送达地址确认书); address and phone stay sealed."""

    ref = StringField(required=True)
    addressee = StringField(required=True)
    sealed_address = StringField(required=True)
    sealed_phone = StringField()
    electronic = BooleanField(default=False)


class Outcome(EmbeddedDocument):
    """What came back (调解结果): every field stands in table 6.3."""

    code = StringField(required=True, choices=list(rules.Outcome))
    ended_on = DateField(required=True)
    sessions = EmbeddedDocumentListField(Session)
    reason = StringField()
    reason_text = StringField(max_length=rules.REASON_TEXT_LIMIT)
    conduct = EmbeddedDocumentListField(Conduct)
    matters = StringField(max_length=rules.REASON_TEXT_LIMIT)
    attendance = EmbeddedDocumentListField(Attendance)
    undisputed_facts = ListField(StringField())
    addresses = EmbeddedDocumentListField(Address)
    agreement_digest = StringField()
    effective_on = DateField()
    terms = EmbeddedDocumentListField(Term)


class Acknowledgement(EmbeddedDocument):
    """What the court did with it (法院处理); `on` is the paper's date, `at` the time of recording."""

    disposition = StringField(required=True, choices=list(rules.Disposition))
    on = DateField()
    at = DateTimeField(required=True)


class Participant(EmbeddedDocument):
    """Somebody with a part in the later suit (后续程序参与人), CT-21."""

    name = StringField(required=True)
    role = StringField(required=True, choices=list(rules.LaterRole))


class Material(EmbeddedDocument):
    """A paper that the court put with the case (材料); `digest` is SHA-256 of its file, as hex."""

    id = StringField(required=True)
    kind = StringField(required=True, choices=list(rules.MaterialClass))
    title = StringField(required=True)
    on = DateField()
    pages = IntField()
    digest = StringField()
    added_at = DateTimeField(required=True)
