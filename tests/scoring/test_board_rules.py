# SPDX-License-Identifier: Apache-2.0
"""Periods, sums and the order of boards; no server is needed (SB-24, PV-18)."""

from datetime import UTC, date, datetime

import pytest

from services.scoring.board.ladder import steps
from services.scoring.board.periods import PeriodKind, period_of, periods_of, read_period
from services.scoring.board.rules import honoured, shown_count
from services.scoring.board.tallies import Sum, entry_sum, ranked
from services.scoring.snapshots.rules import corrected
from shared.errors import RuleBroken


@pytest.mark.parametrize(
    ("day", "keys"),
    [
        (date(2026, 5, 6), ["2026-W19", "2026-05", "2026-Q2", "2026", "all"]),
        (date(2027, 1, 1), ["2026-W53", "2027-01", "2027-Q1", "2027", "all"]),
        (date(2024, 12, 30), ["2025-W01", "2024-12", "2024-Q4", "2024", "all"]),
    ],
)
def test_a_day_belongs_to_one_period_of_each_kind(day: date, keys: list[str]) -> None:
    assert [period.key for period in periods_of(day)] == keys


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2026-W19", date(2026, 5, 4), date(2026, 5, 10)),
        ("2026-02", date(2026, 2, 1), date(2026, 2, 28)),
        ("2026-Q4", date(2026, 10, 1), date(2026, 12, 31)),
        ("2026", date(2026, 1, 1), date(2026, 12, 31)),
        ("week", date(2026, 5, 4), date(2026, 5, 10)),
        ("all", None, None),
    ],
)
def test_a_period_is_read_by_its_key_or_its_kind(text: str, first: date | None, last: date | None) -> None:
    period = read_period(text, date(2026, 5, 6))

    assert (period.first, period.last) == (first, last)
    assert period.kind is PeriodKind.ALL or read_period(period.key, date(2020, 1, 1)) == period


@pytest.mark.parametrize("text", ["2026-W54", "2025-W53", "2026-13", "2026-00", "2026-Q5", "0000", "May", ""])
def test_no_other_text_is_a_period(text: str) -> None:
    with pytest.raises(RuleBroken, match="unknown_period"):
        read_period(text, date(2026, 5, 6))


def test_a_week_ends_on_monday_at_midnight_in_shanghai() -> None:
    week = period_of(PeriodKind.WEEK, date(2026, 5, 10))

    assert week.ends_at == datetime(2026, 5, 10, 16, 0, tzinfo=UTC)


def a_sum(*grades: int, points: int = 100, **more: int) -> Sum:
    cases = sum((entry_sum(points=0, stars=grade, lapses=0, case=Sum(**more)) for grade in grades), Sum())
    return Sum(points=points) + cases


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        (a_sum(1, points=101), a_sum(5, points=100)),
        (a_sum(5, 1), a_sum(4, 4, 4, 4)),
        (a_sum(4, 2), a_sum(4, 1, 1, 1)),
        (a_sum(3, 3, 3, satisfied=2, asked=2), a_sum(3, 3, 3, satisfied=1, asked=2)),
        (a_sum(3, 3, 3, satisfied=0, asked=2), a_sum(3, 3, 3)),
        (a_sum(2), a_sum(2) + Sum(lapses=1)),
        (a_sum(2, days=3), a_sum(2, days=4)),
        (a_sum(2, satisfied=0, asked=2, days=3), a_sum(2, satisfied=2, asked=2, days=4)),
        (Sum(points=-1), Sum(points=-20)),
        (Sum(points=-20) + Sum(lapses=-1), Sum(points=-20)),
    ],
    ids=str,
)
def test_who_stands_before_whom(better: Sum, worse: Sum) -> None:
    assert better.order > worse.order


def test_stars_taken_back_take_their_case_with_them() -> None:
    case = Sum(satisfied=2, asked=2, days=20)
    given = entry_sum(points=70, stars=4, lapses=0, case=case)
    taken = entry_sum(points=-77, stars=-4, lapses=0, case=case)
    bonus = entry_sum(points=7, stars=0, lapses=0, case=case)

    assert given + bonus + taken == Sum()
    assert (given.finals, given.days, bonus.finals, bonus.days) == (1, 20, 0, 0)


@pytest.mark.parametrize(("finals", "rate"), [(2, None), (3, 666)])
def test_a_rate_is_shown_from_three_final_cases(finals: int, rate: int | None) -> None:
    assert Sum(finals=finals, satisfied=4, asked=6).satisfaction == rate


def test_who_is_equal_shares_a_rank_and_the_next_one_is_left_out() -> None:
    rows = [{"points": points, "weight": 0, "rest": 0} for points in (9, 7, 7, 7, -3)]

    assert [row["rank"] for row in ranked(rows)] == [1, 2, 2, 2, 5]


@pytest.mark.parametrize(("points", "first", "second"), [(-20, -1, 80), (0, 0, 0), (199, 1, 99), (200, 2, 0)])
def test_points_below_zero_climb_the_same_ladder(points: int, first: int, second: int) -> None:
    made = steps({"board": "b", "points": points, "weight": 1, "rest": 2})

    assert made == [
        ("b", first),
        (f"b|{first}", second),
        (f"b|{first}|{second}", 1),
        (f"b|{first}|{second}|1", 2),
    ]


def test_a_later_entry_corrects_the_periods_that_it_is_not_in() -> None:
    assert corrected(date(2026, 5, 20), [date(2026, 5, 6)]) == ["2026-W19"]
    assert corrected(date(2026, 8, 20), [date(2026, 5, 6)]) == ["2026-05", "2026-Q2", "2026-W19"]
    assert corrected(date(2026, 5, 6), [date(2026, 5, 6)]) == []


@pytest.mark.parametrize(("count", "shown"), [(0, None), (4, None), (5, 5), (9, 5), (23, 20)])
def test_small_cells_are_hidden_and_others_rounded(count: int, shown: int | None) -> None:
    assert shown_count(count) == shown


def test_a_public_list_names_who_earned_something_and_of_equals_at_its_end_all_or_none() -> None:
    rows = [{"rank": rank, "points": points} for rank, points in ((1, 40), (2, 20), (2, 20), (4, 0), (5, -5))]
    assert [row["rank"] for row in honoured(rows, 8)] == [1, 2, 2]
    assert [row["rank"] for row in honoured(rows, 2)] == [1]
