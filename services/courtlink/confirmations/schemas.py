# SPDX-License-Identifier: Apache-2.0
"""What goes into and out of the confirmation endpoints."""

from typing import Any

from marshmallow import Schema, fields, post_load, validate

from services.courtlink.confirmations import rules
from services.courtlink.terms import TermOut

_WORD = validate.Length(min=1, max=100)
_RESULTS = (
    rules.Step.CONFIRM,
    rules.Step.REJECT,
    rules.Step.WITHDRAW,
    rules.Step.TREAT_AS_WITHDRAWN,
)


class ApplicationIn(Schema):
    """A joint application; the dates are typed from paper and only by the court."""

    applicants = fields.List(
        fields.String(validate=validate.Regexp(r"^[A-Z]\d?$")),
        required=True,
        validate=validate.Length(max=200),
    )
    channel = fields.Enum(rules.Channel, by_value=True, required=True)
    received_on = fields.Date(allow_none=True)
    received_at = fields.Time(allow_none=True, metadata={"description": "local time, such as 17:40"})
    posted_on = fields.Date(allow_none=True)
    court_code = fields.String(allow_none=True, validate=_WORD)

    @post_load
    def make(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        """The arguments of `commands.apply`."""
        paper = {name: data.pop(name, None) for name in ("received_on", "received_at", "posted_on")}
        return {**data, "receipt": rules.Receipt(**paper)}


class AcceptanceIn(Schema):
    """Whether the court takes the application."""

    taken = fields.Boolean(required=True, truthy={True}, falsy={False})
    on = fields.Date(allow_none=True)
    ground = fields.Enum(rules.NotTaken, by_value=True, allow_none=True)


class DecisionIn(Schema):
    """How the court ends an application; `ground` with `rejected` only."""

    result = fields.Enum(
        rules.Step,
        by_value=True,
        required=True,
        validate=validate.OneOf(_RESULTS),
    )
    on = fields.Date(allow_none=True)
    ground = fields.Enum(rules.Rejection, by_value=True, allow_none=True)
    number = fields.String(allow_none=True, validate=_WORD)


class AcceptanceOut(Schema):
    """Whether the court took the application."""

    taken = fields.Boolean()
    on = fields.Date()
    ground = fields.String(allow_none=True)


class DecisionOut(Schema):
    """How the court ended the application."""

    result = fields.String()
    on = fields.Date()
    ground = fields.String(allow_none=True)
    number = fields.String(allow_none=True)


class ApplicationOut(Schema):
    """One joint application."""

    channel = fields.String()
    applied_on = fields.Date(metadata={"description": "the day that counts"})
    received_on = fields.Date(allow_none=True)
    recorded_at = fields.AwareDateTime()
    court_code = fields.String()
    applicants = fields.List(fields.String())
    take_by = fields.Date(allow_none=True)
    acceptance = fields.Nested(AcceptanceOut, allow_none=True)
    decide_by = fields.Date(allow_none=True)
    decision = fields.Nested(DecisionOut, allow_none=True)


class ConfirmationRow(Schema):
    """A confirmation in a list."""

    id = fields.String(attribute="_id")
    file_number = fields.String()
    body_name = fields.String()
    court_code = fields.String()
    effective_on = fields.Date()
    last_day = fields.Date(allow_none=True)
    state = fields.String()


class ConfirmationOut(Schema):
    """The confirmation of one agreement; parties stand as letters."""

    id = fields.String()
    version = fields.Integer()
    file_number = fields.String()
    body_name = fields.String()
    place = fields.String()
    court_code = fields.String()
    court_name = fields.String()
    form = fields.String()
    effective_on = fields.Date()
    party_count = fields.Integer()
    terms = fields.List(fields.Nested(TermOut))
    blockers = fields.List(fields.String())
    raw_last_day = fields.Date(metadata={"description": "day thirty, before any shift"})
    last_day = fields.Date(allow_none=True, metadata={"description": "day thirty, shifted off rest days"})
    state = fields.String()
    enforce_until = fields.Date(allow_none=True)
    applications = fields.List(fields.Nested(ApplicationOut))
