# SPDX-License-Identifier: Apache-2.0
"""Opening a workbook that somebody sent: bounded in size, values only, nothing of it is carried out."""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from shared.errors import RuleBroken

MOST_BYTES, MOST_UNPACKED, MOST_ROWS, MOST_COLUMNS = 10_000_000, 200_000_000, 20_000, 80


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet's rows; row 1 is `rows[0]`. Rows after the last cell that was ever filled are not there."""

    title: str
    hidden: bool
    rows: list[list[Any]]


def open_workbook(content: bytes) -> list[Sheet]:
    """The sheets. Raises RuleBroken: ledger_too_large, ledger_unreadable."""
    if len(content) > MOST_BYTES:
        raise RuleBroken("ledger_too_large", most=MOST_BYTES // 1_000_000)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            if sum(part.file_size for part in packed.infolist()) > MOST_UNPACKED:
                raise RuleBroken("ledger_too_large", most=MOST_BYTES // 1_000_000)
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        return [
            Sheet(each.title, each.sheet_state != "visible", list(_rows(each))) for each in book.worksheets
        ]
    except (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, OSError) as error:
        raise RuleBroken("ledger_unreadable") from error


def _rows(sheet: Any) -> Iterator[list[Any]]:
    """Rows up to the last one with content. Raises RuleBroken `ledger_too_large`."""
    waiting: list[list[Any]] = []
    for number, row in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS, values_only=True), 1):
        if number > MOST_ROWS:
            raise RuleBroken("ledger_too_large", most=MOST_BYTES // 1_000_000)
        waiting.append([None if isinstance(cell, str) and not cell.strip() else cell for cell in row])
        if any(cell is not None for cell in waiting[-1]):
            yield from waiting
            waiting.clear()
