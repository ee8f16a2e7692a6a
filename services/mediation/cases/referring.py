# SPDX-License-Identifier: Apache-2.0
"""What a case that a court referred owes to the court: in time, and only what may cross (table 6.3, CT-13)."""

from datetime import date

from services.mediation.bodies.documents import Body
from services.mediation.cases import clocks, referral_rules, rules
from services.mediation.cases.agreements import Term
from services.mediation.cases.categories import grid_category_of
from services.mediation.cases.clocks import Rule
from services.mediation.cases.documents import Case, CourtReferral, Fact
from services.mediation.cases.filing import open_file
from services.mediation.cases.parties import Party
from services.mediation.cases.referral_rules import FailureReason, Regime, regime_of
from services.mediation.cases.rules import State
from shared.access import EVERYTHING
from shared.calendar import Deadline, local_date, midnight_after
from shared.call import Call, command
from shared.contracts.courtlink import ReferralMade
from shared.contracts.mediation import (
    ReferralAccepted,
    ReferralDeclined,
    ReferralEnded,
    ReferralExtended,
    ReferralLapsed,
    SessionRecord,
    SettledInstalment,
    SettledTerm,
)
from shared.errors import RuleBroken


@command
def take_in(call: Call, event: ReferralMade) -> Case:
    """A court referred a case: it waits for the body, three working days (OMR art 12, CT-06)."""
    body = Body.find(event.body_id, EVERYTHING)
    clock = referral_rules.accept_by(event.landed_at)
    case = Case(
        id=event.referral_id,
        place=body.place,
        within=[*body.within],
        body_id=body.id,
        body_name=body.name,
        category=event.category,
        grid_category=grid_category_of(event.category, None) or "其他民商事",
        channel="court_referral",
        facts=event.claims,
        applied_on=event.filed_on or event.referred_on,
        applied_at=call.at,
        parties=[
            Party(ref=p.ref, name=p.name, role=p.role, kind=p.kind, count=p.count) for p in event.parties
        ],
        referral=CourtReferral(
            number=event.number,
            court_code=event.court_code,
            court_name=event.court_name,
            cause=event.cause,
            procedure=event.procedure,
            claims=event.claims,
            referred_on=event.referred_on,
            landed_at=event.landed_at,
            accept_by=clock.end,
        ),
        people=sorted(mediator.account for mediator in body.mediators),
        clocks=[
            clocks.fixed(
                Rule.ACCEPT_REFERRAL, call.at, start_on=clock.start, raw_end=clock.raw_end, end=clock.end
            )
        ],
    ).begin(call)
    return case.create()


def _run(case: Case, limit: Deadline, call: Call) -> None:
    """Let the limit of the referral run (CT-01)."""
    case.clocks.append(
        clocks.fixed(Rule.REFERRAL, call.at, start_on=limit.start, raw_end=limit.raw_end, end=limit.end)
    )


def _referral(case: Case) -> CourtReferral:
    if case.referral is None:
        raise RuleBroken("not_referred")
    return case.referral


@command
def accept_referral(call: Call, case_id: str) -> Case:
    """The body accepts within three working days, and the limit begins (CT-01, CT-06).

    Raises RuleBroken: not_referred, wrong_state, accepted_too_late.
    """
    case = Case.load(case_id, call)
    referral = _referral(case)
    if call.at >= midnight_after(referral.accept_by):
        raise RuleBroken("accepted_too_late", day=referral.accept_by)
    state = rules.follow("accept", case.state)
    case.accepted_on = local_date(call.at)
    limit = referral_rules.limit(referral.referred_on, referral.procedure, case.accepted_on)
    referral.accepted_at, referral.limit_raw, referral.limit_ends_on = call.at, limit.raw_end, limit.end
    case.meet_clock(Rule.ACCEPT_REFERRAL)
    _run(case, limit, call)
    open_file(call, case, state)
    case.record(ReferralAccepted(referral_id=case.id, accepted_at=call.at, limit_ends_on=limit.end))
    return case.store()


@command
def decline_referral(call: Call, case_id: str, *, reason: str) -> Case:
    """The body declines with a written reason (OMR art 12, CT-06). Raises RuleBroken: not_referred, wrong_state."""
    case = Case.load(case_id, call)
    _referral(case).declined_for = reason
    case.state, case.refused_for = rules.follow("refuse", case.state), reason
    case.meet_clock(Rule.ACCEPT_REFERRAL)
    case.record(ReferralDeclined(referral_id=case.id, declined_at=call.at, reason=reason))
    return case.store()


@command
def extend_referral(call: Call, case_id: str, *, agreed_on: date | None = None) -> Case:
    """All parties agree to the one longer limit (CT-01). Raises RuleBroken: not_referred, limit_over, already_extended."""
    case = Case.load(case_id, call)
    referral, today = _referral(case), local_date(call.at)
    rules.not_in_future(agreed_on, today)
    if referral.limit_ends_on is None or call.at >= midnight_after(referral.limit_ends_on):
        raise RuleBroken("limit_over")
    limit = referral_rules.extend(referral.limit_raw, extended=bool(referral.extended))
    referral.extended, referral.limit_raw, referral.limit_ends_on = True, limit.raw_end, limit.end
    case.meet_clock(Rule.REFERRAL)
    _run(case, limit, call)
    case.record(ReferralExtended(referral_id=case.id, agreed_on=agreed_on or today, limit_ends_on=limit.end))
    return case.store()


@command
def state_fact(call: Call, case_id: str, *, text: str) -> Case:
    """Write down a fact that the parties may sign as undisputed (OMR art 18, CT-11)."""
    case = Case.load(case_id, call)
    case.undisputed.append(Fact(id=call.new_id("fact"), text=text))
    return case.store()


@command
def sign_fact(call: Call, case_id: str, *, fact: str, ref: str) -> Case:
    """A party signs an undisputed fact; it may cross to the court once every party did. Raises RuleBroken `no_such_fact`."""
    case = Case.load(case_id, call)
    case.party(ref)
    for one in case.undisputed:
        if one.id == fact:
            if ref not in one.signed:
                one.signed.append(ref)
            return case.store()
    raise RuleBroken("no_such_fact")


def settled_terms(terms: list[Term]) -> tuple[SettledTerm, ...]:
    """Terms as they may leave the service: parties as letters."""
    return tuple(
        SettledTerm(
            kind=t.kind,
            who=t.who,
            to=t.to,
            what=t.what,
            amount=t.amount,
            due_on=t.due_on,
            plan=tuple(SettledInstalment(amount=one.amount, due_on=one.due_on) for one in t.plan),
        )
        for t in terms
    )


def end_referral(case: Case, outcome: str, *, reason: str | None = None, reason_text: str = "") -> None:
    """Owe the court the outcome: on failure no day of a session, and only facts that every party signed (CT-13)."""
    agreed = outcome == "succeeded"
    agreement = case.agreement if agreed else None
    case.stop_clocks(Rule.REFERRAL, Rule.ACCEPT_REFERRAL)
    case.record(
        ReferralEnded(
            referral_id=case.id,
            outcome=outcome,
            ended_on=case.ended_on,
            sessions=tuple(
                SessionRecord(held_on=s.held_on if agreed else None, result=s.result)
                for s in case.sessions
                if not s.before_us
            ),
            reason=None if agreed else reason,
            reason_text="" if agreed else reason_text,
            undisputed_facts=tuple(f.text for f in case.undisputed if set(f.signed) == set(case.refs)),
            agreement_digest=agreement.digest if agreement else None,
            effective_on=agreement.effective_on if agreement else None,
            terms=settled_terms(agreement.terms) if agreement else (),
        )
    )


def lapse(case: Case, call: Call) -> None:
    """Nobody accepted in time: the court is told, and may appoint another body (CT-06)."""
    case.state = rules.follow("lapse", case.state)
    case.record(ReferralLapsed(referral_id=case.id, lapsed_at=call.at))


def limit_over(case: Case) -> None:
    """The limit is over without an agreement: the case goes back to the court (OMR art 25, CT-16)."""
    if case.state in (State.ACCEPTED, State.IN_MEDIATION, State.SUSPENDED):
        case.state, case.end_reason = State.TERMINATED, str(FailureReason.LIMIT_OVER)
        case.ended_on = _referral(case).limit_ends_on
        end_referral(case, "failed", reason=str(FailureReason.LIMIT_OVER))


def is_in_suit(case: Case) -> bool:
    """Whether the case is a filed suit, for which no judicial confirmation is offered (CT-01 B)."""
    return case.referral is not None and regime_of(case.referral.referred_on) is Regime.ENTRUSTED
