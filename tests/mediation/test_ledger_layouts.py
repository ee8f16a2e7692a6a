# SPDX-License-Identifier: Apache-2.0
"""Every layout of a ledger, made from seeds with the dirt that people leave: each row is decided as it must be."""

from collections.abc import Callable
from datetime import date

import pytest

from services.mediation.ledgers.reader import Decision, read
from services.mediation.ledgers.workbook import open_workbook
from tests.mediation import ledger_books
from tests.mediation.ledger_books import Book

TODAY = date(2024, 3, 31)


def decided(book: Book) -> dict[tuple[str, int], Decision]:
    return {(one.sheet, one.row): one for one in read(open_workbook(book.content()), today=TODAY)}


def assert_as_wanted(book: Book) -> dict[tuple[str, int], Decision]:
    found = decided(book)
    blank = {key for key, (decision, code) in book.wanted.items() if (decision, code) == ("skip", "blank")}
    assert found.keys() | blank == book.wanted.keys() | blank
    for key, (decision, code) in book.wanted.items():
        if key not in found:
            continue
        one = found[key]
        told = one.decision, (one.codes[0] if decision != "accept" else "")
        assert told == (decision, code if decision != "accept" else ""), (key, one, one.raw)
        if decision == "reject":
            assert one.cell, one
    return found


@pytest.mark.parametrize(
    ("make", "seed"),
    [
        *((ledger_books.village_register, 1), (ledger_books.village_register, 2)),
        *((ledger_books.screening, 1), (ledger_books.screening, 2)),
        *((ledger_books.crosstab, 1), (ledger_books.administrative, 1), (ledger_books.administrative, 2)),
    ],
)
def test_every_row_of_a_workbook_is_decided_as_it_must_be(make: Callable[[int], Book], seed: int) -> None:
    assert_as_wanted(make(seed))


@pytest.mark.parametrize("seed", range(2))
def test_plain_lists_are_decided_row_by_row(seed: int) -> None:
    for layout, book in ledger_books.lists(seed):
        found = assert_as_wanted(book)
        assert {one.layout for one in found.values() if one.decision != "skip"} == {layout}
