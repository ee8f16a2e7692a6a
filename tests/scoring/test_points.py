# SPDX-License-Identifier: Apache-2.0
"""Points: award and bonus, lapse and hand-back, reversal and void (SB-09, SB-13, SB-18 to SB-20)."""

from dataclasses import dataclass
from datetime import date, timedelta

import pytest

from services.scoring.star_rules import StarRules
from services.scoring.tasks import ledger
from services.scoring.tasks.ledger import Kind, Line, Reopened
from services.scoring.tasks.rules import How

RULES = StarRules()


def points_of(lines: list[Line]) -> list[tuple[Kind, int, int]]:
    return [(line.kind, line.points, line.stars) for line in lines]


@pytest.mark.parametrize(
    ("grade", "base", "bonus"), [(1, 10, 0), (2, 20, 2), (3, 40, 4), (4, 70, 7), (5, 110, 11)]
)
def test_base_points_follow_the_grade_and_grade_one_has_no_bonus(grade: int, base: int, bonus: int) -> None:
    lines = ledger.award(grade, How.RACE, early=True, performed=True, praised=True, rules=RULES)

    assert points_of(lines) == [(Kind.AWARD, base, grade)] + ([(Kind.BONUS, bonus, 0)] if bonus else [])


@pytest.mark.parametrize(
    ("how", "early", "performed", "praised", "bonus"),
    [
        (How.RACE, True, True, True, 7),
        (How.RACE, False, True, True, 0),
        (How.RACE, True, False, True, 0),
        (How.RACE, True, True, False, 0),
        (How.CALLED, True, True, True, 14),
        (How.CALLED, False, True, True, 7),
        (How.CONTEST, True, True, True, 7),
        (How.ASSIGNED, True, True, True, 0),
    ],
)
def test_a_bonus_must_be_earned(how: How, early: bool, performed: bool, praised: bool, bonus: int) -> None:
    lines = ledger.award(4, how, early=early, performed=performed, praised=praised, rules=RULES)

    assert sum(line.points for line in lines) == 70 + bonus


@pytest.mark.parametrize(("grade", "half"), [(1, 3), (2, 7), (3, 15), (4, 30), (5, 45)])
def test_early_is_half_the_limit_and_not_a_day_more(grade: int, half: int) -> None:
    picked = date(2026, 3, 2)

    assert ledger.is_early(picked, picked + timedelta(days=half), grade, RULES)
    assert not ledger.is_early(picked, picked + timedelta(days=half + 1), grade, RULES)


def test_a_lapse_costs_half_the_base_and_a_late_hand_back_a_quarter() -> None:
    assert [ledger.lapse(grade, 1, RULES).points for grade in range(1, 6)] == [-5, -10, -20, -35, -55]
    assert ledger.hand_back(5, 1, free=True, rules=RULES).points == 0
    late = [ledger.hand_back(grade, 1, free=False, rules=RULES).points for grade in range(1, 6)]
    assert late == [-2, -5, -10, -17, -27]


@dataclass
class Booked:
    kind: str
    points: int
    stars: int
    rule: str
    cadre_id: str = "gao"


def test_a_reversal_takes_award_and_bonus_but_leaves_an_older_lapse() -> None:
    booked = [
        Booked("lapse", -35, 0, "SB-18"),
        Booked("award", 70, 4, "SB-13"),
        Booked("bonus", 7, 0, "SB-13"),
        Booked("award", 40, 3, "SB-13", "lin"),
    ]

    line = ledger.reversal(*ledger.earned(booked, "gao"), "SB-19", "case-2")

    assert (line.kind, line.points, line.stars) == (Kind.REVERSAL, -77, -4)
    assert ledger.balance([*booked, Booked("reversal", -77, -4, "SB-19")], "gao") == (-35, 0)


def test_a_reversal_before_the_award_takes_nothing_but_is_written_down() -> None:
    line = ledger.reversal(0, 0, "SB-19", "case-2")

    assert (line.kind, line.points) == (Kind.ZERO, 0)


@pytest.mark.parametrize(("left", "given", "taken"), [(77, 77, -154), (0, 77, -77), (0, 0, -70)])
def test_a_void_award_is_taken_twice(left: int, given: int, taken: int) -> None:
    assert ledger.void(left, 0, given, 4, "court", RULES).points == taken


@pytest.mark.parametrize(
    ("on", "same_facts", "breach", "effect"),
    [
        (date(2026, 8, 20), True, False, Reopened.REVERSE),
        (date(2026, 9, 28), True, False, Reopened.REVERSE),
        (date(2026, 9, 29), True, False, Reopened.QUALITY_MARK),
        (date(2026, 8, 20), False, False, Reopened.QUALITY_MARK),
        (date(2026, 8, 20), True, True, Reopened.FREEZE),
    ],
)
def test_what_a_return_of_the_quarrel_does_until_day_180(
    on: date, same_facts: bool, breach: bool, effect: Reopened
) -> None:
    found = ledger.effect_of_reopening(
        date(2026, 4, 1), on, same_facts=same_facts, breach_by_party=breach, rules=RULES
    )

    assert found is effect
