# SPDX-License-Identifier: Apache-2.0
"""What an invited body or mediator may be blamed for at the court, and what may follow (OMR art 29, IMP art 28, CT-22)."""

from enum import StrEnum

from services.courtlink.rosters.rules import Ground
from shared.errors import RuleBroken


class Blame(StrEnum):
    """What is complained of (投诉事项), OMR art 29; each is also a ground of removal from the roster."""

    FORCED = Ground.FORCED  # 强迫调解
    REFUSED_OFTEN = Ground.REFUSED_OFTEN  # 无正当理由多次拒绝接受委派
    TOOK_MONEY = Ground.TOOK_MONEY  # 接受请托或者收受财物
    LEAKED = Ground.LEAKED  # 泄露调解过程、协议内容、秘密
    OTHER = Ground.OTHER


class State(StrEnum):
    """Where a complaint stands (投诉状态)."""

    RECEIVED = "received"  # 待处理
    UNFOUNDED = "unfounded"  # 不属实
    SUSTAINED = "sustained"  # 属实


class Consequence(StrEnum):
    """What follows from a sustained complaint (处理)."""

    WARNED = "warned"  # 告诫、责令改正
    DISMISSED = "dismissed"  # 从名册除名


def may_decide(state: str) -> None:
    """A complaint is decided once. Raises RuleBroken `complaint_decided`."""
    if state != State.RECEIVED:
        raise RuleBroken("complaint_decided")


def must_follow(*, sustained: bool, consequence: Consequence | None) -> None:
    """A sustained complaint has a consequence, an unfounded one has none. Raises RuleBroken `consequence_mismatch`."""
    if sustained != (consequence is not None):
        raise RuleBroken("consequence_mismatch", field="consequence")
