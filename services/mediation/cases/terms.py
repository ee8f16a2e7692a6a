# SPDX-License-Identifier: Apache-2.0
"""The duties of an agreement and what can be counted of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from shared import money
from shared.errors import RuleBroken

UNKNOWN_COUNT = -1


class TermKind(StrEnum):
    """What a party owes (条款类型)."""

    PAYMENT = "payment"  # 给付金钱
    ACT = "act"  # 作为
    FORBEARANCE = "forbearance"  # 不作为
    WAIVER = "waiver"  # 放弃
    APOLOGY = "apology"  # 道歉
    WITHDRAWAL = "withdrawal"  # 撤诉
    IN_KIND = "in_kind"  # 实物
    PENALTY = "penalty"  # 违约责任
    ACCELERATION = "acceleration"  # 加速到期


_OWED_TO_SOMEBODY = {TermKind.PAYMENT, TermKind.IN_KIND, TermKind.APOLOGY}


@dataclass(frozen=True, slots=True)
class Duty:
    """What counts of a term. `instalments` is None for none, -1 for a number that is not known."""

    kind: str
    amount: Decimal | None = None
    inexact: bool = False
    conditional: bool = False
    instalments: int | None = None
    frequency: str | None = None
    each: int = 1

    @property
    def recurs(self) -> bool:
        """A duty that comes again without a last time, like monthly support."""
        return self.kind == TermKind.PAYMENT and bool(self.frequency) and self.instalments is None


@dataclass(frozen=True, slots=True)
class Count:
    """The figures of an agreement; `payable_total` in yuan, None where no sum is known."""

    payable_total: Decimal | None
    payable_total_exact: bool | None
    recurring_duties: int
    instalments: int
    conditional_terms: int
    nonmonetary_terms: int


def must_add_up(number: int, total: Decimal | None, parts: Sequence[Decimal | None]) -> None:
    """The instalments of duty `number` (from 1) make up its whole, where each has an amount.

    Raises RuleBroken: plan_not_the_sum.
    """
    known = [part for part in parts if part is not None]
    if total is not None and parts and len(known) == len(parts) and sum(known) != total:
        said = money.show(sum(known, Decimal(0)))
        raise RuleBroken(
            "plan_not_the_sum", number=number, parts=said, total=money.show(total), field="terms"
        )


def with_creditors(terms: Sequence[Mapping[str, Any]], refs: Sequence[str]) -> list[Mapping[str, Any]]:
    """The terms, each that is owed to somebody with its creditor: the only other party where nobody is named.

    Raises RuleBroken: creditor_needed, for money and things where several could be meant.
    """
    made: list[Mapping[str, Any]] = []
    for row, term in enumerate(terms):
        others = [ref for ref in refs if ref not in refs_in(term["who"])]
        if term.get("to") or term["kind"] not in _OWED_TO_SOMEBODY or not others:
            made.append(term)
        elif len(others) == 1:
            made.append({**term, "to": others[0]})
        elif term["kind"] == TermKind.APOLOGY:
            made.append(term)
        else:
            raise RuleBroken("creditor_needed", number=row + 1, field=f"terms-{row}-to")
    return made


def refs_in(text: str | None) -> list[str]:
    """The letters of the parties that a term names, as in `A,B`."""
    return [ref.strip() for ref in (text or "").split(",")]


def must_make_sense(terms: Sequence[Mapping[str, Any]], agreed_on: date | None, last: date) -> None:
    """Nobody owes itself, nothing is due before it was agreed or after the day `last`, and no instalment after its whole.

    Raises RuleBroken: to_oneself, due_before_agreed, due_too_far, plan_after_due.
    """
    for row, term in enumerate(terms):
        if term["who"] == term.get("to") and "," not in term["who"]:
            raise RuleBroken("to_oneself", number=row + 1, field=f"terms-{row}-to")
        places = {f"terms-{row}-due_on": term} | {
            f"terms-{row}-plan-{part}-due_on": one for part, one in enumerate(term.get("plan") or ())
        }
        for field, one in places.items():
            if agreed_on and one.get("due_on") and one["due_on"] < agreed_on:
                raise RuleBroken("due_before_agreed", number=row + 1, day=one["due_on"], field=field)
            if one.get("due_on") and one["due_on"] > last:
                raise RuleBroken("due_too_far", number=row + 1, day=one["due_on"], last=last, field=field)
            if one.get("due_on") and term.get("due_on") and one["due_on"] > term["due_on"]:
                raise RuleBroken("plan_after_due", number=row + 1, day=term["due_on"], field=field)


def count(duties: Sequence[Duty]) -> Count:
    """Add up what is payable for certain: neither what hangs on a condition nor what recurs without end."""
    owed = [d for d in duties if d.kind == TermKind.PAYMENT and not d.conditional and not d.recurs]
    known = [d for d in owed if d.amount is not None]
    total = sum((d.amount * d.each for d in known if d.amount is not None), Decimal(0)) if known else None
    exact = None if total is None else len(known) == len(owed) and not any(d.inexact for d in known)
    return Count(
        payable_total=total,
        payable_total_exact=exact,
        recurring_duties=sum(d.recurs for d in duties),
        instalments=sum(d.instalments for d in duties if d.instalments and d.instalments > 0),
        conditional_terms=sum(d.conditional for d in duties),
        nonmonetary_terms=sum(d.kind != TermKind.PAYMENT for d in duties),
    )
