# SPDX-License-Identifier: Apache-2.0
"""Tables as CSV and .xlsx; nothing that somebody typed can become a formula."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from flask import Response
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

from shared.rates import Rate
from shared.web.furniture import mark
from shared.web.uploads import XLSX

Table = tuple[Sequence[str], Iterable[Sequence[Any]]]


def safe(value: Any) -> Any:
    """A cell that no spreadsheet takes for a formula (CSV injection): text that begins like one gets a quote before it."""
    if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r"):
        return f"'{value}"
    return value


def rate(one: Rate) -> str:
    """A rate as a cell: `83.3%（5/6）`, as the reader's language writes it."""
    shown = "—" if one.shown is None else f"{one.shown}%"
    return shown + mark("（%s）") % f"{one.numerator}/{one.denominator}"


def as_csv(table: Table, name: str) -> Response:
    """A head and rows as CSV in UTF-8 with a byte order mark, as spreadsheets in China expect it."""
    text = io.StringIO()
    writer = csv.writer(text)
    for row in (table[0], *table[1]):
        writer.writerow([safe("" if cell is None else cell) for cell in row])
    return _file("﻿" + text.getvalue(), "text/csv; charset=utf-8", f"{name}.csv")


def add_sheet(
    book: Workbook, title: str, heads: Iterable[Sequence[str]], rows: Iterable[Sequence[Any]]
) -> None:
    """A sheet of a write-only workbook: lines of headings in bold, then rows."""
    sheet = book.create_sheet(title)
    for head in heads:
        cells = [WriteOnlyCell(sheet, value=text) for text in head]
        for cell in cells:
            cell.font = Font(bold=True)
        sheet.append(cells)
    for row in rows:
        sheet.append([safe(cell) for cell in row])


def saved(book: Workbook) -> bytes:
    """The workbook as a file."""
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def as_xlsx(tables: Mapping[str, Table], name: str) -> Response:
    """One sheet for each table, the head in bold; no author, no time stamps of persons."""
    book = Workbook(write_only=True)
    for title, (head, rows) in tables.items():
        add_sheet(book, title, [head], rows)
    return xlsx(saved(book), name)


def xlsx(content: bytes, name: str) -> Response:
    """A workbook to keep, under an ASCII name without ending."""
    return _file(content, XLSX, f"{name}.xlsx")


def _file(content: str | bytes, kind: str, name: str) -> Response:
    answer = Response(content, content_type=kind)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
