# SPDX-License-Identifier: Apache-2.0
"""What comes out of the endpoints of referrals: table 6.3 and no more."""

from marshmallow import Schema, fields

from services.courtlink.terms import TermOut


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
    agreed = fields.List(fields.String())
    limit_ends_on = fields.Date()


class ConsentOut(Schema):
    """A party's answer."""

    ref = fields.String()
    answer = fields.String()
    on = fields.Date()


class ChoiceOut(Schema):
    """Who shall mediate; `by` is empty where the court appointed."""

    by = fields.List(fields.String())
    on = fields.Date()
    mediators = fields.List(fields.String())
    lead = fields.String(allow_none=True)


class PauseOut(Schema):
    """The limit stood still for an appraisal."""

    since = fields.Date()
    until = fields.Date(allow_none=True)
    limit_ends_on = fields.Date(allow_none=True)


class RecusalOut(Schema):
    """A request that a mediator withdraws."""

    id = fields.String()
    ground = fields.String()
    granted = fields.Boolean(allow_none=True)
    decided_on = fields.Date(allow_none=True)


class SuspicionOut(Schema):
    """What the mediator reported, and the judge's answer."""

    flags = fields.List(fields.String())
    reported_at = fields.AwareDateTime(allow_none=True)
    answer = fields.String(allow_none=True)
    answered_on = fields.Date(allow_none=True)
    answered_by = fields.String(allow_none=True)


class ParticipantOut(Schema):
    """Who has a part in the later suit."""

    name = fields.String()
    role = fields.String()


class AttendanceOut(Schema):
    """How many of the meetings a party came to."""

    ref = fields.String()
    came = fields.Integer()
    of = fields.Integer()


class ConductOut(Schema):
    """What a party did that raised the others' costs."""

    ref = fields.String()
    code = fields.String()


class AddressOut(Schema):
    """A service-address form, for the court that serves papers by it."""

    ref = fields.String()
    addressee = fields.String()
    address = fields.String()
    phone = fields.String(allow_none=True)
    electronic = fields.Boolean()


class PaperOut(Schema):
    """One paper of the materials."""

    id = fields.String()
    title = fields.String()
    on = fields.Date(allow_none=True)
    pages = fields.Integer(allow_none=True)
    digest = fields.String(allow_none=True)


class MaterialsOut(Schema):
    """The materials in five classes."""

    instruments = fields.List(fields.Nested(PaperOut))
    application = fields.List(fields.Nested(PaperOut))
    evidence = fields.List(fields.Nested(PaperOut))
    agents = fields.List(fields.Nested(PaperOut))
    other = fields.List(fields.Nested(PaperOut))


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
    conduct = fields.List(fields.Nested(ConductOut))
    matters = fields.String(allow_none=True)
    attendance = fields.List(fields.Nested(AttendanceOut))
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
    judge = fields.String()
    team = fields.String(allow_none=True)
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
    claim = fields.String(allow_none=True)
    judge = fields.String(allow_none=True)
    team = fields.String(allow_none=True)
    referred_on = fields.Date()
    regime = fields.String()
    clock_from = fields.String()
    warnings = fields.List(fields.String())
    parties = fields.List(fields.Nested(PartyOut))
    consents = fields.List(fields.Nested(ConsentOut))
    consented_on = fields.Date(allow_none=True)
    choose_by = fields.Date(allow_none=True)
    appoint_by = fields.Date(allow_none=True)
    choice = fields.Nested(ChoiceOut, allow_none=True)
    body_id = fields.String(allow_none=True)
    body_name = fields.String(allow_none=True)
    landed_at = fields.AwareDateTime(allow_none=True)
    accept_by = fields.Date(allow_none=True)
    state = fields.String()
    answer = fields.Nested(BodyAnswerOut, allow_none=True)
    limit_ends_on = fields.Date(allow_none=True)
    extension = fields.Nested(ExtensionOut, allow_none=True)
    extension_is_trial_time = fields.Boolean()
    last_day = fields.Date(allow_none=True, metadata={"description": "after extension and appraisal"})
    pauses = fields.List(fields.Nested(PauseOut))
    stands_still = fields.Boolean()
    staff = fields.List(fields.String(), metadata={"description": "whoever mediated it (CT-21)"})
    recusals = fields.List(fields.Nested(RecusalOut))
    red_flags = fields.List(fields.String())
    flags_open = fields.Boolean()
    suspicion = fields.Nested(SuspicionOut, allow_none=True)
    outcome = fields.Nested(OutcomeOut, allow_none=True)
    performance = fields.String(allow_none=True)
    performed_on = fields.Date(allow_none=True)
    ways_open = fields.List(fields.String())
    confirmation_offered = fields.Boolean()
    fee_if_tried = fields.String(allow_none=True, metadata={"description": "yuan (CT-25)"})
    fee_if_settled = fields.String(allow_none=True, metadata={"description": "yuan, half (CT-25)"})
    participants = fields.List(fields.Nested(ParticipantOut))
    acknowledgement = fields.Nested(AcknowledgementOut, allow_none=True)
    predecessor_id = fields.String(allow_none=True)
    successor_id = fields.String(allow_none=True)
    body_lapses = fields.Integer(metadata={"description": "how often this body was silent (CT-06)"})
