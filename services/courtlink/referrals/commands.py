# SPDX-License-Identifier: Apache-2.0
"""A judge refers a case to a mediation body, at once or after asking the parties, and to another after a refusal or silence."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from pymongo.errors import DuplicateKeyError

from services.courtlink import places
from services.courtlink.case_numbers import CaseNumber
from services.courtlink.courts.rules import Policy, policy_of
from services.courtlink.limits import figures
from services.courtlink.referrals import rules
from services.courtlink.referrals.documents import Referral
from services.courtlink.referrals.parts import Choice, ConsentAnswer, Party
from services.courtlink.referrals.rules import Consent
from services.courtlink.rosters import reading as rosters
from services.courtlink.teams import reading as teams
from shared.calendar import end_of_period, local_date
from shared.call import Call, command
from shared.contracts.courtlink import ReferralMade, ReferredParty
from shared.errors import AlreadyAbsorbed, RuleBroken
from shared.mongo import collection
from shared.regions import regions


@dataclass(frozen=True, kw_only=True)
class Suit:
    """What the judge knows of the case that is referred; `claims` is from the plaint, `claim` its sum in yuan."""

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
    team: str | None = None
    claims: str = ""
    claim: Decimal | None = None
    filed_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class Appointee:
    """The body that shall mediate, and within it the mediators (accounts) and who of them leads (CT-05, CT-07)."""

    body_id: str
    body_name: str = ""
    mediators: Sequence[str] = ()
    lead: str | None = None


@command
def refer(call: Call, suit: Suit, *, body: Appointee | None = None) -> Referral:
    """A judge refers a case (CT-01, CT-06): to a body at once, when all consented; else the parties are asked first.

    Raises RuleBroken: case_number_unreadable, unknown_court, unknown_team, already_referred, calendar_missing,
    date_long_before, and those of `rules.may_refer` and `send`.
    """
    today, own = local_date(call.at), policy_of(suit.court_code)
    court = regions().court(suit.court_code)
    paper = rules.Paper(
        number=CaseNumber.read(suit.number),
        number_code=own.number_code,
        court_name=court.name,
        code_is_sure=court.basis != "unverified",
        cause=suit.cause,
        referred_on=suit.referred_on,
        parties=[party.ref for party in suit.parties],
        consented=suit.consented,
    )
    regime = rules.regime_of(suit.referred_on, own.filed_first_from)
    rules.may_refer(paper, regime, today=today, with_body=body is not None)
    if suit.consented_on is not None and suit.consented_on > today:
        raise RuleBroken("date_in_future", field="consented_on")
    if suit.filed_on is not None and suit.filed_on > suit.referred_on:
        raise RuleBroken("date_in_future", field="filed_on")
    earliest = suit.referred_on - timedelta(days=figures().received_days_back)
    rules.must_follow(suit.filed_on, earliest, "filed_on")
    rules.must_follow(suit.consented_on, suit.filed_on or earliest, "consented_on")
    if suit.team:
        teams.of_court(suit.team, suit.court_code)
    names = sorted({party.name for party in suit.parties})
    again = _same_parties(suit, names, own)
    referral = Referral(
        id=call.new_id(),
        number=str(paper.number),
        court_code=court.code,
        court_name=court.name,
        division=suit.division,
        judge=call.actor.id,
        team=suit.team,
        cause=suit.cause,
        category=suit.category,
        procedure=suit.procedure,
        claims=suit.claims,
        claim=suit.claim,
        referred_on=suit.referred_on,
        filed_on=suit.filed_on,
        regime=regime,
        clock_from=own.clock_from,
        warnings=[*rules.warnings(paper, regime), *(["same_parties_again"] if again else [])],
        parties=[
            Party(ref=party.ref, name=party.name, role=party.role, kind=party.kind, count=party.count)
            for party in suit.parties
        ],
        names=names,
        consents=[
            ConsentAnswer(ref=ref, answer=Consent.AGREED, on=suit.consented_on or today)
            for ref in suit.consented
        ],
        consented_on=suit.consented_on,
        within=places.court_path(suit.court_code),
    ).begin(call)
    if body is not None:
        return _create(referral, body, call)
    start_choice(referral, today)
    referral.settle()
    return _insert(referral)


def _same_parties(suit: Suit, names: list[str], own: Policy) -> bool:
    """Whether all the same people were in a referral of this court before (CT-15)."""
    since = (suit.referred_on - timedelta(days=own.same_parties_days)).isoformat()
    wanted = {
        "court_code": suit.court_code,
        "names": names,
        "number": {"$ne": str(CaseNumber.read(suit.number))},
    }
    found = collection(Referral).find(wanted, {"referred_on": 1})
    return any(row["referred_on"].date().isoformat() >= since for row in found)


def start_choice(referral: Referral, today: date) -> None:
    """Once every party agreed, two working days run in which they choose together (OMR art 10, CT-05)."""
    if set(referral.agreed) == set(referral.refs) and referral.choose_by is None:
        last = max((one.on for one in referral.consents), default=today)
        referral.consented_on = last
        referral.choose_by = end_of_period(
            "CT-05", max(last, today), working_days=rules.CHOOSE_WITHIN_WORKING_DAYS
        ).end


@command
def reappoint(call: Call, referral_id: str, *, body: Appointee) -> Referral:
    """Appoint another body after a refusal or silence (CT-06): a new referral, since the first keeps its history.

    Raises RuleBroken: not_reappointable, already_reappointed, already_referred, not_your_team, calendar_missing.
    """
    first = Referral.load(referral_id, call)
    teams.must_be_theirs(call, first.team, first.judge)
    rules.may_reappoint(rules.State(first.state))
    second = Referral(
        id=first.successor_id,
        predecessor_id=first.id,
        within=list(first.within),
        **{name: getattr(first, name) for name in _OF_THE_SUIT},
    ).begin(call)
    try:
        return _create(second, body, call)
    except AlreadyAbsorbed as again:
        if call.message in again.document.inbox:
            raise
        raise RuleBroken("already_reappointed") from None


_OF_THE_SUIT = (
    *("number", "court_code", "court_name", "division", "judge", "team", "cause", "category", "procedure"),
    *("claims", "claim", "referred_on", "filed_on", "regime", "clock_from", "warnings", "parties", "names"),
    *("consents", "consented_on"),
)


def _create(referral: Referral, body: Appointee, call: Call) -> Referral:
    send(referral, body, call)
    return _insert(referral)


def _insert(referral: Referral) -> Referral:
    try:
        return referral.create()
    except DuplicateKeyError:
        raise RuleBroken("already_referred", number=referral.number) from None


def send(referral: Referral, body: Appointee, call: Call, *, by: Sequence[str] = ()) -> None:
    """Name the body, start the three working days of CT-06, and tell the body.

    A body that is not on the roster of the court or one above is marked, or refused, as the court settled (CT-24).
    Its mediators are those that the roster knows. Raises RuleBroken: body_not_on_roster, mediator_not_on_roster, lead_needed,
    mediator_twice, calendar_missing.
    """
    today = local_date(call.at)
    listed = rosters.listed(body.body_id, referral.court_code)
    if listed is None:
        if policy_of(referral.court_code).roster_binds:
            raise RuleBroken("body_not_on_roster")
        referral.warnings = [*dict.fromkeys([*referral.warnings, "body_not_on_roster"])]
    elif set(body.mediators) - rosters.invited(body.body_id, referral.court_code).keys():
        raise RuleBroken("mediator_not_on_roster", field="mediators")
    lead = rules.must_have_lead(body.mediators, body.lead)
    referral.choice = Choice(by=list(by), on=today, mediators=list(body.mediators), lead=lead)
    referral.body_id = body.body_id
    referral.body_name = body.body_name or (listed.body_name if listed else "")
    referral.landed_at = call.at
    referral.accept_by = end_of_period("CT-06", today, working_days=rules.ACCEPT_WITHIN_WORKING_DAYS).end
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
            body_id=body.body_id,
            category=referral.category,
            claims=referral.claims,
            parties=tuple(
                ReferredParty(
                    ref=party.ref, name=party.name, role=party.role, kind=party.kind, count=party.count
                )
                for party in referral.parties
            ),
            regime=referral.regime,
            clock_from=referral.clock_from,
            consented=tuple(referral.agreed),
            mediators=tuple(body.mediators),
            lead=lead,
        )
    )
