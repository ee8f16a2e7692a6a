# SPDX-License-Identifier: Apache-2.0
"""The monthly crosstab of townships and kinds of disputes, in the form in which it is imported; every row adds up."""

import calendar
from collections.abc import Sequence
from datetime import date
from typing import Any

from openpyxl import Workbook

from services.mediation.ledgers.layouts.tables import crosstab_title, fill_crosstab
from services.mediation.statistics.rules import Line, Table
from shared.regions import regions
from shared.ui.terms import CATEGORIES
from shared.web.sheets import saved

_FEWEST = CATEGORIES[:4]  # columns that are there even in a quiet month
_NOTE = "注：不予受理，以及第一次调解前撤回、拒绝的，不计入。"


def crosstab(table: Table, place: str, first: date, last: date) -> bytes:
    """One row a township of the place, two columns a kind of dispute (化解数, 未化解数), the sums above the rows."""
    kinds = [*CATEGORIES, *sorted(set(table.by_category) - {*CATEGORIES})]
    kinds = [kind for kind in kinds if kind in table.by_category or kind in _FEWEST]
    rows = [_row(regions().get(code).name, table, code, kinds) for code in _places(place, table)]
    book = Workbook()
    sheet = book.active
    sheet.title = _period(first, last)
    fill_crosstab(sheet, crosstab_title(place, _period(first, last)), kinds, rows, _NOTE)
    return saved(book)


def _places(place: str, table: Table) -> list[str]:
    """Every township of the place, and what else has counts (bodies of the county itself)."""
    townships = [one.code for one in regions().all("township") if place in regions().path(one.code)]
    return townships + sorted({code for code, _ in table.by_place} - {*townships})


def _row(name: str, table: Table, code: str, kinds: Sequence[str]) -> list[Any]:
    lines = [table.by_place.get((code, kind), Line()) for kind in kinds]
    cells = [count for line in lines for count in (line.resolved, line.unresolved)]
    return [name, sum(cells), sum(cells[1::2]), *cells]


def _period(first: date, last: date) -> str:
    """`2026年3月` for a whole month, else both days."""
    whole = first.day == 1 and last == first.replace(day=calendar.monthrange(first.year, first.month)[1])
    return f"{first.year}年{first.month}月" if whole else f"{first}至{last}"
