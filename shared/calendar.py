# SPDX-License-Identifier: Apache-2.0
"""Legal time: natural days, Chinese working days, and where a period ends (rules D-01 to D-11).

Holidays come from the State Council's yearly notices as carried by `chinesecalendar`, plus `data/holidays.toml` for a year or
day that the library lacks. A year that is not announced is an error, never "all weekdays work" (D-10).
"""

import functools
import tomllib
from calendar import monthrange
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import chinese_calendar

from shared.errors import RuleBroken

SHANGHAI = ZoneInfo("Asia/Shanghai")
_DAY = timedelta(days=1)
_OVERRIDES = Path(__file__).parent / "data" / "holidays.toml"


@dataclass(frozen=True, slots=True)
class Notices:
    """Holiday notices (放假安排): the years announced as a whole, and single days; True works, False rests."""

    years: frozenset[int]
    days: Mapping[date, bool]


def read_notices(file: Path) -> Notices:
    """The notices of a file in the form of `data/holidays.toml` (D-10).

    Raises ValueError for a notice without source or year, and for what is no day, of another year, or named twice: a slip
    in this table would move the limits of every case.
    """
    years: set[int] = set()
    days: dict[date, bool] = {}
    for notice in tomllib.loads(file.read_text(encoding="utf-8")).get("notice", []):
        if not notice.get("source") or "year" not in notice:
            raise ValueError(f"{file.name}: a notice without source or year")
        for word, works in (("rest", False), ("work", True)):
            for day in notice.get(word, []):
                if type(day) is not date or day.year != notice["year"] or day in days:
                    raise ValueError(f"{file.name}: {day} is no day, of another year, or named twice")
                days[day] = works
        if notice.get("complete", False):
            years.add(notice["year"])
    return Notices(frozenset(years), days)


@functools.cache
def _notices() -> Notices:
    return read_notices(_OVERRIDES)


def is_announced(year: int) -> bool:
    """Whether the holidays of a year are known (D-10)."""
    if year in _notices().years:
        return True
    try:
        chinese_calendar.is_workday(date(year, 1, 1))
    except NotImplementedError:
        return False
    return True


def unannounced_year(today: date) -> int | None:
    """The next year, when its holidays should be known by now and are not: the notice appears in November (D-10)."""
    return today.year + 1 if today.month == 12 and not is_announced(today.year + 1) else None


def is_working_day(day: date) -> bool:
    """Whether offices work on this day, make-up Saturdays included (D-02, D-10).

    Raises RuleBroken `calendar_missing` for a year whose holidays are not announced.
    """
    notices = _notices()
    if day in notices.days:
        return notices.days[day]
    if day.year in notices.years:
        return day.weekday() < 5
    try:
        return bool(chinese_calendar.is_workday(day))
    except NotImplementedError:
        raise RuleBroken("calendar_missing", year=day.year) from None


def works_by_the_week(day: date) -> bool:
    """Whether offices work on this day, as far as one can tell before a year is announced: Monday to Friday, but not on
    New Year's Day, which the law itself fixes. For clocks that no law sets; never for a period of the law (D-10).
    """
    if is_announced(day.year):
        return is_working_day(day)
    return day.weekday() < 5 and (day.month, day.day) != (1, 1)


def next_working_day(day: date) -> date:
    """The day itself if it works, else the first working day after it (D-02)."""
    while not is_working_day(day):
        day += _DAY
    return day


def add_working_days(start: date, count: int, *, works: Callable[[date], bool] = is_working_day) -> date:
    """The `count`-th working day after `start`; the start day is not counted (D-01, D-08). `count` is 0 or more.

    Raises RuleBroken `calendar_missing` where it meets a year that is not announced, unless `works` is `works_by_the_week`.
    """
    if count < 0:
        raise ValueError("periods run forward")
    day = start
    while count > 0:
        day += _DAY
        count -= works(day)
    return day


def add_months(start: date, count: int) -> date:
    """The same-numbered day `count` months later; where there is none, the last day of that month (D-06)."""
    year, month = divmod(start.year * 12 + start.month - 1 + count, 12)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


@dataclass(frozen=True, slots=True)
class Deadline:
    """Where a period ends, with what is needed to explain it later (D-11): a rule change moves no running clock."""

    rule: str
    start: date
    raw_end: date
    end: date

    @property
    def moment(self) -> datetime:
        """The first moment after the period: 24:00 of the last day (D-03), UTC."""
        return midnight_after(self.end)

    def met_online(self, received: datetime) -> bool:
        """Whether what came through the network was in time: until 24:00 of the last day (D-03)."""
        return received < self.moment

    def met_at_counter(self, received: datetime, closes_at: time) -> bool:
        """Whether what was handed in was in time: on the last day the counter must still be open (D-03)."""
        return received <= closing_time(self.end, closes_at)

    def met_by_post(self, posted_on: date) -> bool:
        """Whether a paper was in time: the day of posting counts, however late it arrives (D-04)."""
        return posted_on <= self.end


def end_of_period(
    rule: str,
    start: date,
    *,
    days: int = 0,
    months: int = 0,
    years: int = 0,
    working_days: int = 0,
    shift: bool = True,
) -> Deadline:
    """The end of a period in one unit that starts with an event on `start`, a day that is not counted (D-01, D-06, D-08).

    `shift` moves a last day of rest to the first working day after it (D-02); it holds for periods that the law sets
    for courts and in civil law, not for working days and not where a rule says otherwise (D-09). Raises RuleBroken
    `calendar_missing` where the answer hangs on a year that is not announced; without `shift`, natural days never do.
    """
    units = (days, months, years, working_days)
    if min(units) < 0 or sum(unit > 0 for unit in units) > 1:
        raise ValueError("a period runs forward, in one unit")
    if working_days:
        end = add_working_days(start, working_days)
        return Deadline(rule, start, end, end)
    raw = add_months(start, 12 * years + months) + days * _DAY
    return Deadline(rule, start, raw, next_working_day(raw) if shift else raw)


def midnight_after(day: date) -> datetime:
    """The end of a local day, 24:00 Asia/Shanghai (D-03, D-07), as the first moment that is too late, UTC."""
    return datetime.combine(day + _DAY, time(), SHANGHAI).astimezone(UTC)


def closing_time(day: date, closes_at: time) -> datetime:
    """The moment at which a counter closes on a local day (D-03), UTC."""
    return datetime.combine(day, closes_at, SHANGHAI).astimezone(UTC)


def local_date(moment: datetime) -> date:
    """The day in Asia/Shanghai to which a moment belongs (D-07). Raises ValueError for a moment without zone."""
    if moment.tzinfo is None:
        raise ValueError("a moment needs its zone")
    return moment.astimezone(SHANGHAI).date()
