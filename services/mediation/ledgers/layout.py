# SPDX-License-Identifier: Apache-2.0
"""What a kind of ledger is: the labels of its columns and a small function that reads a row; and what rows are checked for.

A column is known by its label, with labels of merged cells above joined by `/`; labels that offices use for the same thing
are synonyms, the first of which is written when the ledger is exported.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from services.mediation.ledgers.codes import Fault, RowRefused, Skip
from services.mediation.ledgers.values import Reading, label, words


@dataclass(slots=True)
class Frame:
    """What holds for the rows at hand: the county, the day of the ledger, the year and month in its title, and the place
    and the kind of dispute that the sheet or the last heading between the rows names (`own_township` is the sheet's)."""

    reported_on: date
    county: str = ""
    year: int | None = None
    month: int | None = None
    until: date | None = None
    township: str | None = None
    own_township: str | None = None
    village: str | None = None
    village_text: str | None = None
    section: str = ""
    unit: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of one record by column name; `labels` gives the header of each column, `spots` where each stands (row and
    column, counted from 1)."""

    cells: Mapping[str, Any]
    labels: Mapping[str, str]
    spots: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    number: int = 0

    def __getitem__(self, name: str) -> Any:
        return self.cells.get(name)

    def has(self, name: str) -> bool:
        """Whether the ledger has such a column at all."""
        return name in self.labels

    def label(self, name: str) -> str:
        """How the ledger calls the column."""
        return self.labels.get(name, name)

    def address(self, column: str) -> str | None:
        """The cell at fault, like `C47`; None where the ledger has no such column."""
        name = next((name for name, text in self.labels.items() if text == column), None)
        if name is None:
            return None
        row, at = self.spots[name]
        return f"{get_column_letter(at)}{row or self.number}"


Record = dict[str, Any]
Read = Callable[[Row, Frame, Reading], Record]
Columns = Mapping[str, Sequence[str]]


def _bare(text: str) -> str:
    """Without a remark in brackets at its end: `金额(万元)` is `金额`."""
    return text[: text.rindex("(")] if text.endswith(")") and "(" in text[1:] else text


def match(columns: Columns, labels: Sequence[str]) -> dict[str, int]:
    """Which of our columns stand where; a column that is written exactly goes before one that only ends so."""
    found: dict[str, int] = {}
    ways: tuple[Callable[[str, str], bool], ...] = (
        lambda text, one: text == one,
        lambda text, one: _bare(text) == one,
        lambda text, one: _bare(text).endswith(f"/{one}") or text.endswith(f"/{one}"),
    )
    for way in ways:
        for name, synonyms in columns.items():
            if name not in found:
                spots = (
                    at for one in map(label, synonyms) for at, text in enumerate(labels) if way(text, one)
                )
                at = next((at for at in spots if at not in found.values()), None)
                if at is not None:
                    found[name] = at
    return found


@dataclass(frozen=True, slots=True)
class Layout:
    """One kind of ledger.

    `needed` tells it from other kinds; `key` is the column that numbers its rows; `form` is a sheet of labels with values
    beside them, one record each; rows of a kind that is not `kept` are only checked; `write` gives the cells of a record
    by column, for the export; `fill` writes the sheets of stored entries itself, where a list of columns can't.
    """

    name: str
    title: str
    columns: Columns
    needed: frozenset[str]
    read: Read
    key: str | None = None
    form: bool = False
    needs_county: bool = True
    skips: Callable[[Row], Skip | None] = lambda row: None
    kept: bool = True
    finds: Callable[[Sequence[str]], dict[str, int] | None] | None = None
    write: Callable[[Record], dict[str, Any]] | None = None
    fill: Callable[[Workbook, Sequence[Mapping[str, Any]]], None] | None = None

    def fits(self, labels: Sequence[str]) -> dict[str, int] | None:
        """Which columns stand where in a header of this layout; None when it is none."""
        if self.finds is not None:
            return self.finds(labels)
        found = match(self.columns, labels)
        return found if self.needed <= found.keys() else None


def need(row: Row, *names: str) -> None:
    """Each of these columns is filled. Raises RowRefused R07."""
    for name in names:
        if words(row[name]) == "":
            raise RowRefused(Fault.REQUIRED_MISSING, row.label(name))


def not_after(day: date, frame: Frame, column: str) -> None:
    """A day does not lie after the ledger's own. Raises RowRefused R04."""
    if day > frame.reported_on:
        raise RowRefused(Fault.DATE_FUTURE, column)


def not_before(later: date | None, earlier: date, column: str) -> None:
    """What follows does not lie before what it follows. Raises RowRefused R12."""
    if later is not None and later < earlier:
        raise RowRefused(Fault.CLOSE_BEFORE_ACCEPT, column)


def iso(day: date | None) -> str | None:
    """A day as text."""
    return day.isoformat() if day else None


def yuan(amount: Decimal | None) -> int | float | None:
    """An amount as JSON has it."""
    if amount is None:
        return None
    return int(amount) if amount == amount.to_integral_value() else float(amount)
