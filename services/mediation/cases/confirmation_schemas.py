# SPDX-License-Identifier: Apache-2.0
"""What goes into and out of the endpoints of judicial confirmation on mediation's side."""

from marshmallow import Schema, fields, validate

from services.mediation.cases.confirmation_rules import AskMeans
from services.mediation.cases.court_words import ConfirmationAsk, CourtMove
from shared.web.answers import shows

_WORD = validate.Length(min=1, max=100)
_REF = validate.Regexp(r"^[A-Z]\d{0,3}$")


class ServiceAddressIn(Schema):
    """Where a court's papers reach a party; the party signs it."""

    ref = fields.String(required=True, validate=_REF)
    receiver = fields.String(load_default="", validate=validate.Length(max=100))
    address = fields.String(required=True, validate=validate.Length(min=5, max=300))
    phone = fields.String(required=True, validate=validate.Regexp(r"^\+?[\d -]{5,20}$"))
    place = fields.String(
        allow_none=True,
        load_default=None,
        validate=_WORD,
        metadata={"description": "the division of the address, which opens its court (CF-02)"},
    )
    electronic = fields.Boolean(
        load_default=False, metadata={"description": "papers may come electronically"}
    )
    signed_on = fields.Date(allow_none=True, load_default=None)


class ClearingIn(Schema):
    """Why a finding of the content check is none, after somebody read the term again."""

    finding = fields.String(required=True, validate=_WORD)
    reason = fields.String(required=True, validate=validate.Length(min=1, max=500))


class AskIn(Schema):
    """One party's own act; on paper with its scan when a mediator enters it."""

    ref = fields.String(required=True, validate=_REF)
    court_code = fields.String(required=True, validate=_WORD)
    means = fields.Enum(AskMeans, by_value=True, required=True)
    scan = fields.String(allow_none=True, load_default=None, validate=_WORD)
    by_agent = fields.Boolean(load_default=False)


class TakeBackIn(Schema):
    """A party takes back what it asked that court for."""

    ref = fields.String(required=True, validate=_REF)
    court_code = fields.String(required=True, validate=_WORD)


class CourtOut(Schema):
    """A court that has jurisdiction, and why."""

    code = fields.String()
    name = fields.String()
    ground = fields.String()


@shows(ConfirmationAsk, "ref court_code at means by_agent")
class AskOut(Schema):
    """Which party asked which court, and when."""


@shows(CourtMove, "step state on court_name by missing ground ground_text number")
class MoveOut(Schema):
    """What the court told."""


class ReadinessOut(Schema):
    """Whether the agreement can be put to confirmation, where, until when, and where it stands."""

    ready = fields.Boolean()
    obstacles = fields.List(fields.String(), metadata={"description": "codes for which no court takes it"})
    warnings = fields.List(fields.String(), metadata={"description": "codes for which a court may reject it"})
    effective_on = fields.Date(allow_none=True)
    last_day = fields.Date(allow_none=True, metadata={"description": "null while its year is not announced"})
    expired = fields.Boolean()
    courts = fields.List(fields.Nested(CourtOut))
    present = fields.List(fields.String())
    missing = fields.List(fields.String())
    asks = fields.List(fields.Nested(AskOut))
    waits_for = fields.List(fields.String(), metadata={"description": "letters whose own act is missing"})
    requested_at_courts = fields.List(fields.String())
    moves = fields.List(fields.Nested(MoveOut))
    ways = fields.List(
        fields.String(), metadata={"description": "what is open after a court did not confirm"}
    )
