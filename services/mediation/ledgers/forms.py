# SPDX-License-Identifier: Apache-2.0
"""Sheets that are forms: labels with their values beside them, one record each, or several below each other."""

from collections.abc import Iterator, Sequence

from services.mediation.ledgers.layout import Layout, Row
from services.mediation.ledgers.values import label, words
from services.mediation.ledgers.workbook import Sheet

_ENOUGH = 5


def find_form(sheet: Sheet, layouts: Sequence[Layout]) -> tuple[Layout, list[Row]] | None:
    """The layout whose labels the sheet has, and its records; None when it is no form that we know."""
    for layout in layouts:
        if layout.form and (records := list(_records(sheet, layout))):
            return layout, records
    return None


def _records(sheet: Sheet, layout: Layout) -> Iterator[Row]:
    """One row for each record: a label that comes again begins the next one."""
    known = {text: name for name, synonyms in layout.columns.items() for text in map(label, synonyms)}
    widths = {(span.top, span.left): span.right - span.left + 1 for span in sheet.merged}
    cells: dict[str, object] = {}
    labels: dict[str, str] = {}
    spots: dict[str, tuple[int, int]] = {}

    def record() -> Iterator[Row]:
        lines = {row for row, _ in spots.values()}
        if len(labels) >= _ENOUGH and len(lines) > 1 and layout.needed <= labels.keys():
            yield Row(dict(cells), dict(labels), dict(spots), min(lines))

    for number, row in enumerate(sheet.rows):
        taken = -1
        for at, cell in enumerate(row):
            if at <= taken or not isinstance(cell, str):
                continue
            text, value, spot = label(cell), None, at
            if text not in known:
                before, colon, after = words(cell).partition(":")
                if not colon or label(before) not in known:
                    continue
                text, value = label(before), after.strip() or None
            else:
                spot = at + widths.get((number, at), 1)
                value = row[spot] if spot < len(row) else None
                if isinstance(value, str) and label(value) in known:
                    value = None
                taken = spot if value is not None else at
            name = known[text]
            if name in labels:
                yield from record()
                cells, labels, spots = {}, {}, {}
            cells[name], labels[name], spots[name] = value, text, (number + 1, spot + 1)
    yield from record()
