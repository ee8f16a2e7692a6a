# SPDX-License-Identifier: Apache-2.0
"""What goes into and out of the endpoints of hand-overs."""

from marshmallow import Schema, fields, validate

from services.mediation.handovers.documents import CourtAnswer, Handover, Pack, PartyWord
from services.mediation.handovers.rules import TEXT_LIMIT, Item, Wish
from shared.web.answers import shows

_WORD = validate.Length(min=1, max=100)
_REF = validate.Regexp(r"^[A-Z]\d{0,3}$")


class DisputeIn(Schema):
    """What is still in dispute, in neutral words that every party reads before it consents."""

    in_dispute = fields.String(required=True, validate=validate.Length(max=TEXT_LIMIT))


class PrepareIn(Schema):
    """To which court: that of the case's place when none is named; and what is in dispute."""

    court_code = fields.String(load_default="", validate=validate.Length(max=100))
    in_dispute = fields.String(load_default="", validate=validate.Length(max=TEXT_LIMIT))


class HandoverIn(PrepareIn):
    """Which case, and to which court."""

    case_id = fields.String(required=True, validate=_WORD)


class PartyWordIn(Schema):
    """What a party wishes and consents to; with the scan of the signed paper when a mediator enters it."""

    ref = fields.String(required=True, validate=_REF)
    wish = fields.Enum(Wish, by_value=True, required=True)
    items = fields.List(
        fields.Enum(Item, by_value=True), required=True, validate=validate.Length(max=len(Item))
    )
    scan = fields.String(allow_none=True, load_default=None, validate=_WORD)


@shows(PartyWord, "ref wish items receiver purpose at")
class PartyWordOut(Schema):
    """What a party was told and what it said (PV-05)."""


@shows(Pack, "number made_at items")
class PackOut(Schema):
    """A version of the pack, and what was in it."""


@shows(CourtAnswer, "pack answer on court_name number missing reason reason_text routes")
class HandoverAnswerOut(Schema):
    """What the court did with a pack."""

    by = fields.Date(allow_none=True, metadata={"description": "last day to complete the pack"})


@shows(Handover, "id version state court_code court_name body_name in_dispute")
class HandoverOut(Schema):
    """A hand-over as its mediators and parties see it; `would_hold` is what a pack sent now would contain."""

    undisputed_facts = fields.List(fields.String())
    said = fields.List(fields.Nested(PartyWordOut))
    would_hold = fields.List(fields.String())
    missing = fields.List(fields.String(), metadata={"description": "what the court still asks for"})
    packs = fields.List(fields.Nested(PackOut))
    answers = fields.List(fields.Nested(HandoverAnswerOut))
