# SPDX-License-Identifier: Apache-2.0
"""The performance schedule: parts paid, parts late, acceleration, ways open, visits by plan (PM-20, PM-21, WN-05)."""

from datetime import date
from decimal import Decimal

import pytest

from services.mediation.cases.schedule import (
    Done,
    Due,
    DueState,
    Way,
    accelerated,
    follow_up_days,
    lines,
    ways_open,
)
from services.mediation.limits import limits

TODAY = date(2026, 6, 10)
FIRST = Due("1.1", "B", "A", "赔偿", Decimal(5000), date(2026, 6, 1))
SECOND = Due("1.2", "B", "A", "赔偿", Decimal(3000), date(2026, 12, 1))
APOLOGY = Due("2", "B", "A", "道歉", None, None)


def test_a_part_payment_leaves_the_rest_late() -> None:
    found = lines(
        [FIRST, SECOND, APOLOGY],
        [Done("1.1", date(2026, 5, 30), Decimal("2000.50")), Done("2", TODAY, None)],
        TODAY,
    )

    assert [(line.state, line.left, line.days_late) for line in found] == [
        (DueState.LATE, Decimal("2999.50"), 9),
        (DueState.OPEN, Decimal(3000), 0),
        (DueState.DONE, None, 0),
    ]


def test_what_is_due_today_is_not_late() -> None:
    (line,) = lines([FIRST], [], date(2026, 6, 1))

    assert line.state == DueState.OPEN


def test_one_missed_instalment_makes_the_rest_of_its_term_due() -> None:
    other = Due("3", "A", "B", "退还", Decimal(100), date(2027, 1, 1))

    found = accelerated([FIRST, SECOND, other], ["1.1"], date(2026, 6, 1))

    assert [due.due_on for due in found] == [date(2026, 6, 1), date(2026, 6, 1), date(2027, 1, 1)]


@pytest.mark.parametrize(
    ("confirmed", "labour", "more"),
    [
        (False, False, []),
        (True, False, [Way.ENFORCE]),
        (False, True, [Way.PAYMENT_ORDER]),
    ],
)
def test_after_a_breach_the_court_is_always_open(confirmed: bool, labour: bool, more: list[Way]) -> None:
    assert ways_open(confirmed=confirmed, labour_payment=labour) == [
        *(Way.URGE, Way.MEDIATE_AGAIN, Way.SUE),
        *more,
    ]


@pytest.mark.parametrize(
    ("risk", "on_the_spot", "due", "days"),
    [
        ("none", True, [], ["2026-03-25", "2026-04-09"]),
        ("none", False, [date(2026, 5, 1), date(2026, 6, 1)], ["2026-04-09", "2026-05-04", "2026-06-04"]),
        ("red", False, [], ["2026-03-13", "2026-03-17", "2026-04-09"]),
    ],
)
def test_visits_follow_the_plan(risk: str, on_the_spot: bool, due: list[date], days: list[str]) -> None:
    found = follow_up_days(date(2026, 3, 10), due, risk=risk, on_the_spot=on_the_spot, figures=limits())

    assert [day.isoformat() for day in found] == days
