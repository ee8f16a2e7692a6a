# SPDX-License-Identifier: Apache-2.0
"""What a mediated case adds to its mediators' ledgers: the award of one star, shared, and what takes it back (SB-28)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from services.scoring.star_rules import StarRules
from services.scoring.tasks import ledger
from services.scoring.tasks.ledger import Kind, Line, Reopened

GRADE = 1  # an ordinary village dispute


class CaseState(StrEnum):
    """Where a mediated case stands with its mediators (计分状态)."""

    WAITING = "waiting"  # 待计分
    COUNTED = "counted"  # 已计分
    NOTHING = "nothing"  # 不计分
    REVERSED = "reversed"  # 已倒扣
    VOID = "void"  # 作废


@dataclass(frozen=True, slots=True)
class Closing:
    """What the closing of a case told; `settled_on` is None where no agreement was reached."""

    agreed: bool
    performed: bool
    settled_on: date | None
    satisfied: bool | None


def may_count(closing: Closing) -> bool:
    """Agreed, performed, and nobody said otherwise: else there is nothing to award (SB-14, SB-16)."""
    return (
        closing.agreed
        and closing.performed
        and closing.settled_on is not None
        and closing.satisfied is not False
    )


def waits_for_performance(closing: Closing) -> bool:
    """Agreed, and what is due is not all done yet: a later closing may tell that it is (SB-14b)."""
    return closing.agreed and not closing.performed


def award(mediators: int, rules: StarRules) -> Line:
    """One dispute pays once (SB-12): its points are shared by its mediators, a fraction is cut off; the star stays whole."""
    points = rules.base_points(GRADE) // mediators
    return Line(Kind.AWARD, points, GRADE, "SB-13", "award")


def falls(settled_on: date, returns: Sequence[tuple[date, bool, bool]], rules: StarRules) -> bool:
    """Whether the quarrel came back within 180 days on the same facts (SB-19). `returns`: day, same facts, breach by a party.

    A breach by a party takes nothing from a mediator: the follow-ups are the file's own matter.
    """
    effects = (
        ledger.effect_of_reopening(settled_on, on, same_facts=same, breach_by_party=breach, rules=rules)
        for on, same, breach in returns
    )
    return Reopened.REVERSE in effects
