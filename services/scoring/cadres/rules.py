# SPDX-License-Identifier: Apache-2.0
"""Whether a cadre of the roster may hold one more star task (SB-03, SB-06, SB-18, SB-20)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from services.scoring.star_rules import StarRules
from shared.calendar import local_date
from shared.errors import RuleBroken


@dataclass(frozen=True, slots=True)
class Leave:
    """Days of absence, both included (请假)."""

    begins: date
    until: date


@dataclass(frozen=True, slots=True)
class Record:
    """What the tasks say of a cadre: grades of live picks by task, days of lapses and of voided awards."""

    live: Mapping[str, int] = field(default_factory=dict)
    lapses: Collection[date] = ()
    voids: Collection[date] = ()
    free_hand_backs: Collection[date] = ()


def quarter_of(day: date) -> tuple[int, int]:
    """Year and quarter of a local day."""
    return day.year, (day.month + 2) // 3


def may_serve(
    *,
    active: bool,
    begins: date | None,
    leave: Leave | None,
    township: str,
    place: Collection[str],
    on: date,
    rules: StarRules,
) -> None:
    """Only active cadres of the township pick (SB-03). `place` is the path of the dispute's place.

    Raises RuleBroken: suspended, not_yet_on_roster, wrong_township, on_leave.
    """
    if not active:
        raise RuleBroken("suspended")
    if begins is not None and on < begins:
        raise RuleBroken("not_yet_on_roster", begins=begins)
    if township not in place:
        raise RuleBroken("wrong_township")
    if (
        leave
        and leave.begins <= on <= leave.until
        and (leave.until - leave.begins).days + 1 > rules.leave_over_days
    ):
        raise RuleBroken("on_leave", until=leave.until)


def not_cooling_down(record: Record, on: date, rules: StarRules) -> None:
    """Three lapses in a quarter pause for 30 days, a voided award bars for 90 (SB-18, SB-20).

    Raises RuleBroken: cooling_down with the last day.
    """
    ends = [day + timedelta(days=rules.void_bar_days) for day in record.voids]
    by_quarter: dict[tuple[int, int], list[date]] = {}
    for day in sorted(record.lapses):
        by_quarter.setdefault(quarter_of(day), []).append(day)
    for days in by_quarter.values():
        ends += [day + timedelta(days=rules.pause_days) for day in days[rules.lapses_for_pause - 1 :]]
    if ends and on <= max(ends):
        raise RuleBroken("cooling_down", until=max(ends))


def within_caps(held: Mapping[str, int], grade: int, rules: StarRules) -> None:
    """At most three live picks, one of them of the top grade (SB-06). `held`: grade by task, without the new one.

    Raises RuleBroken: over_cap, over_cap_top_grade.
    """
    if len(held) >= rules.cap:
        raise RuleBroken("over_cap", cap=rules.cap)
    top = len(rules.base)
    if grade == top and sum(each == top for each in held.values()) >= rules.cap_top_grade:
        raise RuleBroken("over_cap_top_grade", cap=rules.cap_top_grade)


def free_hand_backs(record: Record, at: datetime) -> int:
    """How often the cadre handed back for nothing in the quarter of this moment (SB-09)."""
    quarter = quarter_of(local_date(at))
    return sum(quarter_of(day) == quarter for day in record.free_hand_backs)
