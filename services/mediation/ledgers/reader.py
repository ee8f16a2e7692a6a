# SPDX-License-Identifier: Apache-2.0
"""Reading a ledger: which rows are data, and what is decided of each. Nothing is stored here."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from services.mediation.ledgers.codes import Fault, Note, RowRefused, Skip
from services.mediation.ledgers.forms import find_form
from services.mediation.ledgers.layout import Frame, Layout, Row
from services.mediation.ledgers.layouts import LAYOUTS
from services.mediation.ledgers.places import county_of_places
from services.mediation.ledgers.rows import Rows, above_header, is_blank, is_summary
from services.mediation.ledgers.table import Header, find_header
from services.mediation.ledgers.titles import frame_of
from services.mediation.ledgers.values import Reading, words
from services.mediation.ledgers.workbook import Sheet
from shared.errors import RuleBroken

Found = Header | tuple[Layout, list[Row]] | None


@dataclass(frozen=True, slots=True)
class Decision:
    """What is decided of one row: accept, reject or skip; the cell that is at fault; what it says.

    `on` is the day that it belongs to and `place` the smallest division known, for what is kept of it; `raw` its cells.
    `unread`, at the end of a header, names the columns that nobody reads, so that none is dropped in silence.
    """

    sheet: str
    row: int
    decision: str
    codes: tuple[str, ...]
    record: dict[str, Any] | None = None
    cell: str | None = None
    column: str | None = None
    note: str | None = None
    layout: str = ""
    on: date | None = None
    place: str = ""
    raw: Row | None = field(default=None, compare=False)
    unread: tuple[str, ...] = ()

    def as_line(self, file: str) -> dict[str, Any]:
        """The line of a file of decisions."""
        line: dict[str, Any] = {"file": file, "sheet": self.sheet, "row": self.row}
        line |= {"decision": self.decision, "codes": list(self.codes)}
        if self.record is not None:
            line["record"] = self.record
        if self.note:
            line["note"] = self.note
        return line


def read(sheets: Sequence[Sheet], *, today: date, county: str | None = None) -> Iterator[Decision]:
    """The decision on every row with content.

    `county` is the division where the ledger does not name its own. Raises RuleBroken: ledger_unknown when no sheet has a
    layout that we know, ledger_without_county when a layout needs one and neither title, sheet nor caller names it.
    """
    visible = [sheet for sheet in sheets if not sheet.hidden]
    found: dict[str, Found] = {
        sheet.title: find_header(sheet, LAYOUTS) or find_form(sheet, LAYOUTS) for sheet in visible
    }
    if not any(found.values()):
        raise RuleBroken("ledger_unknown")
    titles = [
        text for sheet in visible if (one := found[sheet.title]) for text in above_header(sheet, _first(one))
    ]
    several = sum(one is not None for one in found.values()) > 1
    seen: set[tuple[str, str]] = set()
    for sheet in sheets:
        one = found.get(sheet.title)
        if sheet.hidden:
            yield from _skip_all(sheet, Skip.HIDDEN_SHEET)
        elif is_summary(sheet) and (several or one is None):
            yield from _skip_all(sheet, Skip.SUMMARY_SHEET)
        elif one is None:
            yield from _skip_all(sheet, Skip.INSTRUCTIONS)
        else:
            above = above_header(sheet, _first(one))
            frame = frame_of(sheet, above, titles, today, county)
            layout = one.layout if isinstance(one, Header) else one[0]
            if not frame.county and layout.needs_county and isinstance(one, Header):
                named = county_of_places(_places(sheet, one))
                frame.county = named.code if named else ""
            if not frame.county and layout.needs_county:
                raise RuleBroken("ledger_without_county")
            reader = _Reader(sheet, layout, frame, seen)
            yield from reader.table(one) if isinstance(one, Header) else reader.form(one[1])


def _first(found: Header | tuple[Layout, list[Row]]) -> int:
    """The row, counted from 1, at which header or form begins."""
    return found.first if isinstance(found, Header) else found[1][0].number


def _places(sheet: Sheet, header: Header) -> list[str]:
    """What the rows write into the columns of townships, offices and grids."""
    columns = [at for name, at in header.columns.items() if name in ("township", "department", "grid")]
    return [
        words(row[at]) for row in sheet.rows[header.last :] for at in columns if at < len(row) and row[at]
    ]


def _skip_all(sheet: Sheet, why: Skip) -> Iterator[Decision]:
    for number, row in enumerate(sheet.rows, 1):
        blank = is_blank(row) and why is Skip.INSTRUCTIONS
        yield Decision(sheet.title, number, "skip", (str(Skip.BLANK if blank else why),))


@dataclass(frozen=True, slots=True)
class _Reader:
    """One sheet, row by row; `seen` holds the numbers of all rows of the workbook so far."""

    sheet: Sheet
    layout: Layout
    frame: Frame
    seen: set[tuple[str, str]]

    def table(self, header: Header) -> Iterator[Decision]:
        """A decision on every row."""
        rows = Rows(self.sheet, header, self.frame)
        for number, cells in enumerate(self.sheet.rows, 1):
            if why := rows.skipped(number, cells):
                yield self._skip(number, why, header.unread if number == header.last else ())
                continue
            row, filled = rows.row(number, cells)
            why = self.layout.skips(row)
            yield self._skip(number, why) if why else self._decide(row, filled=filled)

    def form(self, records: Sequence[Row]) -> Iterator[Decision]:
        """A decision on the first row of each record; the others belong to it."""
        starts = {record.number: record for record in records}
        for number, cells in enumerate(self.sheet.rows, 1):
            if number in starts:
                yield self._decide(starts[number], filled=False)
            else:
                yield self._skip(
                    number,
                    Skip.BLANK if is_blank(cells) else Skip.FORM if number > min(starts) else Skip.TITLE,
                )

    def _skip(self, number: int, why: Skip, unread: tuple[str, ...] = ()) -> Decision:
        return Decision(self.sheet.title, number, "skip", (str(why),), unread=unread)

    def _decide(self, row: Row, *, filled: bool) -> Decision:
        layout, frame = self.layout, self.frame
        reading = Reading(year=frame.year)
        if filled:
            reading.note(Note.FILLED_DOWN)
        key = words(row[layout.key]) if layout.key else ""
        at = (self.sheet.title, row.number)
        try:
            self._must_be_first(key, row)
            record = layout.read(row, frame, reading)
        except RowRefused as refused:
            return Decision(
                *at,
                "reject",
                (str(refused.fault),),
                cell=row.address(refused.column),
                column=refused.column,
                note=key or None,
                layout=layout.name,
                raw=row,
            )
        codes = tuple(sorted(str(note) for note in reading.notes))
        place = (
            record.get("village_code")
            or record.get("township_code")
            or record.get("place_code")
            or frame.county
        )
        day = next((record[name] for name in _DAYS if record.get(name)), None)
        on = date.fromisoformat(day) if day else frame.until or frame.reported_on
        return Decision(*at, "accept", codes, record, layout=layout.name, on=on, place=place, raw=row)

    def _must_be_first(self, key: str, row: Row) -> None:
        """The first row of a key counts, even one that was refused. Raises RowRefused R11."""
        if key and (self.layout.name, key) in self.seen:
            raise RowRefused(Fault.DUPLICATE, row.label(self.layout.key or ""))
        self.seen.add((self.layout.name, key))


_DAYS = ("accepted_on", "occurred_on", "checked_on", "sent_on", "visited_on")
