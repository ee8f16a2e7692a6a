# SPDX-License-Identifier: Apache-2.0
"""What the lines above a header, and a sheet's name, say of the rows below: place, year, month, day of the ledger, unit."""

import calendar
import re
from collections.abc import Sequence
from datetime import date

from services.mediation.ledgers.layout import Frame
from services.mediation.ledgers.places import county_in, township_named, village_in
from services.mediation.ledgers.values import words
from services.mediation.ledgers.workbook import Sheet

_REPORTED = re.compile(
    r"(?:(?:填报|报送|统计|填表|制表|上报)(?:日期|时间)[::]?|截至|截止到?)\s*(20\d{2})[年.\-/](\d{1,2})[月.\-/](\d{1,2})日?"
)
_YEAR = re.compile(r"(20\d{2})(?=\s*(?:年|(?:[-~—至、]\s*20\d{2}\s*年)))")
_MONTH = re.compile(r"(?<!\d)(1[0-2]|0?[1-9])\s*月")
_QUARTERS = {"一": 3, "二": 6, "三": 9, "四": 12, "1": 3, "2": 6, "3": 9, "4": 12}
_UNIT = re.compile(r"单位[::]\s*(万元|元)")


def frame_of(
    sheet: Sheet, above: Sequence[str], others: Sequence[str], today: date, county: str | None
) -> Frame:
    """What `above` (the lines over the header) says, then the sheet's name, then the titles of the `others`."""
    title, name = " ".join(above), words(sheet.title)
    found = county_in(title) or county_in(name) or county_in(" ".join(others))
    code = found.code if found else (county or "")
    plain = _REPORTED.sub("", title)
    year = one_year(plain) or (None if _YEAR.search(plain) else one_year(name))
    month = _month(plain) or _month(name)
    reported = _REPORTED.search(title)
    town = (township_named(title, code) or township_named(name, code)) if code else None
    village = (village_in(title, town.code) or village_in(name, town.code)) if town else None
    unit = _UNIT.search(title)
    end = date(year, 12, 31) if year else today
    return Frame(
        reported_on=date(*map(int, reported.groups())) if reported else min(today, end),
        county=code,
        year=year,
        month=month,
        until=_last_day(year, month),
        township=town.code if town else None,
        own_township=town.code if town else None,
        village=village.code if village else None,
        unit=unit[1] if unit else "",
        title=title,
    )


def one_year(text: str) -> int | None:
    years = {int(year) for year in _YEAR.findall(text)}
    return years.pop() if len(years) == 1 else None


def _month(text: str) -> int | None:
    """The one month, or the last one of the quarter or half-year, that a title names."""
    if quarter := re.search(r"第?([一二三四1-4])季度", text):
        return _QUARTERS[quarter[1]]
    if "上半年" in text or "下半年" in text:
        return 6 if "上半年" in text else 12
    months = {int(month) for month in _MONTH.findall(text)}
    return months.pop() if len(months) == 1 else None


def _last_day(year: int | None, month: int | None) -> date | None:
    if year is None:
        return None
    return date(year, month or 12, calendar.monthrange(year, month or 12)[1])
