# SPDX-License-Identifier: Apache-2.0
"""Taking a dispute: application, acceptance or refusal, reports that the law demands, and going on in a new case."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from services.mediation.bodies.documents import Body
from services.mediation.cases import categories, petitions, rules, suitability
from services.mediation.cases.clocks import Rule
from services.mediation.cases.documents import Case, Report
from services.mediation.cases.filing import open_file
from services.mediation.cases.meetings import MeetingRecord, Mode, Result
from services.mediation.cases.parties import Capacity, Party, make_parties
from services.mediation.cases.suitability import Channel, GoTo, Ground
from services.mediation.limits import limits
from shared.access import EVERYTHING
from shared.calendar import local_date
from shared.call import Call, command
from shared.errors import RuleBroken


def _failed_before(count: int, call: Call) -> MeetingRecord:
    """Attempts that failed before the dispute came to us."""
    return MeetingRecord(
        id="before",
        mode=str(Mode.OTHER),
        result=str(Result.FAILED),
        count=count,
        before_us=True,
        recorded_at=call.at,
    )


def who_may_see(body: Body, case: Case, recorder: str) -> list[str]:
    """Until one is assigned, every mediator of the body; the parties with an account; who recorded it (PV-20)."""
    parties = {party.account for party in case.parties if party.account}
    return sorted(parties | {mediator.account for mediator in body.mediators} | {recorder})


@command
def apply(
    call: Call,
    /,
    *,
    body_id: str,
    category: str,
    channel: Channel,
    parties: Sequence[Mapping[str, Any]],
    facts: str = "",
    applied_on: date | None = None,
    earlier_failures: int = 0,
    case_id: str | None = None,
    grid_category: str | None = None,
    **details: Any,
) -> Case:
    """Enter a dispute (PML art 17; WN-09). The server's time interrupts limitation and never changes (PM-25).

    The body decides on acceptance within three working days (WN-04a). Where danger is known, a report is due within
    hours (PM-13). `earlier_failures` are attempts of others before us; `case_id` is
    given where the id follows from what opened the case. Raises RuleBroken: date_in_future, party_twice,
    identity_malformed, representative_missing, unknown_place, not_simple.
    """
    body = Body.find(body_id, EVERYTHING)
    today = local_date(call.at)
    for day in (applied_on, details.get("arose_on")):
        rules.not_in_future(day, today)
    case = Case(
        id=case_id or call.new_id(),
        place=body.place,
        within=list(body.within),
        body_id=body.id,
        body_name=body.name,
        category=category,
        grid_category=categories.grid_category_of(category, grid_category),
        channel=str(channel),
        facts=facts,
        applied_on=applied_on,
        applied_at=call.at,
        recorded_by=call.actor.id,
        parties=make_parties(parties),
        **details,
    ).begin(call)
    if case.short_form:
        _must_be_simple(case)
    case.people = who_may_see(body, case, call.actor.id)
    if earlier_failures:
        case.sessions.append(_failed_before(earlier_failures, call))
    case.start_clock(Rule.DECIDE)
    petitions.begin(case)
    if suitability.must_report(case.concerns, case.risk):
        _report_is_due(case)
    return case.create()


def _must_be_simple(case: Case) -> None:
    suitability.may_use_short_form(
        concerns=case.concerns,
        risk=case.risk,
        claim=case.claim,
        people=sum(party.count for party in case.parties),
        alone=all(party.capacity == Capacity.FULL for party in case.parties),
        figures=limits(),
    )


def _report_is_due(case: Case) -> None:
    """A report that is due already is about all that is known by then."""
    if not any(clock.rule == Rule.REPORT and not clock.met_at for clock in case.clocks):
        case.start_clock(Rule.REPORT)


@command
def note_concerns(call: Call, case_id: str, *, concerns: Sequence[str], risk: str | None = None) -> Case:
    """Note what has come to light and how dangerous it is; each new danger is to be reported, whatever was reported before
    (PML art 25, PM-13; SP-05, SP-06)."""
    case = Case.load(case_id, call)
    known, was = set(case.concerns), case.risk
    case.concerns = sorted({str(concern) for concern in concerns})
    case.risk = risk or case.risk
    if suitability.must_report(set(case.concerns) - known, case.risk if case.risk != was else "none"):
        _report_is_due(case)
    return case.store()


@command
def report(call: Call, case_id: str, *, to: GoTo, note: str = "") -> Case:
    """Note that police or the competent office was told (PML art 25, PM-13; SP-05, SP-06). No party sees it."""
    case = Case.load(case_id, call)
    case.reports.append(Report(id=call.new_id("report"), to=str(to), at=call.at, by=call.actor.id, note=note))
    case.meet_clock(Rule.REPORT)
    return case.store()


@command
def accept(
    call: Call,
    case_id: str,
    *,
    accepted_on: date | None = None,
    grid_category: str | None = None,
    category: str | None = None,
) -> Case:
    """Accept the dispute and give it a file number (WN-01, WN-08); its kind stands on both lists (ST-01, ST-02), and the
    mediator may set right what the applicant chose.

    Raises RuleBroken: wrong_state, use_referral, not_acceptable, grid_category_missing, date_in_future, date_too_early.
    """
    case = Case.load(case_id, call)
    state = rules.follow("accept", case.state)
    if case.referral:
        raise RuleBroken("use_referral")
    suitability.may_accept(case.concerns, case.channel)
    if category and category != case.category:
        kept = grid_category if grid_category != case.grid_category else None
        case.category, case.grid_category = category, categories.grid_category_of(category, kept)
    else:
        case.grid_category = grid_category or case.grid_category
    categories.must_have_both(case.grid_category)
    today = local_date(call.at)
    case.must_be_day(accepted_on)
    rules.not_before(accepted_on, case.came_on)
    case.accepted_on = accepted_on or today
    petitions.accepted(case)
    open_file(call, case, state)
    return case.store()


@command
def refuse(call: Call, case_id: str, *, ground: Ground, go_to: GoTo, reason: str) -> Case:
    """Do not accept the dispute: the ground, where to go instead, and words for the applicant (WN-02; Shandong art 35).

    Raises RuleBroken: wrong_state, use_referral, petition_return_too_late.
    """
    case = Case.load(case_id, call)
    if case.referral:
        raise RuleBroken("use_referral")
    petitions.may_return(case, ground, local_date(call.at))
    case.stop_clocks(*petitions.PETITION)
    case.state, case.refused_for = rules.follow("refuse", case.state), reason
    case.refusal_ground, case.go_to = str(ground), str(go_to)
    case.meet_clock(Rule.DECIDE)
    return case.store()


@command
def continue_case(
    call: Call, /, earlier: Case, case_id: str, *, body: Body | None = None, **details: Any
) -> Case:
    """Make the case that continues an earlier one: same parties, consents and notices asked anew."""
    body = body or Body.find(earlier.body_id, EVERYTHING)
    new = Case(
        id=case_id,
        place=body.place,
        within=list(body.within),
        body_id=body.id,
        body_name=body.name,
        category=earlier.category,
        grid_category=earlier.grid_category,
        channel=str(Channel.REOPENED),
        concerns=list(earlier.concerns),
        facts=earlier.facts,
        subject=earlier.subject,
        applied_on=local_date(call.at),
        applied_at=call.at,
        first_applied_at=earlier.first_applied_at or earlier.applied_at,
        recorded_by=earlier.recorded_by,
        claim=earlier.claim,
        arose_on=earlier.arose_on,
        risk=earlier.risk,
        predecessor_id=earlier.id,
        parties=[_asked_anew(party) for party in earlier.parties],
        **details,
    ).begin(call)
    new.people = sorted({*who_may_see(body, new, earlier.recorded_by or ""), *earlier.mediators} - {""})
    if earlier.failed_attempts:
        new.sessions.append(_failed_before(earlier.failed_attempts, call))
    new.start_clock(Rule.DECIDE)
    return new.create()


_KEPT = (
    *("ref", "name", "name_pairs", "role", "kind", "place", "count", "capacity", "representative", "account"),
    *("phone", "phone_index", "identity", "identity_index"),
)


def _asked_anew(party: Party) -> Party:
    """The same party, whose consent and notices belong to the old case."""
    return Party(**{name: getattr(party, name) for name in _KEPT})
