# SPDX-License-Identifier: Apache-2.0
"""Sheets of counts with headers over several rows, as the offices print them: the monthly crosstab and the 27 columns."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.worksheet import Worksheet

from services.mediation.ledgers.layout import Record
from shared.regions import regions

_CROSSTAB = "司法行政系统矛盾纠纷排查化解基本情况统计表"
_ADMINISTRATIVE = "行政调解案件统计表"
_CIVIL = [f"第{number}类" for number in "一二三四五六七八九十"]
Span = tuple[int, int, int, int]  # top, left, bottom, right, counted from 1


def fill_crosstab(
    sheet: Worksheet, title: str, kinds: Sequence[str], rows: Sequence[Sequence[Any]], note: str = ""
) -> None:
    """One row a township: name, all, open, and two columns a kind (化解数, 未化解数); the sums stand above the rows."""
    sums = [sum(column) for column in list(zip(*rows, strict=True))[1:]]
    width = 3 + 2 * len(kinds)
    counts = [sums[2 + 2 * at] + sums[3 + 2 * at] for at in range(len(kinds))]
    types = [
        text
        for kind, count in zip(kinds, counts, strict=True)
        for text in (f"{kind}\n（共计：{count} 件）", None)
    ]
    sheet.append([title])
    sheet.append(["镇办", "矛盾纠纷类型"])
    sheet.append([None, "当前矛盾\n纠纷情况", None, *types])
    sheet.append([None, "本月矛盾\n纠纷总数", "本月未化解\n纠纷数", *["化解数", "未化解数"] * len(kinds)])
    sheet.append(["合计", *sums])
    for row in rows:
        sheet.append(row)
    if note:
        sheet.append([note])
    pairs = [(3, at, 3, at + 1) for at in range(2, width, 2)]
    _dress(sheet, [(1, 1, 1, width), (2, 1, 4, 1), (2, 2, 2, width), *pairs], head=5)
    sheet.freeze_panes = "B6"


def crosstab_title(place: str, period: str) -> str:
    """What stands over a crosstab."""
    return f"{regions().get(place).name}{_CROSSTAB}（{period}）"


def _dress(sheet: Worksheet, merged: Sequence[Span], *, head: int) -> None:
    for top, left, bottom, right in merged:
        sheet.merge_cells(start_row=top, start_column=left, end_row=bottom, end_column=right)
    for line in sheet.iter_rows(max_row=head):
        for cell in line:
            cell.font = Font(bold=True)
            cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)


def _months(
    stored: Sequence[Mapping[str, Any]], also: Any = lambda record: ()
) -> Iterator[tuple[str, str, list[Record]]]:
    """Records of one county and month each (and of equal `also`), with the county's code and the period in words."""

    def mark(one: Mapping[str, Any]) -> tuple[Any, ...]:
        county = regions().level(one["place"], "county")
        record = one["record"]
        code = county.code if county else one["place"]
        return code, record["year"] or 0, record["month"] or 0, also(record)

    for (code, year, month, _), rows in groupby(sorted(stored, key=mark), key=mark):
        period = f"{year or ''}年{f'{month}月' if month else ''}" if year else ""
        yield code, period, [dict(one["record"]) for one in rows]


def write_crosstabs(book: Workbook, stored: Sequence[Mapping[str, Any]]) -> None:
    """A sheet for each county and month, in the layout in which crosstabs are imported."""
    for code, period, records in _months(stored, also=lambda record: tuple(record["by_category"])):
        kinds = list(records[0]["by_category"])
        rows = [
            [
                regions().get(record["township_code"]).name,
                record["total"],
                record["unresolved"],
                *(record["by_category"][kind][end] for kind in kinds for end in ("resolved", "unresolved")),
            ]
            for record in records
        ]
        fill_crosstab(_sheet(book, code, period), crosstab_title(code, period), kinds, rows)


def write_administrative(book: Workbook, stored: Sequence[Mapping[str, Any]]) -> None:
    """A sheet for each county and month with the 27 numbered columns of the form."""
    for code, period, records in _months(stored):
        sheet = _sheet(book, code, period)
        sheet.append([f"{regions().get(code).name}{_ADMINISTRATIVE}（{period}）"])
        plain = ["项目", "案件总数", "调解成功数", "涉案人数", "调解成功金额（万元）"]
        sheet.append(
            [*plain, "民事纠纷", *[None] * 11, "行政争议", *[None] * 6, "协议形式", None, "履行情况"]
        )
        public = ["总数", "成功", "赔偿", "补偿", "自由裁量", "复议", "诉讼"]
        sheet.append([*[None] * 5, "总数", "成功", *_CIVIL, *public, "书面", "口头", "司法确认", "已履行"])
        for record in records:
            sheet.append([record["unit"], *(record["counts"][str(number)] for number in range(1, 28))])
        over = [(2, 6, 2, 17), (2, 18, 2, 24), (2, 25, 2, 26), (2, 27, 2, 28)]
        _dress(sheet, [(1, 1, 1, 28), *((2, at, 3, at) for at in range(1, 6)), *over], head=3)


def _sheet(book: Workbook, code: str, period: str) -> Worksheet:
    made: Worksheet = book.create_sheet(f"{regions().get(code).name}{period}"[:31])
    return made
