# SPDX-License-Identifier: Apache-2.0
"""The periods that boards are kept for: week, month, quarter, year, and all of it; local dates of Asia/Shanghai (SB-24)."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from shared.calendar import add_months, midnight_after
from shared.errors import RuleBroken

_DAY = timedelta(days=1)
_FORM = re.compile(r"(\d{4})(?:-W(\d{2})|-Q([1-4])|-(\d{2}))?")


class PeriodKind(StrEnum):
    """How long a board runs (榜期)."""

    WEEK = "week"  # 周榜
    MONTH = "month"  # 月榜
    QUARTER = "quarter"  # 季榜
    YEAR = "year"  # 年榜
    ALL = "all"  # 总榜


@dataclass(frozen=True, slots=True)
class Period:
    """One period, both days included; `key` is 2026-W19, 2026-05, 2026-Q2, 2026 or all. `all` has no days."""

    kind: PeriodKind
    key: str
    first: date | None = None
    last: date | None = None

    @property
    def ends_at(self) -> datetime | None:
        """The first moment after it: for a week Monday 00:00 (SB-24); None for `all`, which never closes."""
        return midnight_after(self.last) if self.last else None


ALL = Period(PeriodKind.ALL, "all")


def period_of(kind: PeriodKind, day: date) -> Period:
    """The period of this kind to which a local day belongs; weeks are those of ISO 8601, Monday first."""
    if kind is PeriodKind.WEEK:
        year, week, weekday = day.isocalendar()
        first = day - (weekday - 1) * _DAY
        return Period(kind, f"{year}-W{week:02}", first, first + 6 * _DAY)
    if kind is PeriodKind.MONTH:
        return _months(kind, f"{day:%Y-%m}", day.replace(day=1), 1)
    if kind is PeriodKind.QUARTER:
        quarter = (day.month + 2) // 3
        return _months(kind, f"{day.year}-Q{quarter}", date(day.year, quarter * 3 - 2, 1), 3)
    if kind is PeriodKind.YEAR:
        return _months(kind, str(day.year), date(day.year, 1, 1), 12)
    return ALL


def _months(kind: PeriodKind, key: str, first: date, count: int) -> Period:
    return Period(kind, key, first, add_months(first, count) - _DAY)


def periods_of(day: date) -> list[Period]:
    """Every period to which a local day belongs."""
    return [period_of(kind, day) for kind in PeriodKind]


def read_period(text: str, today: date) -> Period:
    """A period by its key, or by its kind for the one that runs today. Raises RuleBroken `unknown_period`."""
    if text in set(PeriodKind):
        return period_of(PeriodKind(text), today)
    found = _FORM.fullmatch(text)
    if found is None:
        raise RuleBroken("unknown_period", period=text)
    year, week, quarter, month = found.groups()
    try:
        if week:
            return period_of(PeriodKind.WEEK, date.fromisocalendar(int(year), int(week), 1))
        if quarter:
            return period_of(PeriodKind.QUARTER, date(int(year), int(quarter) * 3, 1))
        if month:
            return period_of(PeriodKind.MONTH, date(int(year), int(month), 1))
        return period_of(PeriodKind.YEAR, date(int(year), 1, 1))
    except ValueError:
        raise RuleBroken("unknown_period", period=text) from None
