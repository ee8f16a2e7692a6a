# SPDX-License-Identifier: Apache-2.0
"""A ledger written out again in its own layout, so that importing it again changes nothing; identity numbers stay sealed."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from openpyxl import Workbook

from services.mediation.ledgers import entries
from services.mediation.ledgers.codes import SENTENCES, Fault
from services.mediation.ledgers.layout import Layout
from services.mediation.ledgers.reader import Decision
from services.mediation.ledgers.table import OUR_OWN
from services.mediation.ledgers.values import words
from services.mediation.ledgers.workbook import Sheet
from shared.crypto import Vault
from shared.regions import regions
from shared.web.sheets import add_sheet, saved

_TITLES, _SHORT = 2, 8  # rows over a header; headers themselves are shorter than a title
_NUMBERS = frozenset({*entries.IDENTITIES, "party_number"})


def workbook(
    layout: Layout, stored: Iterable[Mapping[str, Any]], place: str, period: str, vault: Vault
) -> bytes:
    """Raw entries of one layout as .xlsx: a list, or one sheet a record where the layout is a form."""
    if layout.fill is not None:
        return _filled(layout, list(stored))
    book = Workbook(write_only=True)
    county = regions().level(place, "county")
    title = f"{county.name if county else regions().get(place).name}{layout.title}（{period}）"
    rows = [_cells(layout, one, number, vault) for number, one in enumerate(stored, 1)]
    filled = {name for cells in rows for name, value in cells.items() if value not in (None, "")}
    names = [
        name for name in layout.columns if name not in _NUMBERS and name in filled | layout.needed
    ]  # a column that the ledger never had would have to be filled
    labels = {name: layout.columns[name][0] for name in names}
    if layout.form:
        for number, cells in enumerate(rows, 1):
            lines = [[labels[name], cells.get(name)] for name in names if name != "number"]
            add_sheet(book, f"{number}", [[title]], lines)
    if not layout.form or not rows:
        lines = [[cells.get(name) for name in names] for cells in rows]
        add_sheet(book, layout.title, [[title], list(labels.values())], lines)
    return saved(book)


def _filled(layout: Layout, stored: Sequence[Mapping[str, Any]]) -> bytes:
    """A workbook whose sheets the layout writes itself; without entries an empty one with the title."""
    book = Workbook()
    if layout.fill is not None and stored:
        book.remove(book.active)
        layout.fill(book, stored)
    else:
        book.active.append([layout.title])
    return saved(book)


def _cells(layout: Layout, stored: Mapping[str, Any], number: int, vault: Vault) -> dict[str, Any]:
    record = {**dict.fromkeys(entries.IDENTITIES), **stored["record"]}
    written = layout.write(record) if layout.write else {}
    return {"number": number, **entries.opened(stored, vault), **written}


def refused(sheets: Sequence[Sheet], decisions: Sequence[Decision], tongue: str) -> bytes:
    """The refused rows as they were written, under their own header, with the cell at fault and what to do; once put right
    the workbook can be imported as it is."""
    book = Workbook(write_only=True)
    by_sheet: dict[str, list[Decision]] = {}
    for one in decisions:
        if one.decision == "reject":
            by_sheet.setdefault(one.sheet, []).append(one)
    for sheet in sheets:
        rows = by_sheet.get(sheet.title, [])
        if rows and rows[0].raw is not None:
            raw = rows[0].raw
            labels = {name: raw.labels[name] for name in sorted(raw.labels, key=lambda name: raw.spots[name])}
            lines = [
                [
                    *(_written(one.raw[name] if one.raw else None) for name in labels),
                    one.cell,
                    _reason(one, tongue),
                ]
                for one in rows
            ]
            add_sheet(book, sheet.title, [[_title(sheet)], [*labels.values(), *OUR_OWN]], lines)
    if not book.worksheets:
        add_sheet(book, "退回", [OUR_OWN], [])
    return saved(book)


def _title(sheet: Sheet) -> str:
    """What stands over the header, so that county and year are told again."""
    texts = [words(cell) for row in sheet.rows[:_TITLES] for cell in row if isinstance(cell, str)]
    return " ".join(text for text in texts if len(text) > _SHORT)


def _written(value: Any) -> Any:
    return value.isoformat(" ") if isinstance(value, datetime) else value


def _reason(one: Decision, tongue: str) -> str:
    return SENTENCES[Fault(one.codes[0])][1 if tongue == "en" else 0]
