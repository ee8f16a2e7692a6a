# SPDX-License-Identifier: Apache-2.0
"""Opening a workbook that somebody sent: bounded in size, values only, nothing of it is carried out."""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils.cell import range_boundaries
from openpyxl.utils.exceptions import InvalidFileException

from shared.errors import RuleBroken

MOST_BYTES, MOST_UNPACKED, MOST_ROWS, MOST_COLUMNS = 10_000_000, 100_000_000, 20_000, 80
_MOST_PARTS, _MOST_MERGES = 2_000, 20_000
_OLD_CONTAINER = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # .xls, and any workbook with a password
_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_MERGE = re.compile(rb'<(?:\w+:)?mergeCell\s+ref="([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})"')


@dataclass(frozen=True, slots=True)
class Span:
    """Merged cells: first and last row and column, all counted from 0."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet's rows; row 1 is `rows[0]`. Rows after the last cell that was ever filled are not there."""

    title: str
    hidden: bool
    rows: list[list[Any]]
    merged: list[Span] = field(default_factory=list)


def open_workbook(content: bytes) -> list[Sheet]:
    """The sheets, with the values that were last calculated.

    Raises RuleBroken: ledger_too_large, ledger_unreadable, ledger_of_old_excel, ledger_with_password,
    ledger_with_macros, ledger_with_links.
    """
    if len(content) > MOST_BYTES:
        raise _too_large()
    if content.startswith(_OLD_CONTAINER):
        raise RuleBroken("ledger_with_password" if _ENCRYPTED in content else "ledger_of_old_excel")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            _must_be_harmless(packed)
            book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
            return [
                Sheet(
                    each.title, each.sheet_state != "visible", list(_rows(each)), list(_merged(packed, each))
                )
                for each in book.worksheets
            ]
    except (zipfile.BadZipFile, InvalidFileException, LookupError, ValueError, OSError, TypeError) as error:
        raise RuleBroken("ledger_unreadable") from error
    except (SyntaxError, AttributeError, NotImplementedError, EOFError) as error:  # broken XML, missing parts
        raise RuleBroken("ledger_unreadable") from error


def _too_large() -> RuleBroken:
    return RuleBroken("ledger_too_large", most=MOST_BYTES // 1_000_000)


def _must_be_harmless(packed: zipfile.ZipFile) -> None:
    """Nothing that unpacks to more than it says, carries programs, or fetches from elsewhere."""
    parts = packed.infolist()
    if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise _too_large()
    names = [part.filename.lower() for part in parts]
    if any("vbaproject" in name or "/macrosheets/" in name for name in names):
        raise RuleBroken("ledger_with_macros")
    if any("/externallinks/" in name for name in names):
        raise RuleBroken("ledger_with_links")
    if packed.testzip() is not None:  # a part that is longer than its entry says fails its check sum
        raise RuleBroken("ledger_unreadable")
    for part in parts:
        if part.filename.lower().endswith((".xml", ".rels")) and b"<!DOCTYPE" in _beginning(packed, part):
            raise RuleBroken("ledger_unreadable")


def _beginning(packed: zipfile.ZipFile, part: zipfile.ZipInfo) -> bytes:
    with packed.open(part) as stream:
        return stream.read(2_000)


def _merged(packed: zipfile.ZipFile, sheet: Any) -> Iterator[Span]:
    """Merged cells, which a workbook that is read as a stream does not tell by itself."""
    for number, found in enumerate(_MERGE.finditer(packed.read(sheet._worksheet_path))):
        if number == _MOST_MERGES:
            raise _too_large()
        left, top, right, bottom = range_boundaries(found[1].decode())
        yield Span(top - 1, left - 1, bottom - 1, right - 1)


def _rows(sheet: Any) -> Iterator[list[Any]]:
    """Rows up to the last one with content. Raises RuleBroken `ledger_too_large`."""
    waiting: list[list[Any]] = []
    for number, row in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS, values_only=True), 1):
        cells = [_plain(cell) if isinstance(cell, str) else cell for cell in row]
        empty = all(cell is None for cell in cells)
        if number > MOST_ROWS:  # formatted but empty rows may go on to the end of the sheet
            if not empty:
                raise _too_large()
            continue
        waiting.append(cells)
        if not empty:
            yield from waiting
            waiting.clear()


def _plain(text: str) -> str | None:
    """None for an empty text; the quote that keeps a text from being a formula is no part of it."""
    if text[:1] == "'" and text[1:2] in _FORMULA_SIGNS:
        return text[1:]
    return text if text.strip() else None
