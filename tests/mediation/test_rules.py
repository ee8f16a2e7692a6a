# SPDX-License-Identifier: Apache-2.0
"""The rules of a dispute; no server is needed."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from services.mediation.cases import figures, referral_rules, rules, terms
from services.mediation.cases.figures import Ending, Facts
from services.mediation.cases.referral_rules import Regime, regime_of
from services.mediation.cases.rules import Act, Done, Form, State
from services.mediation.cases.terms import Duty
from shared.errors import RuleBroken


def broken(code: str) -> pytest.RaisesExc[RuleBroken]:
    return pytest.RaisesExc(RuleBroken, check=lambda error: error.code == code)


def test_money_has_a_creditor_and_an_apology_may_be_to_all() -> None:
    owed = {"kind": "payment", "who": "A", "what": "赔偿"}
    with broken("creditor_needed"):
        terms.with_creditors([owed], ["A", "B", "C"])
    sorry = {"kind": "apology", "who": "A", "what": "道歉"}
    assert terms.with_creditors([sorry], ["A", "B", "C"]) == [sorry]
    assert terms.with_creditors([owed | {"who": "A,B"}], ["A", "B", "C"])[0]["to"] == "C"


ACTS = [
    Done(Act.PARTY_SIGNED, "A", date(2026, 3, 8)),
    Done(Act.PARTY_SIGNED, "B", date(2026, 3, 9)),
    Done(Act.MEDIATOR_SIGNED, "", date(2026, 3, 9)),
    Done(Act.SEAL, "", date(2026, 3, 10)),
]


def test_a_written_agreement_takes_effect_with_the_last_act() -> None:
    for missing in range(4):
        acts = ACTS[:missing] + ACTS[missing + 1 :]
        assert rules.effective_on(Form.WRITTEN, date(2026, 3, 8), ["A", "B"], acts) is None

    assert rules.effective_on(Form.WRITTEN, date(2026, 3, 8), ["A", "B"], ACTS) == date(2026, 3, 10)


def test_an_oral_agreement_takes_effect_the_day_they_agreed() -> None:
    assert rules.effective_on(Form.ORAL, date(2026, 3, 8), ["A", "B"], []) == date(2026, 3, 8)


def test_an_act_whose_day_is_unknown_counts_but_gives_no_day() -> None:
    acts = [Done(act.kind, act.ref, None) for act in ACTS]

    assert rules.is_effective(Form.WRITTEN, ["A", "B"], acts)
    assert rules.effective_on(Form.WRITTEN, None, ["A", "B"], acts) is None


@pytest.mark.parametrize("answer", ["unknown", "refused", "withdrawn"])
def test_no_session_before_every_party_consented_and_was_told(answer: str) -> None:
    with broken("consent_missing"):
        rules.may_hold_session([("甲", "consented"), ("乙", answer)], [("甲", True), ("乙", True)])
    with broken("rights_notice_missing"):
        rules.may_hold_session([("甲", "consented")], [("甲", False)])

    rules.may_hold_session([("甲", "consented")], [("甲", True)])


def test_no_end_before_every_party_was_told_of_its_other_routes() -> None:
    with broken("remedies_notice_missing"):
        rules.may_terminate([("甲", True), ("乙", False)])


def test_a_closed_case_can_only_be_read() -> None:
    for verb in ("accept", "hold_session", "agree", "terminate", "withdraw", "close"):
        with broken("wrong_state"):
            rules.follow(verb, State.CLOSED)


def test_only_what_is_certain_is_added_up() -> None:
    counted = terms.count(
        [
            Duty("payment", Decimal("100.50")),
            Duty("payment", Decimal(500), each=3),
            Duty("payment", Decimal(99999), conditional=True),
            Duty("payment", Decimal(1200), frequency="monthly"),
            Duty("payment", Decimal(3000), instalments=10, frequency="monthly"),
            Duty("apology"),
        ]
    )

    assert counted.payable_total == Decimal("4600.50")
    assert counted.payable_total_exact is True
    assert (counted.recurring_duties, counted.instalments) == (1, 10)
    assert (counted.conditional_terms, counted.nonmonetary_terms) == (1, 1)


def test_a_sum_with_an_unknown_part_is_not_exact() -> None:
    assert terms.count([Duty("payment", Decimal(5)), Duty("payment")]).payable_total_exact is False
    assert terms.count([Duty("payment")]).payable_total is None


@pytest.mark.parametrize(
    ("facts", "ending"),
    [
        (Facts("terminated", None, "unknown"), Ending.TERMINATED),
        (Facts("in_mediation", None, "unknown"), Ending.OPEN),
        (Facts("agreed", "written", "performed_in_full"), Ending.CLOSED_PERFORMED),
        (Facts("agreed", "none", "performed_in_full"), Ending.PERFORMED_NO_AGREEMENT),
        (Facts("agreed", "written", "breached"), Ending.BREACHED),
        (Facts("agreed", "written", "performed_in_full", earlier_breach=True), Ending.AFTER_BREACH),
        (Facts("agreed", "none", "partly_performed", partial=True), Ending.PARTIAL),
    ],
)
def test_the_most_telling_fact_says_how_a_case_ended(facts: Facts, ending: Ending) -> None:
    assert figures.ending(facts) is ending


def test_three_working_days_to_accept_with_a_working_saturday() -> None:
    landed = datetime(2026, 2, 13, 8, 0, tzinfo=UTC)

    assert referral_rules.accept_by(landed).end == date(2026, 2, 25)


def test_fifteen_days_then_one_extension_shifted_off_the_weekend() -> None:
    limit = referral_rules.limit(Regime.ENTRUSTED, "ordinary", date(2026, 5, 20))
    assert limit.end == date(2026, 6, 4)

    longer = referral_rules.extend(limit.raw_end, extended=False, refs="AB", agreed="BA")

    assert (longer.raw_end, longer.end) == (date(2026, 7, 4), date(2026, 7, 6))
    with broken("already_extended"):
        referral_rules.extend(longer.raw_end, extended=True, refs="AB", agreed="AB")
    with broken("extension_not_agreed"):
        referral_rules.extend(limit.raw_end, extended=False, refs="AB", agreed="A")


def test_the_regime_follows_the_paper() -> None:
    old, new = regime_of(date(2024, 12, 31)), regime_of(date(2025, 1, 1))

    assert (old, new) == (Regime.DELEGATED, Regime.ENTRUSTED)
    assert referral_rules.limit(old, "ordinary", date(2024, 12, 31)).raw_end == date(2025, 1, 30)
    assert referral_rules.limit(new, "simplified", date(2025, 1, 2)).raw_end == date(2025, 1, 9)
