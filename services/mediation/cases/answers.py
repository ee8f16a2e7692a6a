# SPDX-License-Identifier: Apache-2.0
"""What comes out of the endpoints of cases."""

from marshmallow import Schema, fields

from services.mediation.cases.agreements import Agreement, Instalment, SigningAct, Term
from services.mediation.cases.board import PutForward
from services.mediation.cases.clocks import Clock
from services.mediation.cases.documents import Case, Report
from services.mediation.cases.meetings import Appointment, Attendance, MeetingRecord, Offer, Unavailable
from services.mediation.cases.paperwork import Investigation
from services.mediation.cases.parties import Helper, Party, Told
from services.mediation.cases.partners import LeadChange, LeadOffer, MediatorChoice
from services.mediation.cases.referral import (
    Conduct,
    CourtReferral,
    Delivery,
    Disclosure,
    Fact,
    FailurePaper,
    Guidance,
    Preparation,
    Proposal,
    Recusal,
    Suspicion,
)
from shared.web.answers import shows


@shows(Party, "ref name role kind place count capacity consent rights_noticed remedies")
class PartyOut(Schema):
    """A party; phones stay sealed."""


@shows(Attendance, "who came_as")
class AttendanceOut(Schema):
    """Who came."""


@shows(Offer, "by what amount")
class OfferOut(Schema):
    """What one side offered."""


@shows(
    MeetingRecord,
    "id held_on mode result count before_us place began_at ended_at device_at record facts_agreed next_on corrects recorded_by recorded_at",
)
class SessionOut(Schema):
    """A session."""

    came = fields.List(fields.Nested(AttendanceOut))
    offers = fields.List(fields.Nested(OfferOut))
    open = fields.Boolean(attribute="is_open")


@shows(Investigation, "id on place asked relation record device_at recorded_by recorded_at")
class InvestigationOut(Schema):
    """What somebody was asked."""


@shows(Told, "id about ref answer channel on reason device_at recorded_by recorded_at")
class ToldOut(Schema):
    """What a party answered, or was told: `about` is consent, rights_notice or remedies_notice."""


class AbsenceOut(Schema):
    """Why a paper is not there."""

    paper = fields.String()
    ref = fields.String()
    reason = fields.String()


@shows(Instalment, "amount due due_on")
class InstalmentOut(Schema):
    """One part of a payment."""


@shows(Term, "kind who to what amount due due_on third_person")
class TermOut(Schema):
    """One duty."""

    plan = fields.List(fields.Nested(InstalmentOut))


@shows(SigningAct, "kind ref on means scan")
class ActOut(Schema):
    """One act of signing."""


@shows(Agreement, "form agreed_on effective effective_on partial digest findings")
class AgreementOut(Schema):
    """An agreement."""

    terms = fields.List(fields.Nested(TermOut))
    acts = fields.List(fields.Nested(ActOut))


@shows(Fact, "id text signed")
class FactOut(Schema):
    """An undisputed fact and who signed it."""


@shows(Preparation, "ref on identity_checked warned address online separate_times recording_alone")
class PreparationOut(Schema):
    """What was done with a party before the first meeting; the address stays sealed."""


@shows(Disclosure, "id account tie at accepted")
class DisclosureOut(Schema):
    """A tie that a mediator disclosed, and who accepts it."""


@shows(Recusal, "id account ref ground granted decided_on")
class RecusalOut(Schema):
    """A request that a mediator withdraws, and how it was decided."""


@shows(Conduct, "ref code shown_on")
class ConductOut(Schema):
    """What raised the others' costs, and when that party was shown it."""


@shows(FailurePaper, "course matters")
class FailurePaperOut(Schema):
    """The failure paper as it may go to the court."""

    conduct = fields.List(fields.Nested(ConductOut))
    reviewed = fields.Function(lambda paper: bool(paper.reviewed_by))


@shows(Suspicion, "flags answer answered_on")
class SuspicionOut(Schema):
    """A suspicion of false mediation, and the judge's answer: for those who mediate, never for a party (CT-15)."""


@shows(Guidance, "id topic article answer answered_on")
class GuidanceOut(Schema):
    """A question to the judges and their answer."""


@shows(Delivery, "ref on")
class DeliveryOut(Schema):
    """A party received the proposal."""


@shows(Proposal, "agreed at objected_by objected_at taken_at")
class ProposalOut(Schema):
    """A mediator's written proposal (CT-27)."""

    terms = fields.List(fields.Nested(TermOut))
    delivered = fields.List(fields.Nested(DeliveryOut))


@shows(
    CourtReferral,
    "number court_code court_name regime accept_by limit_ends_on paused_since extended chosen lead sent_back",
)
class ReferralOut(Schema):
    """What the court sent, the clocks, and what the case owes to the court."""

    preparations = fields.List(fields.Nested(PreparationOut))
    disclosures = fields.List(fields.Nested(DisclosureOut))
    recusals = fields.List(fields.Nested(RecusalOut))
    paper = fields.Nested(FailurePaperOut, allow_none=True)
    proposal = fields.Nested(ProposalOut, allow_none=True)


@shows(Helper, "id name kind agreed")
class HelperOut(Schema):
    """A helper and the parties who agreed."""


@shows(Clock, "rule about start raw_end end met_at warned_at late_at")
class ClockOut(Schema):
    """A limit with what explains it (D-11); `end` is the last day, null while its year is not announced (D-10)."""

    paused = fields.Boolean()


@shows(Appointment, "id at minutes place mode cancelled")
class AppointmentOut(Schema):
    """When to meet."""


@shows(Unavailable, "ref since until")
class UnavailableOut(Schema):
    """Days on which a party can't come."""


class PartnerOut(Schema):
    """A body that mediates jointly; the case's own body leads."""

    body_id = fields.String()
    name = fields.String()
    reason = fields.String()


@shows(LeadOffer, "body_id reason agreed at")
class LeadOfferOut(Schema):
    """The lead that is offered to a partner, and the parties who agreed."""


@shows(LeadChange, "from_body_id from_number at")
class LeadChangeOut(Schema):
    """A change of the lead: which body led before, under which number, and what was agreed."""

    offer = fields.Nested(LeadOfferOut)


@shows(MediatorChoice, "ref account")
class ChoiceOut(Schema):
    """The mediator whom a party chose."""


class ReadingOut(Schema):
    """That a supervisor read the case or its folder as part of a sample, or that somebody asked for the parties' contacts."""

    by = fields.String()
    at = fields.AwareDateTime()
    what = fields.String()
    reason = fields.String()


@shows(Report, "to at by note")
class ReportOut(Schema):
    """A report to police or the competent office; its words are only for those who mediate."""


class DangerOut(Schema):
    """How dangerous a dispute is, what is known, and who was told: for those who must act (PM-13)."""

    id = fields.String()
    risk = fields.String()
    concerns = fields.List(fields.String())
    reports = fields.List(fields.Nested(ReportOut))
    report_clocks = fields.List(fields.Nested(ClockOut))


@shows(
    Case,
    "id version state place body_id body_name file_number category grid_category channel way refused_for refusal_ground go_to facts subject short_form applied_on applied_at accepted_on limit_ends_on mediators performance task_id lead_cadre predecessor_id successor_id confirmation_result closed_on",
)
class CaseOut(Schema):
    """A case as its mediators and parties see it; reports to police are not in it.

    Who only watches over the body gets no party, session, paper or word of it: those fields are left out (PV-20).
    """

    parties = fields.List(fields.Nested(PartyOut))
    partners = fields.List(fields.Nested(PartnerOut))
    lead_offer = fields.Nested(LeadOfferOut, allow_none=True)
    lead_changes = fields.List(fields.Nested(LeadChangeOut))
    choices = fields.List(fields.Nested(ChoiceOut))
    helpers = fields.List(fields.Nested(HelperOut))
    clocks = fields.List(fields.Nested(ClockOut), attribute="shown_clocks")
    appointments = fields.List(fields.Nested(AppointmentOut))
    unavailable = fields.List(fields.Nested(UnavailableOut))
    sessions = fields.List(fields.Nested(SessionOut))
    absent = fields.List(fields.Nested(AbsenceOut))
    agreement = fields.Nested(AgreementOut, allow_none=True)
    undisputed = fields.List(fields.Nested(FactOut))
    referral = fields.Nested(ReferralOut, allow_none=True)
    guidance = fields.List(fields.Nested(GuidanceOut))


@shows(PutForward, "grounds reason at by")
class PutForwardOut(Schema):
    """That the case was put forward for the star board."""


class BoardOut(Schema):
    """Whether the dispute may go on the star board before it fails: grounds, and the code of what bars it (SB-01)."""

    grounds = fields.List(fields.String())
    bar = fields.String(allow_none=True)
    may = fields.Boolean()
    put_forward = fields.Nested(PutForwardOut, allow_none=True)


@shows(Case, "state file_number category channel body_name place task_id predecessor_id version")
class CaseRow(Schema):
    """A case in a list: no party, no text."""

    id = fields.String(attribute="_id")


class SummaryOut(Schema):
    """The computed figures of a case."""

    case_id = fields.String()
    state = fields.String()
    file_number = fields.String(allow_none=True)
    payable_total = fields.String(allow_none=True)
    payable_total_exact = fields.Boolean(allow_none=True)
    recurring_duties = fields.Integer()
    instalments = fields.Integer()
    conditional_terms = fields.Integer()
    nonmonetary_terms = fields.Integer()
    terms = fields.Integer()
    recorded_sessions = fields.Integer()
    recorded_failed_sessions = fields.Integer()
    confirmable = fields.Boolean()
    blockers = fields.List(fields.String())
    effective_on = fields.Date(allow_none=True)
    days_intake_to_agreement = fields.Integer(allow_none=True)
    confirmation_deadline = fields.Date(allow_none=True)
    final_state = fields.String()


class RepeatOut(Schema):
    """How many disputes a party had before; never what they were."""

    ref = fields.String()
    earlier = fields.Integer()
    in_ledgers = fields.Integer()


class CertificateOut(Schema):
    """That protection of a right was asked for, which interrupts limitation from that moment (PM-25); `first_applied_at` is
    when it was first asked for, where the quarrel had come before."""

    case_id = fields.String()
    body_name = fields.String()
    parties = fields.List(fields.String())
    category = fields.String()
    applied_at = fields.AwareDateTime()
    first_applied_at = fields.AwareDateTime()
