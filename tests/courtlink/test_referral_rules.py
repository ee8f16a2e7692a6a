# SPDX-License-Identifier: Apache-2.0
"""Rules of a court's referral, without any server."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from itertools import permutations
from typing import Any

import pytest

from services.courtlink.case_numbers import CaseNumber
from services.courtlink.referrals import rules
from services.courtlink.referrals.rules import Answer, Disposition, Facts, Outcome, Paper, Regime, State
from shared.errors import RuleBroken


@pytest.mark.parametrize(
    ("on_the_paper", "regime"),
    [
        (date(2022, 1, 1), Regime.DELEGATED),
        (date(2024, 12, 31), Regime.DELEGATED),
        (date(2025, 1, 1), Regime.ENTRUSTED),
        (date(2026, 5, 19), Regime.ENTRUSTED),
    ],
)
def test_the_date_on_the_paper_chooses_the_regime(on_the_paper: date, regime: Regime) -> None:
    assert rules.regime_of(on_the_paper) is regime


def test_a_court_that_changed_on_another_day_keeps_its_own() -> None:
    assert rules.regime_of(date(2024, 12, 1), filed_first_from=date(2024, 11, 1)) is Regime.ENTRUSTED


TODAY = date(2026, 5, 19)
GOOD = Paper(
    number=CaseNumber.read("(2026)鲁1324民初88号"),
    number_code="鲁1324",
    court_name="兰陵县人民法院",
    code_is_sure=True,
    cause="买卖合同纠纷",
    referred_on=TODAY,
    parties=["A", "B"],
    consented=["B", "A"],
)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"referred_on": date(2026, 5, 20)}, "date_in_future"),
        ({"number_code": "鲁1302"}, "number_of_another_court"),
        ({"referred_on": date(2025, 12, 31)}, "number_of_a_later_year"),
        ({"parties": ["A", "A"]}, "party_twice"),
        ({"consented": ["A"]}, "consent_needed"),
        ({"consented": []}, "consent_needed"),
        ({"consented": ["A", "B", "C"]}, "no_such_party"),
        ({"number": CaseNumber.read("(2026)鲁1324民特3号")}, "not_mediable"),
        ({"number": CaseNumber.read("(2026)鲁1324民终3号")}, "number_of_wrong_type"),
        ({"cause": "婚姻无效纠纷"}, "not_mediable"),
    ],
)
def test_a_referral_that_breaks_a_rule_is_refused(change: dict[str, Any], code: str) -> None:
    with pytest.raises(RuleBroken) as told:
        rules.may_refer(replace(GOOD, **change), Regime.ENTRUSTED, today=TODAY, with_body=True)

    assert told.value.code == code


def test_the_missing_consent_is_named() -> None:
    with pytest.raises(RuleBroken) as told:
        rules.may_refer(replace(GOOD, consented=["A"]), Regime.ENTRUSTED, today=TODAY, with_body=True)

    assert told.value.details == {"parties": "B"}


@pytest.mark.parametrize(
    ("number", "referred_on", "odd"),
    [
        ("(2026)鲁1324民初88号", date(2026, 5, 19), []),
        ("(2025)鲁1324民诉前调7号", date(2025, 3, 1), ["number_dropped_in_2025"]),
        ("(2024)鲁1324民诉前调7号", date(2024, 12, 31), []),
        ("(2025)鲁1324民初9号", date(2026, 1, 6), ["number_of_an_earlier_year"]),
        ("(2026)鲁1324新类型9号", date(2026, 1, 6), ["number_of_unknown_type"]),
    ],
)
def test_an_odd_number_is_marked_and_blocks_nothing(number: str, referred_on: date, odd: list[str]) -> None:
    paper = replace(GOOD, number=CaseNumber.read(number), referred_on=referred_on)

    rules.may_refer(paper, Regime.ENTRUSTED, today=TODAY, with_body=True)
    assert rules.warnings(paper, rules.regime_of(referred_on)) == odd


def test_a_code_that_is_not_verified_is_marked_and_blocks_nothing() -> None:
    paper = replace(GOOD, number_code="鲁1391", code_is_sure=False)

    rules.may_refer(paper, Regime.ENTRUSTED, today=TODAY, with_body=True)
    assert rules.warnings(paper, Regime.ENTRUSTED) == ["court_code_unverified"]


def test_before_filing_one_partys_application_is_enough_and_nobodys_is_not() -> None:
    rules.may_refer(replace(GOOD, consented=["A"]), Regime.DELEGATED, today=TODAY, with_body=True)

    with pytest.raises(RuleBroken, match="consent_needed"):
        rules.may_refer(replace(GOOD, consented=[]), Regime.DELEGATED, today=TODAY, with_body=True)


def test_without_a_body_the_missing_consents_are_still_asked_for() -> None:
    rules.may_refer(replace(GOOD, consented=[]), Regime.ENTRUSTED, today=TODAY, with_body=False)


def states_on_the_way(facts: Iterable[dict[str, Any]]) -> list[State]:
    known: dict[str, Any] = {}
    states = []
    for fact in facts:
        known |= fact
        states.append(rules.state_of(Facts(**known)))
    return states


def test_a_referral_goes_through_its_states() -> None:
    accepted, extended, failed = {"answer": Answer.ACCEPTED}, {"extended": True}, {"outcome": Outcome.FAILED}

    assert rules.state_of(Facts()) is State.RECEIVED
    assert states_on_the_way([accepted, extended, failed, {"acknowledged": True}]) == [
        State.ACCEPTED,
        State.EXTENDED,
        State.FAILED,
        State.ACKNOWLEDGED,
    ]


def test_facts_lead_to_the_same_state_in_whatever_order_they_arrive() -> None:
    facts = [{"answer": Answer.ACCEPTED}, {"extended": True}, {"outcome": Outcome.SUCCEEDED}]

    assert {states_on_the_way(order)[-1] for order in permutations(facts)} == {State.SUCCEEDED}


@pytest.mark.parametrize("state", [state for state in State if state not in {State.DECLINED, State.LAPSED}])
def test_another_body_is_appointed_only_after_a_refusal_or_silence(state: State) -> None:
    with pytest.raises(RuleBroken, match="not_reappointable"):
        rules.may_reappoint(state)
    rules.may_reappoint(State.DECLINED)
    rules.may_reappoint(State.LAPSED)


@pytest.mark.parametrize("regime", Regime)
@pytest.mark.parametrize("outcome", Outcome)
def test_the_court_closes_the_loop_as_its_regime_allows(regime: Regime, outcome: Outcome) -> None:
    allowed = rules.DISPOSITIONS[regime, outcome is Outcome.SUCCEEDED]
    today = date(2026, 7, 7)

    for disposition in allowed:
        rules.may_acknowledge(State(outcome), regime, outcome, disposition, on=today, today=today)
    for disposition in set(Disposition) - allowed:
        with pytest.raises(RuleBroken, match="wrong_disposition"):
            rules.may_acknowledge(State(outcome), regime, outcome, disposition, on=None, today=today)


@pytest.mark.parametrize(
    ("state", "outcome", "on", "code"),
    [
        (State.ACCEPTED, None, None, "nothing_returned"),
        (State.ACKNOWLEDGED, Outcome.FAILED, None, "already_acknowledged"),
        (State.FAILED, Outcome.FAILED, date(2026, 7, 8), "date_in_future"),
    ],
)
def test_nothing_is_acknowledged_before_it_came_or_twice(
    state: State, outcome: Outcome | None, on: date | None, code: str
) -> None:
    with pytest.raises(RuleBroken) as told:
        rules.may_acknowledge(
            state, Regime.ENTRUSTED, outcome, Disposition.TO_TRIAL, on=on, today=date(2026, 7, 7)
        )

    assert told.value.code == code
