# SPDX-License-Identifier: Apache-2.0
"""The grading table of SB-02, each step on both sides of its border."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from services.scoring.star_rules import BOOK, RuleBook, StarRules
from services.scoring.tasks.grading import Inputs, Risk, difficulty, grade_of, months_between

RULES = StarRules()
EASIEST: dict[str, Any] = {
    "people": 1,
    "age_months": 0,
    "amount": None,
    "failed_attempts": 0,
    "risk": Risk.NONE,
    "departments": 1,
}


@pytest.mark.parametrize(
    ("name", "value", "points"),
    [
        *(("people", 1, 0), ("people", 4, 0), ("people", 5, 1), ("people", 29, 1), ("people", 30, 2)),
        *(("age_months", None, 0), ("age_months", 11, 0), ("age_months", 12, 1), ("age_months", 36, 1)),
        ("age_months", 37, 2),
        *(("amount", Decimal("49999.99"), 0), ("amount", Decimal(50000), 1), ("amount", Decimal(500000), 1)),
        ("amount", Decimal("500000.01"), 2),
        *(("failed_attempts", 0, 0), ("failed_attempts", 1, 1), ("failed_attempts", 2, 1)),
        ("failed_attempts", 3, 2),
        *(("risk", Risk.NONE, 0), ("risk", Risk.YELLOW, 1), ("risk", Risk.ORANGE, 2), ("risk", Risk.RED, 3)),
        *(("departments", 0, 0), ("departments", 1, 0), ("departments", 2, 1), ("departments", 9, 1)),
    ],
)
def test_each_input_scores_as_the_table_says(name: str, value: Any, points: int) -> None:
    assert difficulty(Inputs(**EASIEST | {name: value}), RULES) == points


@pytest.mark.parametrize(
    ("points", "grade"), [(0, 1), (1, 1), (2, 2), (3, 2), (4, 3), (5, 3), (6, 4), (7, 4), (8, 5), (12, 5)]
)
def test_the_sum_gives_one_to_five_stars(points: int, grade: int) -> None:
    assert grade_of(points, RULES) == grade


def test_the_hardest_dispute_scores_twelve() -> None:
    hardest = Inputs(
        people=300,
        age_months=120,
        amount=Decimal(1_000_000),
        failed_attempts=5,
        risk=Risk.RED,
        departments=3,
    )

    assert difficulty(hardest, RULES) == 12


@pytest.mark.parametrize(
    ("begin", "end", "months"),
    [
        (date(2025, 3, 1), date(2026, 2, 28), 11),
        (date(2025, 3, 1), date(2026, 3, 1), 12),
        (date(2026, 3, 1), date(2026, 1, 1), 0),
    ],
)
def test_the_age_counts_whole_months(begin: date, end: date, months: int) -> None:
    assert months_between(begin, end) == months


def test_the_file_of_figures_says_what_the_defaults_say_but_for_the_public_categories() -> None:
    filed = BOOK.of("2026-1")

    differing = {name for name in StarRules.__slots__ if getattr(filed, name) != getattr(RULES, name)}

    assert differing == {"shown_categories"}
    assert not {"婚姻家庭纠纷", "医疗纠纷"} & set(filed.shown_categories)


def test_a_version_holds_from_its_day_and_an_old_one_stays_known() -> None:
    book = RuleBook.parse(
        {
            "rules": [
                {"version": "b", "in_force_from": date(2027, 1, 1), "base": [1, 2, 3, 4, 5]},
                {"version": "a", "in_force_from": date(2026, 1, 1), "amount_steps": ["10", "20.50"]},
            ]
        }
    )

    assert [book.on(day).version for day in (date(2020, 1, 1), date(2026, 12, 31), date(2027, 1, 1))] == [
        "a",
        "a",
        "b",
    ]
    assert book.of("b").base == (1, 2, 3, 4, 5)
    assert book.of("a").amount_steps == (Decimal(10), Decimal("20.50"))


@pytest.mark.parametrize(
    "tables",
    [
        {"rules": [{"version": "a", "bonus": 3}]},
        {"rules": [{"version": "a"}, {"version": "a"}]},
        {"rules": []},
    ],
)
def test_a_file_with_an_unknown_figure_or_a_version_given_twice_is_refused(tables: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"unknown figures|each name once"):
        RuleBook.parse(tables)


def test_a_figure_of_another_kind_is_refused() -> None:
    with pytest.raises(TypeError, match="cap must be int"):
        RuleBook.parse({"rules": [{"version": "a", "cap": "three"}]})
