# SPDX-License-Identifier: Apache-2.0
"""What goes into and out of the referral endpoints."""

from typing import Any

from marshmallow import Schema, fields, post_load, validate

from services.courtlink.referrals import rules
from services.courtlink.referrals.commands import Suit
from services.courtlink.terms import TermOut
from shared.contracts.courtlink import ReferredParty

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


class SuitIn(Schema):
    """A case that a judge refers, and the body that shall mediate it."""

    number = fields.String(required=True, validate=_WORD)
    court_code = fields.String(required=True, validate=_WORD)
    division = fields.String(validate=_WORD)
    cause = fields.String(required=True, validate=_WORD)
    category = fields.String(required=True, validate=_WORD)
    procedure = fields.Enum(rules.Procedure, by_value=True, required=True)
    claims = fields.String(load_default="", validate=validate.Length(max=2000))
    referred_on = fields.Date(required=True)
    filed_on = fields.Date(allow_none=True, load_default=None)
    parties = fields.List(fields.Nested(PartyIn), required=True, validate=validate.Length(min=2, max=200))
    consented = fields.List(fields.String(), required=True)
    consented_on = fields.Date(allow_none=True)
    body_id = fields.String(required=True, validate=_WORD)
    body_name = fields.String(load_default="", validate=validate.Length(max=100))

    @post_load
    def make(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        """The arguments of `commands.refer`."""
        body = {name: data.pop(name) for name in ("body_id", "body_name")}
        return {"suit": Suit(**data), **body}


class BodyIn(Schema):
    """Another body to appoint."""

    body_id = fields.String(required=True, validate=_WORD)
    body_name = fields.String(load_default="", validate=validate.Length(max=100))


class AcknowledgementIn(Schema):
    """What the court did with what came back."""

    disposition = fields.Enum(rules.Disposition, by_value=True, required=True)
    on = fields.Date(allow_none=True, load_default=None)


class PartyOut(Schema):
    """A party as the court names it."""

    ref = fields.String()
    name = fields.String()
    role = fields.String()
    kind = fields.String()
    count = fields.Integer()


class BodyAnswerOut(Schema):
    """What the body did within its three working days."""

    kind = fields.String()
    at = fields.AwareDateTime()
    reason = fields.String(allow_none=True)


class ExtensionOut(Schema):
    """The one longer limit; its days are no trial time in a filed suit."""

    agreed_on = fields.Date()
    limit_ends_on = fields.Date()


class SessionOut(Schema):
    """One meeting."""

    held_on = fields.Date(allow_none=True)
    result = fields.String()


class OutcomeOut(Schema):
    """What came back: table 6.3 and no more."""

    code = fields.String()
    ended_on = fields.Date()
    sessions = fields.List(fields.Nested(SessionOut))
    reason = fields.String(allow_none=True)
    reason_text = fields.String(allow_none=True)
    undisputed_facts = fields.List(fields.String())
    agreement_digest = fields.String(allow_none=True)
    effective_on = fields.Date(allow_none=True)
    terms = fields.List(fields.Nested(TermOut))


class AcknowledgementOut(Schema):
    """What the court did with it."""

    disposition = fields.String()
    on = fields.Date(allow_none=True)
    at = fields.AwareDateTime()


class ReferralRow(Schema):
    """A referral in a list: no party, no claim, no outcome."""

    id = fields.String(attribute="_id")
    number = fields.String()
    court_code = fields.String()
    cause = fields.String()
    category = fields.String()
    procedure = fields.String()
    regime = fields.String()
    referred_on = fields.Date()
    body_id = fields.String()
    body_name = fields.String()
    state = fields.String()
    accept_by = fields.Date()
    limit_ends_on = fields.Date(allow_none=True)


class ReferralOut(Schema):
    """A referral as the court sees it."""

    id = fields.String()
    version = fields.Integer()
    number = fields.String()
    court_code = fields.String()
    court_name = fields.String()
    division = fields.String(allow_none=True)
    cause = fields.String()
    category = fields.String()
    procedure = fields.String()
    claims = fields.String()
    referred_on = fields.Date()
    regime = fields.String()
    warnings = fields.List(fields.String())
    parties = fields.List(fields.Nested(PartyOut))
    consented_on = fields.Date(allow_none=True)
    body_id = fields.String()
    body_name = fields.String()
    landed_at = fields.AwareDateTime()
    accept_by = fields.Date()
    state = fields.String()
    answer = fields.Nested(BodyAnswerOut, allow_none=True)
    limit_ends_on = fields.Date(allow_none=True)
    extension = fields.Nested(ExtensionOut, allow_none=True)
    extension_is_trial_time = fields.Boolean()
    outcome = fields.Nested(OutcomeOut, allow_none=True)
    acknowledgement = fields.Nested(AcknowledgementOut, allow_none=True)
    predecessor_id = fields.String(allow_none=True)
    successor_id = fields.String(allow_none=True)
    body_lapses = fields.Integer(metadata={"description": "how often this body was silent (CT-06)"})
