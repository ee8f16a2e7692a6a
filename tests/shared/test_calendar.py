# SPDX-License-Identifier: Apache-2.0
"""Working days, where periods end, and until when each channel is in time (D-01 to D-11)."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shared import calendar
from shared.calendar import (
    SHANGHAI,
    Deadline,
    add_months,
    add_working_days,
    closing_time,
    end_of_period,
    is_working_day,
    local_date,
    midnight_after,
    next_working_day,
    read_notices,
    unannounced_year,
    works_by_the_week,
)
from shared.errors import RuleBroken

DAY = timedelta(days=1)
# A year that no notice will announce while this test is of use; the next year's notice comes each November.
UNKNOWN = 2099
announced = st.dates(date(2020, 1, 1), date(2026, 11, 30))


def on(month: int, day: int) -> date:
    return date(2026, month, day)


def local(month: int, day: int, hour: int = 0, minute: int = 0, second: int = 0, micro: int = 0) -> datetime:
    return datetime(2026, month, day, hour, minute, second, micro, tzinfo=SHANGHAI)


def days_from(first: date, last: date) -> set[date]:
    return {first + n * DAY for n in range((last - first).days + 1)}


def test_2026_rests_and_works_as_the_state_council_announced() -> None:
    spans = [
        *[(on(1, 1), on(1, 3)), (on(2, 15), on(2, 23)), (on(4, 4), on(4, 6)), (on(5, 1), on(5, 5))],
        *[(on(6, 19), on(6, 21)), (on(9, 25), on(9, 27)), (on(10, 1), on(10, 7))],
    ]
    holidays = set().union(*(days_from(*span) for span in spans))
    make_up = {on(1, 4), on(2, 14), on(2, 28), on(5, 9), on(9, 20), on(10, 10)}

    for day in days_from(on(1, 1), on(12, 31)):
        assert is_working_day(day) == (day in make_up or (day.weekday() < 5 and day not in holidays)), day


@pytest.mark.parametrize(
    ("effective", "last"),
    [
        (on(3, 10), on(4, 9)),  # S01
        (on(1, 31), on(3, 2)),  # S02: over a February of 28 days
        (on(9, 2), on(10, 8)),  # S02: raw 10-02 lies in the holiday
        (on(8, 31), on(9, 30)),  # S02
    ],
)
def test_the_last_day_to_ask_for_confirmation_is_day_thirty_or_the_working_day_after(
    effective: date, last: date
) -> None:
    deadline = end_of_period("CF-01", effective, days=30)

    assert deadline == Deadline("CF-01", effective, effective + 30 * DAY, last)


def test_day_thirty_is_in_time_until_midnight_and_day_thirty_one_is_late() -> None:  # S01
    deadline = end_of_period("CF-01", on(3, 10), days=30)

    assert deadline.met_online(local(4, 9, 23, 50))
    assert deadline.met_online(local(4, 9, 23, 59, 59, 999_999))
    assert not deadline.met_online(local(4, 10))
    assert not deadline.met_online(local(4, 10, 0, 0, 1))


def test_the_counter_is_late_after_closing_where_online_is_still_in_time() -> None:  # S02
    deadline = end_of_period("CF-01", on(8, 31), days=30)

    assert not deadline.met_at_counter(local(9, 30, 17, 40), time(17, 30))
    assert deadline.met_online(local(9, 30, 17, 40))
    assert deadline.met_at_counter(local(9, 30, 17, 30), time(17, 30))
    assert deadline.met_at_counter(local(9, 29, 20, 0), time(17, 30))


def test_a_paper_counts_from_the_day_it_was_posted() -> None:  # D-04
    deadline = end_of_period("CF-01", on(8, 31), days=30)

    assert deadline.met_by_post(on(9, 30))
    assert not deadline.met_by_post(on(10, 1))


def test_an_extension_runs_from_the_old_end_and_shifts_off_the_weekend() -> None:  # S08
    first = end_of_period("CT-01", on(5, 20), days=15)
    second = end_of_period("CT-01", first.end, days=30)

    assert first.end == on(6, 4)
    assert (second.raw_end, second.end) == (on(7, 4), on(7, 6))
    assert second.met_online(local(7, 6, 23, 59, 59))
    assert not second.met_online(local(7, 7))


def test_three_working_days_count_the_working_saturday_and_skip_the_festival() -> None:  # S10
    deadline = end_of_period("CT-06", local_date(local(2, 13, 16, 0)), working_days=3)

    assert [add_working_days(on(2, 13), n) for n in (1, 2, 3)] == [on(2, 14), on(2, 24), on(2, 25)]
    assert (deadline.raw_end, deadline.end) == (on(2, 25), on(2, 25))
    assert deadline.met_online(local(2, 25, 23, 0))
    assert not deadline.met_online(local(2, 26))


@pytest.mark.parametrize(
    ("start", "days", "last"),
    [
        (on(7, 10), 3, on(7, 13)),  # S24
        (on(7, 29), 5, on(8, 3)),  # S24: over the month boundary
        (on(9, 30), 3, on(10, 3)),  # in the middle of the holiday
    ],
)
def test_the_replies_of_the_grid_do_not_shift(start: date, days: int, last: date) -> None:  # D-09
    assert end_of_period("GR-03", start, days=days, shift=False).end == last


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2026, 3, 31), 6, date(2026, 9, 30)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2026, 12, 15), 0, date(2026, 12, 15)),
    ],
)
def test_months_end_on_the_same_number_or_on_the_last_day_of_the_month(
    start: date, months: int, end: date
) -> None:  # D-06
    assert add_months(start, months) == end
    assert end_of_period("D-06", start, months=months, shift=False).raw_end == end


def test_two_years_to_enforce_end_on_the_same_date() -> None:  # S13
    assert end_of_period("CF-11", on(6, 30), years=2, shift=False).end == date(2028, 6, 30)


@pytest.mark.parametrize(
    "ask",
    [
        is_working_day,
        next_working_day,
        lambda day: add_working_days(day, 1),
        lambda day: end_of_period("CF-01", day, days=30),
        lambda day: end_of_period("CT-06", day, working_days=3),
    ],
)
def test_a_year_that_is_not_announced_is_an_error_and_never_a_guess(
    ask: Callable[[date], object],
) -> None:  # D-10
    with pytest.raises(RuleBroken) as refused:
        ask(date(UNKNOWN, 3, 2))

    assert (refused.value.code, refused.value.details) == ("calendar_missing", {"year": UNKNOWN})


def test_a_clock_that_no_law_sets_counts_an_unannounced_year_by_the_week() -> None:
    """Decision 0012: New Year's Day of 2099 is a Thursday, and no working day."""
    start = date(UNKNOWN - 1, 12, 30)
    assert add_working_days(start, 2, works=works_by_the_week) == date(UNKNOWN, 1, 2)
    assert works_by_the_week(date(UNKNOWN, 3, 2)) == (date(UNKNOWN, 3, 2).weekday() < 5)
    assert not works_by_the_week(date(UNKNOWN, 1, 1))


def test_in_an_announced_year_both_ways_to_count_agree() -> None:
    for start in (on(2, 13), on(6, 18), on(9, 30)):
        assert add_working_days(start, 5, works=works_by_the_week) == add_working_days(start, 5)


def test_from_december_on_a_missing_table_of_the_next_year_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calendar, "is_announced", lambda year: year < UNKNOWN)

    assert unannounced_year(date(UNKNOWN - 1, 11, 30)) is None
    assert unannounced_year(date(UNKNOWN - 1, 12, 1)) == UNKNOWN
    assert unannounced_year(date(UNKNOWN - 2, 12, 1)) is None


def test_natural_days_without_shift_need_no_calendar() -> None:
    assert end_of_period("GR-03", date(UNKNOWN, 3, 2), days=3, shift=False).end == date(UNKNOWN, 3, 5)


@pytest.mark.parametrize("period", [{"days": -1}, {"working_days": -1}, {"days": 3, "working_days": 3}])
def test_a_period_runs_forward_in_one_unit(period: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="forward"):
        end_of_period("D-01", on(3, 2), **period)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="forward"):
        add_working_days(on(3, 2), -1)


@given(start=announced, count=st.integers(0, 15))
@settings(deadline=None)
def test_between_start_and_end_lie_exactly_the_working_days_that_were_asked(start: date, count: int) -> None:
    end = add_working_days(start, count)

    assert sum(is_working_day(day) for day in days_from(start, end) - {start}) == count
    assert count == 0 or is_working_day(end)


@given(start=announced, days=st.integers(0, 20))
@settings(deadline=None)
def test_a_shift_leads_to_the_first_working_day_and_no_further(start: date, days: int) -> None:
    deadline = end_of_period("D-02", start, days=days)

    assert deadline.raw_end == start + days * DAY
    assert is_working_day(deadline.end)
    assert not any(is_working_day(day) for day in days_from(deadline.raw_end, deadline.end - DAY))


@given(start=st.dates(date(1950, 1, 1), date(2100, 1, 1)), months=st.integers(0, 240))
@settings(deadline=None)
def test_months_never_leave_the_month_that_they_aim_at(start: date, months: int) -> None:
    end = add_months(start, months)

    assert end.year * 12 + end.month == start.year * 12 + start.month + months
    assert end.day == start.day or (end.day < start.day and (end + DAY).day == 1)


@given(day=st.dates(date(1992, 1, 1), date(2100, 1, 1)))
@settings(deadline=None)
def test_a_day_ends_at_midnight_in_shanghai(day: date) -> None:  # D-03, D-07
    end = midnight_after(day)

    assert end.tzinfo is UTC
    assert (end.hour, end.minute) == (16, 0)
    assert local_date(end) == day + DAY
    assert local_date(end - timedelta(microseconds=1)) == day
    assert closing_time(day, time(17, 30)) == end - timedelta(hours=6, minutes=30)


def test_a_moment_without_zone_belongs_to_no_day() -> None:
    with pytest.raises(ValueError, match="zone"):
        local_date(datetime(2026, 3, 2, 12, 0))


NOTICE = f"""
[[notice]]
source = "国办发明电〔{UNKNOWN - 1}〕7号"
year = {UNKNOWN}
complete = true
rest = [{UNKNOWN}-01-01]
work = [{UNKNOWN}-01-03]

[[notice]]
source = "鲁政办字〔2026〕1号"
year = 2026
work = [2026-03-07]
"""


@pytest.fixture
def told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    file = tmp_path / "holidays.toml"
    file.write_text(NOTICE, encoding="utf-8")
    monkeypatch.setattr(calendar, "_OVERRIDES", file)
    calendar._notices.cache_clear()
    yield file
    calendar._notices.cache_clear()


@pytest.mark.usefixtures("told")
def test_a_notice_in_the_file_announces_a_year() -> None:
    assert [is_working_day(date(UNKNOWN, 1, day)) for day in range(1, 6)] == [False, True, True, False, True]
    assert not is_working_day(date(UNKNOWN, 1, 10))  # a Saturday that no line names


@pytest.mark.usefixtures("told")
def test_a_single_day_in_the_file_wins_and_leaves_its_year_to_the_library() -> None:
    assert is_working_day(on(3, 7))
    assert not is_working_day(on(3, 8))
    assert not is_working_day(on(10, 1))


@pytest.mark.parametrize(
    "slip",
    [
        "year = 2098\nrest = [2098-01-01]",
        'source = "x"\nrest = [2098-01-01]',
        'source = "x"\nyear = 2098\nrest = [2097-12-31]',
        'source = "x"\nyear = 2098\nrest = [2098-01-01]\nwork = [2098-01-01]',
        'source = "x"\nyear = 2098\nrest = [2098-01-01T00:00:00]',
    ],
)
def test_a_slip_in_a_notice_is_refused(tmp_path: Path, slip: str) -> None:
    file = tmp_path / "holidays.toml"
    file.write_text(f"[[notice]]\n{slip}\n")

    with pytest.raises(ValueError, match=r"^holidays\.toml: "):
        read_notices(file)
