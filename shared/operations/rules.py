# SPDX-License-Identifier: Apache-2.0
"""What an operator may order, and when a process counts as silent or a debt as late."""

import re
from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from enum import StrEnum

from shared.access import Role
from shared.errors import RuleBroken

SILENT_AFTER = timedelta(seconds=45)
LATE_AFTER = timedelta(minutes=5)  # C9: what waits longer is shown as a trouble
_NEAR, _OFFICES = ("village", "township"), ("township", "county", "city")
LEVELS: Mapping[Role, tuple[str, ...]] = {  # of which places a role is given
    Role.PARTY: (*_NEAR, "county", "city"),
    Role.GRID_WORKER: _NEAR,
    Role.MEDIATOR: (*_NEAR, "county", "city"),
    Role.DIRECTOR: (*_NEAR, "county", "city"),
    Role.CADRE: ("township",),
    Role.SECRETARY: ("township",),
    Role.CALLBACK_CENTRE: _OFFICES,
    Role.JUDGE: ("court",),
    Role.COURT_CLERK: ("court",),
    Role.PETITION_OFFICE: _OFFICES,
    Role.COUNTY_SUPERVISOR: ("county",),
    Role.CITY_SUPERVISOR: ("city",),
    Role.OPERATOR: _OFFICES,
}


class What(StrEnum):
    """What a worker can be told to do with messages between the services (操作)."""

    RETRY = "retry"  # 重新投递
    HOLD = "hold"  # 暂缓
    DISCARD = "discard"  # 作废
    REPUBLISH = "republish"  # 补发


class Stage(StrEnum):
    """Where an order stands (执行状态)."""

    WAITING = "waiting"  # 待执行
    DONE = "done"  # 已执行


def must_name_messages(what: What, ids: Collection[str], types: Collection[str], hour: str) -> None:
    """Whether the order says on what. Raises RuleBroken: order_names_nothing."""
    if what is What.REPUBLISH:
        if not types or not hour:
            raise RuleBroken("order_names_nothing")
    elif not ids:
        raise RuleBroken("order_names_nothing")


def is_silent(beat: datetime | None, now: datetime) -> bool:
    """Whether a process has not been heard of."""
    return beat is None or now - beat > SILENT_AFTER


def is_late(since: datetime | None, now: datetime) -> bool:
    """Whether what is owed waits too long."""
    return since is not None and now - since > LATE_AFTER


def fault_of(reason: str) -> str:
    """What may be shown of why a message failed: the kind of error and a rule's code, never a value (S16)."""
    kind = re.match(r"[A-Za-z]+", reason)
    code = re.search(r"RuleBroken: \('([a-z0-9_]+)'", reason)
    return code[1] if code else (kind[0] if kind else "unknown")


def gap_of(sent: tuple[int, str], received: tuple[int, str], *, old: bool) -> str:
    """What two books of one hour say: '' when they agree; `lacks`, or `extra` once the hour is `old`.

    A receiver may know more than the sender's book for a while, since the books are not made at one moment.
    """
    if sent == received:
        return ""
    if sent[0] >= received[0]:
        return "lacks"
    return "extra" if old else ""


def must_be_of_level(role: Role, level: str) -> None:
    """Whether a role is given for places of this level. Raises RuleBroken: wrong_level_of_place."""
    if level not in LEVELS[role]:
        raise RuleBroken("wrong_level_of_place", level_of_place="、".join(LEVELS[role]), field="place")


def not_yourself(actor: str, account: str) -> None:
    """Nobody changes what its own account may do. Raises RuleBroken: not_your_own_account."""
    if actor == account:
        raise RuleBroken("not_your_own_account")
