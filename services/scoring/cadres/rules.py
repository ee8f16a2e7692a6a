# SPDX-License-Identifier: Apache-2.0
"""Whether a cadre of the roster may hold one more star task (SB-03, SB-06, SB-18, SB-20)."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum

from services.scoring.star_rules import StarRules
from shared.calendar import local_date
from shared.errors import RuleBroken


@dataclass(frozen=True, slots=True)
class Leave:
    """Days of absence, both included (请假)."""

    begins: date
    until: date


@dataclass(frozen=True, slots=True)
class Posting:
    """Where a cadre serves (任职), days included; open at an end that is None. `seconded`: lent to that township (借调)."""

    township: str
    begins: date | None = None
    until: date | None = None
    seconded: bool = False

    def covers(self, day: date) -> bool:
        """Whether the cadre serves there on this day."""
        return (self.begins is None or self.begins <= day) and (self.until is None or day <= self.until)


class Standing(StrEnum):
    """Whether a cadre may pick today, and if not, why not (在册状态)."""

    SERVING = "serving"
    COMING = "coming"
    LEFT = "left"
    SUSPENDED = "suspended"
    AWAY = "away"
    COOLING = "cooling"


@dataclass(frozen=True, slots=True)
class Record:
    """What the tasks say of a cadre: grades of live picks by task, days of lapses, of voided awards, and the like."""

    live: Mapping[str, int] = field(default_factory=dict)
    lapses: Collection[date] = ()
    half_lapses: Collection[date] = ()
    voids: Collection[date] = ()
    free_hand_backs: Collection[date] = ()
    silences: Collection[date] = ()


def quarter_of(day: date) -> tuple[int, int]:
    """Year and quarter of a local day."""
    return day.year, (day.month + 2) // 3


def home(postings: Sequence[Posting], on: date) -> str | None:
    """The township where a cadre belongs on a day; None outside the roster."""
    own = [posting for posting in postings if not posting.seconded and posting.covers(on)]
    return own[-1].township if own else None


def next_change(postings: Sequence[Posting], after: date) -> date | None:
    """The first day after this one on which some posting begins or has just ended."""
    days = [posting.begins for posting in postings if posting.begins] + [
        posting.until + timedelta(days=1) for posting in postings if posting.until
    ]
    return min((day for day in days if day > after), default=None)


def may_transfer(postings: Sequence[Posting], township: str, on: date, today: date) -> None:
    """A transfer holds from a coming day, so that no pick under way changes its ground (SB-03).

    Raises RuleBroken: from_tomorrow, off_roster, serves_there.
    """
    if on <= today:
        raise RuleBroken("from_tomorrow")
    at_home = home(postings, on)
    if at_home is None:
        raise RuleBroken("off_roster")
    if at_home == township:
        raise RuleBroken("serves_there")


def may_take_leave(leave: Leave, known: Leave | None, today: date, rules: StarRules) -> None:
    """A leave is noted near its days and has an end in sight; one at a time, so that none hides another (SB-03).

    Raises RuleBroken: ends_before_it_begins, leave_too_early, leave_too_long, leave_stands with the last day of the other.
    """
    if leave.until < leave.begins:
        raise RuleBroken("ends_before_it_begins", field="until")
    earliest = today - timedelta(days=rules.leave_noted_within_days)
    if leave.begins < earliest:
        raise RuleBroken("leave_too_early", field="from", earliest=earliest)
    if (leave.until - leave.begins).days + 1 > rules.leave_longest_days:
        raise RuleBroken("leave_too_long", field="until", longest=rules.leave_longest_days)
    if known is not None and today <= known.until:
        raise RuleBroken("leave_stands", until=known.until)


def may_serve(
    *,
    active: bool,
    postings: Sequence[Posting],
    leave: Leave | None,
    place: Collection[str],
    on: date,
    rules: StarRules,
) -> None:
    """Only active cadres of the township pick, own or seconded to it (SB-03). `place` is the path of the dispute's place.

    Raises RuleBroken: suspended, not_yet_on_roster, off_roster, wrong_township, on_leave.
    """
    if not active:
        raise RuleBroken("suspended")
    serving = [posting for posting in postings if posting.covers(on)]
    if not serving:
        coming = [posting.begins for posting in postings if posting.begins and posting.begins > on]
        if coming:
            raise RuleBroken("not_yet_on_roster", begins=min(coming))
        raise RuleBroken("off_roster")
    if all(posting.township not in place for posting in serving):
        raise RuleBroken("wrong_township")
    if is_away(leave, on, rules):
        raise RuleBroken("on_leave", until=leave.until if leave else on)


def is_away(leave: Leave | None, on: date, rules: StarRules) -> bool:
    """Whether a leave of more than seven days covers the day (SB-03)."""
    if leave is None or not leave.begins <= on <= leave.until:
        return False
    return (leave.until - leave.begins).days + 1 > rules.leave_over_days


def cooling_until(record: Record, on: date, rules: StarRules) -> date | None:
    """The last day on which a cadre may not pick, None when there is none to come: three lapses in a quarter pause for 30
    days, a voided award bars for 90 (SB-18, SB-20). A late hand-back is a lapse at half weight (SB-09).
    """
    ends = [day + timedelta(days=rules.void_bar_days) for day in record.voids]
    weights = [(day, 2) for day in record.lapses] + [(day, 1) for day in record.half_lapses]
    sums: dict[tuple[int, int], int] = {}
    for day, weight in sorted(weights):
        quarter = quarter_of(day)
        sums[quarter] = sums.get(quarter, 0) + weight
        if sums[quarter] >= 2 * rules.lapses_for_pause:
            ends.append(day + timedelta(days=rules.pause_days))
    return max((day for day in ends if on <= day), default=None)


def not_cooling_down(record: Record, on: date, rules: StarRules) -> None:
    """Who is cooling down picks nothing (SB-18, SB-20). Raises RuleBroken: cooling_down with the last day."""
    until = cooling_until(record, on, rules)
    if until is not None:
        raise RuleBroken("cooling_down", until=until)


def standing(
    *,
    active: bool,
    postings: Sequence[Posting],
    leave: Leave | None,
    record: Record,
    on: date,
    rules: StarRules,
) -> Standing:
    """How a cadre stands on the roster on a day, wherever the posting is (SB-03, SB-18)."""
    if not any(posting.covers(on) for posting in postings):
        coming = any(posting.begins and posting.begins > on for posting in postings)
        return Standing.COMING if coming else Standing.LEFT
    if not active:
        return Standing.SUSPENDED
    if is_away(leave, on, rules):
        return Standing.AWAY
    return Standing.COOLING if cooling_until(record, on, rules) else Standing.SERVING


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
