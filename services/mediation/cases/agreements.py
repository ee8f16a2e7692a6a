# SPDX-License-Identifier: Apache-2.0
"""An agreement as stored: its terms, the acts of signing, and what the content check found."""

from mongoengine import (
    BooleanField,
    DateField,
    DateTimeField,
    DecimalField,
    EmbeddedDocument,
    EmbeddedDocumentListField,
    FloatField,
    IntField,
    ListField,
    StringField,
)

from services.mediation.cases.content import Text


class Instalment(EmbeddedDocument):
    """One part of a payment (分期), which may differ from the others; `due` as it was said."""

    amount = DecimalField(precision=2, force_string=True)
    due = StringField()
    due_on = DateField()


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
    plan = EmbeddedDocumentListField(Instalment)
    third_person = StringField()
    share = FloatField()
    start = StringField()
    until = StringField()


class SigningAct(EmbeddedDocument):
    """One act of PML art 29 (签字盖章)."""

    kind = StringField(required=True)
    ref = StringField(default="")
    on = DateField()
    means = StringField()
    scan = StringField()
    recorded_at = DateTimeField()


class Agreement(EmbeddedDocument):
    """What the parties agreed (调解协议); `effective` once no act is missing, `by_silence` where none is needed (CT-27)."""

    form = StringField(required=True)
    agreed_on = DateField()
    terms = EmbeddedDocumentListField(Term)
    acts = EmbeddedDocumentListField(SigningAct)
    partial = BooleanField(default=False)
    blockers = ListField(StringField())
    findings = ListField(StringField())
    cleared = ListField(StringField())
    cleared_for = ListField(StringField())
    with_bodies = ListField(StringField())
    subject_place = StringField()
    by_silence = BooleanField(default=False)
    effective = BooleanField(default=False)
    effective_on = DateField()
    recorded_at = DateTimeField()
    digest = StringField()

    def texts(self) -> list[Text]:
        """The terms as the content check reads them."""
        return [
            Text(
                number=number,
                kind=term.kind,
                what=term.what,
                amount=term.amount or term.instalment_amount or (term.plan[0].amount if term.plan else None),
                share=term.share is not None,
                due=term.due or term.until or term.frequency,
                due_on=term.due_on or (term.plan[-1].due_on if term.plan else None),
                conditional=bool(term.conditional or term.conditional_on),
            )
            for number, term in enumerate(self.terms, 1)
        ]
