# SPDX-License-Identifier: Apache-2.0
"""The months and years that a page of statistics offers, and their days."""

import calendar
from datetime import date

from shared.web.words import _

_MONTHS = 24


def periods(today: date) -> list[tuple[str, str]]:
    """The last two years by month and by year, with their names, newest first: `2026-03`, `2026`."""
    months = [divmod(today.year * 12 + today.month - 1 - back, 12) for back in range(_MONTHS)]
    years = sorted({year for year, _month in months}, reverse=True)
    found = [*(f"{year}-{month + 1:02}" for year, month in months), *(str(year) for year in years)]
    return [(period, period_name(period)) for period in found]


def period_name(period: str) -> str:
    """`2026-03` as `2026 年 3 月`, `2026` as `2026 年全年`."""
    year, _dash, month = period.partition("-")
    return (
        _("%(year)s 年 %(month)s 月", year=year, month=int(month))
        if month
        else _("%(year)s 年全年", year=year)
    )


def period_of(asked: str, today: date) -> str:
    """The period that was asked for; the present month for anything that is not offered."""
    return asked if asked in {period for period, _text in periods(today)} else f"{today:%Y-%m}"


def days_of(period: str) -> tuple[date, date]:
    """The first and the last day of `2026-03` or `2026`."""
    year, _dash, month = period.partition("-")
    first = date(int(year), int(month or 1), 1)
    end = int(month or 12)
    return first, date(int(year), end, calendar.monthrange(int(year), end)[1])
