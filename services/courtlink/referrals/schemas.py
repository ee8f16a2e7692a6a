# SPDX-License-Identifier: Apache-2.0
"""What goes into and out of the referral endpoints."""

from decimal import Decimal
from typing import Any

from marshmallow import Schema, fields, post_load, validate

from services.courtlink.received.rules import Route
from services.courtlink.referrals import rules
from services.courtlink.referrals.commands import Appointee, Suit
from services.courtlink.referrals.request_rules import Recall, Unfit
from shared.contracts.courtlink import ReferredParty
from shared.money import PATTERN

_WORD = validate.Length(min=1, max=100)


class PartyIn(Schema):
    """A party as the court names it."""

    ref = fields.String(required=True, validate=validate.Regexp(r"^[A-Z]\d?$"))
    name = fields.String(required=True, validate=_WORD)
    role = fields.String(required=True, validate=_WORD)
    kind = fields.String(required=True, validate=validate.OneOf(["person", "org"]))
    count = fields.Integer(strict=True, load_default=1, validate=validate.Range(1, 100_000))

    @post_load
    def make(self, data: dict[str, Any], **_: Any) -> ReferredParty:
        """A party of the contract."""
        return ReferredParty(**data)


class BodyIn(Schema):
    """The body that shall mediate; of several mediators (accounts) one leads."""

    body_id = fields.String(required=True, validate=_WORD)
    body_name = fields.String(load_default="", validate=validate.Length(max=100))
    mediators = fields.List(
        fields.String(validate=_WORD), load_default=list, validate=validate.Length(max=10)
    )
    lead = fields.String(allow_none=True, load_default=None, validate=_WORD)

    @post_load
    def make(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        """The argument of the commands."""
        names = ("body_id", "body_name", "mediators", "lead")
        return {"body": Appointee(**{name: data.pop(name) for name in names}), **data}


class SuitIn(Schema):
    """A case that a judge refers: to a body at once when all consented, else (no `body_id`) the parties are asked first."""

    number = fields.String(required=True, validate=_WORD)
    court_code = fields.String(required=True, validate=_WORD)
    division = fields.String(validate=_WORD)
    team = fields.String(allow_none=True, load_default=None, validate=_WORD)
    cause = fields.String(required=True, validate=_WORD)
    category = fields.String(required=True, validate=_WORD)
    procedure = fields.Enum(rules.Procedure, by_value=True, required=True)
    claims = fields.String(load_default="", validate=validate.Length(max=2000))
    claim = fields.String(allow_none=True, load_default=None, validate=validate.Regexp(PATTERN))
    referred_on = fields.Date(required=True)
    filed_on = fields.Date(allow_none=True, load_default=None)
    parties = fields.List(fields.Nested(PartyIn), required=True, validate=validate.Length(min=2, max=200))
    consented = fields.List(fields.String(), required=True)
    consented_on = fields.Date(allow_none=True)
    body_id = fields.String(allow_none=True, load_default=None, validate=_WORD)
    body_name = fields.String(load_default="", validate=validate.Length(max=100))
    mediators = fields.List(
        fields.String(validate=_WORD), load_default=list, validate=validate.Length(max=10)
    )
    lead = fields.String(allow_none=True, load_default=None, validate=_WORD)

    @post_load
    def make(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        """The arguments of `commands.refer`."""
        body = {name: data.pop(name) for name in ("body_id", "body_name", "mediators", "lead")}
        data["claim"] = Decimal(data["claim"]) if data["claim"] is not None else None
        return {"suit": Suit(**data), "body": Appointee(**body) if body["body_id"] else None}


class ConsentIn(Schema):
    """A party's answer."""

    ref = fields.String(required=True, validate=_WORD)
    answer = fields.Enum(rules.Consent, by_value=True, required=True)
    on = fields.Date(allow_none=True, load_default=None)


class ChoiceIn(BodyIn):
    """Whom the parties chose together; `by` holds their letters."""

    by = fields.List(fields.String(validate=_WORD), required=True, validate=validate.Length(max=200))


class AskAppointmentIn(Schema):
    """The day on which the parties asked the court to appoint; today when nothing is said."""

    on = fields.Date(allow_none=True, load_default=None)


class RequestReturnIn(Schema):
    """Why a request before filing goes back: with other routes, or the right court; else to the counter."""

    ground = fields.Enum(Unfit, by_value=True, required=True)
    routes = fields.List(fields.Enum(Route, by_value=True), load_default=list)
    right_court = fields.String(allow_none=True, load_default=None, validate=_WORD)
    words = fields.String(load_default="", validate=validate.Length(max=500))


class RecallIn(Schema):
    """Why a referral is taken back."""

    reason = fields.Enum(Recall, by_value=True, required=True)


class SuspicionAnswerIn(Schema):
    """What the judge makes of the flags."""

    answer = fields.Enum(rules.SuspicionAnswer, by_value=True, required=True)


class RecusalDecisionIn(Schema):
    """Whether the mediator withdraws."""

    recusal = fields.String(required=True, validate=_WORD)
    granted = fields.Boolean(required=True)


class ParticipantIn(Schema):
    """Who has a part in the later suit."""

    name = fields.String(required=True, validate=_WORD)
    role = fields.Enum(rules.LaterRole, by_value=True, required=True)


class MaterialIn(Schema):
    """A paper, in one of the five classes."""

    kind = fields.Enum(rules.MaterialClass, by_value=True, required=True)
    title = fields.String(required=True, validate=_WORD)
    on = fields.Date(allow_none=True, load_default=None)
    pages = fields.Integer(
        strict=True, allow_none=True, load_default=None, validate=validate.Range(1, 10_000)
    )
    digest = fields.String(allow_none=True, load_default=None, validate=validate.Regexp(r"^[0-9a-f]{64}$"))


class AcknowledgementIn(Schema):
    """What the court did with what came back."""

    disposition = fields.Enum(rules.Disposition, by_value=True, required=True)
    on = fields.Date(allow_none=True, load_default=None)
