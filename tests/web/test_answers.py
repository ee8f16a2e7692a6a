# SPDX-License-Identifier: Apache-2.0
"""Answers that show fields of a document as they are stored."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from marshmallow import Schema, fields
from mongoengine import (
    BinaryField,
    DateField,
    DateTimeField,
    DecimalField,
    EmbeddedDocument,
    ListField,
    StringField,
)

from shared.web.answers import shows


class Promise(EmbeddedDocument):
    """What was promised."""

    who = StringField(required=True)
    amount = DecimalField(precision=2, force_string=True)
    on = DateField()
    at = DateTimeField()
    witnesses = ListField(StringField())
    whispered = BinaryField()


def test_an_answer_shows_what_is_named_and_what_it_declares_and_nothing_else() -> None:
    @shows(Promise, "who amount on at witnesses")
    class PromiseOut(Schema):
        """A promise."""

        seen = fields.Constant(True)

    promise = Promise(
        who="A",
        amount=Decimal(12000),
        on=date(2026, 5, 1),
        at=datetime(2026, 5, 1, 1, tzinfo=UTC),
        witnesses=["张三"],
        whispered=b"x",
    )

    assert PromiseOut().dump(promise) == {
        "who": "A",
        "amount": "12000.00",
        "on": "2026-05-01",
        "at": "2026-05-01T01:00:00+00:00",
        "witnesses": ["张三"],
        "seen": True,
    }


@pytest.mark.parametrize("name", ["whispered", "unheard"])
def test_what_is_sealed_or_not_there_cannot_be_named(name: str) -> None:
    with pytest.raises(KeyError):
        shows(Promise, name)(Schema)
