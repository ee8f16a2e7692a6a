# SPDX-License-Identifier: Apache-2.0
"""What the mediation service tells of a referral, kept as table 6.3 lets it cross; in whatever order it arrives."""

from collections.abc import Sequence
from datetime import date, datetime

from services.courtlink.referrals import rules
from services.courtlink.referrals.documents import Referral
from services.courtlink.referrals.parts import (
    Address,
    Attendance,
    BodyAnswer,
    Conduct,
    Extension,
    Outcome,
    Pause,
    RecusalRequest,
    Session,
    Suspicion,
)
from services.courtlink.terms import terms_of
from shared.call import Call, command
from shared.contracts.mediation import (
    RecusalAsked,
    ReferralEnded,
    ReferralExtended,
    ReferralPaused,
    ReferralPerformed,
    SuspicionReported,
)


@command
def note_answer(
    call: Call,
    referral_id: str,
    kind: rules.Answer,
    *,
    at: datetime,
    reason: str | None = None,
    limit_ends_on: date | None = None,
) -> Referral:
    """The body accepted, declined, or let three working days pass (CT-06)."""
    referral = Referral.load(referral_id, call)
    referral.answer = BodyAnswer(kind=kind, at=at, reason=reason)
    referral.limit_ends_on = limit_ends_on
    referral.settle()
    return referral.store()


@command
def note_staff(call: Call, referral_id: str, *, mediators: Sequence[str]) -> Referral:
    """Who mediates now; whoever ever did is kept, since none may serve in the later suit (CT-20, CT-21)."""
    referral = Referral.load(referral_id, call)
    referral.staff = list(dict.fromkeys([*referral.staff, *mediators]))
    return referral.store()


@command
def note_extension(call: Call, event: ReferralExtended) -> Referral:
    """All parties agreed to the one longer limit (CT-01)."""
    referral = Referral.load(event.referral_id, call)
    referral.extension = Extension(
        agreed_on=event.agreed_on, agreed=list(event.agreed), limit_ends_on=event.limit_ends_on
    )
    referral.settle()
    return referral.store()


@command
def note_pause(call: Call, event: ReferralPaused) -> Referral:
    """The limit stands still for an appraisal, or runs on to a later day (CT-17)."""
    referral = Referral.load(event.referral_id, call)
    known = next((one for one in referral.pauses if one.since == event.since), None)
    if known is None:
        known = Pause(since=event.since)
        referral.pauses.append(known)
    if event.until is not None:
        known.until, known.limit_ends_on = event.until, event.limit_ends_on
    return referral.store()


@command
def note_suspicion(call: Call, event: SuspicionReported) -> Referral:
    """The mediator stopped and reports a suspected false mediation (CT-15): the judge is to answer, nothing is refused."""
    referral = Referral.load(event.referral_id, call)
    flags = sorted({*(referral.suspicion.flags if referral.suspicion else ()), *event.flags})
    referral.suspicion = Suspicion(flags=flags, reported_at=event.reported_at)
    return referral.store()


@command
def note_recusal(call: Call, event: RecusalAsked) -> Referral:
    """A party asked that a mediator withdraw; the court may decide it (CT-19)."""
    referral = Referral.load(event.referral_id, call)
    referral.recusals.append(
        RecusalRequest(id=event.recusal_id, ground=event.ground, mediator=event.mediator, at=event.asked_at)
    )
    return referral.store()


@command
def note_performance(call: Call, event: ReferralPerformed) -> Referral:
    """How far the agreement is performed (table 6.3)."""
    referral = Referral.load(event.referral_id, call)
    referral.performance, referral.performed_on = event.performance, event.on
    return referral.store()


@command
def note_outcome(call: Call, ended: ReferralEnded) -> Referral:
    """The mediation ended: keep what table 6.3 lets cross, and nothing else even if it was sent. Words that were reviewed
    later come with the whole once more, and never make room for none.

    Raises RuleBroken: unknown_outcome, reason_text_too_long.
    """
    code = rules.outcome_of(ended.outcome)
    rules.must_be_short(ended.reason_text)
    rules.must_be_short(ended.matters)
    crosses = rules.crosses(code)
    outcome = Outcome(code=code, ended_on=ended.ended_on, undisputed_facts=list(ended.undisputed_facts))
    outcome.addresses = [
        Address(
            ref=one.ref,
            addressee=one.addressee,
            sealed_address=one.sealed_address,
            sealed_phone=one.sealed_phone,
            electronic=one.electronic,
        )
        for one in ended.addresses
    ]
    if "sessions" in crosses:
        outcome.sessions = [Session(held_on=one.held_on, result=one.result) for one in ended.sessions]
    if "session_results" in crosses:
        outcome.sessions = [Session(result=one.result) for one in ended.sessions]
    if "attendance" in crosses:
        outcome.attendance = [Attendance(ref=one.ref, came=one.came, of=one.of) for one in ended.attendance]
    if "reason" in crosses:
        outcome.reason, outcome.reason_text = ended.reason, ended.reason_text
        outcome.conduct = [Conduct(ref=one.ref, code=one.code) for one in ended.conduct]
        outcome.matters = ended.matters
    referral = Referral.load(ended.referral_id, call)
    if (known := referral.outcome) is not None:
        if known.reason_text or known.matters or known.conduct:
            return referral.store()
        referral.told_again = True
    if "terms" in crosses:
        outcome.agreement_digest, outcome.effective_on = ended.agreement_digest, ended.effective_on
        outcome.terms = terms_of(ended.terms)
        referral.performance = referral.performance or ended.performance
    referral.outcome = outcome
    referral.settle()
    return referral.store()
