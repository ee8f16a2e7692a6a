# SPDX-License-Identifier: Apache-2.0
"""Who may stand on a court's roster, and why one leaves it (OMR arts 5, 27, 29; IMP arts 5-10, 28; CT-22, CT-24)."""

from collections.abc import Collection
from datetime import date
from enum import StrEnum

from shared.errors import RuleBroken


class Fee(StrEnum):
    """Whether a body asks for money (收费)."""

    FREE = "free"  # 不收费
    PAID = "paid"  # 收费


class Ground(StrEnum):
    """Why a body or mediator leaves the roster (除名事由), OMR art 29, IMP art 28."""

    OWN_WISH = "own_wish"  # 本人、本组织申请退出
    TERM_OVER = "term_over"  # 期满
    FORCED = "forced_mediation"  # 强迫调解
    REFUSED_OFTEN = "refused_without_reason"  # 无正当理由多次拒绝接受委派
    TOOK_MONEY = "took_money"  # 接受请托或者收受财物
    LEAKED = "leaked"  # 泄露调解过程、协议内容、秘密
    OTHER = "other"


MISCONDUCT = frozenset({Ground.FORCED, Ground.REFUSED_OFTEN, Ground.TOOK_MONEY, Ground.LEAKED})


def must_name_fee(fee: Fee, note: str, *, is_pmc: bool) -> None:
    """People's mediation is free (PML art 4); who asks for money says how much (CT-24, CT-25).

    Raises RuleBroken: pmc_is_free, fee_note_needed.
    """
    if fee is Fee.PAID and is_pmc:
        raise RuleBroken("pmc_is_free")
    if fee is Fee.PAID and not note.strip():
        raise RuleBroken("fee_note_needed")


def must_be_listed(*, removed: bool) -> None:
    """Who left the roster is not changed but listed anew. Raises RuleBroken `not_on_roster`."""
    if removed:
        raise RuleBroken("not_on_roster")


def may_leave(ground: Ground, on: date, *, listed_on: date, today: date) -> None:
    """A removal has its day and ground. Raises RuleBroken: date_in_future, date_too_early."""
    if on > today:
        raise RuleBroken("date_in_future", field="on")
    if on < listed_on:
        raise RuleBroken("date_too_early", field="on", after=listed_on)


def covers(scope: Collection[str], category: str) -> bool:
    """Whether a body takes this kind of dispute; an empty scope takes all."""
    return not scope or category in scope
