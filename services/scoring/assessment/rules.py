# SPDX-License-Identifier: Apache-2.0
"""The three rates of a period with fixed denominators (GR-07, GR-08)."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date

from shared.errors import RuleBroken


@dataclass(frozen=True, slots=True)
class Fact:
    """What counts of one item; `in_time` is fixed at its first closing, `answer` is that of the reporter on the last
    callback, which counts on its own day, or, where that is not told, on the day on which the item was due."""

    due_on: date
    closed_on: date | None = None
    in_time: bool = False
    left_out: bool = False
    answer: str | None = None
    answered_on: date | None = None


@dataclass(frozen=True, slots=True)
class Counts:
    """The counts behind the rates; both sides of each are always shown."""

    due: int = 0  # 应办：期限在本期内
    closed: int = 0  # 已办结
    in_time: int = 0  # 按期办结
    asked: int = 0  # 有效回访
    satisfied: int = 0  # 满意、基本满意
    unreachable: int = 0  # 未能联系
    left_out: int = 0  # 撤回、重复、非职责范围
    backlog: int = 0  # 往期未结

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(*(getattr(self, each.name) + getattr(other, each.name) for each in fields(Counts)))

    @property
    def closing_rate(self) -> float | None:
        """办结率, in percent."""
        return _percent(self.closed, self.due)

    @property
    def in_time_rate(self) -> float | None:
        """限时办结率, in percent."""
        return _percent(self.in_time, self.due)

    @property
    def satisfaction_rate(self) -> float | None:
        """群众满意率, in percent; who could not be reached is on neither side."""
        return _percent(self.satisfied, self.asked)


def _percent(part: int, whole: int) -> float | None:
    return round(100 * part / whole, 1) if whole else None


def counts(items: Iterable[Fact], first: date, last: date) -> Counts:
    """The counts of a period, both days included (GR-07).

    An item belongs to the period in which it was due, however late it is closed; one closed later stays open in the figures
    of its period. After a reopening "in time" is kept and "closed" is gone (GR-08). What was due before and was not closed
    when the period began stands beside as backlog. Satisfaction is counted over the callbacks made in the period.
    """
    total = Counts()
    for item in items:
        called = item.answered_on or item.due_on
        if first <= called <= last and not item.left_out:
            heard = item.answer in ("satisfied", "basically", "not")
            total += Counts(
                asked=int(heard),
                satisfied=int(heard and item.answer != "not"),
                unreachable=int(item.answer == "unreachable"),
            )
        closed = item.closed_on is not None and item.closed_on <= last
        if item.due_on < first:
            waited = item.closed_on is None or item.closed_on >= first
            total += Counts(backlog=int(waited and not item.left_out))
        elif item.due_on > last:
            continue
        elif item.left_out:
            total += Counts(left_out=1)
        else:
            total += Counts(due=1, closed=int(closed), in_time=int(item.in_time))
    return total


def must_be_in_order(first: date, last: date) -> None:
    """A period runs forward and is at most a year. Raises RuleBroken: dates_reversed, period_too_long."""
    if last < first:
        raise RuleBroken("dates_reversed")
    if (last - first).days > 366:
        raise RuleBroken("period_too_long")
