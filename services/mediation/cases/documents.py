# SPDX-License-Identifier: Apache-2.0
"""A dispute as stored."""

import hashlib
from decimal import Decimal

import orjson
from mongoengine import (
    BooleanField,
    DateField,
    DateTimeField,
    DecimalField,
    EmbeddedDocument,
    EmbeddedDocumentField,
    EmbeddedDocumentListField,
    FloatField,
    IntField,
    ListField,
    StringField,
)

from services.mediation.cases import rules
from services.mediation.cases.rules import Consent, Done, Performance, State
from services.mediation.cases.terms import Duty
from shared.aggregate import Aggregate, indexes
from shared.errors import RuleBroken


class Party(EmbeddedDocument):
    """A party (当事人); `count` is the people it stands for, `phone` and `identity` are sealed."""

    ref = StringField(required=True)
    name = StringField(required=True)
    role = StringField(default="")
    kind = StringField(required=True, choices=["person", "org"])
    count = IntField(default=1)
    account = StringField()
    phone = StringField()
    phone_index = StringField()
    consent = StringField(choices=[str(c) for c in Consent], default=str(Consent.UNKNOWN))
    consent_channel = StringField()
    consent_on = DateField()
    rights_noticed = BooleanField(default=False)
    rights_noticed_on = DateField()
    remedies = StringField(choices=["delivered", "attempted"])
    remedies_on = DateField()


class MeetingRecord(EmbeddedDocument):
    """One session (调解记录); `count` sessions when several were recorded as one. No words of a private talk."""

    id = StringField(required=True)
    held_on = DateField()
    mode = StringField(required=True)
    result = StringField(required=True)
    count = IntField(default=1)
    minutes = IntField()
    before_us = BooleanField(default=False)
    record = StringField(default="")
    recorded_at = DateTimeField()
    recorded_by = StringField()


class Term(EmbeddedDocument):
    """One duty of an agreement (协议条款)."""

    kind = StringField(required=True)
    who = StringField(required=True)
    to = StringField()
    what = StringField(required=True)
    amount = DecimalField(precision=2, force_string=True)
    due = StringField()
    due_on = DateField()
    approx = BooleanField(default=False)
    at_least = BooleanField(default=False)
    at_most = BooleanField(default=False)
    joint = BooleanField(default=False)
    each = BooleanField(default=False)
    conditional = BooleanField(default=False)
    conditional_on = StringField()
    instalments = IntField()
    instalment_amount = DecimalField(precision=2, force_string=True)
    frequency = StringField()
    share = FloatField()
    start = StringField()
    until = StringField()


class SigningAct(EmbeddedDocument):
    """One act of PML art 29 (签字盖章)."""

    kind = StringField(required=True)
    ref = StringField(default="")
    on = DateField()
    recorded_at = DateTimeField()


class Agreement(EmbeddedDocument):
    """What the parties agreed (调解协议); `effective` once no act is missing."""

    form = StringField(required=True)
    agreed_on = DateField()
    terms = EmbeddedDocumentListField(Term)
    acts = EmbeddedDocumentListField(SigningAct)
    partial = BooleanField(default=False)
    blockers = ListField(StringField())
    effective = BooleanField(default=False)
    effective_on = DateField()
    recorded_at = DateTimeField()
    digest = StringField()


class FollowUp(EmbeddedDocument):
    """A visit or call after the agreement (回访), WN-05."""

    on = DateField()
    ref = StringField()
    performance = StringField()
    record = StringField(default="")
    recorded_by = StringField()


class Fact(EmbeddedDocument):
    """A fact that parties may sign as undisputed (无争议事实)."""

    id = StringField(required=True)
    text = StringField(required=True)
    signed = ListField(StringField())


class CourtReferral(EmbeddedDocument):
    """What a court sent with the case (委派/委托)."""

    number = StringField(required=True)
    court_code = StringField(required=True)
    court_name = StringField()
    cause = StringField()
    procedure = StringField()
    claims = StringField()
    referred_on = DateField(required=True)
    landed_at = DateTimeField(required=True)
    accept_by = DateField(required=True)
    accepted_at = DateTimeField()
    limit_raw = DateField()
    limit_ends_on = DateField()
    extended = BooleanField(default=False)
    declined_for = StringField()


class Case(Aggregate):
    """A dispute (纠纷). `successor_id` and `predecessor_id` link a reopened or retaken case to the one before."""

    SOURCE = "/mediation"
    meta = {
        "collection": "cases",
        "db_alias": "mediation",
        "indexes": indexes(["within", "state", "-_id"], ["people", "-_id"], "parties.phone_index"),
    }
    place = StringField(required=True)
    body_id = StringField(required=True)
    body_name = StringField(required=True)
    file_number = StringField()
    category = StringField(required=True)
    channel = StringField(required=True)
    facts = StringField(default="")
    state = StringField(required=True, choices=[str(s) for s in State], default=str(State.APPLIED))
    applied_on = DateField()
    applied_at = DateTimeField()
    recorded_by = StringField()
    accepted_on = DateField()
    limit_ends_on = DateField()
    refused_for = StringField()
    claim = DecimalField(precision=2, force_string=True)
    arose_on = DateField()
    risk = StringField(default="none", choices=["none", "yellow", "orange", "red"])
    departments = IntField(default=1)
    barred_for = StringField()
    earlier_breach = BooleanField(default=False)
    parties = EmbeddedDocumentListField(Party)
    mediators = ListField(StringField())
    sessions = EmbeddedDocumentListField(MeetingRecord)
    agreement = EmbeddedDocumentField(Agreement)
    earlier_agreements = EmbeddedDocumentListField(Agreement)
    performance = StringField(default=str(Performance.UNKNOWN))
    performed_on = DateField()
    follow_ups = EmbeddedDocumentListField(FollowUp)
    undisputed = EmbeddedDocumentListField(Fact)
    referral = EmbeddedDocumentField(CourtReferral)
    ended_on = DateField()
    end_reason = StringField()
    closed_on = DateField()
    confirmation_result = StringField()
    confirmation_decided_on = DateField()
    task_id = StringField()
    lead_cadre = StringField()
    predecessor_id = StringField()
    successor_id = StringField()

    def party(self, ref: str) -> Party:
        """The party with this letter. Raises RuleBroken `no_such_party`."""
        for party in self.parties:
            if party.ref == ref:
                return party
        raise RuleBroken("no_such_party", ref=ref)

    @property
    def refs(self) -> list[str]:
        return [party.ref for party in self.parties]

    @property
    def failed_attempts(self) -> int:
        """How many sessions failed, here and before us."""
        return sum(s.count for s in self.sessions if s.result == rules.Result.FAILED)

    def duties(self) -> list[Duty]:
        """The terms of the present agreement, as far as they can be counted."""
        sizes = {party.ref: party.count for party in self.parties}
        return [
            Duty(
                kind=term.kind,
                amount=Decimal(term.amount) if term.amount is not None else None,
                inexact=term.approx or term.at_least or term.at_most,
                conditional=term.conditional or bool(term.conditional_on),
                instalments=term.instalments,
                frequency=term.frequency,
                each=sum(sizes.get(ref.strip(), 1) for ref in term.who.split(",")) if term.each else 1,
            )
            for term in (self.agreement.terms if self.agreement else [])
        ]

    def acts(self) -> list[Done]:
        """The acts of signing of the present agreement."""
        return [Done(act.kind, act.ref, act.on) for act in self.agreement.acts] if self.agreement else []

    def digest_agreement(self) -> str:
        """SHA-256 over the agreement's content and acts, as hex."""
        content = self.agreement.to_mongo().to_dict()
        content.pop("digest", None)
        return hashlib.sha256(orjson.dumps(content, default=str, option=orjson.OPT_SORT_KEYS)).hexdigest()
