# SPDX-License-Identifier: Apache-2.0
"""What a task adds to a cadre's ledger: pure lines of points and stars, never taken out again (SB-13 to SB-21)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Protocol

from services.scoring.star_rules import StarRules
from services.scoring.tasks.rules import How


class Kind(StrEnum):
    """Kinds of ledger entries (积分流水)."""

    AWARD = "award"  # 计星
    BONUS = "bonus"  # 加分
    HOLD = "hold"  # 冻结
    RELEASE = "release"  # 解冻
    REVERSAL = "reversal"  # 倒扣
    LAPSE = "lapse"  # 逾期扣分
    ZERO = "zero"  # 记零分
    STEP = "step"  # 记事


@dataclass(frozen=True, slots=True)
class Line:
    """Points and stars that one rule gives or takes; `mark` tells it apart within the task."""

    kind: Kind
    points: int
    stars: int
    rule: str
    mark: str


class Booked(Protocol):
    """What a sum needs of an entry."""

    kind: str
    rule: str
    cadre_id: str
    points: int
    stars: int


PENALTIES = frozenset({"SB-09", "SB-18"})


def balance(entries: Iterable[Booked], cadre_id: str) -> tuple[int, int]:
    """Points and stars that one cadre has from these entries."""
    own = [entry for entry in entries if entry.cadre_id == cadre_id]
    return sum(entry.points for entry in own), sum(entry.stars for entry in own)


def earned(entries: Iterable[Booked], cadre_id: str) -> tuple[int, int]:
    """What is left of the award of a task; a lapse of the same cadre stands apart and is not given back with it."""
    return balance([entry for entry in entries if entry.rule not in PENALTIES], cadre_id)


def awarded(entries: Iterable[Booked], cadre_id: str) -> int:
    """The points that were once given, bonus included, whatever came of them."""
    given = {Kind.AWARD, Kind.BONUS}
    return sum(entry.points for entry in entries if entry.cadre_id == cadre_id and entry.kind in given)


def share(points: int, percent: int) -> int:
    """Whole points: a fraction is cut off, of a bonus and of a penalty alike."""
    return points * percent // 100


def award(
    grade: int, how: How, *, early: bool, performed: bool, praised: bool, rules: StarRules
) -> list[Line]:
    """Base points, and the bonuses that were earned (SB-13).

    `early`: done in half the limit; `praised`: every party at least basically satisfied (SB-16). Assigned tasks and
    grade 1 bring base points only.
    """
    base = rules.base_points(grade)
    lines = [Line(Kind.AWARD, base, grade, "SB-13", "award")]
    if how is How.ASSIGNED or grade < rules.bonus_from_grade or not praised:
        return lines
    bonus = share(base, rules.early_bonus_percent)
    if early and performed:
        lines.append(Line(Kind.BONUS, bonus, 0, "SB-13", "bonus:early"))
    if how is How.CALLED:
        lines.append(Line(Kind.BONUS, bonus, 0, "SB-13", "bonus:called"))
    return lines


def is_early(picked_on: date, settled_on: date, grade: int, rules: StarRules) -> bool:
    """Whether it was done within half the limit (SB-13)."""
    return (settled_on - picked_on).days * 2 <= rules.limit(grade)


def lapse(grade: int, stint: int, rules: StarRules) -> Line:
    """The limit ran out without a result (SB-18)."""
    return Line(
        Kind.LAPSE, -share(rules.base_points(grade), rules.lapse_percent), 0, "SB-18", f"lapse:{stint}"
    )


def lapse_undone(points: int, stint: int) -> Line:
    """The result was there in time after all and only the news came late; `points` is what the lapse had booked."""
    return Line(Kind.RELEASE, -points, 0, "SB-18", f"lapse-undone:{stint}")


def hand_back(grade: int, stint: int, *, free: bool, rules: StarRules) -> Line:
    """Handed back: nothing when free, else a lapse at half weight (SB-09)."""
    if free:
        return Line(Kind.ZERO, 0, 0, "SB-09", f"hand-back:{stint}")
    points = -share(rules.base_points(grade), rules.late_hand_back_percent)
    return Line(Kind.LAPSE, points, 0, "SB-09", f"hand-back:{stint}")


def nothing(rule: str, mark: str) -> Line:
    """A decision that brings no points but must be seen."""
    return Line(Kind.ZERO, 0, 0, rule, mark)


def step(rule: str, mark: str) -> Line:
    """A step of a cadre's work that brings nothing yet: each arrow of the task's course is seen in the ledger (3.2)."""
    return Line(Kind.STEP, 0, 0, rule, mark)


def hold(points: int, stars: int, rule: str, mark: str) -> Line:
    """What the task has brought so far does not count until somebody decided."""
    return Line(Kind.HOLD, -points, -stars, rule, f"hold:{mark}")


def release(points: int, stars: int, rule: str, mark: str) -> Line:
    """What was held counts again."""
    return Line(Kind.RELEASE, points, stars, rule, f"release:{mark}")


def reversal(points: int, stars: int, rule: str, mark: str) -> Line:
    """All that the task brought goes back, bonus too; where it had brought nothing yet, that is said (SB-19)."""
    if points == 0 and stars == 0:
        return nothing(rule, f"reversal:{mark}")
    return Line(Kind.REVERSAL, -points, -stars, rule, f"reversal:{mark}")


def void(points: int, stars: int, once_given: int, grade: int, mark: str, rules: StarRules) -> Line:
    """What is left goes back, and the award is taken a second time; the base where none was given yet (SB-20)."""
    again = once_given or rules.base_points(grade)
    return Line(Kind.REVERSAL, -points - again, -stars, "SB-20", f"void:{mark}")


def upheld(points: int, stars: int, rule: str, entry: str) -> Line:
    """An appeal was right: what the entry took comes back under its own rule (SB-25). `entry` is the mark of that entry."""
    return Line(Kind.RELEASE, -points, -stars, rule, f"appeal:{entry}")


class Reopened(StrEnum):
    """What follows from a quarrel that came back (SB-19)."""

    REVERSE = "reverse"
    FREEZE = "freeze"
    QUALITY_MARK = "quality_mark"


def effect_of_reopening(
    settled_on: date, reopened_on: date, *, same_facts: bool, breach_by_party: bool, rules: StarRules
) -> Reopened:
    """Within 180 days, on the same facts: all back. A breach by a party freezes until the panel decides (SB-19)."""
    in_time = reopened_on <= settled_on + timedelta(days=rules.claw_back_days)
    if not same_facts or not in_time:
        return Reopened.QUALITY_MARK
    return Reopened.FREEZE if breach_by_party else Reopened.REVERSE
