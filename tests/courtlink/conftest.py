# SPDX-License-Identifier: Apache-2.0
"""An empty database for courtlink, its people, and a clock that stands where a test puts it."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from services.courtlink import SERVICE
from shared import clock, mongo
from shared.access import Actor, Grant, Role
from shared.calendar import SHANGHAI
from shared.call import Call
from shared.events import Event, encode, unwrap, wrap
from tests.hall import empty

JUDGE = Actor("judge-1", "陈法官", (Grant(Role.JUDGE, "鲁1324"),))
CLERK = Actor("clerk-1", "书记员", (Grant(Role.COURT_CLERK, "鲁1324"),))
MEDIATOR = Actor("mediator-1", "调解员", (Grant(Role.MEDIATOR, "371324109"),))


@pytest.fixture
def database(mongo_url: str, namespace: str) -> Iterator[str]:
    """Courtlink's database, empty, with its indexes; gives the address."""
    empty(mongo_url, [f"{namespace}courtlink"])
    mongo.connect(mongo_url, ["courtlink"], namespace=namespace)
    mongo.ensure_indexes(SERVICE.aggregates)
    yield mongo_url
    mongo.disconnect(["courtlink"])


@pytest.fixture
def at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], datetime]:
    """Put the clock: `at("2026-05-19 16:00")`, local time; gives the moment."""
    monkeypatch.setenv("HESHILAO_CLOCK_FILE", str(tmp_path / "clock.json"))

    def put(local: str) -> datetime:
        clock.put(datetime.fromisoformat(local).replace(tzinfo=SHANGHAI), running=False)
        return clock.now()

    return put


def a_call(actor: Actor, message: str = "", **more: Any) -> Call:
    """A call of this person, now, within everything unless a scope is given."""
    return Call(actor=actor, at=clock.now(), message=message, **more)


class Mediation:
    """The events of the mediation service as courtlink receives them, each three times."""

    def __init__(self) -> None:
        self._number = 0

    def tells(self, *events: Event) -> None:
        """Deliver the events in this order, every one of them three times."""
        for event in events:
            self._number += 1
            envelope = wrap(
                event,
                event_id=f"m.{self._number}.0",
                source="/mediation",
                subject=getattr(event, "referral_id", getattr(event, "case_id", "")),
                time=datetime.now(UTC),
                sequence=self._number,
            )
            for _ in range(3):
                SERVICE.reactions.handle("courtlink", unwrap(encode(envelope)))


@pytest.fixture
def mediation(database: str) -> Mediation:
    return Mediation()
