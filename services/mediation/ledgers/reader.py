# SPDX-License-Identifier: Apache-2.0
"""Reading a ledger: which rows are data, and what is decided of each. Nothing is stored here."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from openpyxl.utils import get_column_letter

from services.mediation.ledgers.codes import Fault, RowRefused, Skip
from services.mediation.ledgers.layouts import LAYOUTS, Frame, Layout, Row, label
from services.mediation.ledgers.places import county_in
from services.mediation.ledgers.values import Reading, words
from services.mediation.ledgers.workbook import Sheet
from shared.errors import RuleBroken

_HEADER_WITHIN = 12
_TOTALS = {"合计": Skip.TOTAL, "总计": Skip.TOTAL, "小计": Skip.SUBTOTAL}
_FOOTER = re.compile(r"^(填表人|制表人|审核人|负责人|注[:：]|备注[:：]|说明[:：])")


@dataclass(frozen=True, slots=True)
class Decision:
    """What is decided of one row: accept, reject or skip; the cell that is at fault; what it says."""

    sheet: str
    row: int
    decision: str
    codes: tuple[str, ...]
    record: dict[str, Any] | None = None
    cell: str | None = None
    column: str | None = None
    note: str | None = None
    layout: str = ""
    raw: Row | None = field(default=None, compare=False)

    def as_line(self, file: str) -> dict[str, Any]:
        """The line of a file of decisions."""
        line: dict[str, Any] = {"file": file, "sheet": self.sheet, "row": self.row}
        line |= {"decision": self.decision, "codes": list(self.codes)}
        if self.record is not None:
            line["record"] = self.record
        if self.cell:
            line["cell"] = self.cell
        if self.note:
            line["note"] = self.note
        return line


def read(sheets: Sequence[Sheet], *, today: date, county: str | None = None) -> Iterator[Decision]:
    """The decision on every row with content. Raises RuleBroken `ledger_unknown` when no sheet has a layout that we know."""
    known = False
    for sheet in sheets:
        if sheet.hidden:
            yield from (_skip(sheet, number, Skip.HIDDEN_SHEET) for number in range(1, len(sheet.rows) + 1))
            continue
        found = _find_header(sheet)
        if found is None:
            yield from _explain(sheet)
            continue
        known = True
        yield from _Reader(sheet, found, today, county).decisions()
    if not known:
        raise RuleBroken("ledger_unknown")


def _skip(sheet: Sheet, number: int, why: Skip) -> Decision:
    return Decision(sheet.title, number, "skip", (str(why),))


def _explain(sheet: Sheet) -> Iterator[Decision]:
    for number, row in enumerate(sheet.rows, 1):
        yield _skip(sheet, number, Skip.BLANK if _is_blank(row) else Skip.INSTRUCTIONS)


def _is_blank(row: Sequence[Any]) -> bool:
    return all(cell is None for cell in row)


@dataclass(frozen=True, slots=True)
class Header:
    """Where the header stands, in which layout, and the label of each column."""

    layout: Layout
    first: int
    last: int
    labels: list[str]


def _find_header(sheet: Sheet) -> Header | None:
    """The first row, alone or with the one below it, that has the columns of a layout."""
    rows = sheet.rows
    for at, row in enumerate(rows[:_HEADER_WITHIN]):
        single = [label(cell) for cell in row]
        below = [label(cell) for cell in rows[at + 1]] if at + 1 < len(rows) else []
        two = _is_second_level(single, below)
        labels = _join(single, below) if two else single
        for layout in LAYOUTS:
            if layout.fits(labels):
                return Header(layout, at + 1, at + 1 + two, labels)
    return None


def _is_second_level(above: Sequence[str], below: Sequence[str]) -> bool:
    """Whether the row below only tells more of merged labels: it is empty where the labels above stand alone."""
    filled = [at for at, text in enumerate(below) if text]
    return bool(filled) and not below[0] and len(filled) < sum(bool(text) for text in above)


def _join(above: Sequence[str], below: Sequence[str]) -> list[str]:
    joined, merged = [], ""
    for at, text in enumerate(above):
        under = below[at] if at < len(below) else ""
        merged = text or (merged if under else "")
        joined.append(f"{merged}/{under}" if under and merged else merged or under)
    return joined


class _Reader:
    """One sheet, row by row."""

    def __init__(self, sheet: Sheet, header: Header, today: date, county: str | None) -> None:
        self._sheet, self._header = sheet, header
        self._at = header.layout.match(header.labels)
        above = [words(cell) for row in sheet.rows[: header.first - 1] for cell in row if cell is not None]
        found = county_in(" ".join(above))
        if county is None and found is None:
            raise RuleBroken("ledger_without_county")
        self._frame = Frame(
            county=county or (found.code if found else ""),
            reported_on=_reported_on(above) or today,
            year=_year(above),
        )
        self._seen: set[str] = set()
        self._labels = {name: header.labels[at].rpartition("/")[2] for name, at in self._at.items()}

    def decisions(self) -> Iterator[Decision]:
        for number, cells in enumerate(self._sheet.rows, 1):
            why = self._why_skipped(number, cells)
            yield _skip(self._sheet, number, why) if why else self._decide(number, cells)

    def _why_skipped(self, number: int, cells: Sequence[Any]) -> Skip | None:
        if _is_blank(cells):
            return Skip.BLANK
        if number < self._header.first:
            return self._above(cells)
        if number <= self._header.last:
            return Skip.HEADER
        first = next(words(cell) for cell in cells if cell is not None)
        if first in _TOTALS:
            return _TOTALS[first]
        if _FOOTER.match(first):
            return Skip.FOOTER
        if self._repeats_header(cells):
            return Skip.REPEAT_HEADER
        filled = [at for at, cell in enumerate(cells) if cell is not None]
        if len(filled) == 1 and not first.isdecimal():
            return Skip.SECTION
        return None

    def _repeats_header(self, cells: Sequence[Any]) -> bool:
        """Whether most cells say what the header says above them."""
        header = self._sheet.rows[self._header.first - 1]
        pairs = [
            (label(cell), label(above))
            for cell, above in zip(cells, header, strict=False)
            if cell is not None
        ]
        return 2 * sum(one == other for one, other in pairs) > len(pairs)

    @staticmethod
    def _above(cells: Sequence[Any]) -> Skip:
        text = " ".join(words(cell) for cell in cells if cell is not None)
        if "发生单位" in text:
            return Skip.PLACE_HEADER
        return Skip.INSTRUCTIONS if "注意事项" in text or "填写说明" in text else Skip.TITLE

    def _decide(self, number: int, cells: Sequence[Any]) -> Decision:
        layout = self._header.layout
        row = Row({name: cells[at] for name, at in self._at.items() if at < len(cells)}, self._labels)
        if why := layout.skips(row):
            return _skip(self._sheet, number, why)
        reading = Reading(year=self._frame.year)
        key = words(row[layout.key]) if layout.key else ""
        try:
            self._must_be_first(key, row)
            record = layout.read(row, self._frame, reading)
        except RowRefused as refused:
            return Decision(
                self._sheet.title,
                number,
                "reject",
                (str(refused.fault),),
                cell=self._address(refused.column, number),
                column=refused.column,
                note=key or None,
                layout=layout.name,
            )
        codes = tuple(sorted(str(note) for note in reading.notes))
        return Decision(
            self._sheet.title, number, "accept", codes, record=record, layout=layout.name, raw=row
        )

    def _must_be_first(self, key: str, row: Row) -> None:
        """The first row of a key counts, even one that was refused. Raises RowRefused R11."""
        if key and key in self._seen:
            raise RowRefused(Fault.DUPLICATE, row.label(self._header.layout.key or ""))
        self._seen.add(key)

    def _address(self, column: str, number: int) -> str | None:
        """The cell at fault, like `C47`."""
        at = next((self._at[name] for name, text in self._labels.items() if text == column), None)
        return f"{get_column_letter(at + 1)}{number}" if at is not None else None


def _year(titles: Sequence[str]) -> int | None:
    """The one year that the titles name."""
    years = {int(year) for title in titles for year in re.findall(r"(20\d{2})\s*年", title)}
    return years.pop() if len(years) == 1 else None


def _reported_on(titles: Sequence[str]) -> date | None:
    """The day on which the ledger was filled in (填报日期)."""
    for title in titles:
        if match := re.search(r"(?:填报|报送|统计)日期[:：]\s*(\d{4})年(\d{1,2})月(\d{1,2})日", title):
            return date(int(match[1]), int(match[2]), int(match[3]))
    return None
