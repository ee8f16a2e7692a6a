# SPDX-License-Identifier: Apache-2.0
"""The months and years that a page of statistics offers, and their days."""

import calendar
from datetime import date

from shared.web.problems import language
from shared.web.words import _

_MONTHS = 24
_FIRST_YEAR = 1949


def periods(today: date, since: int | None = None) -> list[tuple[str, str]]:
    """The last two years by month, and by year back to the year `since`, with their names, newest first: `2026-03`, `2026`."""
    months = [divmod(today.year * 12 + today.month - 1 - back, 12) for back in range(_MONTHS)]
    years = range(today.year, min(since or today.year, months[-1][0]) - 1, -1)
    found = [*(f"{year}-{month + 1:02}" for year, month in months), *(str(year) for year in years)]
    return [(period, period_name(period)) for period in found]


def period_name(period: str) -> str:
    """`2026-03` as `2026 年 3 月` or `Mar 2026`, `2026` as `2026 年全年`."""
    year, _dash, month = period.partition("-")
    if not month:
        return _("%(year)s 年全年", year=year)
    first = date(int(year), int(month), 1)
    return f"{first:%b %Y}" if language() == "en" else f"{first.year} 年 {first.month} 月"


def period_of(asked: str, today: date) -> str:
    """The period that was asked for; the present month for anything that is not offered to anybody."""
    offered = {period for period, _text in periods(today, _FIRST_YEAR)}
    return asked if asked in offered else f"{today:%Y-%m}"


def days_of(period: str) -> tuple[date, date]:
    """The first and the last day of `2026-03` or `2026`."""
    year, _dash, month = period.partition("-")
    first = date(int(year), int(month or 1), 1)
    end = int(month or 12)
    return first, date(int(year), end, calendar.monthrange(int(year), end)[1])
