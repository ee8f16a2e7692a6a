# SPDX-License-Identifier: Apache-2.0
"""How hard a dispute is: points from stored inputs, and the grade of one to five stars that follows (SB-02)."""

from bisect import bisect_right
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from services.scoring.star_rules import StarRules
from services.scoring.tasks.rules import BEFORE_POSTING, LIVE, ON_BOARD, TaskState
from shared.errors import RuleBroken


class Risk(StrEnum):
    """How dangerous the quarrel is held to be (风险等级)."""

    NONE = "none"
    YELLOW = "yellow"
    ORANGE = "orange"
    RED = "red"


@dataclass(frozen=True, slots=True, kw_only=True)
class Inputs:
    """What the panel looks at (定级要素). Age in whole months, amount in yuan; None when not known or not about money."""

    people: int
    age_months: int | None
    amount: Decimal | None
    failed_attempts: int
    risk: Risk
    departments: int


def months_between(begin: date, end: date) -> int:
    """Whole months from one day to another (D-06), never below zero."""
    months = (end.year - begin.year) * 12 + end.month - begin.month
    if end.day < begin.day:
        months -= 1
    return max(months, 0)


def _reached(steps: Sequence[Any], value: Any) -> int:
    return bisect_right(steps, value) if value is not None else 0


def difficulty(inputs: Inputs, rules: StarRules) -> int:
    """The sum of points of SB-02; what is not known scores nothing."""
    return (
        _reached(rules.people_steps, inputs.people)
        + _reached(rules.age_months_steps, inputs.age_months)
        + _reached(rules.amount_steps, inputs.amount)
        + _reached(rules.failed_attempts_steps, inputs.failed_attempts)
        + rules.risks.index(inputs.risk)
        + _reached(rules.departments_steps, inputs.departments)
    )


def grade_of(points: int, rules: StarRules) -> int:
    """One to five stars: 0-1, 2-3, 4-5, 6-7, 8 and more (SB-02)."""
    return 1 + _reached(rules.grade_steps, points)


class Seat(StrEnum):
    """The two seats of the grading panel (定级小组), SB-02."""

    JUDICIAL = "judicial"  # 司法所
    PETITION = "petition"  # 信访办


def seats_of(roles: Collection[str], rules: StarRules) -> list[Seat]:
    """For which offices somebody with these roles may sit on the panel."""
    by_seat = {Seat.JUDICIAL: rules.judicial_seats, Seat.PETITION: rules.petition_seats}
    return [seat for seat, holders in by_seat.items() if not set(holders).isdisjoint(roles)]


def may_confirm(
    proposer: str | None, proposed_seat: str | None, confirmer: str, seats: Collection[Seat]
) -> None:
    """Two people of two offices fix a grade (SB-02). Raises RuleBroken: not_graded, second_person_needed, other_office_needed."""
    if proposer is None:
        raise RuleBroken("not_graded")
    if proposer == confirmer:
        raise RuleBroken("second_person_needed")
    if set(seats) <= {proposed_seat}:
        raise RuleBroken("other_office_needed")


def may_regrade(state: TaskState, *, present: int | None, proposed: int, minutes: str) -> None:
    """A grade is frozen: changed only before a pick, or after it with the panel's minutes and never upward (SB-02).

    Raises RuleBroken: grade_frozen, minutes_needed, never_upward.
    """
    if state in BEFORE_POSTING | ON_BOARD:
        return
    if state not in LIVE or present is None:
        raise RuleBroken("grade_frozen", state=state)
    if not minutes:
        raise RuleBroken("minutes_needed", field="minutes")
    if proposed > present:
        raise RuleBroken("never_upward", grade=present)
