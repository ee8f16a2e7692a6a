# SPDX-License-Identifier: Apache-2.0
"""What comes out of the endpoints of referrals: table 6.3 and no more."""

from marshmallow import Schema, fields

from services.courtlink.referrals.documents import Referral
from services.courtlink.referrals.parts import (
    Acknowledgement,
    Address,
    Attendance,
    BodyAnswer,
    Choice,
    Conduct,
    ConsentAnswer,
    Extension,
    Material,
    Outcome,
    Participant,
    Party,
    Pause,
    Recalled,
    RecusalRequest,
    SentBack,
    Session,
    Suspicion,
)
from services.courtlink.terms import TermOut
from shared.web.answers import shows


@shows(Party, "ref name role kind count")
class PartyOut(Schema):
    """A party as the court names it."""


@shows(BodyAnswer, "kind at reason")
class BodyAnswerOut(Schema):
    """What the body did within its three working days."""


@shows(Extension, "agreed_on agreed limit_ends_on")
class ExtensionOut(Schema):
    """The one longer limit; its days are no trial time in a filed suit."""


@shows(ConsentAnswer, "ref answer on")
class ConsentOut(Schema):
    """A party's answer."""


@shows(SentBack, "ground routes right_court words on")
class SentBackOut(Schema):
    """Why a request before filing went back, and where the parties go instead."""


@shows(Recalled, "reason on")
class RecalledOut(Schema):
    """Why the judge took it back."""


@shows(Choice, "by on mediators lead")
class ChoiceOut(Schema):
    """Who shall mediate; `by` is empty where the court appointed."""


@shows(Pause, "since until limit_ends_on")
class PauseOut(Schema):
    """The limit stood still for an appraisal."""


@shows(RecusalRequest, "id ground mediator granted decided_on")
class RecusalOut(Schema):
    """A request that a mediator withdraws."""


@shows(Suspicion, "flags reported_at answer answered_on answered_by")
class SuspicionOut(Schema):
    """What the mediator reported, and the judge's answer."""


@shows(Participant, "name role")
class ParticipantOut(Schema):
    """Who has a part in the later suit."""


@shows(Attendance, "ref came of")
class AttendanceOut(Schema):
    """How many of the meetings a party came to."""


@shows(Conduct, "ref code")
class ConductOut(Schema):
    """What a party did that raised the others' costs."""


@shows(Address, "ref addressee electronic")
class AddressOut(Schema):
    """A service-address form, for the court that serves papers by it."""

    address = fields.String()
    phone = fields.String(allow_none=True)


@shows(Material, "id title on pages digest")
class PaperOut(Schema):
    """One paper of the materials."""


class MaterialsOut(Schema):
    """The materials in five classes."""

    instruments = fields.List(fields.Nested(PaperOut))
    application = fields.List(fields.Nested(PaperOut))
    evidence = fields.List(fields.Nested(PaperOut))
    agents = fields.List(fields.Nested(PaperOut))
    other = fields.List(fields.Nested(PaperOut))


@shows(Session, "held_on result")
class SessionOut(Schema):
    """One meeting."""


@shows(Outcome, "code ended_on reason reason_text matters undisputed_facts agreement_digest effective_on")
class OutcomeOut(Schema):
    """What came back: table 6.3 and no more."""

    sessions = fields.List(fields.Nested(SessionOut))
    conduct = fields.List(fields.Nested(ConductOut))
    attendance = fields.List(fields.Nested(AttendanceOut))
    terms = fields.List(fields.Nested(TermOut))


@shows(Acknowledgement, "disposition on at")
class AcknowledgementOut(Schema):
    """What the court did with it."""


@shows(
    Referral,
    "number court_code cause category procedure regime referred_on judge team body_id body_name state accept_by limit_ends_on",
)
class ReferralRow(Schema):
    """A referral in a list: no party, no claim, no outcome."""

    id = fields.String(attribute="_id")


@shows(
    Referral,
    "id version number court_code court_name division cause category procedure claims claim judge team referred_on regime clock_from warnings consented_on choose_by appoint_by body_id body_name landed_at accept_by state limit_ends_on performance performed_on predecessor_id",
)
class ReferralOut(Schema):
    """A referral as the court sees it."""

    parties = fields.List(fields.Nested(PartyOut))
    consents = fields.List(fields.Nested(ConsentOut))
    sent_back = fields.Nested(SentBackOut, allow_none=True)
    recalled = fields.Nested(RecalledOut, allow_none=True)
    choice = fields.Nested(ChoiceOut, allow_none=True)
    answer = fields.Nested(BodyAnswerOut, allow_none=True)
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
    ways_open = fields.List(fields.String())
    confirmation_offered = fields.Boolean()
    fee_if_tried = fields.String(allow_none=True, metadata={"description": "yuan (CT-25)"})
    fee_if_settled = fields.String(allow_none=True, metadata={"description": "yuan, half (CT-25)"})
    participants = fields.List(fields.Nested(ParticipantOut))
    acknowledgement = fields.Nested(AcknowledgementOut, allow_none=True)
    successor_id = fields.String(allow_none=True)
    body_lapses = fields.Integer(metadata={"description": "how often this body was silent (CT-06)"})
