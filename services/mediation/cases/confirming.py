# SPDX-License-Identifier: Apache-2.0
"""Asking a court to confirm an agreement, what the court tells of it, and a cadre's pick."""

from services.mediation.cases import confirmation_rules as rules
from services.mediation.cases.clocks import Rule, Span
from services.mediation.cases.confirmation_rules import AskMeans, CourtGround, Settled
from services.mediation.cases.court_words import ConfirmationAsk, CourtMove
from services.mediation.cases.documents import Case
from services.mediation.cases.own_acts import is_party, must_be_own
from services.mediation.cases.readiness import at_hand, last_day, may_hear, settled
from services.mediation.cases.rules import Performance
from services.mediation.limits import limits
from shared.calendar import local_date
from shared.call import Call, command
from shared.contracts.courtlink import ConfirmationMoved
from shared.contracts.mediation import (
    Applicant,
    ConfirmationRequested,
    ConfirmationSupplemented,
)
from shared.errors import RuleBroken
from shared.regions import regions


@command
def clear_finding(call: Call, case_id: str, *, finding: str, reason: str) -> Case:
    """Somebody read a term again and says why a finding of the content check is none (CF-07, CF-08).

    The reason stands in the record of the agreement. Raises RuleBroken: nothing_agreed, no_such_finding.
    """
    case = Case.load(case_id, call)
    if case.agreement is None:
        raise RuleBroken("nothing_agreed")
    rules.may_clear(finding, case.agreement.findings)
    if finding not in case.agreement.cleared:
        case.agreement.cleared.append(finding)
        case.agreement.cleared_for.append(reason)
    return case.store()


@command
def ask(
    call: Call,
    case_id: str,
    *,
    ref: str,
    court_code: str,
    means: AskMeans,
    scan: str | None = None,
    by_agent: bool = False,
) -> Case:
    """One party asks for confirmation; with the last of them the application goes to the court (CPL art 205, CF-01).

    The moment of that last act decides whether it is in time. Raises RuleBroken: nothing_agreed, no_such_party,
    act_of_another, confirmation_blocked, past_confirmation_limit, wrong_court, already_asked, calendar_missing, and
    those of `rules.may_ask`.
    """
    case = Case.load(case_id, call)
    if case.agreement is None:
        raise RuleBroken("nothing_agreed")
    party = case.party(ref)
    facts, by_itself = settled(case), is_party(call)
    must_be_own(call, party)
    if lack := rules.obstacles(facts):
        raise RuleBroken("confirmation_blocked", blockers="、".join(lack))
    rules.must_be_in_time(local_date(call.at), last_day(case))
    ground = rules.ground_of(court_code, may_hear(case), regions().court)
    stands = party.representative
    rules.may_ask(
        means=means,
        by_itself=by_itself,
        scan=scan,
        by_agent=by_agent,
        capacity=party.capacity,
        standing=stands.standing if stands else None,
        has_proxy=bool(stands and stands.has_proxy),
        category=case.category,
        words=" ".join(term.what for term in case.agreement.terms),
    )
    if ref in case.asked(court_code):
        raise RuleBroken("already_asked", ref=ref)
    case.confirmation_asks.append(
        ConfirmationAsk(
            ref=ref,
            agreement=case.agreement_number,
            court_code=court_code,
            at=call.at,
            means=str(means),
            scan=scan,
            by_agent=by_agent,
        )
    )
    if not rules.still_to_ask(case.refs, case.asked(court_code)):
        _request(case, call, court_code, ground)
    return case.store()


@command
def take_back(call: Call, case_id: str, *, ref: str, court_code: str) -> Case:
    """A party takes its ask back while it waits for the others; what the court has is withdrawn there (CF-09).

    Raises RuleBroken: no_such_party, act_of_another, not_asked, already_requested.
    """
    case = Case.load(case_id, call)
    must_be_own(call, case.party(ref))
    own = [one for one in case.live_asks if (one.ref, one.court_code) == (ref, court_code)]
    rules.may_take_back(ref, own=len(own), requested=court_code in case.requested_courts)
    for one in own:
        one.taken_back_at = call.at
    return case.store()


def _request(case: Case, call: Call, court_code: str, ground: CourtGround) -> None:
    case.meet_clock(Rule.CONFIRM)
    agents = {one.ref for one in case.live_asks if one.by_agent and one.court_code == court_code}
    case.record(
        ConfirmationRequested(
            case_id=case.id,
            agreement=case.agreement_number,
            requested_at=call.at,
            court_code=court_code,
            court_ground=ground,
            applicants=tuple(
                Applicant(
                    ref=party.ref,
                    name=party.name,
                    kind=party.kind,
                    agent_name=party.representative.name if party.ref in agents else None,
                    sealed_phone=party.service.phone if party.service else None,
                    sealed_address=party.service.address if party.service else None,
                )
                for party in case.parties
            ),
            papers=tuple(rules.papers(at_hand(case))[0]),
        )
    )


@command
def supplement(call: Call, case_id: str) -> Case:
    """The papers that the court asked for are complete; it is told (INT art 354, CF-05).

    Raises RuleBroken: no_supplement_asked, papers_still_missing.
    """
    case = Case.load(case_id, call)
    move = case.court_move
    if move is None or not move.missing:
        raise RuleBroken("no_supplement_asked")
    there = rules.papers(at_hand(case))[0]
    if lack := sorted(set(move.missing) - set(there)):
        raise RuleBroken("papers_still_missing", papers="、".join(lack))
    case.meet_clock(Rule.SUPPLEMENT)
    case.record(
        ConfirmationSupplemented(
            case_id=case.id,
            agreement=case.agreement_number,
            supplemented_at=call.at,
            papers=tuple(move.missing),
        )
    )
    return case.store()


def start_confirming(case: Case, call: Call) -> None:
    """An agreement took effect: the thirty days run, if a court could confirm it and they are not over (CF-01)."""
    facts: Settled = settled(case)
    if rules.obstacles(facts) or case.agreement.effective_on is None:
        return
    span = Span(rules.CONFIRM_WITHIN_DAYS, shift=True)
    clock = case.start_clock(Rule.CONFIRM, span=span, on=case.agreement.effective_on)
    if clock.end and clock.end < local_date(call.at):
        clock.met_at = call.at


_RESULTS = {"confirmed", "revoked", "rejected", "not_taken", "withdrawn", "treated_withdrawn"}


@command
def note_move(call: Call, moved: ConfirmationMoved) -> Case:
    """A court says where the confirmation stands (PML art 33). What comes twice or late changes nothing."""
    case = Case.load(moved.case_id, call)
    known = {(one.agreement, one.step) for one in case.confirmation_moves}
    if (moved.agreement, moved.step) in known:
        return case
    case.confirmation_moves.append(
        CourtMove(
            agreement=moved.agreement,
            step=moved.step,
            state=moved.state,
            on=moved.on,
            court_code=moved.court_code,
            court_name=moved.court_name,
            by=moved.by,
            missing=list(moved.missing),
            ground=moved.ground,
            ground_text=moved.ground_text,
            number=moved.number,
            last_day=moved.last_day,
        )
    )
    if case.court_move is case.confirmation_moves[-1]:
        _follow(case, case.court_move)
    return case.store()


def _follow(case: Case, move: CourtMove) -> None:
    """What the newest word of the court means for the case: its result, and the limits that follow."""
    case.stop_clocks(Rule.SUPPLEMENT, Rule.CONFIRM)
    if move.state in _RESULTS:
        case.confirmation_result = f"{move.state}_{move.ground}" if move.ground else move.state
        case.confirmation_decided_on = move.on
    if move.state == "revoked":
        case.stop_clocks(Rule.ENFORCE)
    if move.missing and move.by:
        case.run_until(Rule.SUPPLEMENT, start_on=move.on, end=move.by, about=",".join(move.missing))
    elif (
        move.state == "confirmed"
        and move.by
        and case.performance not in (Performance.FULL, Performance.ENFORCED)
    ):
        clock = case.run_until(Rule.ENFORCE, start_on=move.on, end=move.by, about="")
        clock.warn_days = limits().enforce_warn_days
    elif move.last_day:
        case.run_until(Rule.CONFIRM, start_on=move.on, end=move.last_day, about="CF-14")


@command
def note_pick(call: Call, case_id: str, *, successor_id: str) -> Case:
    """A cadre took charge; the case goes on in its successor."""
    case = Case.load(case_id, call)
    case.successor_id = successor_id
    return case.store()
