# SPDX-License-Identifier: Apache-2.0
"""What a star task may be, and who may do what with it in which state (SB-01 to SB-18)."""

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from services.scoring.days import working_days_after
from services.scoring.star_rules import StarRules
from shared.calendar import local_date, midnight_after
from shared.errors import RuleBroken


class TaskState(StrEnum):
    """Where a star task stands (摘星任务状态)."""

    PROPOSED = "proposed"  # 待定级
    GRADED = "graded"  # 待复核定级
    POSTED = "posted"  # 上榜待摘
    CALLED = "called"  # 群众点将中
    PICKED = "picked"  # 已摘星
    WORKING = "working"  # 化解中
    PROVISIONAL = "provisional"  # 待核验
    FINAL = "final"  # 已计星
    HANDED_BACK = "handed_back"  # 已退回,重新待摘
    LAPSED = "lapsed"  # 已逾期,重新待摘
    CLOSED_LAWFULLY = "closed_lawfully"  # 依法终结
    VOID = "void"  # 作废
    REVERSED = "reversed"  # 已倒扣
    MERGED = "merged"  # 已并入同一纠纷


BEFORE_POSTING = frozenset({TaskState.PROPOSED, TaskState.GRADED})
ON_BOARD = frozenset({TaskState.POSTED, TaskState.HANDED_BACK, TaskState.LAPSED})
LIVE = frozenset({TaskState.PICKED, TaskState.WORKING})
OPEN = ON_BOARD | LIVE | {TaskState.CALLED}


class How(StrEnum):
    """How a cadre came to hold a task (摘星方式)."""

    RACE = "race"  # 抢摘
    CONTEST = "contest"  # 打擂
    ASSIGNED = "assigned"  # 书记指派
    CALLED = "called"  # 群众点将


class Ending(StrEnum):
    """How a cadre's hold on a task ended."""

    SETTLED = "settled"
    LAPSED = "lapsed"
    HANDED_BACK = "handed_back"  # within 48 hours, free
    HANDED_BACK_LATE = "handed_back_late"
    RELEASED = "released"  # no first contact in time
    RELIEVED = "relieved"  # taken over by the panel without blame: transfer, long leave, suspension
    TIED = "tied"  # a tie came to light
    CLOSED_LAWFULLY = "closed_lawfully"


class LawfulEnd(StrEnum):
    """Why a dispute may end without a settlement and without blame (SB-17)."""

    PARTY_REFUSES = "party_refuses"
    OTHER_AUTHORITY = "other_authority"
    PARTY_SUED = "party_sued"


class Entry(StrEnum):
    """Why a dispute may go on the board (上榜条件), SB-01."""

    FAILED = "failed"  # 村级调解失败
    PETITION = "petition"  # 信访事项
    CROSS_VILLAGE = "cross_village"  # 跨村
    GROUP = "group"  # 群体性
    RISK = "risk"  # 橙色、红色风险


class Bar(StrEnum):
    """Why a dispute is kept off the board (不得上榜), SB-01."""

    COURT = "accepted_by_court"
    POLICE = "accepted_by_police"
    ARBITRATION = "accepted_by_arbitration"
    REVIEW = "accepted_by_review"
    DISCIPLINE = "discipline_inspection"
    MINOR_VICTIM = "minor_victim"
    DOMESTIC_VIOLENCE = "domestic_violence"


class Relief(StrEnum):
    """Why the panel takes a task from its holder without blame (SB-03)."""

    TRANSFERRED = "transferred"  # 调离
    ON_LEAVE = "on_leave"  # 长期请假
    SUSPENDED = "suspended"  # 停职


class PauseReason(StrEnum):
    """For what the limit may stand still, each with its paper (SB-07)."""

    APPRAISAL = "appraisal"  # 鉴定
    COURT = "court"  # 法院
    ARBITRATION = "arbitration"  # 仲裁
    PARTY_ABSENT = "party_absent"  # 当事人外出


class VoidGround(StrEnum):
    """For what the panel declares an award void (作废), SB-20."""

    AGREEMENT_VOID = "agreement_void"  # 协议无效
    FORCED_SATISFACTION = "forced_satisfaction"  # 胁迫、诱导满意
    FALSE_FILE = "false_file"  # 案卷造假


class Desk(StrEnum):
    """Who has to see an alert (提醒对象)."""

    PANEL = "panel"  # 评议组
    SECRETARY = "secretary"  # 党委书记
    SUPERVISOR = "supervisor"  # 县司法局
    CITY = "city"  # 市司法局
    DISCIPLINE = "discipline"  # 纪检


class Tie(StrEnum):
    """What binds a cadre to a dispute so that another must take it (关联关系), SB-10."""

    KIN = "kin"
    HOUSEHOLD = "household"
    MONEY = "money"
    EARLIER_HANDLING = "earlier_handling"
    OWN_UNIT = "own_unit"
    OWN_VILLAGE = "own_village"
    ENTERED = "entered"  # oneself, the own office or a relative entered, reported or pushed the case (SB-11)
    OTHER = "other"


class Channel(StrEnum):
    """How a cadre first reached a party."""

    VISIT = "visit"
    PHONE = "phone"
    OFFICE = "office"
    ONLINE = "online"


def entries(
    *, failed_attempts: int, people: int, risk: str, grounds: Collection[str], rules: StarRules
) -> set[Entry]:
    """For which of its reasons a dispute may go on the board (SB-01); empty when it may not.

    `grounds` are those that the sender names; a group and a risk are also told by the figures.
    """
    found = {entry for entry in Entry if entry in grounds}
    if failed_attempts >= 1:
        found.add(Entry.FAILED)
    if people >= rules.group_from_people:
        found.add(Entry.GROUP)
    if risk in rules.board_risks:
        found.add(Entry.RISK)
    return found


def may_keep_off(state: TaskState) -> None:
    """A bar that came to light before posting (SB-01). Raises RuleBroken: already_posted."""
    if state not in BEFORE_POSTING:
        raise RuleBroken("already_posted", state=state)


def may_take(state: TaskState, holder: str = "") -> None:
    """Exactly one live pick a task (SB-05); a task that a party called a cadre for is off the race (SB-23).

    Raises RuleBroken: already_taken with the holder's name, called_away, not_on_board.
    """
    if state in LIVE:
        raise RuleBroken("already_taken", holder=holder)
    if state is TaskState.CALLED:
        raise RuleBroken("called_away")
    if state not in ON_BOARD:
        raise RuleBroken("not_on_board", state=state)


def in_time(end: datetime, at: datetime) -> None:
    """The holder acts while the task is still the holder's (SB-07, SB-08). Raises RuleBroken: limit_over."""
    if at >= end:
        raise RuleBroken("limit_over")


def may_race(grade: int, rules: StarRules) -> None:
    """Hard tasks are not raced for: cadres offer plans (SB-04). Raises RuleBroken: contest_only."""
    if grade > rules.race_up_to_grade:
        raise RuleBroken("contest_only", grade=grade)


def may_offer_plan(grade: int, open_until: date, at: datetime, rules: StarRules) -> None:
    """Plans are taken for the hard grades while the contest is open. Raises RuleBroken: race_only, contest_over."""
    if grade <= rules.race_up_to_grade:
        raise RuleBroken("race_only", grade=grade)
    if local_date(at) > open_until:
        raise RuleBroken("contest_over", until=open_until)


def how_chosen(
    grade: int,
    open_until: date,
    at: datetime,
    *,
    offered: Collection[str],
    chosen: Collection[str],
    by_secretary: bool,
    rules: StarRules,
) -> How:
    """Whether the panel's choice is the end of a contest or the secretary's assignment (SB-04).

    `chosen` are those whom the panel holds equal, mostly one. Raises RuleBroken: contest_open or race_open within the
    window; no_plan when plans were offered and one of these offered none; secretary_only when nobody came forward;
    one_to_assign when several are named for an assignment.
    """
    if local_date(at) <= open_until:
        code = "race_open" if grade <= rules.race_up_to_grade else "contest_open"
        raise RuleBroken(code, until=open_until)
    if set(chosen) <= set(offered):
        return How.CONTEST
    if offered:
        raise RuleBroken("no_plan")
    if not by_secretary:
        raise RuleBroken("secretary_only")
    if len(chosen) > 1:
        raise RuleBroken("one_to_assign")
    return How.ASSIGNED


def objections_answered(chosen: Collection[str], objected: Collection[str], overruled: str) -> None:
    """Parties may object to who entered the contest; the panel may go on only with a written answer (SB-04, PML art 23).

    Raises RuleBroken: party_objects.
    """
    if not overruled and not set(chosen).isdisjoint(objected):
        raise RuleBroken("party_objects")


def fewest_live(candidates: Collection[str], live: Mapping[str, int]) -> list[str]:
    """Of those held equal, who have the fewest live picks (SB-04), sorted; one of several of them is drawn by lot."""
    least = min(live[name] for name in candidates)
    return sorted(name for name in candidates if live[name] == least)


def drawn(candidates: Sequence[str], seed: str) -> str:
    """Whom the lot falls on: anybody with the candidates and the seed (hex digits) finds the same (SB-04)."""
    digest = hashlib.sha256("\0".join([seed, *candidates]).encode()).digest()
    return candidates[int.from_bytes(digest) % len(candidates)]


@dataclass(frozen=True, slots=True)
class Stint:
    """What the rules need of one cadre's time with a task (包保期); `last_day` is the day on which it ran out.

    `excused`: an appeal took back what the end said of the cadre.
    """

    cadre_id: str
    picked_on: date
    last_day: date
    ending: Ending | None = None
    ended_at: datetime | None = None
    excused: bool = False


def not_barred(cadre_id: str, stints: Sequence[Stint], at: datetime, rules: StarRules) -> None:
    """Who let a task lapse stays away from it for a while (SB-18); for good, who is tied to it (SB-10), and who gave it
    back or met nobody in time: it would begin a fresh limit (SB-07 to SB-09).

    Raises RuleBroken: barred_from_task, tied_to_task, handed_back_before.
    """
    for stint in stints:
        if stint.cadre_id != cadre_id or stint.excused:
            continue
        if stint.ending is Ending.TIED:
            raise RuleBroken("tied_to_task")
        if stint.ending in {Ending.HANDED_BACK, Ending.HANDED_BACK_LATE, Ending.RELEASED}:
            raise RuleBroken("handed_back_before")
        if stint.ending is Ending.LAPSED and stint.ended_at:
            until = local_date(stint.ended_at) + timedelta(days=rules.lapse_bar_days)
            if local_date(at) <= until:
                raise RuleBroken("barred_from_task", until=until)


def not_self_made(
    *, same_person: bool, same_office: bool, entered_on: date, at: datetime, rules: StarRules
) -> None:
    """No stars for a case that one's own side entered within 30 days before (SB-11). Raises RuleBroken: self_made."""
    recent = local_date(at) <= entered_on + timedelta(days=rules.self_made_days)
    if recent and (same_person or same_office):
        raise RuleBroken("self_made")


def window_end(posted_on: date, rules: StarRules) -> date:
    """The last day of the race or contest (SB-04)."""
    return working_days_after(posted_on, rules.window_working_days)


def due_on(picked_on: date, grade: int, rules: StarRules) -> date:
    """The last day for a result: natural days, no shift (SB-07, D-09)."""
    return picked_on + timedelta(days=rules.limit(grade))


def contact_due(picked_on: date, rules: StarRules) -> tuple[date, date]:
    """The last days for first contact with each party: before the warning, before the release (SB-08)."""
    return (
        working_days_after(picked_on, rules.contact_warning_working_days),
        working_days_after(picked_on, rules.contact_release_working_days),
    )


def final_from(settled_on: date, rules: StarRules) -> datetime:
    """The first moment at which stars can be final: the thirtieth day has passed (SB-14c)."""
    return midnight_after(settled_on + timedelta(days=rules.final_after_days))


def is_free_hand_back(picked_at: datetime, at: datetime, free_this_quarter: int, rules: StarRules) -> bool:
    """Whether handing back costs nothing: within 48 hours, once a quarter (SB-09)."""
    in_time = at - picked_at <= timedelta(hours=rules.free_hand_back_hours)
    return in_time and free_this_quarter < rules.free_hand_backs_a_quarter


def who_settled(stints: Sequence[Stint], effective_on: date) -> int | None:
    """Which stint an agreement belongs to: the number in `stints`, or None when nobody held the task.

    It is the one that runs; but an agreement that took effect before that one began, within the days of a stint that
    was ended by the clock because the news came late, belongs to the earlier stint. A stint given up never counts.
    The date of a paper may lie before the pick of a running stint, for the case was taken up again because of it.
    """
    for number, stint in enumerate(stints):
        by_clock = stint.ending in {Ending.LAPSED, Ending.RELEASED}
        if by_clock and stint.picked_on <= effective_on <= stint.last_day:
            return number
    if stints and stints[-1].ending is None:
        return len(stints) - 1
    return None
