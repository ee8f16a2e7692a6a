# SPDX-License-Identifier: Apache-2.0
"""How many applications one phone may hand in, and in which order the pages come."""

from collections.abc import Collection
from enum import StrEnum

from shared.errors import RuleBroken


class Step(StrEnum):
    """A page of the application; each asks one thing."""

    START = "start"  # 告知
    WHERE = "where"  # 在哪里
    ROOM = "room"  # 哪个调解室
    KIND = "kind"  # 哪一类
    FACTS = "facts"  # 什么事
    ME = "me"  # 我是谁
    OTHER = "other"  # 对方是谁
    CHECK = "check"  # 核对


def next_step(done: Collection[str], *, room_known: bool) -> Step:
    """The first page that is still to be filled in; who came by a room's QR code is not asked for the room."""
    known = {*done, Step.WHERE, Step.ROOM} if room_known else set(done)
    return next(step for step in Step if step is Step.CHECK or step not in known)


def may_hand_in(handed_in_today: int, most: int) -> None:
    """One phone hands in a few applications a day at most. Raises RuleBroken `too_many_applications`."""
    if handed_in_today >= most:
        raise RuleBroken("too_many_applications", most=most)
