# SPDX-License-Identifier: Apache-2.0
"""What goes into the endpoints of agreements and what follows from them: terms, acts of signing, performance, visits."""

from decimal import Decimal
from typing import Any

from marshmallow import Schema, ValidationError, fields, post_load, validate

from services.mediation.cases.logged_schemas import LoggedIn
from services.mediation.cases.rules import Act, Form, Means, Performance
from services.mediation.cases.schemas import REF, TEXT, WORD, day, money
from services.mediation.cases.terms import TermKind
from shared.money import PATTERN


def _more_than_nothing(text: str) -> None:
    if not text.strip("0."):
        raise ValidationError("Must be greater than 0.")


def sum_owed() -> fields.String:
    """Yuan, more than nothing."""
    return fields.String(
        validate=[validate.Regexp(PATTERN), validate.And(_more_than_nothing)],
        allow_none=True,
        load_default=None,
    )


class InstalmentIn(Schema):
    """One part of a payment; `due` as it was said, resolved to a date where it can be."""

    amount = sum_owed()
    due = fields.String(allow_none=True, load_default=None, validate=WORD)
    due_on = day()


class TermIn(Schema):
    """One duty."""

    kind = fields.Enum(TermKind, by_value=True, required=True)
    who = fields.String(required=True, validate=WORD)
    to = fields.String(allow_none=True, load_default=None, validate=WORD)
    what = fields.String(required=True, validate=validate.Length(min=1, max=2000))
    amount = sum_owed()
    due = fields.String(allow_none=True, load_default=None, validate=WORD)
    due_on = day()
    approx = fields.Boolean(load_default=False)
    at_least = fields.Boolean(load_default=False)
    at_most = fields.Boolean(load_default=False)
    joint = fields.Boolean(load_default=False)
    each = fields.Boolean(load_default=False)
    conditional = fields.Boolean(load_default=False)
    conditional_on = fields.String(allow_none=True, load_default=None, validate=validate.Length(max=500))
    instalments = fields.Integer(
        strict=True,
        allow_none=True,
        load_default=None,
        validate=validate.Range(-1, 1000),
        metadata={"description": "-1 when the number is not known"},
    )
    instalment_amount = sum_owed()
    frequency = fields.String(allow_none=True, load_default=None, validate=WORD)
    plan = fields.List(fields.Nested(InstalmentIn), load_default=list, validate=validate.Length(max=200))
    third_person = fields.String(
        allow_none=True,
        load_default=None,
        validate=WORD,
        metadata={"description": "who else owes it, when that is no party"},
    )
    share = fields.Float(allow_none=True, load_default=None, validate=validate.Range(0, 1))
    start = fields.String(allow_none=True, load_default=None, validate=WORD)
    until = fields.String(allow_none=True, load_default=None, validate=WORD)

    @post_load
    def plain(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        """As the document stores it."""
        for holder in (data, *data["plan"]):
            for name in ("amount", "instalment_amount"):
                if holder.get(name) is not None:
                    holder[name] = Decimal(holder[name])
        return {name: value for name, value in data.items() if value is not None} | {
            "kind": str(data["kind"])
        }


class AgreementIn(Schema):
    """What the parties agreed."""

    form = fields.Enum(Form, by_value=True, required=True)
    agreed_on = day()
    partial = fields.Boolean(load_default=False)  # type: ignore[assignment]
    after_breach = fields.Boolean(
        load_default=False, metadata={"description": "it replaces an agreement that was broken before"}
    )
    blockers = fields.List(fields.String(validate=WORD), load_default=list, validate=validate.Length(max=10))
    with_bodies = fields.List(
        fields.String(validate=WORD),
        load_default=list,
        validate=validate.Length(max=10),
        metadata={"description": "ids of other bodies that took part (CF-03)"},
    )
    subject_place = fields.String(
        allow_none=True,
        load_default=None,
        validate=WORD,
        metadata={"description": "division in which the thing lies that is agreed on (CF-02)"},
    )
    terms = fields.List(fields.Nested(TermIn), required=True, validate=validate.Length(max=200))


class ActIn(Schema):
    """One act of signing; `ref` for a party's."""

    kind = fields.Enum(Act, by_value=True, required=True)
    ref = fields.String(load_default="", validate=validate.Regexp(r"^([A-Z]\d{0,3})?$"))
    on = day()
    means = fields.Enum(Means, by_value=True, allow_none=True, load_default=None)
    scan = fields.String(allow_none=True, load_default=None, validate=WORD)


class PerformanceIn(LoggedIn):
    """How far the duties are done."""

    performance = fields.Enum(Performance, by_value=True, required=True)
    on = day()


class PerformedIn(LoggedIn):
    """A duty, or a part of it, was performed; `key` stands in the schedule, `proof` is a file of the case."""

    key = fields.String(required=True, validate=validate.Regexp(r"^\d{1,3}(\.\d{1,3})?$"))
    on = day()
    amount = money()
    proof = fields.String(allow_none=True, load_default=None, validate=WORD)

    @post_load
    def plain(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        """The amount as a number."""
        return data | {"amount": Decimal(data["amount"]) if data["amount"] is not None else None}


class FollowUpIn(LoggedIn):
    """A visit or call."""

    ref = fields.String(required=True, validate=REF)
    on = day()
    performance = fields.Enum(Performance, by_value=True, allow_none=True, load_default=None)
    record = fields.String(load_default="", validate=TEXT)
    satisfied = fields.Boolean(allow_none=True, load_default=None)
    suit = fields.String(load_default="", validate=validate.Length(max=500))
    risk_left = fields.String(load_default="", validate=validate.Length(max=500))
    steps = fields.String(load_default="", validate=validate.Length(max=1000))
