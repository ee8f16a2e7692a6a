# SPDX-License-Identifier: Apache-2.0
"""The loop of a grid item: five steps, replies in three or five days, whistles and returns, and the three rates (GR-01 to GR-13)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from services.mediation.limits import Limits
from shared.calendar import Deadline, add_working_days, end_of_period, local_date, midnight_after
from shared.errors import RuleBroken


class State(StrEnum):
    """Where an item stands; replied, closed and confirmed are three facts (GR-06)."""

    REPORTED = "reported"  # 已上报
    ACCEPTED = "accepted"  # 已受理
    ROUTED = "routed"  # 已分流
    REPLIED = "replied"  # 已答复
    CLOSED = "closed"  # 已办结
    CONFIRMED = "confirmed"  # 已确认
    LEFT_OUT = "left_out"  # 撤回、重复、非职责范围


class Kind(StrEnum):
    """How long a reply may take (GR-03)."""

    ORDINARY = "ordinary"  # 一般, 3 天
    COMPLEX = "complex"  # 疑难复杂, 5 天


class LeftOut(StrEnum):
    """Why an item counts on neither side of a rate (GR-07)."""

    WITHDRAWN = "withdrawn"  # 撤回
    DUPLICATE = "duplicate"  # 重复
    NOT_OUR_REMIT = "not_our_remit"  # 非职责范围


class Answer(StrEnum):
    """What the reporter said when the centre called back (GR-07, GR-09)."""

    SATISFIED = "satisfied"
    BASICALLY = "basically"
    NOT = "not"
    UNREACHABLE = "unreachable"


_NEXT: dict[tuple[str, State], State] = {
    ("accept", State.REPORTED): State.ACCEPTED,
    ("route", State.ACCEPTED): State.ROUTED,
    ("route", State.ROUTED): State.ROUTED,
    ("return", State.ROUTED): State.ACCEPTED,
    ("reply", State.ACCEPTED): State.REPLIED,
    ("reply", State.ROUTED): State.REPLIED,
    ("close", State.REPLIED): State.CLOSED,
    ("confirm", State.CLOSED): State.CONFIRMED,
    ("reopen", State.CLOSED): State.ACCEPTED,
    ("reopen", State.CONFIRMED): State.ACCEPTED,
    ("leave_out", State.REPORTED): State.LEFT_OUT,
    ("leave_out", State.ACCEPTED): State.LEFT_OUT,
    ("leave_out", State.ROUTED): State.LEFT_OUT,
}


def follow(verb: str, state: str) -> State:
    """The state after a verb. Raises RuleBroken `wrong_item_state`."""
    after = _NEXT.get((verb, State(state)))
    if after is None:
        raise RuleBroken("wrong_item_state", item_state=state)
    return after


def reply_by(kind: Kind, accepted_at: datetime, figures: Limits) -> Deadline:
    """Three natural days for an ordinary item, five for a complex one, from acceptance; no shift by default (GR-03, GR-04, D-09)."""
    days = figures.grid_complex_days if kind == Kind.COMPLEX else figures.grid_ordinary_days
    return end_of_period("GR-03", local_date(accepted_at), days=days, shift=figures.grid_shift_on_rest_day)


def may_become_complex(kind: str, changed: bool, due_on: date, now: datetime) -> None:
    """Only from ordinary to complex, once, before the three days end; lateness is not cured (GR-04).

    Raises RuleBroken `class_fixed`.
    """
    if kind != Kind.ORDINARY or changed or now >= midnight_after(due_on):
        raise RuleBroken("class_fixed")


def may_return(routed_at: datetime, now: datetime, returns: int, decided: bool, figures: Limits) -> None:
    """A wrong address says so within one working day; after two refusals the centre decides, and nothing is returned
    any more (Shandong regulation art 33, GR-05). Raises RuleBroken: address_decided, return_too_late."""
    if decided or returns >= 2:
        raise RuleBroken("address_decided")
    last = add_working_days(local_date(routed_at), figures.grid_wrong_address_working_days)
    if now >= midnight_after(last):
        raise RuleBroken("return_too_late", day=last)


def may_go_to(to: str, about: str) -> None:
    """A complaint never goes to the one it is about (信访工作条例 art 30, GR-13). Raises RuleBroken `routed_to_accused`."""
    if about and to == about:
        raise RuleBroken("routed_to_accused")


def may_close(case_is_live: bool) -> None:
    """An item is not solved while its case is being mediated (GR-12). Raises RuleBroken `case_is_live`."""
    if case_is_live:
        raise RuleBroken("case_is_live")


@dataclass(frozen=True, slots=True)
class Fact:
    """What counts of one item; the last callback counts on its own day, without one on the day on which the item was due."""

    due_on: date | None
    closed_on: date | None = None
    in_time: bool = False
    left_out: bool = False
    answer: str | None = None
    answered_on: date | None = None


@dataclass(frozen=True, slots=True)
class Rate:
    """A rate with both its sides; hidden when there is nothing to divide by."""

    numerator: int
    denominator: int

    @property
    def percent(self) -> float | None:
        """In percent with one decimal, or None."""
        return round(100 * self.numerator / self.denominator, 1) if self.denominator else None


@dataclass(frozen=True, slots=True)
class Rates:
    """The three rates of a period (GR-07) and what stands beside them."""

    closed: Rate  # 办结率
    in_time: Rate  # 限时办结率
    satisfied: Rate  # 群众满意率
    unreachable: int
    left_out: int


def rates(items: Iterable[Fact], first: date, last: date) -> Rates:
    """The rates of a period (GR-07, GR-08): closing over the items due in it, so that an item that is late stays late in
    its own period; after a reopening "in time" is kept and "closed" is gone. Satisfaction over the callbacks made in it;
    those that reached nobody are shown beside. Items left out are on no side."""

    def within(day: date | None) -> bool:
        return day is not None and first <= day <= last

    told = list(items)
    due = [item for item in told if within(item.due_on)]
    counted = [item for item in due if not item.left_out]
    closed = [item for item in counted if item.closed_on and item.closed_on <= last]
    called = [item for item in told if not item.left_out and within(item.answered_on or item.due_on)]
    heard = [item.answer for item in called if item.answer and item.answer != Answer.UNREACHABLE]
    return Rates(
        closed=Rate(len(closed), len(counted)),
        in_time=Rate(sum(item.in_time for item in counted), len(counted)),
        satisfied=Rate(sum(answer != Answer.NOT for answer in heard), len(heard)),
        unreachable=sum(item.answer == Answer.UNREACHABLE for item in called),
        left_out=len(due) - len(counted),
    )


def may_reopen(closed_on: date, today: date, figures: Limits) -> None:
    """Within thirty days after it was closed the same item is opened again; after that it is a new one (GR-08).

    Raises RuleBroken `reopen_too_late`.
    """
    last = closed_on + timedelta(days=figures.grid_reopen_days)
    if today > last:
        raise RuleBroken("reopen_too_late", day=last)


def must_be_in_order(first: date, last: date) -> None:
    """A period runs forward. Raises RuleBroken `dates_reversed`."""
    if last < first:
        raise RuleBroken("dates_reversed")
