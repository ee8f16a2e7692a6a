# SPDX-License-Identifier: Apache-2.0
"""A court's referral on its way in: taken in, accepted in time or not, its limit extended or standing still (CT-01, CT-06, CT-17)."""

from collections.abc import Sequence
from datetime import date

from services.mediation.bodies.documents import Body
from services.mediation.bodies.rules import Standing
from services.mediation.cases import clocks, referral_rules, rules
from services.mediation.cases.categories import grid_category_of
from services.mediation.cases.clocks import Rule
from services.mediation.cases.documents import Case
from services.mediation.cases.filing import open_file
from services.mediation.cases.names import pairs_of
from services.mediation.cases.parties import Consent, Party
from services.mediation.cases.referral import CourtReferral
from services.mediation.cases.referral_rules import CONSENT_HELP_WORKING_DAYS, Regime, regime_of
from services.mediation.cases.rules import State
from shared.access import EVERYTHING
from shared.calendar import Deadline, end_of_period, local_date, midnight_after
from shared.call import Call, command
from shared.contracts.courtlink import ReferralMade, ReferredParty
from shared.contracts.mediation import (
    BODY_UNKNOWN,
    ReferralAccepted,
    ReferralDeclined,
    ReferralExtended,
    ReferralLapsed,
    ReferralPaused,
    ReferralStaffed,
)
from shared.errors import NotFound, RuleBroken


@command
def take_in(call: Call, event: ReferralMade) -> Case:
    """A court referred a case: it waits for the body, three working days (OMR art 12, CT-06); a body that nobody knows
    declines at once, so that the court can appoint another."""
    try:
        body = Body.find(event.body_id, EVERYTHING)
    except NotFound:
        return _decline_for_nobody(call, event)
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
        parties=[_party(party, event.consented) for party in event.parties],
        referral=CourtReferral(
            number=event.number,
            court_code=event.court_code,
            court_name=event.court_name,
            cause=event.cause,
            procedure=event.procedure,
            claims=event.claims,
            regime=str(regime_of(event.referred_on, event.regime)),
            clock_from=event.clock_from,
            referred_on=event.referred_on,
            landed_at=event.landed_at,
            accept_by=clock.end,
            chosen=list(event.mediators),
            lead=event.lead,
        ),
        people=sorted(mediator.account for mediator in body.mediators),
        clocks=[
            clocks.fixed(
                Rule.ACCEPT_REFERRAL, call.at, start_on=clock.start, raw_end=clock.raw_end, end=clock.end
            )
        ],
    ).begin(call)
    return case.create()


def _decline_for_nobody(call: Call, event: ReferralMade) -> Case:
    """What is kept of a case whose body is not here: that it was declined, within nobody's reach, and no party of it."""
    case = Case(
        id=event.referral_id,
        place=event.court_code,
        body_id=event.body_id,
        body_name=event.body_id,
        category=event.category,
        channel="court_referral",
        state=str(State.NOT_ACCEPTED),
        refused_for=BODY_UNKNOWN,
        applied_on=event.referred_on,
        applied_at=call.at,
    ).begin(call)
    case.record(ReferralDeclined(referral_id=case.id, declined_at=call.at, reason=BODY_UNKNOWN))
    return case.create()


def _party(party: ReferredParty, consented: Sequence[str]) -> Party:
    agreed = {"consent": str(Consent.CONSENTED), "consent_channel": "court"}
    return Party(
        ref=party.ref,
        name=party.name,
        name_pairs=pairs_of(party.name),
        role=party.role,
        kind=party.kind,
        count=party.count,
        **(agreed if party.ref in consented else {}),
    )


def _run(case: Case, limit: Deadline, call: Call) -> None:
    """Let the limit of the referral run (CT-01); its last day of rest moves, also after a pause (D-02)."""
    clock = clocks.fixed(Rule.REFERRAL, call.at, start_on=limit.start, raw_end=limit.raw_end, end=limit.end)
    clock.shift = True
    case.clocks.append(clock)


def referral_of(case: Case) -> CourtReferral:
    """What the court sent. Raises RuleBroken `not_referred`."""
    if case.referral is None:
        raise RuleBroken("not_referred")
    return case.referral


@command
def accept_referral(call: Call, case_id: str, *, signed_for_on: date | None = None) -> Case:
    """The body accepts within three working days, and the limit begins (CT-01, CT-06).

    Whom the parties or the court chose is assigned, if the body has them (CT-05, CT-07). Where a party was not asked yet,
    three working days are there to help (CT-08). Raises RuleBroken: not_referred, wrong_state, accepted_too_late,
    date_in_future, date_too_early.
    """
    case = Case.load(case_id, call)
    referral = referral_of(case)
    case.must_be_day(signed_for_on)
    if call.at >= midnight_after(referral.accept_by):
        raise RuleBroken("accepted_too_late", day=referral.accept_by)
    state = rules.follow("accept", case.state)
    case.accepted_on = local_date(call.at)
    began_on = referral_rules.begins_on(case.accepted_on, signed_for_on, referral.clock_from)
    limit = referral_rules.limit(Regime(referral.regime), referral.procedure, began_on)
    referral.accepted_at, referral.signed_for_on = call.at, signed_for_on
    referral.limit_raw, referral.limit_ends_on = limit.raw_end, limit.end
    case.meet_clock(Rule.ACCEPT_REFERRAL)
    _run(case, limit, call)
    if any(party.consent == Consent.UNKNOWN for party in case.parties):
        help_by = end_of_period("CT-08", case.accepted_on, working_days=CONSENT_HELP_WORKING_DAYS).end
        case.run_until(Rule.ASK_OTHERS, start_on=case.accepted_on, end=help_by, about="")
    open_file(call, case, state)
    _assign_chosen(case)
    case.record(ReferralAccepted(referral_id=case.id, accepted_at=call.at, limit_ends_on=limit.end))
    return case.store()


def _assign_chosen(case: Case) -> None:
    body = Body.find(case.body_id, EVERYTHING)
    active = {one.account for one in body.mediators if one.standing == Standing.ACTIVE}
    if chosen := [account for account in case.referral.chosen if account in active]:
        case.mediators = chosen
        everybody = {mediator.account for mediator in body.mediators}
        case.people = sorted((set(case.people) - everybody) | set(chosen))
        tell_staff(case, [body])


def tell_staff(case: Case, bodies: Sequence[Body]) -> None:
    """The court learns who mediates its case, by the names of the public roster (CT-20, CT-21, CT-24)."""
    if case.referral and case.mediators:
        names = tuple(one.name for body in bodies for one in body.mediators if one.account in case.mediators)
        case.record(ReferralStaffed(referral_id=case.id, mediators=names))


@command
def decline_referral(call: Call, case_id: str, *, reason: str) -> Case:
    """The body declines with a written reason (OMR art 12, CT-06). Raises RuleBroken: not_referred, wrong_state."""
    case = Case.load(case_id, call)
    referral_of(case).declined_for = reason
    case.state, case.refused_for = rules.follow("refuse", case.state), reason
    case.meet_clock(Rule.ACCEPT_REFERRAL)
    case.record(ReferralDeclined(referral_id=case.id, declined_at=call.at, reason=reason))
    return case.store()


@command
def extend_referral(
    call: Call, case_id: str, *, agreed: Sequence[str], agreed_on: date | None = None
) -> Case:
    """All parties agree to the one longer limit (CT-01).

    Raises RuleBroken: not_referred, limit_over, already_extended, extension_not_agreed, date_in_future, date_too_early.
    """
    case = Case.load(case_id, call)
    referral, today = referral_of(case), local_date(call.at)
    case.must_be_day(agreed_on)
    over = referral.sent_back or referral.limit_ends_on is None
    if over or call.at >= midnight_after(referral.limit_ends_on):
        raise RuleBroken("limit_over")
    limit = referral_rules.extend(
        referral.limit_raw, extended=bool(referral.extended), refs=case.refs, agreed=agreed
    )
    referral.extended, referral.extension_agreed = True, sorted(set(agreed))
    referral.limit_raw, referral.limit_ends_on = limit.raw_end, limit.end
    case.limit_ends_on = limit.end
    case.meet_clock(Rule.REFERRAL)
    _run(case, limit, call)
    case.record(
        ReferralExtended(
            referral_id=case.id,
            agreed_on=agreed_on or today,
            limit_ends_on=limit.end,
            agreed=tuple(sorted(set(agreed))),
        )
    )
    return case.store()


def pause_for_appraisal(case: Case, call: Call) -> None:
    """The limit of a referral stands still for an appraisal, before filing only (CT-17). Raises `appraisal_counts`."""
    if case.referral is None:
        return
    referral_rules.may_stand_still(Regime(case.referral.regime))
    case.pause_clocks((Rule.REFERRAL,), "appraisal")
    case.referral.paused_since = local_date(call.at)
    case.record(ReferralPaused(referral_id=case.id, since=case.referral.paused_since))


def resume_after_appraisal(case: Case, call: Call) -> None:
    """The limit runs on and ends later by as much (CT-17); `Case.resume_clocks` moved the clock."""
    referral = case.referral
    if referral is None or referral.paused_since is None:
        return
    clock = clocks.find(case.clocks, Rule.REFERRAL)
    if clock is None:
        return
    since, referral.paused_since = referral.paused_since, None
    referral.limit_raw, referral.limit_ends_on = clock.raw_end, clock.end
    case.limit_ends_on = clock.end
    case.record(
        ReferralPaused(referral_id=case.id, since=since, until=local_date(call.at), limit_ends_on=clock.end)
    )


def lapse(case: Case, call: Call) -> None:
    """Nobody accepted in time: the court is told, and may appoint another body (CT-06)."""
    case.state = rules.follow("lapse", case.state)
    case.record(ReferralLapsed(referral_id=case.id, lapsed_at=call.at))


def is_in_suit(case: Case) -> bool:
    """Whether the case is a filed suit, for which no judicial confirmation is offered (CT-01 B)."""
    return case.referral is not None and case.referral.regime == Regime.ENTRUSTED
