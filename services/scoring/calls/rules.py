# SPDX-License-Identifier: Apache-2.0
"""Rounds of a call: choosing, objecting, answering, and what silence means (SB-22, SB-23). Never a vote."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from services.scoring.days import working_days_after
from services.scoring.star_rules import StarRules
from shared.errors import RuleBroken


class RoundEnd(StrEnum):
    """How a round of calling ended."""

    ACCEPTED = "accepted"  # 接受点将
    DECLINED = "declined"  # 有正当理由不接
    OBJECTED = "objected"  # 对方有异议
    SILENT = "silent"  # 逾期未答复
    OVERTAKEN = "overtaken"  # 任务已另行了结


class DeclineGround(StrEnum):
    """The only grounds on which a cadre may decline; each is checked (SB-22)."""

    TIE = "tie"  # 有关联
    LEAVE = "leave"  # 请假
    OVER_CAP = "over_cap"  # 任务已满
    OUTSIDE_REMIT = "outside_remit"  # 不属分管
    BARRED = "barred"  # 暂停摘星、停职、调离


class Band(StrEnum):
    """How busy a cadre is, as a party may see it (任务多少)."""

    FREE = "free"  # 手上没有任务
    SOME = "some"  # 手上有任务
    FULL = "full"  # 任务已满


@dataclass(frozen=True, slots=True)
class Turn:
    """What the rules need of a round: who called whom, until when, and how it ended."""

    party: str
    cadre_id: str
    object_by: date | None
    answer_by: date
    end: RoundEnd | None = None


def band(live: int, rules: StarRules) -> Band:
    """The band of live picks; numbers are not shown (SB-22)."""
    if live >= rules.cap:
        return Band.FULL
    return Band.SOME if live else Band.FREE


def days(chosen_on: date, *, sides: int, rules: StarRules) -> tuple[date | None, date]:
    """Last days to object (None for a matter of one side) and to answer; the cadre's days follow the other side's."""
    object_by = working_days_after(chosen_on, rules.call_object_working_days) if sides > 1 else None
    return object_by, working_days_after(object_by or chosen_on, rules.call_answer_working_days)


def exhausted(turns: Sequence[Turn], rules: StarRules) -> bool:
    """Whether the panel assigns now: the other side objected in each of the rounds that there are (SB-22)."""
    return sum(turn.end is RoundEnd.OBJECTED for turn in turns) >= rules.call_objections


def may_choose(turns: Sequence[Turn], cadre_id: str, rules: StarRules) -> None:
    """A party chooses when no round runs (SB-22).

    Raises RuleBroken: call_runs, calls_used_up, objected_before for a cadre whom the other side refused.
    """
    if turns and turns[-1].end is None:
        raise RuleBroken("call_runs")
    if exhausted(turns, rules):
        raise RuleBroken("calls_used_up")
    if any(turn.cadre_id == cadre_id and turn.end is RoundEnd.OBJECTED for turn in turns):
        raise RuleBroken("objected_before")


def running(turns: Sequence[Turn]) -> Turn:
    """The round that runs. Raises RuleBroken: no_call_runs."""
    if not turns or turns[-1].end is not None:
        raise RuleBroken("no_call_runs")
    return turns[-1]


def may_object(turn: Turn, party: str, today: date) -> None:
    """The other side objects within its days (SB-22). Raises RuleBroken: own_call, nothing_to_object_to, objection_late."""
    if turn.party == party:
        raise RuleBroken("own_call")
    if turn.object_by is None:
        raise RuleBroken("nothing_to_object_to")
    if today > turn.object_by:
        raise RuleBroken("objection_late", until=turn.object_by)


def may_accept(turn: Turn, cadre_id: str, today: date) -> None:
    """The called cadre accepts once the other side's days are over and within the own ones (SB-22).

    Raises RuleBroken: not_called, objection_open, answer_late.
    """
    _is_called(turn, cadre_id, today)
    if not objection_over(turn, today):
        raise RuleBroken("objection_open", until=turn.object_by)


def may_decline(turn: Turn, cadre_id: str, today: date, *, true: bool) -> None:
    """The called cadre declines on a listed ground that holds when checked (SB-22).

    Raises RuleBroken: not_called, answer_late, ground_not_true.
    """
    _is_called(turn, cadre_id, today)
    if not true:
        raise RuleBroken("ground_not_true")


def objection_over(turn: Turn, today: date) -> bool:
    """Whether the other side's days are over, so that the cadre can accept (SB-22)."""
    return turn.object_by is None or today > turn.object_by


def _is_called(turn: Turn, cadre_id: str, today: date) -> None:
    if turn.cadre_id != cadre_id:
        raise RuleBroken("not_called")
    if today > turn.answer_by:
        raise RuleBroken("answer_late", until=turn.answer_by)
