# SPDX-License-Identifier: Apache-2.0
"""What comes out of the endpoints of cases."""

from marshmallow import Schema, fields


class PartyOut(Schema):
    """A party; phones stay sealed."""

    ref = fields.String()
    name = fields.String()
    role = fields.String()
    kind = fields.String()
    count = fields.Integer()
    capacity = fields.String()
    consent = fields.String()
    rights_noticed = fields.Boolean()
    remedies = fields.String(allow_none=True)


class AttendanceOut(Schema):
    """Who came."""

    who = fields.String()
    came_as = fields.String()


class OfferOut(Schema):
    """What one side offered."""

    by = fields.String()
    what = fields.String()
    amount = fields.String(allow_none=True)


class SessionOut(Schema):
    """A session."""

    id = fields.String()
    held_on = fields.Date(allow_none=True)
    mode = fields.String()
    result = fields.String()
    count = fields.Integer()
    before_us = fields.Boolean()
    place = fields.String()
    began_at = fields.AwareDateTime(allow_none=True)
    ended_at = fields.AwareDateTime(allow_none=True)
    device_at = fields.AwareDateTime(allow_none=True)
    came = fields.List(fields.Nested(AttendanceOut))
    record = fields.String()
    offers = fields.List(fields.Nested(OfferOut))
    facts_agreed = fields.List(fields.String())
    next_on = fields.Date(allow_none=True)
    open = fields.Boolean(attribute="is_open")
    corrects = fields.String(allow_none=True)
    recorded_by = fields.String(allow_none=True)
    recorded_at = fields.AwareDateTime()


class InvestigationOut(Schema):
    """What somebody was asked."""

    id = fields.String()
    on = fields.Date(allow_none=True)
    place = fields.String()
    asked = fields.String()
    relation = fields.String()
    record = fields.String()
    device_at = fields.AwareDateTime(allow_none=True)
    recorded_at = fields.AwareDateTime()


class AbsenceOut(Schema):
    """Why a paper is not there."""

    paper = fields.String()
    ref = fields.String()
    reason = fields.String()


class InstalmentOut(Schema):
    """One part of a payment."""

    amount = fields.String(allow_none=True)
    due = fields.String(allow_none=True)
    due_on = fields.Date(allow_none=True)


class TermOut(Schema):
    """One duty."""

    kind = fields.String()
    who = fields.String()
    to = fields.String(allow_none=True)
    what = fields.String()
    amount = fields.String(allow_none=True)
    due = fields.String(allow_none=True)
    due_on = fields.Date(allow_none=True)
    plan = fields.List(fields.Nested(InstalmentOut))
    third_person = fields.String(allow_none=True)


class ActOut(Schema):
    """One act of signing."""

    kind = fields.String()
    ref = fields.String()
    on = fields.Date(allow_none=True)
    means = fields.String(allow_none=True)
    scan = fields.String(allow_none=True)


class AgreementOut(Schema):
    """An agreement."""

    form = fields.String()
    agreed_on = fields.Date(allow_none=True)
    effective = fields.Boolean()
    effective_on = fields.Date(allow_none=True)
    partial = fields.Boolean()  # type: ignore[assignment]
    digest = fields.String(allow_none=True)
    findings = fields.List(fields.String())
    terms = fields.List(fields.Nested(TermOut))
    acts = fields.List(fields.Nested(ActOut))


class FactOut(Schema):
    """An undisputed fact and who signed it."""

    id = fields.String()
    text = fields.String()
    signed = fields.List(fields.String())


class PreparationOut(Schema):
    """What was done with a party before the first meeting; the address stays sealed."""

    ref = fields.String()
    on = fields.Date()
    identity_checked = fields.Boolean()
    warned = fields.Boolean()
    address = fields.String(allow_none=True)
    separate_times = fields.Boolean()
    recording_alone = fields.Boolean()


class DisclosureOut(Schema):
    """A tie that a mediator disclosed, and who accepts it."""

    id = fields.String()
    account = fields.String()
    tie = fields.String()
    at = fields.AwareDateTime()
    accepted = fields.List(fields.String())


class RecusalOut(Schema):
    """A request that a mediator withdraws, and how it was decided."""

    id = fields.String()
    account = fields.String()
    ref = fields.String()
    ground = fields.String()
    granted = fields.Boolean(allow_none=True)
    decided_on = fields.Date(allow_none=True)


class ConductOut(Schema):
    """What raised the others' costs, and when that party was shown it."""

    ref = fields.String()
    code = fields.String()
    shown_on = fields.Date()


class FailurePaperOut(Schema):
    """The failure paper as it may go to the court."""

    course = fields.String()
    matters = fields.String()
    conduct = fields.List(fields.Nested(ConductOut))
    reviewed = fields.Function(lambda paper: bool(paper.reviewed_by))


class SuspicionOut(Schema):
    """A suspicion of false mediation, and the judge's answer."""

    flags = fields.List(fields.String())
    answer = fields.String(allow_none=True)
    answered_on = fields.Date(allow_none=True)


class GuidanceOut(Schema):
    """A question to the judges and their answer."""

    id = fields.String()
    topic = fields.String()
    article = fields.String()
    answer = fields.String(allow_none=True)
    answered_on = fields.Date(allow_none=True)


class ReferralOut(Schema):
    """What the court sent, the clocks, and what the case owes to the court."""

    number = fields.String()
    court_code = fields.String()
    court_name = fields.String(allow_none=True)
    regime = fields.String(allow_none=True)
    accept_by = fields.Date()
    limit_ends_on = fields.Date(allow_none=True)
    paused_since = fields.Date(allow_none=True)
    extended = fields.Boolean()
    chosen = fields.List(fields.String())
    lead = fields.String(allow_none=True)
    preparations = fields.List(fields.Nested(PreparationOut))
    disclosures = fields.List(fields.Nested(DisclosureOut))
    recusals = fields.List(fields.Nested(RecusalOut))
    paper = fields.Nested(FailurePaperOut, allow_none=True)
    suspicion = fields.Nested(SuspicionOut, allow_none=True)
    sent_back = fields.Boolean()


class HelperOut(Schema):
    """A helper and the parties who agreed."""

    id = fields.String()
    name = fields.String()
    kind = fields.String()
    agreed = fields.List(fields.String())


class ClockOut(Schema):
    """A limit with what explains it (D-11); `end` is the last day, null while its year is not announced (D-10)."""

    rule = fields.String()
    about = fields.String()
    start = fields.Date()
    raw_end = fields.Date(allow_none=True)
    end = fields.Date(allow_none=True)
    met_at = fields.AwareDateTime(allow_none=True)
    warned_at = fields.AwareDateTime(allow_none=True)
    late_at = fields.AwareDateTime(allow_none=True)
    paused = fields.Function(lambda clock: bool(clock.pauses and clock.pauses[-1].until is None))


class AppointmentOut(Schema):
    """When to meet."""

    id = fields.String()
    at = fields.AwareDateTime()
    minutes = fields.Integer()
    place = fields.String()
    mode = fields.String()
    cancelled = fields.Boolean()


class UnavailableOut(Schema):
    """Days on which a party can't come."""

    ref = fields.String()
    since = fields.Date()
    until = fields.Date()


class PartnerOut(Schema):
    """A body that mediates jointly; the case's own body leads."""

    body_id = fields.String()
    name = fields.String()
    reason = fields.String()


class ChoiceOut(Schema):
    """The mediator whom a party chose."""

    ref = fields.String()
    account = fields.String()


class ReportOut(Schema):
    """A report to police or the competent office."""

    to = fields.String()
    at = fields.AwareDateTime()
    by = fields.String()
    note = fields.String()


class DangerOut(Schema):
    """How dangerous a dispute is, what is known, and who was told: for those who must act (PM-13)."""

    id = fields.String()
    risk = fields.String()
    concerns = fields.List(fields.String())
    reports = fields.List(fields.Nested(ReportOut))
    report_clocks = fields.List(fields.Nested(ClockOut))


class CaseOut(Schema):
    """A case as its mediators and parties see it; reports to police are not in it."""

    id = fields.String()
    version = fields.Integer()
    state = fields.String()
    place = fields.String()
    body_id = fields.String()
    body_name = fields.String()
    file_number = fields.String(allow_none=True)
    category = fields.String()
    grid_category = fields.String(allow_none=True)
    channel = fields.String()
    way = fields.String(allow_none=True)
    refused_for = fields.String(allow_none=True)
    refusal_ground = fields.String(allow_none=True)
    go_to = fields.String(allow_none=True)
    facts = fields.String()
    subject = fields.String()
    short_form = fields.Boolean()
    applied_on = fields.Date(allow_none=True)
    applied_at = fields.AwareDateTime()
    accepted_on = fields.Date(allow_none=True)
    limit_ends_on = fields.Date(allow_none=True)
    parties = fields.List(fields.Nested(PartyOut))
    mediators = fields.List(fields.String())
    partners = fields.List(fields.Nested(PartnerOut))
    choices = fields.List(fields.Nested(ChoiceOut))
    helpers = fields.List(fields.Nested(HelperOut))
    clocks = fields.List(fields.Nested(ClockOut), attribute="shown_clocks")
    appointments = fields.List(fields.Nested(AppointmentOut))
    unavailable = fields.List(fields.Nested(UnavailableOut))
    sessions = fields.List(fields.Nested(SessionOut))
    absent = fields.List(fields.Nested(AbsenceOut))
    agreement = fields.Nested(AgreementOut, allow_none=True)
    performance = fields.String()
    undisputed = fields.List(fields.Nested(FactOut))
    referral = fields.Nested(ReferralOut, allow_none=True)
    guidance = fields.List(fields.Nested(GuidanceOut))
    task_id = fields.String(allow_none=True)
    lead_cadre = fields.String(allow_none=True)
    predecessor_id = fields.String(allow_none=True)
    successor_id = fields.String(allow_none=True)
    confirmation_result = fields.String(allow_none=True)
    closed_on = fields.Date(allow_none=True)


class CaseRow(Schema):
    """A case in a list: no party, no text."""

    id = fields.String(attribute="_id")
    state = fields.String()
    file_number = fields.String()
    category = fields.String()
    channel = fields.String()
    body_name = fields.String()
    place = fields.String()
    task_id = fields.String()
    predecessor_id = fields.String()
    version = fields.Integer()


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


class LineOut(Schema):
    """A duty and what became of it; `left` in yuan."""

    key = fields.String(attribute="due.key")
    who = fields.String(attribute="due.who")
    to = fields.String(attribute="due.to", allow_none=True)
    what = fields.String(attribute="due.what")
    amount = fields.String(attribute="due.amount", allow_none=True)
    due_on = fields.Date(attribute="due.due_on", allow_none=True)
    state = fields.String()
    left = fields.String(allow_none=True)
    days_late = fields.Integer()


class EnforcementOut(Schema):
    """Where and until when a confirmed agreement that is not kept can be enforced (CF-11)."""

    court_name = fields.String()
    number = fields.String(allow_none=True)
    until = fields.Date(allow_none=True)


class ScheduleOut(Schema):
    """The schedule of an agreement, and the ways that are open when it is not kept (PM-21)."""

    lines = fields.List(fields.Nested(LineOut))
    ways_open = fields.List(fields.String())
    enforcement = fields.Nested(EnforcementOut, allow_none=True)


class RepeatOut(Schema):
    """How many disputes a party had before; never what they were."""

    ref = fields.String()
    earlier = fields.Integer()
    in_ledgers = fields.Integer()


class CertificateOut(Schema):
    """That protection of a right was asked for, which interrupts limitation from that moment (PM-25)."""

    case_id = fields.String()
    body_name = fields.String()
    parties = fields.List(fields.String())
    category = fields.String()
    applied_at = fields.AwareDateTime()
