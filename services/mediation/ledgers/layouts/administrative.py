# SPDX-License-Identifier: Apache-2.0
"""Statistics of administrative mediation (行政调解案件统计表): 27 numbered columns, with the cross-checks printed on the form."""

from collections.abc import Sequence

from services.mediation.ledgers.codes import Fault, RowRefused
from services.mediation.ledgers.layout import Frame, Layout, Record, Row
from services.mediation.ledgers.layouts.tables import write_administrative
from services.mediation.ledgers.places import read_office
from services.mediation.ledgers.values import Reading, read_count, words

_COLUMNS = 27
_AMOUNT = 4  # 万元, the only column that is no count
CHECKS: tuple[tuple[int, tuple[int, ...]], ...] = (
    (1, (5, 17)),
    (2, (6, 18)),
    (2, (24, 25)),
    (5, tuple(range(7, 17))),
    (17, (19, 20, 21)),
    (17, (22, 23)),
)
_HEADS = {"total": ("案件总数",), "agreed": ("调解成功数",), "civil": ("民事纠纷",), "public": ("行政争议",)}


def _finds(labels: Sequence[str]) -> dict[str, int] | None:
    """Columns `1` to `27` in their order, from 案件总数 on; `unit` is the column before them."""
    starts = {
        name: next(
            (at for at, text in enumerate(labels) if words_ and any(one in text for one in words_)), None
        )
        for name, words_ in _HEADS.items()
    }
    first = starts["total"]
    if first is None or None in starts.values() or len(labels) < first + _COLUMNS:
        return None
    columns = {str(number): first + number - 1 for number in range(1, _COLUMNS + 1)}
    return columns | ({"unit": first - 1} if first else {})


def _read(row: Row, frame: Frame, reading: Reading) -> Record:
    office = words(row["unit"]) or None
    place = read_office(office or "", frame, row.label("unit"))
    counts = {
        number: read_count(row[str(number)], row.label(str(number)), fractions=number == _AMOUNT)
        for number in range(1, _COLUMNS + 1)
    }
    for number, parts in CHECKS:
        if counts[number] != sum(counts[part] for part in parts):
            raise RowRefused(Fault.ROW_SUM, row.label(str(number)))
    return {
        "year": frame.year,
        "month": frame.month,
        "unit": office,
        "place_code": place,
        "counts": {str(number): value for number, value in counts.items()},
    }


ADMINISTRATIVE = Layout(
    name="administrative",
    title="行政调解案件统计表",
    columns={},
    needed=frozenset({"1"}),
    read=_read,
    finds=_finds,
    fill=write_administrative,
    needs_county=False,
)
