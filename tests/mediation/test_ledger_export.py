# SPDX-License-Identifier: Apache-2.0
"""A ledger that is written out again says the same: importing the export changes nothing, whatever its layout."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from services.mediation.ledgers import entries, export
from services.mediation.ledgers.layouts import BY_NAME
from services.mediation.ledgers.reader import Decision, read
from services.mediation.ledgers.workbook import open_workbook
from shared.crypto import Vault
from tests.mediation import ledger_books, ledger_tables
from tests.mediation.test_ledger_layouts import TODAY
from tests.mediation.test_ledgers import EVENTS, REGISTER

VAULT = Vault({1: os.urandom(32)})
LISTS = dict(ledger_tables.lists(5))
BOOKS: dict[str, Callable[[], bytes]] = {
    "register": REGISTER.read_bytes,
    "grid_events": EVENTS.read_bytes,
    "village": lambda: ledger_books.village_register(5).content(),
    "screening": lambda: ledger_books.screening(5).content(),
    "screening_form": lambda: ledger_books.screening(5).content(),
    **{name: book.content for name, book in LISTS.items()},
    "crosstab": lambda: ledger_tables.crosstab(5).content(),
    "administrative": lambda: ledger_tables.administrative(5).content(),
    "oral_form": ledger_tables.oral_forms,
}


def test_every_layout_whose_rows_are_kept_is_written_out_again() -> None:
    assert {name for name, layout in BY_NAME.items() if layout.kept} == set(BOOKS)
    for name in BOOKS:
        empty = open_workbook(export.workbook(BY_NAME[name], [], "371324", "2023", VAULT))
        assert BY_NAME[name].title in str(empty[0].rows)


def accepted(content: bytes, layout: str) -> list[Decision]:
    found = read(open_workbook(content), today=TODAY)
    return [one for one in found if one.record is not None and one.layout == layout]


@pytest.mark.parametrize("name", BOOKS)
def test_an_export_that_is_imported_again_changes_nothing(name: str) -> None:
    first = accepted(BOOKS[name](), name)
    stored = {key: entries.fields(one, VAULT) for key, one in zip(entries.keys(first), first, strict=True)}

    again = accepted(
        export.workbook(
            BY_NAME[name], stored.values(), next(iter(stored.values()))["place"], "2022-2023", VAULT
        ),
        name,
    )

    keys = entries.keys(again)
    assert sorted(keys) == sorted(stored)
    for key, one in zip(keys, again, strict=True):
        kept = entries.fields(one, VAULT)
        assert not entries.differs(stored[key], kept), (stored[key]["record"], kept["record"])
        assert "applicant_id" not in kept


def test_an_export_holds_no_identity_number_and_no_formula(tmp_path: Path) -> None:
    first = accepted(REGISTER.read_bytes(), "register")[:50]
    stored = [entries.fields(one, VAULT) for one in first]
    stored[0]["record"]["applicants"] = ["=cmd"]

    sheets = open_workbook(export.workbook(BY_NAME["register"], stored, "371324", "2023", VAULT))
    raw = export.workbook(BY_NAME["register"], stored, "371324", "2023", VAULT)

    assert "379999" not in str(sheets[0].rows)
    assert "=cmd" in sheets[0].rows[2]
    assert b"<f>" not in raw
