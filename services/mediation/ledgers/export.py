# SPDX-License-Identifier: Apache-2.0
"""A ledger written out again in its own layout, so that importing it again changes nothing; identity numbers stay sealed."""

from collections.abc import Iterable, Mapping
from typing import Any

from openpyxl import Workbook

from services.mediation.ledgers import entries
from services.mediation.ledgers.layout import Layout
from shared.crypto import Vault
from shared.regions import regions
from shared.web.sheets import add_sheet, saved

_NUMBERS = frozenset({*entries.IDENTITIES, "party_number"})


def workbook(
    layout: Layout, stored: Iterable[Mapping[str, Any]], place: str, period: str, vault: Vault
) -> bytes:
    """Raw entries of one layout as .xlsx: a list, or one sheet a record where the layout is a form."""
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


def _cells(layout: Layout, stored: Mapping[str, Any], number: int, vault: Vault) -> dict[str, Any]:
    record = {**dict.fromkeys(entries.IDENTITIES), **stored["record"]}
    written = layout.write(record) if layout.write else {}
    return {"number": number, **entries.opened(stored, vault), **written}
