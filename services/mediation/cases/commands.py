# SPDX-License-Identifier: Apache-2.0
"""Taking a dispute and working it: application, acceptance, consents, notices, sessions, and its end."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from services.mediation.bodies.documents import Body
from services.mediation.cases import rules
from services.mediation.cases.documents import Case, FollowUp, MeetingRecord, Party
from services.mediation.cases.filing import open_file
from services.mediation.cases.referring import end_referral, lapse, limit_over
from services.mediation.cases.rules import Consent, Mode, Performance, Result, State
from shared.access import EVERYTHING
from shared.calendar import local_date, midnight_after
from shared.call import Call, command
from shared.contracts.mediation import CaseClosed, CaseFailed, CaseReopened
from shared.errors import RuleBroken
from shared.regions import regions
from shared.settings import vault


def make_parties(parties: Sequence[Mapping[str, Any]]) -> list[Party]:
    """Parties as stored: phones sealed, with a blind index to find earlier disputes."""
    refs = [party["ref"] for party in parties]
    if len(set(refs)) != len(refs):
        raise RuleBroken("party_twice")
    made = []
    for facts in parties:
        plain = dict(facts)
        phone = plain.pop("phone", None)
        party = Party(**plain)
        if phone:
            party.phone = vault().seal(phone, "cases.phone")
            party.phone_index = vault().blind(phone, "cases.phone")
        made.append(party)
    return made


@command
def apply(
    call: Call,
    /,
    *,
    body_id: str,
    category: str,
    channel: str,
    parties: Sequence[Mapping[str, Any]],
    facts: str = "",
    applied_on: date | None = None,
    earlier_failures: int = 0,
    **details: Any,
) -> Case:
    """Enter a dispute (PML art 17; WN-09). The server's time interrupts limitation and never changes (PM-25).

    `earlier_failures` are attempts of others before us. Raises RuleBroken: date_in_future, party_twice.
    """
    body = Body.find(body_id, EVERYTHING)
    today = local_date(call.at)
    for day in (applied_on, details.get("arose_on")):
        rules.not_in_future(day, today)
    case = Case(
        id=call.new_id(),
        place=body.place,
        within=regions().path(body.place),
        body_id=body.id,
        body_name=body.name,
        category=category,
        channel=channel,
        facts=facts,
        applied_on=applied_on,
        applied_at=call.at,
        recorded_by=call.actor.id,
        parties=make_parties(parties),
        **details,
    ).begin(call)
    case.people = sorted({call.actor.id, *(party.account for party in case.parties if party.account)})
    if earlier_failures:
        before = MeetingRecord(id="before", mode=Mode.OTHER, result=Result.FAILED, count=earlier_failures)
        before.before_us, before.recorded_at = True, call.at
        case.sessions.append(before)
    return case.create()


@command
def accept(call: Call, case_id: str, *, accepted_on: date | None = None) -> Case:
    """Accept the dispute and give it a file number (WN-01, WN-08). Raises RuleBroken: wrong_state, use_referral."""
    case = Case.load(case_id, call)
    state = rules.follow("accept", case.state)
    if case.referral:
        raise RuleBroken("use_referral")
    today = local_date(call.at)
    rules.not_in_future(accepted_on, today)
    case.accepted_on = accepted_on or today
    open_file(call, case, state)
    return case.store()


@command
def refuse(call: Call, case_id: str, *, reason: str) -> Case:
    """Do not accept the dispute, with the reason and where to go instead (WN-02)."""
    case = Case.load(case_id, call)
    case.state, case.refused_for = rules.follow("refuse", case.state), reason
    return case.store()


@command
def answer_consent(
    call: Call, case_id: str, *, ref: str, answer: Consent, channel: str = "", on: date | None = None
) -> Case:
    """A party's answer to whether it wants mediation (PML arts 17, 23; PM-08, PM-12)."""
    case = Case.load(case_id, call)
    rules.not_in_future(on, local_date(call.at))
    party = case.party(ref)
    party.consent, party.consent_channel, party.consent_on = str(answer), channel, on
    return case.store()


@command
def serve_rights_notice(call: Call, case_id: str, *, ref: str, on: date | None = None) -> Case:
    """Note that a party got the notice of rights and duties (PML arts 23-24, PM-12)."""
    case = Case.load(case_id, call)
    rules.not_in_future(on, local_date(call.at))
    party = case.party(ref)
    party.rights_noticed, party.rights_noticed_on = True, on
    return case.store()


@command
def assign_mediator(call: Call, case_id: str, *, account: str) -> Case:
    """Assign a mediator of the body, whom the parties accept or chose (PML art 19, PM-10).

    Raises RuleBroken `not_a_mediator`.
    """
    case = Case.load(case_id, call)
    body = Body.find(case.body_id, EVERYTHING)
    if all(mediator.account != account for mediator in body.mediators):
        raise RuleBroken("not_a_mediator")
    if account not in case.mediators:
        case.mediators.append(account)
        case.people = sorted({*case.people, account})
    return case.store()


@command
def log_session(
    call: Call,
    case_id: str,
    *,
    mode: Mode,
    result: Result,
    held_on: date | None = None,
    count: int = 1,
    minutes: int | None = None,
    record: str = "",
) -> Case:
    """Log a session. No session before every necessary party consented and got its notice (PM-08, PM-12).

    Raises RuleBroken: wrong_state, consent_missing, rights_notice_missing, mediator_missing, date_in_future.
    """
    case = Case.load(case_id, call)
    state = rules.follow("hold_session", case.state)
    rules.not_in_future(held_on, local_date(call.at))
    rules.may_hold_session(
        [(party.name, party.consent) for party in case.parties],
        [(party.name, bool(party.rights_noticed)) for party in case.parties],
    )
    if not case.mediators:
        raise RuleBroken("mediator_missing")
    case.sessions.append(
        MeetingRecord(
            id=call.new_id("session"),
            held_on=held_on,
            mode=str(mode),
            result=str(result),
            count=count,
            minutes=minutes,
            record=record,
            recorded_at=call.at,
            recorded_by=call.actor.id,
        )
    )
    case.state = state
    return case.store()


@command
def change_state(call: Call, case_id: str, *, verb: str, reason: str = "") -> Case:
    """Suspend, resume or withdraw the mediation (PML art 23, PM-12). Raises RuleBroken `wrong_state`."""
    case = Case.load(case_id, call)
    case.state, case.end_reason = rules.follow(verb, case.state), reason
    return case.store()


@command
def note_performance(call: Call, case_id: str, *, performance: Performance, on: date | None = None) -> Case:
    """How far the duties are done (PML art 31, PM-20). Raises RuleBroken: nothing_agreed, date_in_future."""
    case = Case.load(case_id, call)
    rules.not_in_future(on, local_date(call.at))
    if case.agreement is None:
        raise RuleBroken("nothing_agreed")
    case.performance, case.performed_on = str(performance), on
    return case.store()


@command
def follow_up(
    call: Call,
    case_id: str,
    *,
    ref: str,
    on: date | None = None,
    performance: Performance | None = None,
    record: str = "",
) -> Case:
    """A visit or call after the agreement (WN-05)."""
    case = Case.load(case_id, call)
    rules.not_in_future(on, local_date(call.at))
    case.party(ref)
    visit = FollowUp(on=on, ref=ref, record=record, recorded_by=call.actor.id)
    if performance is not None:
        visit.performance = case.performance = str(performance)
    case.follow_ups.append(visit)
    return case.store()


@command
def serve_remedies_notice(
    call: Call, case_id: str, *, ref: str, delivered: bool, on: date | None = None
) -> Case:
    """Tell a party of arbitration, administrative and court routes, or note the attempt (PML art 26, PM-14)."""
    case = Case.load(case_id, call)
    rules.not_in_future(on, local_date(call.at))
    party = case.party(ref)
    party.remedies, party.remedies_on = "delivered" if delivered else "attempted", on
    return case.store()


@command
def terminate(
    call: Call, case_id: str, *, reason: str, ended_on: date | None = None, reason_text: str = ""
) -> Case:
    """End a mediation that failed, after the remedies notices (PML art 26, PM-14).

    A case of our own may go on the star board; a court's goes back to the court with what may cross (table 6.3).
    Raises RuleBroken: wrong_state, remedies_notice_missing, date_in_future.
    """
    case = Case.load(case_id, call)
    state = rules.follow("terminate", case.state)
    today = local_date(call.at)
    rules.not_in_future(ended_on, today)
    rules.may_terminate((party.name, party.remedies is not None) for party in case.parties)
    case.state, case.end_reason, case.ended_on = state, reason, ended_on or today
    if case.referral:
        end_referral(case, "failed", reason=reason, reason_text=reason_text)
    elif not case.task_id:
        case.record(
            CaseFailed(
                case_id=case.id,
                place=case.place,
                category=case.category,
                ended_on=case.ended_on,
                failed_attempts=max(case.failed_attempts, 1),
                people=sum(party.count for party in case.parties),
                amount=Decimal(case.claim) if case.claim is not None else None,
                arose_on=case.arose_on,
                risk=case.risk,
                departments=case.departments,
                recorded_by=case.recorded_by or "",
                barred_for=case.barred_for,
            )
        )
    return case.store()


@command
def close(call: Call, case_id: str, *, closed_on: date | None = None) -> Case:
    """Close the file, when its list of papers is complete (PML art 27, WN-06).

    Raises RuleBroken: wrong_state, papers_missing, date_in_future.
    """
    case = Case.load(case_id, call)
    state = rules.follow("close", case.state)
    today = local_date(call.at)
    rules.not_in_future(closed_on, today)
    lack = papers_missing(case)
    if lack and case.state == State.AGREED:
        raise RuleBroken("papers_missing", papers="、".join(lack))
    case.state, case.closed_on = state, closed_on or today
    performed = case.performance in (Performance.FULL, Performance.ENFORCED)
    if case.task_id:
        case.record(
            CaseClosed(case_id=case.id, closed_on=case.closed_on, performed=performed, task_id=case.task_id)
        )
    return case.store()


def papers_missing(case: Case) -> list[str]:
    """Which papers of WN-06 the file still lacks."""
    agreement = case.agreement
    return rules.missing_papers(
        noticed=all(party.rights_noticed for party in case.parties),
        sessions=len(case.sessions),
        agreed=agreement is not None and agreement.form in rules.ENFORCEABLE_FORMS | {rules.Form.ORAL},
        recorded_terms=bool(agreement and agreement.terms),
        missing=rules.missing_acts(agreement.form, case.refs, case.acts()) if agreement else [],
    )


@command
def reopen(
    call: Call,
    case_id: str,
    *,
    on: date | None = None,
    same_facts: bool = True,
    breach_by_party: bool = False,
) -> Case:
    """The quarrel came back: name the new case that continues it (section 3.2), and tell the star board (SB-19).

    The new case itself is made by `continue_case`. Raises RuleBroken: not_ended, already_reopened, date_in_future.
    """
    case = Case.load(case_id, call)
    today = local_date(call.at)
    rules.not_in_future(on, today)
    if case.state not in (State.AGREED, State.CLOSED, State.TERMINATED, State.WITHDRAWN):
        raise RuleBroken("not_ended")
    if case.successor_id:
        raise RuleBroken("already_reopened")
    case.successor_id = call.new_id("successor")
    if case.task_id:
        case.record(
            CaseReopened(
                case_id=case.id,
                successor_id=case.successor_id,
                on=on or today,
                same_facts=same_facts,
                breach_by_party=breach_by_party,
                task_id=case.task_id,
            )
        )
    return case.store()


@command
def continue_case(
    call: Call, /, earlier: Case, case_id: str, *, body: Body | None = None, **details: Any
) -> Case:
    """Make the case that continues an earlier one: same parties, consents and notices asked anew."""
    new = Case(
        id=case_id,
        place=body.place if body else earlier.place,
        within=regions().path(body.place if body else earlier.place),
        people=list(earlier.people),
        body_id=body.id if body else earlier.body_id,
        body_name=body.name if body else earlier.body_name,
        category=earlier.category,
        channel="reopened",
        facts=earlier.facts,
        applied_on=local_date(call.at),
        applied_at=call.at,
        recorded_by=earlier.recorded_by,
        claim=earlier.claim,
        arose_on=earlier.arose_on,
        risk=earlier.risk,
        predecessor_id=earlier.id,
        parties=[
            Party(ref=p.ref, name=p.name, role=p.role, kind=p.kind, count=p.count, account=p.account)
            for p in earlier.parties
        ],
        **details,
    ).begin(call)
    if earlier.failed_attempts:
        before = MeetingRecord(
            id="before", mode=Mode.OTHER, result=Result.FAILED, count=earlier.failed_attempts
        )
        before.before_us, before.recorded_at = True, call.at
        new.sessions.append(before)
    return new.create()


@command
def let_time_decide(call: Call, case_id: str) -> Case:
    """Do what fell due: a referral that nobody accepted lapses (CT-06); one whose limit is over goes back (CT-16)."""
    case = Case.load(case_id, call)
    referral = case.referral
    if referral is None:
        case.due_at = None
    elif case.state == State.APPLIED and midnight_after(referral.accept_by) <= call.at:
        lapse(case, call)
    elif referral.limit_ends_on and midnight_after(referral.limit_ends_on) <= call.at:
        limit_over(case)
    else:
        case.due_at = call.at + timedelta(days=1)
    return case.store()
