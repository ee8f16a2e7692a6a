# SPDX-License-Identifier: Apache-2.0
"""What a judge does with a referral, and what the mediation service tells of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from pymongo.errors import DuplicateKeyError

from services.courtlink import places
from services.courtlink.case_numbers import CaseNumber
from services.courtlink.referrals import rules
from services.courtlink.referrals.documents import (
    Acknowledgement,
    BodyAnswer,
    Extension,
    Outcome,
    Party,
    Referral,
    Session,
)
from services.courtlink.terms import terms_of
from shared.calendar import end_of_period, local_date
from shared.call import Call, command
from shared.contracts.courtlink import ReferralMade, ReferredParty
from shared.contracts.mediation import ReferralEnded
from shared.errors import AlreadyAbsorbed, RuleBroken
from shared.regions import regions


@dataclass(frozen=True, kw_only=True)
class Suit:
    """What the judge knows of the case that is referred; `claims` is from the plaint."""

    number: str
    court_code: str
    cause: str
    category: str
    procedure: rules.Procedure
    referred_on: date
    parties: Sequence[ReferredParty]
    consented: Sequence[str]
    consented_on: date | None = None
    division: str | None = None
    claims: str = ""
    filed_on: date | None = None


@command
def refer(call: Call, suit: Suit, *, body_id: str, body_name: str = "") -> Referral:
    """A judge refers a case to a mediation body (CT-01, CT-06).

    Raises RuleBroken: case_number_unreadable, unknown_court, already_referred, calendar_missing, and those of
    `rules.may_refer`.
    """
    number, today = CaseNumber.read(suit.number), local_date(call.at)
    rules.may_refer(
        number,
        court_code=suit.court_code,
        referred_on=suit.referred_on,
        today=today,
        parties=[party.ref for party in suit.parties],
        consented=suit.consented,
    )
    if suit.consented_on is not None and suit.consented_on > today:
        raise RuleBroken("date_in_future", field="consented_on")
    if suit.filed_on is not None and suit.filed_on > suit.referred_on:
        raise RuleBroken("date_in_future", field="filed_on")
    regime = rules.regime_of(suit.referred_on)
    referral = Referral(
        id=call.new_id(),
        number=str(number),
        court_code=suit.court_code,
        court_name=regions().court(suit.court_code).name,
        division=suit.division,
        cause=suit.cause,
        category=suit.category,
        procedure=suit.procedure,
        claims=suit.claims,
        referred_on=suit.referred_on,
        filed_on=suit.filed_on,
        regime=regime,
        warnings=rules.warnings(number, regime, suit.referred_on),
        parties=[
            Party(ref=party.ref, name=party.name, role=party.role, kind=party.kind, count=party.count)
            for party in suit.parties
        ],
        consented_on=suit.consented_on,
        within=places.court_path(suit.court_code),
    ).begin(call)
    return _send(referral, call, body_id=body_id, body_name=body_name)


@command
def reappoint(call: Call, referral_id: str, *, body_id: str, body_name: str = "") -> Referral:
    """Appoint another body after a refusal or silence (CT-06): a new referral, since the first keeps its history.

    Raises RuleBroken: not_reappointable, already_reappointed, already_referred, calendar_missing.
    """
    first = Referral.load(referral_id, call)
    rules.may_reappoint(rules.State(first.state))
    second = Referral(
        id=first.successor_id,
        predecessor_id=first.id,
        within=list(first.within),
        **{name: getattr(first, name) for name in _OF_THE_SUIT},
    ).begin(call)
    try:
        return _send(second, call, body_id=body_id, body_name=body_name)
    except AlreadyAbsorbed as again:
        if call.message in again.document.inbox:
            raise
        raise RuleBroken("already_reappointed") from None


_OF_THE_SUIT = (
    *("number", "court_code", "court_name", "division", "cause", "category", "procedure", "claims"),
    *("referred_on", "filed_on", "regime", "warnings", "parties", "consented_on"),
)


def _send(referral: Referral, call: Call, *, body_id: str, body_name: str) -> Referral:
    """Start the clock of CT-06 and tell the body."""
    clock = end_of_period(
        "CT-06", local_date(call.at), working_days=rules.ACCEPT_WITHIN_WORKING_DAYS
    )  # fmt: skip
    referral.body_id, referral.body_name = body_id, body_name
    referral.landed_at, referral.accept_by = call.at, clock.end
    referral.settle()
    referral.record(
        ReferralMade(
            referral_id=referral.id,
            number=referral.number,
            court_code=referral.court_code,
            court_name=referral.court_name,
            cause=referral.cause,
            procedure=referral.procedure,
            referred_on=referral.referred_on,
            filed_on=referral.filed_on,
            landed_at=call.at,
            body_id=body_id,
            category=referral.category,
            claims=referral.claims,
            parties=tuple(
                ReferredParty(
                    ref=party.ref, name=party.name, role=party.role, kind=party.kind, count=party.count
                )
                for party in referral.parties
            ),
        )
    )
    try:
        return referral.create()
    except DuplicateKeyError:
        raise RuleBroken("already_referred", number=referral.number) from None


@command
def acknowledge(
    call: Call, referral_id: str, *, disposition: rules.Disposition, on: date | None = None
) -> Referral:  # fmt: skip
    """The court takes note of what came back and says what it did with the case.

    Raises RuleBroken: nothing_returned, already_acknowledged, wrong_disposition, date_in_future.
    """
    referral = Referral.load(referral_id, call)
    outcome = rules.Outcome(referral.outcome.code) if referral.outcome else None
    rules.may_acknowledge(
        rules.State(referral.state),
        rules.Regime(referral.regime),
        outcome,
        disposition,
        on=on,
        today=local_date(call.at),
    )
    referral.acknowledgement = Acknowledgement(disposition=disposition, on=on, at=call.at)
    referral.settle()
    return referral.store()


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
def note_extension(call: Call, referral_id: str, *, agreed_on: date, limit_ends_on: date) -> Referral:
    """All parties agreed to the one longer limit (CT-01)."""
    referral = Referral.load(referral_id, call)
    referral.extension = Extension(agreed_on=agreed_on, limit_ends_on=limit_ends_on)
    referral.settle()
    return referral.store()


@command
def note_outcome(call: Call, ended: ReferralEnded) -> Referral:
    """The mediation ended: keep what table 6.3 lets cross, and nothing else even if it was sent.

    Raises RuleBroken: unknown_outcome, reason_text_too_long.
    """
    code = rules.outcome_of(ended.outcome)
    rules.must_be_short(ended.reason_text)
    crosses = rules.crosses(code)
    outcome = Outcome(code=code, ended_on=ended.ended_on, undisputed_facts=list(ended.undisputed_facts))
    if "sessions" in crosses:
        outcome.sessions = [Session(held_on=one.held_on, result=one.result) for one in ended.sessions]
    if "session_results" in crosses:
        outcome.sessions = [Session(result=one.result) for one in ended.sessions]
    if "reason" in crosses:
        outcome.reason, outcome.reason_text = ended.reason, ended.reason_text
    if "terms" in crosses:
        outcome.agreement_digest, outcome.effective_on = ended.agreement_digest, ended.effective_on
        outcome.terms = terms_of(ended.terms)
    referral = Referral.load(ended.referral_id, call)
    referral.outcome = outcome
    referral.settle()
    return referral.store()
