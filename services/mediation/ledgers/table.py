# SPDX-License-Identifier: Apache-2.0
"""Finding the header of a sheet: one to four rows, merged or not, and which layout it belongs to."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from services.mediation.ledgers.layout import Layout
from services.mediation.ledgers.values import label
from services.mediation.ledgers.workbook import Sheet, Span

_HEADER_WITHIN, _DEEPEST = 15, 4
OUR_OWN = ("退回单元格", "退回原因")  # what we add to refused rows


@dataclass(frozen=True, slots=True)
class Header:
    """Where the header stands (rows counted from 1), in which layout, which column is which, and each column's label."""

    layout: Layout
    first: int
    last: int
    columns: Mapping[str, int]
    labels: Sequence[str]

    @property
    def unread(self) -> tuple[str, ...]:
        """The labels of columns that the layout does not know; of a table of counts it knows all."""
        if self.layout.finds is not None:
            return ()
        known = set(self.columns.values())
        return tuple(
            text for at, text in enumerate(self.labels) if text and at not in known and text not in OUR_OWN
        )


def find_header(sheet: Sheet, layouts: Sequence[Layout]) -> Header | None:
    """The first rows that have the columns of a layout; of a table of counts as many of them as there are."""
    tables = [layout for layout in layouts if not layout.form]
    for top in range(min(len(sheet.rows), _HEADER_WITHIN)):
        found: Header | None = None
        for depth in _depths(sheet, top):
            labels = _labels(sheet, top, depth)
            for layout in tables:
                if (columns := layout.fits(labels)) is not None:
                    found = Header(layout, top + 1, top + depth, columns, labels)
                    break
            if found and found.layout.finds is None:
                return found
        if found:
            return found
    return None


def _depths(sheet: Sheet, top: int) -> Iterator[int]:
    """How many rows a header that begins here may have: what its merged cells say, else what its gaps suggest."""
    merged = [span.bottom - top + 1 for span in sheet.merged if span.top == top and span.bottom > top]
    if merged and max(merged) <= _DEEPEST:
        yield max(merged)
    yield 1
    rows = [[label(cell) for cell in row] for row in sheet.rows[top : top + _DEEPEST]]
    for depth in range(2, len(rows) + 1):
        if not _tells_more(rows[0], rows[depth - 1]):
            return
        yield depth


def _tells_more(above: Sequence[str], below: Sequence[str]) -> bool:
    """Whether a row only tells more of the labels above it: it begins empty where the first label stands alone."""
    return any(below) and not below[0] and bool(above[0])


def _labels(sheet: Sheet, top: int, depth: int) -> list[str]:
    """The label of each column: the texts above each other, each once."""
    width = max((len(row) for row in sheet.rows[top : top + depth]), default=0)
    grid = [
        [label(cell) for cell in [*row, *[None] * (width - len(row))]]
        for row in sheet.rows[top : top + depth]
    ]
    covered = _spread(grid, sheet.merged, top)
    for level in range(depth - 1):
        for at in range(1, width):
            if (
                not grid[level][at]
                and (level, at) not in covered
                and any(grid[below][at] for below in range(level + 1, depth))
            ):
                grid[level][at] = grid[level][at - 1]
    return ["/".join(dict.fromkeys(text for text in column if text)) for column in zip(*grid, strict=True)]


def _spread(grid: list[list[str]], merged: Sequence[Span], top: int) -> set[tuple[int, int]]:
    """Write the text of merged cells into all of them; the cells that were covered."""
    covered = set()
    for span in merged:
        if not top <= span.top < top + len(grid):
            continue
        for row in range(span.top, min(span.bottom, top + len(grid) - 1) + 1):
            for at in range(span.left, min(span.right, len(grid[0]) - 1) + 1):
                grid[row - top][at] = grid[span.top - top][span.left] if span.left < len(grid[0]) else ""
                covered.add((row - top, at))
    return covered


def fill_down(sheet: Sheet, after: int) -> dict[tuple[int, int], Any]:
    """The values of cells below the first one of a merged block of rows, by row and column counted from 0."""
    filled = {}
    for span in sheet.merged:
        if span.top < after or span.bottom == span.top or span.top >= len(sheet.rows):
            continue
        value = sheet.rows[span.top][span.left] if span.left < len(sheet.rows[span.top]) else None
        if value is not None:
            for row in range(span.top + 1, min(span.bottom, len(sheet.rows) - 1) + 1):
                filled[row, span.left] = value
    return filled
