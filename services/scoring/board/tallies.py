# SPDX-License-Identifier: Apache-2.0
"""What counts on a board and who stands before whom: pure sums of ledger entries, and the order of SB-24."""

import operator
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

RATES_FROM = 3  # final cases; below that a rate says nothing about a person (SB-24)
_PLACE = 4096  # more cases of one grade than any member has on any board, twice
_LAPSES, _DAYS = 10**4, 10**6  # room for each in `Order.rest`, half of it below zero


@dataclass(frozen=True, slots=True)
class Sum:
    """What one or more ledger entries bring to a board (榜上合计).

    `weight` holds the cases by grade so that more cases of a higher grade always weigh more. A case comes with its days
    of work and its parties' answers, and goes with them when it is taken back; so all may fall below zero in a period.
    """

    points: int = 0
    stars: int = 0
    weight: int = 0
    finals: int = 0
    satisfied: int = 0
    asked: int = 0
    lapses: int = 0
    days: int = 0

    def __add__(self, other: "Sum") -> "Sum":
        return Sum(*map(operator.add, self.values(), other.values()))

    def values(self) -> tuple[int, ...]:
        """The figures in the order of `FIGURES`."""
        return tuple(getattr(self, name) for name in FIGURES)

    @property
    def satisfaction(self) -> int | None:
        """Satisfied or basically satisfied of all who answered, in thousandths; None below three final cases (SB-24)."""
        if self.finals < RATES_FROM or self.asked <= 0:
            return None
        return 1000 * self.satisfied // self.asked

    @property
    def order(self) -> "Order":
        """Where it stands: more is better in every part."""
        known = -1 if self.satisfaction is None else self.satisfaction
        rest = ((known + 1) * _LAPSES + _LAPSES // 2 - self.lapses) * _DAYS + _DAYS // 2 - self.days
        return Order(self.points, self.weight, rest)


FIGURES = tuple(Sum.__dataclass_fields__)


class Order(NamedTuple):
    """The keys of SB-24: final points; then cases of higher grades; then satisfaction, fewer lapses, fewer days in one number."""

    points: int
    weight: int
    rest: int


def case_weight(grade: int) -> int:
    """What one case of a grade adds to `weight`."""
    return int(_PLACE ** (grade - 1))


def entry_sum(*, points: int, stars: int, lapses: int, case: Sum) -> Sum:
    """What one ledger entry brings: stars bring their case, stars taken back take it (SB-19)."""
    sign = (stars > 0) - (stars < 0)
    weight = sign * case_weight(abs(stars)) if sign else 0
    return Sum(
        points=points,
        stars=stars,
        weight=weight,
        finals=sign,
        satisfied=sign * case.satisfied,
        asked=sign * case.asked,
        lapses=lapses,
        days=sign * case.days,
    )


def ranked(rows: Iterable[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    """Rows in their order, from the first of the board, with their rank; who is equal by every key shares it (SB-24)."""
    rank, before = 0, None
    for number, row in enumerate(rows, start=1):
        key = (row["points"], row["weight"], row["rest"])
        if key != before:
            rank, before = number, key
        yield {**row, "rank": rank}
