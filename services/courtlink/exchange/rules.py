# SPDX-License-Identifier: Apache-2.0
"""What holds between us and a court's system: kinds of messages, whose key is good when, what is tried again.

The pattern is that of OASIS Electronic Court Filing: a request, its acknowledgement at once, its status later, and notices.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from urllib.parse import urlsplit

from shared.errors import RuleBroken


class Line(StrEnum):
    """How a court is reached (对接方式)."""

    HTTP = "http"  # 接口
    FOLDER = "folder"  # 文件交换


class Request(StrEnum):
    """What a court's system may send us (法院来文)."""

    REFERRAL = "referral"  # 委派委托
    DISPOSITION = "disposition"  # 法院处理
    ACCEPTANCE = "confirmation_acceptance"  # 司法确认受理
    EXAMINATION = "confirmation_examination"  # 司法确认审查
    DECISION = "confirmation_decision"  # 司法确认裁定
    PACK_ANSWER = "handover_answer"  # 移交收案答复
    STATUS = "status"  # 对我方来文的处理
    DAY_LIST = "day_list"  # 每日清单


class Notice(StrEnum):
    """What we send a court's system (我方去文)."""

    STATUS = "status"  # 对法院来文的处理
    ANSWER = "referral_answer"  # 接受、不接受、逾期
    EXTENSION = "referral_extension"  # 延长
    PAUSE = "referral_pause"  # 鉴定暂停、恢复
    OUTCOME = "referral_outcome"  # 调解结果
    PERFORMANCE = "referral_performance"  # 履行情况
    PACK = "handover_pack"  # 移交收案
    APPLICATION = "confirmation_application"  # 司法确认申请
    DAY_LIST = "day_list"  # 每日清单


class Receipt(StrEnum):
    """Where a message of a court stands with us (来文状态)."""

    RECEIVED = "received"  # 已收到
    WAITING = "waiting"  # 来早了, 等候
    DONE = "done"  # 已办
    REFUSED = "refused"  # 不予办理


class Delivery(StrEnum):
    """Where a message to a court stands (去文状态)."""

    WAITING = "waiting"  # 待发
    HELD = "held"  # 暂缓
    DELIVERED = "delivered"  # 法院已收到
    DONE = "done"  # 法院已办
    REFUSED = "refused"  # 法院不予办理
    DEAD = "dead"  # 未能送达
    DISCARDED = "discarded"  # 作废


ARRIVED = frozenset({Delivery.DELIVERED, Delivery.DONE, Delivery.REFUSED})
STUCK = frozenset({Delivery.DEAD, Delivery.HELD})


def must_be_reachable(line: Line, url: str, *, in_production: bool) -> None:
    """A court with an interface is reached by https, in production always. Raises RuleBroken: court_url_unfit."""
    parts = urlsplit(url)
    plain = parts.scheme == "http" and parts.hostname == "127.0.0.1" and not in_production
    if line is Line.HTTP and not (parts.hostname and (parts.scheme == "https" or plain)):
        raise RuleBroken("court_url_unfit")


def key_is_good(since: datetime, until: datetime | None, now: datetime) -> bool:
    """Whether a key is taken now; while keys are changed, the old and the new one are."""
    return since <= now and (until is None or now < until)


def must_be_in_time(signed: datetime, now: datetime, window: timedelta) -> None:
    """A signed time lies near ours, so that an old message can't be played again. Raises: exchange_time_off."""
    if abs(signed - now) > window:
        raise RuleBroken("exchange_time_off")


def must_be_the_same(kept: str, digest: str) -> None:
    """A message id is used for one message. Raises RuleBroken: message_id_reused."""
    if kept != digest:
        raise RuleBroken("message_id_reused")


_NOT_YET: Mapping[str, Collection[str]] = {
    "not_found": {""},
    "nothing_returned": {"received", "accepted", "extended"},
    "step_not_open": {"offered", "applied"},
    "examination_needed": {""},
}


def came_early(code: str, state: str) -> bool:
    """Whether a refusal may turn into a yes by waiting: messages may overtake each other on the way."""
    return state in _NOT_YET.get(code, ())


def next_try(attempts: int, waits: Sequence[timedelta], now: datetime) -> datetime | None:
    """When to try again after so many attempts; None when it is enough."""
    return now + waits[attempts - 1] if attempts <= len(waits) else None


def may_retry(state: Delivery) -> None:
    """What is dead or held may be sent again. Raises RuleBroken: message_not_stuck."""
    if state not in STUCK:
        raise RuleBroken("message_not_stuck", state=state)


def may_hold(state: Delivery) -> None:
    """What is on its way may be held back. Raises RuleBroken: message_not_waiting."""
    if state not in (Delivery.WAITING, Delivery.DEAD):
        raise RuleBroken("message_not_waiting", state=state)


def may_discard(state: Delivery) -> None:
    """What the court has can't be taken back. Raises RuleBroken: message_arrived."""
    if state in ARRIVED or state is Delivery.DISCARDED:
        raise RuleBroken("message_arrived", state=state)


def may_resend(state: Delivery) -> None:
    """What the court says it lacks is sent again, though it once confirmed it. Raises: message_not_delivered."""
    if state not in ARRIVED:
        raise RuleBroken("message_not_delivered", state=state)
