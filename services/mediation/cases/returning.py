# SPDX-License-Identifier: Apache-2.0
"""What goes back to the court, and only that: the outcome, signed facts, the reviewed failure paper (table 6.3, CT-13)."""

from collections.abc import Mapping, Sequence
from typing import Any

from services.mediation.cases import referral_rules, rules
from services.mediation.cases.agreements import Term
from services.mediation.cases.clocks import Rule
from services.mediation.cases.documents import Case
from services.mediation.cases.meetings import Came, MeetingRecord
from services.mediation.cases.preparing import address_of
from services.mediation.cases.referral import Conduct, Fact, FailurePaper
from services.mediation.cases.referral_rules import FailureReason, Outcome, Return
from services.mediation.cases.referring import referral_of
from services.mediation.cases.rules import State
from shared.calendar import local_date
from shared.call import Call, command
from shared.contracts.mediation import (
    CostlyConduct,
    PartyAttendance,
    ReferralEnded,
    ReferralPerformed,
    SessionRecord,
    SettledInstalment,
    SettledTerm,
)
from shared.errors import RuleBroken

SUSPECTED_FALSE = "suspected_false"


@command
def state_fact(call: Call, case_id: str, *, text: str) -> Case:
    """Write down a fact that the parties may sign as undisputed (OMR art 18, CT-11)."""
    case = Case.load(case_id, call)
    case.undisputed.append(Fact(id=call.new_id("fact"), text=text))
    return case.store()


@command
def sign_fact(call: Call, case_id: str, *, fact: str, ref: str) -> Case:
    """A party signs an undisputed fact in writing; it may cross once every party did (CT-11, CT-14). Raises `no_such_fact`."""
    case = Case.load(case_id, call)
    case.party(ref)
    for one in case.undisputed:
        if one.id == fact:
            if ref not in one.signed:
                one.signed.append(ref)
            return case.store()
    raise RuleBroken("no_such_fact")


@command
def write_failure_paper(
    call: Call,
    case_id: str,
    *,
    course: str = "",
    matters: str = "",
    conduct: Sequence[Mapping[str, Any]] = (),
) -> Case:
    """Write what the court may read of a failure (OMR art 21, CT-13); a paper that is changed must be reviewed anew.

    Raises RuleBroken: not_referred, already_sent_back, not_neutral, no_such_party, date_in_future.
    """
    case = Case.load(case_id, call)
    referral = referral_of(case)
    _paper_counts(case)
    referral_rules.must_be_neutral(course, matters)
    for one in conduct:
        case.party(one["ref"])
        rules.not_in_future(one["shown_on"], local_date(call.at))
    referral.paper = FailurePaper(
        course=course,
        matters=matters,
        conduct=[Conduct(**one) for one in conduct],
        written_by=call.actor.id,
    )
    return case.store()


@command
def review_failure_paper(call: Call, case_id: str) -> Case:
    """A second person read the paper and lets it go to the court (table 6.3); it follows a case that went back without it.

    Raises RuleBroken: not_referred, already_sent_back, no_paper, own_paper.
    """
    case = Case.load(case_id, call)
    referral = referral_of(case)
    _paper_counts(case)
    if referral.paper is None:
        raise RuleBroken("no_paper")
    referral_rules.may_review(referral.paper.written_by, call.actor.id)
    referral.paper.reviewed_by = call.actor.id
    if referral.sent_back:
        _tell_end(case)
    return case.store()


@command
def return_referral(call: Call, case_id: str, *, reason: Return, ref: str) -> Case:
    """A party can't be reached, will not mediate, or takes no mediator: papers go back at once (CT-08, CT-20).

    Raises RuleBroken: not_referred, wrong_state, already_sent_back, no_such_party, no_change_yet.
    """
    case = Case.load(case_id, call)
    referral_of(case)
    _still_here(case)
    case.party(ref)
    if reason is Return.MEDIATOR_REFUSED:
        referral_rules.counts_as_refusal(case.objections, ref)
    case.state = rules.follow("terminate", case.state)
    send_back(case, call, Return(reason))
    return case.store()


def send_back(case: Case, call: Call, reason: Return) -> None:
    """Close the case and owe the court its papers."""
    unreachable = reason is Return.UNREACHABLE
    case.end_reason, case.ended_on = str(reason), local_date(call.at)
    case.state = State.TERMINATED
    end_referral(case, Outcome.UNREACHABLE if unreachable else Outcome.REFUSED)


def _still_here(case: Case) -> None:
    if case.referral.sent_back:
        raise RuleBroken("already_sent_back")


def paper_counts(case: Case) -> bool:
    """Whether a failure paper may still be written or reviewed: also after the case went back as failed, until one was
    reviewed; a mediation that the court itself ended needs none (CT-13, CT-15)."""
    referral = case.referral
    if not referral.sent_back:
        return True
    owed = referral.outcome == Outcome.FAILED and case.end_reason != SUSPECTED_FALSE
    return owed and not (referral.paper and referral.paper.reviewed_by)


def _paper_counts(case: Case) -> None:
    if not paper_counts(case):
        raise RuleBroken("already_sent_back")


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


def end_referral(case: Case, outcome: Outcome, *, reason: str | None = None) -> None:
    """Owe the court the outcome, once."""
    if case.referral.sent_back:
        return
    case.referral.sent_back = True
    case.referral.outcome, case.referral.ended_for = str(outcome), str(reason) if reason else None
    case.stop_clocks(Rule.REFERRAL, Rule.ACCEPT_REFERRAL, Rule.ASK_OTHERS)
    _tell_end(case)


def _tell_end(case: Case) -> None:
    """On failure no day of a meeting, only facts that every party signed, and only reviewed words (table 6.3, CT-13)."""
    outcome, reason = Outcome(case.referral.outcome), case.referral.ended_for
    agreed = outcome is Outcome.SUCCEEDED
    agreement = case.agreement if agreed else None
    paper = case.referral.paper if outcome is Outcome.FAILED else None
    if paper and not paper.reviewed_by:
        paper = None
    held = [session for session in case.sessions if not session.before_us and not session.corrects]
    case.record(
        ReferralEnded(
            referral_id=case.id,
            outcome=str(outcome),
            ended_on=case.ended_on,
            sessions=tuple(
                SessionRecord(held_on=s.held_on if agreed else None, result=s.result) for s in held
            ),
            reason=reason if not agreed else None,
            reason_text=paper.course if paper else "",
            matters=paper.matters if paper else "",
            conduct=tuple(CostlyConduct(ref=c.ref, code=c.code) for c in paper.conduct) if paper else (),
            attendance=() if agreed else _attendance(case, held),
            undisputed_facts=tuple(f.text for f in case.undisputed if set(f.signed) == set(case.refs)),
            addresses=tuple(found for one in case.referral.preparations if (found := address_of(one))),
            agreement_digest=agreement.digest if agreement else None,
            effective_on=agreement.effective_on if agreement else None,
            terms=settled_terms(agreement.terms) if agreement else (),
            performance=case.performance if agreed else None,
        )
    )


def _attendance(case: Case, held: Sequence[MeetingRecord]) -> tuple[PartyAttendance, ...]:
    """How many meetings each party, or who acts for it, came to; of those whose attendance was noted."""
    noted = [session for session in held if session.came]
    as_party = (Came.PARTY, Came.REPRESENTATIVE)
    return tuple(
        PartyAttendance(
            ref=ref,
            came=sum(any(c.who == ref and c.came_as in as_party for c in s.came) for s in noted),
            of=len(noted),
        )
        for ref in case.refs
    )


def tell_performance(case: Case) -> None:
    """The court that referred the case learns how far its agreement is performed (table 6.3)."""
    if case.referral and case.agreement and case.agreement.effective:
        case.record(
            ReferralPerformed(referral_id=case.id, performance=case.performance, on=case.performed_on)
        )


def limit_over(case: Case) -> None:
    """The limit is over without an agreement: the case goes back to the court (OMR art 25, CT-16)."""
    settled = case.agreement is not None and case.agreement.effective
    if case.state in (State.ACCEPTED, State.IN_MEDIATION, State.SUSPENDED, State.AGREED) and not settled:
        case.state, case.end_reason = State.TERMINATED, str(FailureReason.LIMIT_OVER)
        case.ended_on = case.referral.limit_ends_on
        end_referral(case, Outcome.FAILED, reason=str(FailureReason.LIMIT_OVER))


def nobody_answered(case: Case, call: Call) -> None:
    """Three working days of help are over and a party did not agree: end, and return the papers (OMR art 15, CT-08)."""
    asked = [party.consent for party in case.parties]
    if case.state == State.ACCEPTED and any(answer != "consented" for answer in asked):
        refused = any(answer in ("refused", "withdrawn") for answer in asked)
        send_back(case, call, Return.REFUSED if refused else Return.UNREACHABLE)
