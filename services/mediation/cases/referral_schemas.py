# SPDX-License-Identifier: Apache-2.0
"""What goes into the endpoints of cases that a court referred."""

from typing import Any

from marshmallow import Schema, fields, post_load, validate

from services.mediation.cases.agreement_schemas import TermIn
from services.mediation.cases.referral_rules import COURSE_LIMIT, Conduct, RedFlag, Return, Tie, Topic
from services.mediation.cases.schemas import day

_WORD = validate.Length(min=1, max=100)
_REF = validate.Regexp(r"^[A-Z]\d{0,3}$")


def _refs() -> fields.List[Any]:
    return fields.List(fields.String(validate=_REF), required=True, validate=validate.Length(max=500))


class AcceptReferralIn(Schema):
    """The body accepts; `signed_for_on` is the day it signed for the court's papers, where there are papers."""

    signed_for_on = day()


class DeclineIn(Schema):
    """Why the body does not take it; the court reads the reason (CT-06)."""

    reason = fields.String(required=True, validate=validate.Length(min=1, max=300))


class ExtendIn(Schema):
    """Who agreed to the longer limit, and when."""

    agreed = _refs()
    agreed_on = day()


class ProposalIn(Schema):
    """Terms that count as agreed unless a party objects; `agreed` are those who agreed to be bound so."""

    terms = fields.List(fields.Nested(TermIn), required=True, validate=validate.Length(min=1, max=50))
    agreed = _refs()


class ProposalDeliveryIn(Schema):
    """A party received the proposal in writing."""

    ref = fields.String(required=True, validate=_REF)
    on = day()


class ProposalObjectionIn(Schema):
    """Who objects to it."""

    ref = fields.String(required=True, validate=_REF)


class FactIn(Schema):
    """A fact that may be signed as undisputed."""

    text = fields.String(required=True, validate=validate.Length(min=1, max=2000))


class FactSignIn(Schema):
    """A party signs a fact."""

    fact = fields.String(required=True, validate=_WORD)
    ref = fields.String(required=True, validate=_REF)


class AddressIn(Schema):
    """The service-address form of a party."""

    addressee = fields.String(required=True, validate=_WORD)
    address = fields.String(required=True, validate=validate.Length(min=1, max=200))
    phone = fields.String(load_default="", validate=validate.Regexp(r"^$|^\+?[\d -]{5,20}$"))
    electronic = fields.Boolean(load_default=False)


class PreparationIn(Schema):
    """What was done with a party before the first meeting."""

    ref = fields.String(required=True, validate=_REF)
    identity_checked = fields.Boolean(required=True)
    warned = fields.Boolean(required=True)
    address = fields.Nested(AddressIn, allow_none=True, load_default=None)
    address_declined = fields.Boolean(load_default=False)
    online = fields.Boolean(load_default=False)
    separate_times = fields.Boolean(load_default=False)
    recording_alone = fields.Boolean(load_default=False)
    on = day()


class DisclosureIn(Schema):
    """A tie to disclose; one's own unless an account is named."""

    tie = fields.Enum(Tie, by_value=True, required=True)
    account = fields.String(allow_none=True, load_default=None, validate=_WORD)


class AcceptTieIn(Schema):
    """A party accepts a disclosed tie."""

    disclosure = fields.String(required=True, validate=_WORD)
    ref = fields.String(required=True, validate=_REF)


class RecusalIn(Schema):
    """A party asks that a mediator withdraws."""

    account = fields.String(required=True, validate=_WORD)
    ref = fields.String(required=True, validate=_REF)
    ground = fields.Enum(Tie, by_value=True, required=True)


class RecusalDecisionIn(Schema):
    """Whether the mediator withdraws."""

    recusal = fields.String(required=True, validate=_WORD)
    granted = fields.Boolean(required=True)


class ConductIn(Schema):
    """What raised the others' costs; that party was shown it on that day."""

    ref = fields.String(required=True, validate=_REF)
    code = fields.Enum(Conduct, by_value=True, required=True)
    shown_on = fields.Date(required=True)

    @post_load
    def plain(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        """As the document stores it."""
        return data | {"code": str(data["code"])}


class FailurePaperIn(Schema):
    """What the court may read of a failure: the course, conduct by codes, other matters."""

    course = fields.String(load_default="", validate=validate.Length(max=COURSE_LIMIT))
    matters = fields.String(load_default="", validate=validate.Length(max=COURSE_LIMIT))
    conduct = fields.List(fields.Nested(ConductIn), load_default=list, validate=validate.Length(max=50))


class SendBackIn(Schema):
    """Why the papers go back before a mediation, and because of which party."""

    reason = fields.Enum(Return, by_value=True, required=True)
    ref = fields.String(required=True, validate=_REF)


class SuspicionIn(Schema):
    """What makes it suspect, as codes."""

    flags = fields.List(
        fields.Enum(RedFlag, by_value=True), required=True, validate=validate.Length(min=1, max=10)
    )


class GuidanceIn(Schema):
    """What the judges are asked: a topic, and an article such as `民法典第五百八十五条`."""

    topic = fields.Enum(Topic, by_value=True, required=True)
    article = fields.String(load_default="", validate=validate.Length(max=60))
