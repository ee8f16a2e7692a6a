# SPDX-License-Identifier: Apache-2.0
"""A duty of an agreement as it may reach a court: parties stand as letters (table 6.3)."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from marshmallow import Schema, fields
from mongoengine import DateField, EmbeddedDocument, EmbeddedDocumentListField, StringField

from shared.contracts.mediation import SettledTerm
from shared.web.answers import shows


class Instalment(EmbeddedDocument):
    """One part of a payment (分期); `amount` is decimal text in yuan."""

    amount = StringField()
    due_on = DateField()


class Term(EmbeddedDocument):
    """One duty (协议条款); `amount` is decimal text in yuan, `due_on` a date."""

    kind = StringField(required=True)
    who = StringField(required=True)
    to = StringField()
    what = StringField(required=True)
    amount = StringField()
    due_on = DateField()
    plan = EmbeddedDocumentListField(Instalment)

    @property
    def due_days(self) -> list[date | None]:
        """Every day on which something of it is due."""
        return [self.due_on, *(one.due_on for one in self.plan)]


def text(amount: Decimal | None) -> str | None:
    """Yuan as it is stored."""
    return None if amount is None else str(amount)


def terms_of(settled: Iterable[SettledTerm]) -> list[Term]:
    """The terms of an event, to be stored."""
    return [
        Term(
            kind=term.kind,
            who=term.who,
            to=term.to,
            what=term.what,
            amount=text(term.amount),
            due_on=term.due_on,
            plan=[Instalment(amount=text(one.amount), due_on=one.due_on) for one in term.plan],
        )
        for term in settled
    ]


@shows(Instalment, "amount due_on")
class InstalmentOut(Schema):
    """One part of a payment."""


@shows(Term, "kind who to what due_on")
class TermOut(Schema):
    """One duty, as the API shows it."""

    amount = fields.String(allow_none=True, metadata={"description": "yuan, decimal text"})
    plan = fields.List(fields.Nested(InstalmentOut))
