# SPDX-License-Identifier: Apache-2.0
"""An empty database for the star board, and a clock that stands where a test puts it."""

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest

from services.scoring import SERVICE
from shared import clock, mongo
from shared.calendar import SHANGHAI
from shared.identity import accounts
from tests.hall import Hall, empty
from tests.scoring.office import Office, emptied, open_office
from tests.scoring.world import News

Clock = Callable[[str], datetime]


@pytest.fixture
def database(mongo_url: str, namespace: str) -> Iterator[str]:
    """The databases of scoring and identity, empty, with their indexes; gives the address."""
    aliases = ["scoring", "identity"]
    empty(mongo_url, (f"{namespace}{alias}" for alias in aliases))
    mongo.connect(mongo_url, aliases, namespace=namespace)
    mongo.ensure_indexes(SERVICE.documents)
    accounts.ensure_indexes()
    yield mongo_url
    mongo.disconnect(aliases)


@pytest.fixture
def at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Put the clock: `at("2026-07-01 09:00")`, local time; gives the moment."""
    monkeypatch.setenv("HESHILAO_CLOCK_FILE", str(tmp_path / "clock.json"))

    def put(local: str) -> datetime:
        clock.put(datetime.fromisoformat(local).replace(tzinfo=SHANGHAI), running=False)
        return clock.now()

    put("2026-03-02 09:00")
    return put


@pytest.fixture
def news(database: str, at: Clock) -> News:
    return News()


@pytest.fixture(scope="module")
def open_town_office(mongo_url: str, namespace: str) -> Iterator[Hall]:
    with open_office(mongo_url, namespace) as hall:
        yield hall


@pytest.fixture
def office(open_town_office: Hall, at: Clock) -> Office:
    """A township's offices over HTTP, with empty boards."""
    return Office(emptied(open_town_office))
