# SPDX-License-Identifier: Apache-2.0
"""The monthly crosstab of townships and kinds of disputes, in the form in which it is imported; every row adds up."""

import calendar
import io
from collections.abc import Sequence
from datetime import date
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font

from services.mediation.statistics.rules import Line, Table
from shared.regions import regions
from shared.ui.terms import CATEGORIES

_FEWEST = CATEGORIES[:4]  # columns that are there even in a quiet month
_NOTE = "注：不予受理，以及第一次调解前撤回、拒绝的，不计入。"
_HEAD = 4


def crosstab(table: Table, place: str, first: date, last: date) -> bytes:
    """One row a township of the place, two columns a kind of dispute (化解数, 未化解数), the sums above the rows."""
    kinds = [*CATEGORIES, *sorted(set(table.by_category) - {*CATEGORIES})]
    kinds = [kind for kind in kinds if kind in table.by_category or kind in _FEWEST]
    rows = [_row(regions().get(code).name, table, code, kinds) for code in _places(place, table)]
    sums = [sum(column) for column in list(zip(*rows, strict=True))[1:]]
    book = Workbook()
    sheet = book.active
    sheet.title = _period(first, last)
    width = 3 + 2 * len(kinds)
    counts = [sums[2 + 2 * at] + sums[3 + 2 * at] for at in range(len(kinds))]
    types = [
        text
        for kind, count in zip(kinds, counts, strict=True)
        for text in (f"{kind}\n（共计：{count} 件）", None)
    ]
    sheet.append(
        [f"{regions().get(place).name}司法行政系统矛盾纠纷排查化解基本情况统计表（{_period(first, last)}）"]
    )
    sheet.append(["镇办", "矛盾纠纷类型"])
    sheet.append([None, "当前矛盾\n纠纷情况", None, *types])
    sheet.append([None, "本月矛盾\n纠纷总数", "本月未化解\n纠纷数", *["化解数", "未化解数"] * len(kinds)])
    sheet.append(["合计", *sums])
    for row in rows:
        sheet.append(row)
    sheet.append([_NOTE])
    for spot in (
        (1, 1, 1, width),
        (2, 1, 4, 1),
        (2, 2, 2, width),
        *((3, at, 3, at + 1) for at in range(2, width, 2)),
    ):
        top, left, bottom, right = spot
        sheet.merge_cells(start_row=top, start_column=left, end_row=bottom, end_column=right)
    for line in sheet.iter_rows(max_row=_HEAD + 1):
        for cell in line:
            cell.font = Font(bold=True)
            cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    sheet.freeze_panes = "B6"
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


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
