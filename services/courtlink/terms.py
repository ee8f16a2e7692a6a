# SPDX-License-Identifier: Apache-2.0
"""A duty of an agreement as it may reach a court: parties stand as letters (table 6.3)."""

from collections.abc import Iterable

from marshmallow import Schema, fields
from mongoengine import DateField, EmbeddedDocument, StringField

from shared.contracts.mediation import SettledTerm


class Term(EmbeddedDocument):
    """One duty (协议条款); `amount` is decimal text in yuan, `due_on` a date."""

    kind = StringField(required=True)
    who = StringField(required=True)
    to = StringField()
    what = StringField(required=True)
    amount = StringField()
    due_on = DateField()


def terms_of(settled: Iterable[SettledTerm]) -> list[Term]:
    """The terms of an event, to be stored."""
    return [
        Term(
            kind=term.kind,
            who=term.who,
            to=term.to,
            what=term.what,
            amount=None if term.amount is None else str(term.amount),
            due_on=term.due_on,
        )
        for term in settled
    ]


class TermOut(Schema):
    """One duty, as the API shows it."""

    kind = fields.String()
    who = fields.String()
    to = fields.String(allow_none=True)
    what = fields.String()
    amount = fields.String(allow_none=True, metadata={"description": "yuan, decimal text"})
    due_on = fields.Date(allow_none=True)
