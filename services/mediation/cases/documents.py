# SPDX-License-Identifier: Apache-2.0
"""A dispute as stored."""

import hashlib
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Self

import orjson
from mongoengine import (
    BooleanField,
    DateField,
    DateTimeField,
    DecimalField,
    EmbeddedDocument,
    EmbeddedDocumentField,
    EmbeddedDocumentListField,
    IntField,
    ListField,
    StringField,
)

from services.mediation.cases import clocks, rules, schedule
from services.mediation.cases.agreements import Agreement
from services.mediation.cases.board import PutForward
from services.mediation.cases.clocks import Clock, Pause, Rule, Span
from services.mediation.cases.court_words import ConfirmationAsk, CourtMove
from services.mediation.cases.logged import Logged
from services.mediation.cases.meetings import Appointment, MeetingRecord, Result, Unavailable
from services.mediation.cases.paperwork import AbsentPaper, Investigation
from services.mediation.cases.parties import Correction, Helper, Party, Told
from services.mediation.cases.partners import (
    CadreCall,
    JoinedBody,
    LeadChange,
    LeadOffer,
    MediatorChoice,
    Replaced,
)
from services.mediation.cases.referral import CourtReferral, Fact, Guidance
from services.mediation.cases.referral_rules import FailureReason, Return
from services.mediation.cases.rules import Done, Performance, State, Track
from services.mediation.cases.schedule import Due
from services.mediation.cases.suitability import Channel, Concern, Way
from services.mediation.cases.terms import Duty, TermKind
from shared.aggregate import Aggregate, indexes
from shared.calendar import local_date
from shared.errors import RuleBroken


class FollowUp(Logged):
    """A visit or call after the agreement (回访), WN-05."""

    on = DateField()
    ref = StringField()
    performance = StringField()
    record = StringField(default="")
    satisfied = BooleanField()
    suit = StringField(default="")
    risk_left = StringField(default="")
    steps = StringField(default="")

    @property
    def by_party(self) -> bool:
        """Whether the party said it itself, by its own link."""
        return (self.recorded_by or "").startswith("party:")

    @property
    def unsolved(self) -> bool:
        """Whether the party itself said that it is not solved: then somebody still has to visit."""
        return self.by_party and self.satisfied is False


class PerformanceNote(Logged):
    """How far the duties were done as somebody noted it (履行情况); a later note does not change an earlier one."""

    performance = StringField(required=True)
    on = DateField()


class Performed(Logged):
    """What was performed of a duty (履行情况), with the file that proves it; `key` is that of the schedule."""

    key = StringField(required=True)
    on = DateField()
    amount = DecimalField(precision=2, force_string=True)
    proof = StringField()


class Report(EmbeddedDocument):
    """A report to police or the competent office (报告), PM-13; no party ever sees it."""

    id = StringField(required=True)
    to = StringField(required=True)
    at = DateTimeField(required=True)
    by = StringField(required=True)
    note = StringField(default="")


class Case(Aggregate):
    """A dispute (纠纷). `heard_at` is when a person last did something in it; `next_due_on` the next day of a clock.

    Until a mediator is assigned, `people` holds every mediator of the body; then only those of the case (PV-20).
    `successor_id` and `predecessor_id` link a reopened or retaken case to the one before. `subject` names the thing
    that is quarrelled over, such as a plot. `first_applied_at` is when the first of linked cases was applied for (PM-25)."""

    SOURCE = "/mediation"
    meta = {
        "collection": "cases",
        "db_alias": "mediation",
        "indexes": indexes(
            ["within", "-applied_at", "-_id"],
            ["within", "state", "-applied_at", "-_id"],
            ["people", "-applied_at", "-_id"],
            ["within", "next_due_on"],
            ["people", "next_due_on"],
            ["within", "category", "applied_at"],
            ["within", "accepted_on"],
            ["within", "applied_on"],
            "parties.phone_index",
            "parties.identity_index",
            "parties.name_pairs",
            ["within", "closed_on"],
            {"fields": ["file_number"], "sparse": True},
        ),
    }
    place = StringField(required=True)
    body_id = StringField(required=True)
    body_name = StringField(required=True)
    file_number = StringField()
    category = StringField(required=True)
    grid_category = StringField()
    channel = StringField(required=True, choices=[str(c) for c in Channel])
    way = StringField(choices=[str(w) for w in Way])
    source_id = StringField()
    short_form = BooleanField(default=False)
    concerns = ListField(StringField(choices=[str(c) for c in Concern]))
    facts = StringField(default="")
    subject = StringField(default="")
    state = StringField(required=True, choices=[str(s) for s in State], default=str(State.APPLIED))
    applied_on = DateField()
    applied_at = DateTimeField()
    first_applied_at = DateTimeField()
    recorded_by = StringField()
    accepted_on = DateField()
    limit_ends_on = DateField()
    refused_for = StringField()
    refusal_ground = StringField()
    go_to = StringField()
    claim = DecimalField(precision=2, force_string=True)
    arose_on = DateField()
    risk = StringField(default="none", choices=["none", "yellow", "orange", "red"])
    departments = IntField(default=1)
    barred_for = StringField()
    earlier_breach = BooleanField(default=False)
    parties = EmbeddedDocumentListField(Party)
    told = EmbeddedDocumentListField(Told)
    corrections = EmbeddedDocumentListField(Correction)
    helpers = EmbeddedDocumentListField(Helper)
    reports = EmbeddedDocumentListField(Report)
    clocks = EmbeddedDocumentListField(Clock)
    next_due_on = DateField()
    heard_at = DateTimeField()
    mediators = ListField(StringField())
    partners = EmbeddedDocumentListField(JoinedBody)
    lead_offer = EmbeddedDocumentField(LeadOffer)
    lead_changes = EmbeddedDocumentListField(LeadChange)
    choices = EmbeddedDocumentListField(MediatorChoice)
    objections = ListField(StringField())
    replaced = EmbeddedDocumentListField(Replaced)
    sessions = EmbeddedDocumentListField(MeetingRecord)
    investigations = EmbeddedDocumentListField(Investigation)
    absent = EmbeddedDocumentListField(AbsentPaper)
    appointments = EmbeddedDocumentListField(Appointment)
    unavailable = EmbeddedDocumentListField(Unavailable)
    agreement = EmbeddedDocumentField(Agreement)
    earlier_agreements = EmbeddedDocumentListField(Agreement)
    performance = StringField(default=str(Performance.UNKNOWN))
    performed_on = DateField()
    performance_notes = EmbeddedDocumentListField(PerformanceNote)
    performed = EmbeddedDocumentListField(Performed)
    follow_ups = EmbeddedDocumentListField(FollowUp)
    undisputed = EmbeddedDocumentListField(Fact)
    referral = EmbeddedDocumentField(CourtReferral)
    guidance = EmbeddedDocumentListField(Guidance)
    ended_on = DateField()
    end_reason = StringField()
    closed_on = DateField()
    confirmation_asks = EmbeddedDocumentListField(ConfirmationAsk)
    confirmation_moves = EmbeddedDocumentListField(CourtMove)
    confirmation_result = StringField()
    confirmation_decided_on = DateField()
    task_id = StringField()
    put_forward = EmbeddedDocumentField(PutForward)
    lead_cadre = StringField()
    called = EmbeddedDocumentField(CadreCall)
    predecessor_id = StringField()
    successor_id = StringField()
    returned_in_time = BooleanField()

    def party(self, ref: str) -> Party:
        """The party with this letter. Raises RuleBroken `no_such_party`."""
        for party in self.parties:
            if party.ref == ref:
                return party
        raise RuleBroken("no_such_party", ref=ref)

    def helper(self, helper_id: str) -> Helper:
        """The helper with this id. Raises RuleBroken `no_such_helper`."""
        for helper in self.helpers:
            if helper.id == helper_id:
                return helper
        raise RuleBroken("no_such_helper")

    @property
    def signers(self) -> list[str]:
        """Whose signatures a written agreement needs (PM-18, PM-26)."""
        return [signer for party in self.parties for signer in party.signers]

    @property
    def track(self) -> Track:
        """By which rule an agreement takes effect here: a court's case by CT-12, our own by PM-18."""
        return Track.COURT if self.referral else Track.PEOPLES

    @property
    def refs(self) -> list[str]:
        return [party.ref for party in self.parties]

    @property
    def came_on(self) -> date | None:
        """The day of the application; where the paper tells none, the day on which it was entered."""
        return self.applied_on or (local_date(self.applied_at) if self.applied_at else None)

    def must_be_day(self, day: date | None, *, agreed: bool = False) -> None:
        """An act of the case is of a day from the application, or once `agreed` from the agreement, up to today.

        Raises RuleBroken: date_in_future, date_too_early."""
        rules.not_in_future(day, local_date(self._call.at))
        first = self.agreement.agreed_on if agreed and self.agreement else None
        rules.not_before(day, first or self.applied_on)

    def start_clock(
        self, rule: Rule, *, span: Span | None = None, on: date | None = None, about: str = ""
    ) -> Clock:
        """Let a limit run from the local day `on`, or from now."""
        clock = clocks.start(rule, self._call.at, span=span, on=on, about=about)
        self.clocks.append(clock)
        return clock

    def meet_clock(self, rule: Rule, about: str | None = None) -> None:
        """What the limit asked for is done; without such a clock nothing happens."""
        clock = clocks.find(self.clocks, rule, about)
        if clock and not clock.met_at:
            clock.met_at = self._call.at

    def stop_clocks(self, *rules_: Rule) -> None:
        """Nothing more is asked by these limits: the case is over."""
        for clock in self.clocks:
            if clock.rule in rules_ and not clock.met_at:
                clock.met_at = self._call.at

    def run_until(self, rule: Rule, *, start_on: date, end: date, about: str) -> Clock:
        """Let a limit run whose last day is known."""
        clock = clocks.fixed(rule, self._call.at, start_on=start_on, raw_end=end, end=end, about=about)
        self.clocks.append(clock)
        return clock

    def limit_clock(self) -> Clock | None:
        """The limit within which this case is to be settled."""
        return clocks.find(self.clocks, Rule.MEDICAL) or clocks.find(self.clocks, Rule.MEDIATE)

    def pause_clocks(self, paused: Sequence[Rule], reason: str) -> None:
        """These limits stand still from today (D-11)."""
        today = local_date(self._call.at)
        for clock in self.clocks:
            if clock.rule in paused and clock.runs:
                clock.pauses.append(Pause(since=today, reason=reason))

    def resume_clocks(self) -> None:
        """What stood still runs on, and ends later by as much."""
        today = local_date(self._call.at)
        for clock in self.clocks:
            if clock.pauses and clock.pauses[-1].until is None:
                clock.pauses[-1].until = today
                clock.settle()
        if limit := self.limit_clock():
            self.limit_ends_on = limit.end

    def store(self) -> Self:
        """Store, with the next moment of the clocks; an act of a person breaks the silence."""
        if not self._call.actor.id.startswith("system:"):
            self.heard_at = self._call.at
        self._set_due()
        return super().store()

    def create(self) -> Self:
        """Create, with the next moment of the clocks."""
        self.heard_at = self._call.at
        self._set_due()
        return super().create()

    def _set_due(self) -> None:
        moments = [moment for clock in self.clocks if (moment := clock.next_moment())]
        ends = [clock.end for clock in self.clocks if clock.end and not clock.met_at]
        unsettled = any(clock.runs and clock.moment is None for clock in self.clocks)
        tomorrow = [self._call.at + timedelta(days=1)] if unsettled else []
        self.due_at = min([*moments, *tomorrow], default=None)
        self.next_due_on = min(ends, default=None)

    @property
    def failed_attempts(self) -> int:
        """How many sessions failed, here and before us."""
        return sum(s.count for s in self.sessions if s.result == Result.FAILED and not s.corrects)

    def duties(self) -> list[Duty]:
        """The terms of the present agreement, as far as they can be counted."""
        sizes = {party.ref: party.count for party in self.parties}
        return [
            Duty(
                kind=term.kind,
                amount=Decimal(term.amount) if term.amount is not None else None,
                inexact=term.approx or term.at_least or term.at_most,
                conditional=term.conditional or bool(term.conditional_on),
                instalments=term.instalments,
                frequency=term.frequency,
                each=sum(sizes.get(ref.strip(), 1) for ref in term.who.split(",")) if term.each else 1,
            )
            for term in (self.agreement.terms if self.agreement else [])
        ]

    @property
    def shown_clocks(self) -> list[Clock]:
        """The limits that everybody in the case may see; a report to police is nobody's business (PM-13)."""
        return [clock for clock in self.clocks if clock.rule != Rule.REPORT]

    @property
    def report_clocks(self) -> list[Clock]:
        """The limits for reporting, for those who must report (PM-13)."""
        return [clock for clock in self.clocks if clock.rule == Rule.REPORT]

    def dues(self) -> list[Due]:
        """The duties of the agreement as lines of a schedule; an instalment is a line of its own."""
        found = []
        for number, term in enumerate(self.agreement.terms if self.agreement else [], 1):
            if term.kind in (TermKind.PENALTY, TermKind.ACCELERATION):
                continue
            conditional = bool(term.conditional or term.conditional_on)
            facts = (term.who, term.to, term.what)
            if term.plan:
                found += [
                    Due(f"{number}.{part}", *facts, one.amount, one.due_on, conditional)
                    for part, one in enumerate(term.plan, 1)
                ]
            else:
                found.append(Due(str(number), *facts, term.amount, term.due_on, conditional))
        return found

    def done(self) -> list[schedule.Done]:
        """What was performed."""
        return [schedule.Done(one.key, one.on, one.amount) for one in self.performed]

    @property
    def has_acceleration(self) -> bool:
        """Whether one missed instalment makes all the rest due (加速到期)."""
        return any(term.kind == TermKind.ACCELERATION for term in self.agreement.terms)

    @property
    def agreement_number(self) -> int:
        """The present agreement is the how manieth of this case; a later one replaces the one before (PM-23)."""
        return len(self.earlier_agreements) + 1

    @property
    def unsigned(self) -> bool:
        """Whether a first agreement in writing waits for signatures: until the last one nobody is bound (PML art 29, PM-18)."""
        written = self.state == State.AGREED and self.agreement.form in rules.ENFORCEABLE_FORMS
        return written and not any(one.effective for one in (self.agreement, *self.earlier_agreements))

    @property
    def session_owed(self) -> bool:
        """Whether an agreement was written before any session was logged: the folder needs its record (WN-08)."""
        return self.state == State.AGREED and all(one.before_us for one in self.sessions)

    @property
    def ended_as(self) -> State | None:
        """Terminated or withdrawn, as it ended without an agreement; a closed file keeps that (PM-12, PM-14)."""
        if self.state in (State.TERMINATED, State.WITHDRAWN):
            return State(self.state)
        if self.state != State.CLOSED or self.agreement:
            return None
        failed = {*FailureReason, *Return, "suspected_false"}
        return State.TERMINATED if self.end_reason in failed else State.WITHDRAWN

    def drop_unsigned(self) -> None:
        """A paper that not everybody signs is no agreement: it is kept with the earlier ones, and the mediation goes on or
        ends (PML arts 23, 26, 29; PM-12, PM-14, PM-18)."""
        if self.unsigned:
            self.earlier_agreements.append(self.agreement)
            self.agreement, self.state = None, str(State.IN_MEDIATION)

    @property
    def live_asks(self) -> list[ConfirmationAsk]:
        """The parties' asks for confirmation of the present agreement that none of them took back."""
        own = [one for one in self.confirmation_asks if one.agreement == self.agreement_number]
        return [one for one in own if one.taken_back_at is None]

    def asked(self, court_code: str) -> list[str]:
        """The letters of the parties that asked this court to confirm the present agreement."""
        return [one.ref for one in self.live_asks if one.court_code == court_code]

    @property
    def requested_courts(self) -> list[str]:
        """The courts that all parties asked to confirm the present agreement."""
        courts = dict.fromkeys(one.court_code for one in self.live_asks)
        return [code for code in courts if set(self.asked(code)) == set(self.refs)]

    @property
    def court_move(self) -> CourtMove | None:
        """The newest word of a court on the present agreement, whatever the order in which it came."""
        own = [one for one in self.confirmation_moves if one.agreement == self.agreement_number]
        return max(own, key=lambda one: one.step, default=None)

    def acts(self) -> list[Done]:
        """The acts of signing of the present agreement."""
        return [Done(act.kind, act.ref, act.on) for act in self.agreement.acts] if self.agreement else []

    def digest_agreement(self) -> str:
        """SHA-256 over the agreement's content and the acts that its effect is tied to, as hex."""
        content = self.agreement.to_mongo().to_dict()
        content.pop("digest", None)
        tied = rules.acts_tied_to_effect(self.track)
        content["acts"] = [act for act in content.get("acts", []) if tied is None or act["kind"] in tied]
        return hashlib.sha256(orjson.dumps(content, default=str, option=orjson.OPT_SORT_KEYS)).hexdigest()
