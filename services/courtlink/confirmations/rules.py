# SPDX-License-Identifier: Apache-2.0
"""What the law says of judicial confirmation: thirty days, all parties, the steps of the court, and its grounds."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from shared.calendar import add_months
from shared.errors import RuleBroken

CONFIRM_WITHIN_DAYS = 30
TAKE_WITHIN_DAYS = 3
DECIDE_WITHIN_DAYS = 30
ENFORCE_WITHIN_YEARS = 2


class Channel(StrEnum):
    """How an application reached the court (申请途径), D-03, D-04."""

    ONLINE = "online"  # 线上
    COUNTER = "counter"  # 窗口
    POST = "post"  # 邮寄


class State(StrEnum):
    """Where the confirmation of an agreement stands (司法确认); `expired` is computed, never stored."""

    OFFERED = "offered"  # 可申请
    BLOCKED = "blocked"  # 不可申请
    EXPIRED = "expired"  # 逾期
    APPLIED = "applied"  # 已申请
    TAKEN = "taken"  # 已受理
    NOT_TAKEN = "not_taken"  # 不予受理
    CONFIRMED = "confirmed"  # 确认有效
    REJECTED = "rejected"  # 驳回申请
    WITHDRAWN = "withdrawn"  # 撤回
    TREATED_WITHDRAWN = "treated_withdrawn"  # 按撤回处理
    REVOKED = "revoked"  # 异议成立, 撤销
    SUPERSEDED = "superseded"  # 已由新的协议取代


class NotTaken(StrEnum):
    """Why a court does not take an application (不予受理理由), CF-07 and CF-14."""

    OUTSIDE_COMPETENCE = "outside_competence"
    WRONG_COURT = "wrong_court"
    STATUS = "status"
    OTHER_PROCEDURE = "other_procedure"
    TITLE = "title"
    NOT_OWN_BODY = "not_own_body"
    FILED_ELSEWHERE = "filed_elsewhere"  # 其他法院先立案, CF-03


class Rejection(StrEnum):
    """Why a court rejects an application (驳回理由), CF-08."""

    UNLAWFUL = "unlawful"
    HARMS_OTHERS = "harms_others"
    PUBLIC_ORDER = "public_order"
    NOT_VOLUNTARY = "not_voluntary"
    UNCLEAR = "unclear"
    OTHER = "other"


class Step(StrEnum):
    """What can be done with a confirmation."""

    APPLY = "apply"
    TAKE = "take"
    REFUSE = "refuse"
    CONFIRM = "confirmed"
    REJECT = "rejected"
    WITHDRAW = "withdrawn"
    TREAT_AS_WITHDRAWN = "treated_withdrawn"
    REVOKE = "revoked"
    SUPERSEDE = "superseded"


NEXT: Mapping[tuple[Step, State], State] = {
    (Step.APPLY, State.OFFERED): State.APPLIED,
    (Step.APPLY, State.NOT_TAKEN): State.APPLIED,
    (Step.APPLY, State.APPLIED): State.APPLIED,
    (Step.TAKE, State.APPLIED): State.TAKEN,
    (Step.REFUSE, State.APPLIED): State.NOT_TAKEN,
    (Step.CONFIRM, State.TAKEN): State.CONFIRMED,
    (Step.REJECT, State.TAKEN): State.REJECTED,
    (Step.WITHDRAW, State.APPLIED): State.WITHDRAWN,
    (Step.WITHDRAW, State.TAKEN): State.WITHDRAWN,
    (Step.TREAT_AS_WITHDRAWN, State.APPLIED): State.TREATED_WITHDRAWN,
    (Step.TREAT_AS_WITHDRAWN, State.TAKEN): State.TREATED_WITHDRAWN,
    (Step.REVOKE, State.CONFIRMED): State.REVOKED,
    (Step.SUPERSEDE, State.OFFERED): State.SUPERSEDED,
    (Step.SUPERSEDE, State.BLOCKED): State.SUPERSEDED,
}

ANOTHER_COURT_MAY_TAKE_IT = frozenset({NotTaken.WRONG_COURT, NotTaken.NOT_OWN_BODY})


def step(what: Step, state: State) -> State:
    """The state after a step. Raises RuleBroken: step_not_open for every jump in the life cycle."""
    try:
        return NEXT[what, state]
    except KeyError:
        raise RuleBroken("step_not_open", step=what, state=state) from None


def offered(*, confirmable: bool, replaced: bool) -> State:
    """How an agreement is offered confirmation: not when a later one has replaced it (PM-23), nor when CF-07 bars it."""
    if replaced:
        return State.SUPERSEDED
    return State.OFFERED if confirmable else State.BLOCKED


def shown(state: State, *, last_day: date | None, today: date) -> State:
    """The state that people see: an offer that was not taken up by the last day has expired."""
    late = last_day is not None and today > last_day
    return State.EXPIRED if state is State.OFFERED and late else state


def raw_last_day(effective_on: date) -> date:
    """The thirtieth day after the effect, the day of effect not counted (CF-01, D-01), before any shift (D-02)."""
    return effective_on + timedelta(days=CONFIRM_WITHIN_DAYS)


def decide_target(taken_on: date, days: int) -> date:
    """The day by which the court aims to decide, before its limit of thirty days (CF-10)."""
    return taken_on + timedelta(days=days)


def left_after(raw_last_day: date, *, applied_on: date, declined_on: date) -> date:
    """Day thirty anew, when a court declined because the body is not one of its own: the days that were left on the day
    of the application are left on the day of the answer (CF-14), before any shift."""
    return declined_on + (raw_last_day - applied_on)


def enforce_until(due: Iterable[date | None]) -> date | None:
    """The last day to ask for enforcement: two years after the last due date (CF-11, D-06); None when none is known."""
    last = max((day for day in due if day is not None), default=None)
    if last is None:
        return None
    return add_months(last, 12 * ENFORCE_WITHIN_YEARS)


@dataclass(frozen=True, slots=True)
class Receipt:
    """What is typed from the paper: the day it was received (and the hour, if noted) and, by post, the day of posting."""

    received_on: date | None = None
    received_at: time | None = None
    posted_on: date | None = None


def counting(
    channel: Channel, receipt: Receipt, now: datetime, effective_on: date
) -> tuple[date, time | None]:
    """The day and hour that decide whether an application is in time (D-03, D-04); `now` is local.

    Online it is the moment of the last party's act; at the counter the time of receipt, or now when none is typed; by
    post the day of posting. Raises RuleBroken: posting_day_needed, posting_day_not_expected, received_before_posted,
    date_in_future, before_effect.
    """
    if channel is Channel.COUNTER and receipt.posted_on is not None:
        raise RuleBroken("posting_day_not_expected")
    day: date = now.date()
    hour: time | None = now.time()
    if channel is Channel.POST:
        day, hour = _posted(receipt), None
    elif receipt.received_on is not None:
        day, hour = receipt.received_on, receipt.received_at
    received = receipt.received_on or day
    if max(day, received) > now.date() or (day == now.date() and hour is not None and hour > now.time()):
        raise RuleBroken("date_in_future", field="received_on")
    if day < effective_on:
        raise RuleBroken("before_effect", effective_on=effective_on)
    return day, hour


def _posted(receipt: Receipt) -> date:
    if receipt.posted_on is None:
        raise RuleBroken("posting_day_needed")
    if receipt.received_on is not None and receipt.received_on < receipt.posted_on:
        raise RuleBroken("received_before_posted")
    return receipt.posted_on


def must_be_in_time(channel: Channel, day: date, hour: time | None, last_day: date, closes: time) -> None:
    """Day thirty yes, day thirty-one no, for everybody (CF-01); the counter ends at closing time (D-03).

    Raises RuleBroken: past_confirmation_limit, counter_closed (online is open until midnight).
    """
    if day > last_day:
        raise RuleBroken("past_confirmation_limit", last_day=last_day)
    if channel is Channel.COUNTER and day == last_day and hour is not None and hour > closes:
        raise RuleBroken("counter_closed", closes=f"{closes:%H:%M}", last_day=last_day)


def may_apply(
    state: State,
    *,
    ground: NotTaken | None,
    applicants: Collection[str],
    party_count: int,
    blockers: Collection[str],
    waits_here: bool = False,
) -> State:
    """The state after a joint application by all parties (CF-01); `ground` is why it was not taken before.

    Where several courts may hear it, another one may be asked while one has not decided (CF-03), but none twice:
    `waits_here`. Raises RuleBroken: confirmation_blocked, step_not_open, joint_application_needed.
    """
    if state is State.BLOCKED:
        raise RuleBroken("confirmation_blocked", blockers=", ".join(sorted(blockers)))
    if waits_here or (state is State.NOT_TAKEN and ground not in ANOTHER_COURT_MAY_TAKE_IT):
        raise RuleBroken("step_not_open", step=Step.APPLY, state=state)
    after = step(Step.APPLY, state)
    if len(set(applicants)) != party_count:
        raise RuleBroken("joint_application_needed", parties=party_count, applicants=len(set(applicants)))
    return after


def must_be_named(applicants: Iterable[str], named: Collection[str]) -> None:
    """An application on paper names everybody who applies. Raises RuleBroken `name_needed`."""
    if nameless := [ref for ref in applicants if ref not in named]:
        raise RuleBroken("name_needed", field="people", ref="、".join(nameless))


def must_follow(on: date, *, after: date, today: date) -> None:
    """A step of the court has a date from the step before up to today. Raises: date_in_future, date_too_early."""
    if on > today:
        raise RuleBroken("date_in_future", field="on")
    if on < after:
        raise RuleBroken("date_too_early", field="on", after=after)


def ground_fits(*, wanted: bool, ground: str | None) -> None:
    """A refusal or rejection names its ground, anything else none. Raises: ground_needed, ground_not_expected."""
    if wanted and ground is None:
        raise RuleBroken("ground_needed")
    if not wanted and ground is not None:
        raise RuleBroken("ground_not_expected")


def result_code(result: str, ground: str | None) -> str:
    """What the other services hear: codes only (SB-29), such as `confirmed` or `rejected_unclear`."""
    return f"{result}_{ground}" if ground else result
