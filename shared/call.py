# SPDX-License-Identifier: Apache-2.0
"""One call of a command: who asks, when, within which scope, under which message, expecting which version."""

import functools
import random
import secrets
import time
import uuid
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Concatenate, ParamSpec, TypeVar

from shared.access import EVERYTHING, Actor, Scope
from shared.errors import AlreadyAbsorbed, StaleWrite

_NAMESPACE = uuid.UUID("6f0f2a0e-7c0a-5d5e-9d3c-1b7a4c2f8e10")
_ATTEMPTS = 8
_PAUSE = 0.002  # seconds before the second attempt, at most; twice as long before each further one
_CHANCE = random.SystemRandom()


def new_id() -> str:
    """A fresh id, ordered by time: UUID version 7 (RFC 9562) as text."""
    value = (time.time_ns() // 1_000_000 << 80) | secrets.randbits(80)
    value = value & ~(0xF << 76) & ~(0x3 << 62) | 0x7 << 76 | 0x2 << 62
    return str(uuid.UUID(int=value))


@dataclass(frozen=True, slots=True)
class Call:
    """What a command needs to know about its caller.

    `message` is the id under which the call is absorbed once by each document: an event id, or the hash of an
    Idempotency-Key. `expected` is the version from If-Match. `at` is the server's time, never the client's.
    """

    actor: Actor
    at: datetime
    scope: Scope = EVERYTHING
    message: str = ""
    expected: int | None = None
    origin: str = ""
    trace: str = ""

    def new_id(self, kind: str = "") -> str:
        """An id for a document that this call creates: the same again when the same message is repeated."""
        return str(uuid.uuid5(_NAMESPACE, f"{self.message}/{kind}")) if self.message else new_id()


current_act: ContextVar[str] = ContextVar("current_act", default="")

P = ParamSpec("P")
R = TypeVar("R")


def command(decide: Callable[Concatenate[Call, P], R]) -> Callable[Concatenate[Call, P], R]:
    """Make a function a command: run it again when it lost a race, and let a repeated message change nothing.

    The function loads one document, decides, and stores it once; so running it again from the start is safe. A
    document that absorbed the call's message before is returned as it stands.
    """

    @functools.wraps(decide)
    def run(call: Call, /, *args: P.args, **kwargs: P.kwargs) -> R:
        token = current_act.set(decide.__name__)
        try:
            for attempt in range(_ATTEMPTS):
                try:
                    return decide(call, *args, **kwargs)
                except AlreadyAbsorbed as again:
                    document: Any = again.document
                    return document
                except StaleWrite:
                    if attempt == _ATTEMPTS - 1:
                        raise
                    time.sleep(_CHANCE.uniform(0, _PAUSE * 2**attempt))  # so that a crowd does not meet again
            raise StaleWrite
        finally:
            current_act.reset(token)

    return run
