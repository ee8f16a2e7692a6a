# SPDX-License-Identifier: Apache-2.0
"""Limits that run: where they end, what pauses do, when they are warned of and pass (D-01 to D-11)."""

from datetime import UTC, date, datetime, timedelta

import pytest

from services.mediation.cases import clocks
from services.mediation.cases.clocks import Pause, Rule, Span, Unit
from services.mediation.limits import Limits, limits
from shared.calendar import SHANGHAI

NOON = datetime(2026, 2, 13, 12, 0, tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    ("rule", "on", "end"),
    [
        (Rule.DECIDE, date(2026, 2, 13), date(2026, 2, 25)),  # Saturday 14 works, 15 to 23 rest
        (Rule.MEDIATE, date(2026, 3, 10), date(2026, 4, 9)),
        (
            Rule.MEDICAL,
            date(2026, 4, 1),
            date(2026, 5, 18),
        ),  # thirty working days, two festivals, Saturday 9 May works
        (Rule.LABOUR, date(2026, 4, 1), date(2026, 4, 16)),
    ],
)
def test_a_limit_ends_by_its_rule(rule: Rule, on: date, end: date) -> None:
    assert clocks.start(rule, NOON, on=on).end == end


def test_a_report_is_due_within_hours() -> None:
    clock = clocks.start(Rule.REPORT, NOON)

    assert clock.moment == NOON + timedelta(hours=limits().report_hours)


def test_a_pause_is_taken_out_in_the_unit_of_the_limit() -> None:
    natural = clocks.start(Rule.MEDIATE, NOON, on=date(2026, 3, 10))
    working = clocks.start(Rule.MEDICAL, NOON, on=date(2026, 4, 1))
    pause = Pause(since=date(2026, 4, 3), until=date(2026, 4, 13), reason="鉴定")
    for clock in (natural, working):
        clock.pauses.append(pause)
        clock.settle()

    assert natural.end == date(2026, 4, 19)
    assert working.end == date(2026, 5, 25)  # five working days from 7 to 13 April


def test_what_stands_still_neither_warns_nor_passes() -> None:
    clock = clocks.start(Rule.MEDIATE, NOON, on=date(2026, 3, 10))
    clock.pauses.append(Pause(since=date(2026, 3, 12), reason="鉴定"))

    assert clocks.passed([clock], datetime(2027, 1, 1, tzinfo=UTC)) == []
    assert (clock.next_moment(), clock.warned_at, clock.late_at) == (None, None, None)


def test_a_limit_is_warned_of_three_days_before_and_escalated_once() -> None:
    clock = clocks.start(Rule.MEDIATE, NOON, on=date(2026, 3, 10))
    near = datetime(2026, 4, 7, 0, 0, tzinfo=SHANGHAI)
    over = datetime(2026, 4, 10, 0, 0, tzinfo=SHANGHAI)

    assert clocks.passed([clock], near - timedelta(minutes=1)) == []
    assert clock.warned_at is None
    assert clocks.passed([clock], near) == []
    assert clock.warned_at == near
    assert clocks.passed([clock], over - timedelta(seconds=1)) == []
    assert clocks.passed([clock], over) == [clock]
    assert clocks.passed([clock], over + timedelta(days=1)) == []


def test_a_year_that_is_not_announced_leaves_the_end_open() -> None:
    clock = clocks.start(Rule.MEDICAL, NOON, on=date(2026, 12, 20))

    assert (clock.end, clock.moment, clock.next_moment()) == (None, None, None)
    assert clock.runs


def test_a_running_limit_keeps_the_version_under_which_it_began() -> None:
    clock = clocks.start(Rule.MEDIATE, NOON, span=Span(5, Unit.DAYS))

    assert (clock.version, clock.length) == (limits().version, 5)


def test_a_figure_that_is_missing_or_unknown_is_refused() -> None:
    with pytest.raises(TypeError):
        Limits.parse({"version": "x"})
