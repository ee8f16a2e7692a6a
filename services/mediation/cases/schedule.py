# SPDX-License-Identifier: Apache-2.0
"""The performance schedule of an agreement: what is due when, what was done, what is late (PML art 31, PM-20)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from services.mediation.limits import Limits


class DueState(StrEnum):
    """Where one duty stands."""

    OPEN = "open"  # 未到期
    LATE = "late"  # 逾期
    DONE = "done"  # 已履行
    UNDATED = "undated"  # 期限不明
    CONDITIONAL = "conditional"  # 附条件


@dataclass(frozen=True, slots=True)
class Due:
    """One duty, or one instalment of it. `key` is `TERM` or `TERM.INSTALMENT`, counted from 1."""

    key: str
    who: str
    to: str | None
    what: str
    amount: Decimal | None
    due_on: date | None
    conditional: bool = False


@dataclass(frozen=True, slots=True)
class Done:
    """What was performed of one duty, and when."""

    key: str
    on: date | None
    amount: Decimal | None


@dataclass(frozen=True, slots=True)
class Line:
    """A duty with what became of it; `left` is the yuan still owed."""

    due: Due
    state: DueState
    left: Decimal | None
    days_late: int = 0


def lines(dues: Sequence[Due], done: Iterable[Done], today: date) -> list[Line]:
    """What became of each duty by today."""
    paid: dict[str, list[Done]] = {}
    for one in done:
        paid.setdefault(one.key, []).append(one)
    return [_line(due, paid.get(due.key, []), today) for due in dues]


def _line(due: Due, done: Sequence[Done], today: date) -> Line:
    if due.amount is None:
        left, is_done = None, bool(done)
    else:
        left = max(due.amount - sum((one.amount or Decimal(0) for one in done), Decimal(0)), Decimal(0))
        is_done = left == 0
    if is_done:
        return Line(due, DueState.DONE, left)
    if due.due_on is None:
        return Line(due, DueState.CONDITIONAL if due.conditional else DueState.UNDATED, left)
    late = (today - due.due_on).days
    return Line(due, DueState.LATE, left, late) if late > 0 else Line(due, DueState.OPEN, left)


def accelerated(dues: Sequence[Due], broken: Iterable[str], on: date) -> list[Due]:
    """With an acceleration clause, one late instalment makes all that is left of its term due at once (加速到期)."""
    terms = {key.partition(".")[0] for key in broken}
    return [
        Due(d.key, d.who, d.to, d.what, d.amount, min(d.due_on, on), d.conditional)
        if d.due_on and d.key.partition(".")[0] in terms
        else d
        for d in dues
    ]


class Way(StrEnum):
    """What a party may do when an agreement is not kept (PML arts 31-33, PM-21)."""

    URGE = "urge"  # 请调委会督促履行
    MEDIATE_AGAIN = "mediate_again"  # 再次调解
    SUE = "sue"  # 起诉
    ENFORCE = "enforce"  # 申请强制执行
    PAYMENT_ORDER = "payment_order"  # 支付令


def ways_open(*, confirmed: bool, labour_payment: bool) -> list[Way]:
    """The ways that are open after a breach; execution only after a court confirmed (CPL art 205), a payment order for
    wages, injury and compensation (劳动争议调解仲裁法 art 16, SP-02)."""
    ways = [Way.URGE, Way.MEDIATE_AGAIN, Way.SUE]
    if confirmed:
        ways.append(Way.ENFORCE)
    if labour_payment:
        ways.append(Way.PAYMENT_ORDER)
    return ways


def follow_up_days(
    effective_on: date, due_days: Iterable[date], *, risk: str, on_the_spot: bool, figures: Limits
) -> list[date]:
    """When to visit or call (WN-05): once at 30 days; on the spot within 15; after each due date; more with risk."""
    days = {effective_on + timedelta(days=figures.follow_up_all_days)}
    if on_the_spot:
        days.add(effective_on + timedelta(days=figures.follow_up_spot_days))
    if risk in ("orange", "red"):
        days |= {effective_on + timedelta(days=after) for after in figures.follow_up_risk_days}
    days |= {due + timedelta(days=figures.follow_up_after_due_days) for due in due_days}
    return sorted(day for day in days if day > effective_on)
