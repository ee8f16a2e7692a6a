# SPDX-License-Identifier: Apache-2.0
"""Live boards by server-sent events: one at once, one for each change, none of anybody else's, and never too many."""

import threading
import time
from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient

from services.scoring import SERVICE
from services.scoring.board import events, ladder
from services.scoring.board.bell import Bell, Full
from shared.web.app import create_app
from tests.hall import settings

COUNTY, OTHER = "371324", "371302"


@pytest.fixture
def visitor(database: str, namespace: str) -> FlaskClient:
    return create_app(SERVICE, settings(database, namespace)).test_client()


@pytest.fixture
def bell(monkeypatch: pytest.MonkeyPatch) -> Bell:
    quick = Bell(most=2, seconds=0.05)
    monkeypatch.setattr(events, "bell", quick)
    return quick


def messages(stream: Iterator[bytes]) -> Iterator[str]:
    """The messages of a stream, without heartbeats."""
    for chunk in stream:
        for line in chunk.decode().splitlines():
            if line.startswith("id: "):
                yield line.removeprefix("id: ")


def bells() -> list[str]:
    return [thread.name for thread in threading.enumerate() if thread.name == "bell"]


def test_a_page_hears_at_once_and_after_each_change_of_its_place(visitor: FlaskClient, bell: Bell) -> None:
    answer = visitor.get(f"/scoring/board/events?place={COUNTY}", buffered=False)
    heard = messages(iter(answer.response))  # type: ignore[arg-type]

    assert (answer.status_code, answer.mimetype) == (200, "text/event-stream")
    assert (answer.headers["X-Accel-Buffering"], answer.headers["Cache-Control"]) == ("no", "no-store")
    assert next(heard) == "0"
    ladder.beat([OTHER])
    ladder.beat(["3713", COUNTY])
    assert next(heard) == "1"
    ladder.beat([COUNTY])
    assert next(heard) == "2"
    answer.close()


def test_a_quiet_board_sends_heartbeats(
    visitor: FlaskClient, bell: Bell, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(events, "HEARTBEAT", 0.1)
    answer = visitor.get(f"/scoring/board/events?place={COUNTY}", buffered=False)
    stream = iter(answer.response)

    assert next(stream) == b"retry: 3000\n\n"
    assert next(stream).startswith(b"id: 0\ndata: ")
    assert next(stream) == b": still here\n\n"
    answer.close()


def test_a_stream_ends_by_itself(visitor: FlaskClient, bell: Bell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(events, "LONGEST", 0.0)

    answer = visitor.get(f"/scoring/board/events?place={COUNTY}")

    assert answer.data == b"retry: 3000\n\n"


def test_listeners_are_bounded_and_leave_nothing_behind(visitor: FlaskClient, bell: Bell) -> None:
    path = f"/scoring/board/events?place={COUNTY}"
    streams = [visitor.get(path, buffered=False) for _ in range(2)]

    full = visitor.get(path)

    assert (full.status_code, full.json["code"], full.headers["Retry-After"]) == (503, "board_full", "30")
    assert len(bells()) == 1
    for stream in streams:
        stream.close()
    limit = time.monotonic() + 5
    while bells() and time.monotonic() < limit:
        threading.Event().wait(0.02)
    assert bells() == []
    with bell.listening(COUNTY):
        assert bell.wait(COUNTY, -1, 5.0) is not None


def test_a_database_that_is_away_is_waited_for(
    database: str, bell: Bell, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, broken = events.bell, threading.Event()
    broken.set()
    from services.scoring.board import bell as module

    def collection(kind: type) -> object:
        if broken.is_set():
            raise ConnectionError
        return ladder.collection(kind)

    monkeypatch.setattr(module, "collection", collection)
    with real.listening(COUNTY):
        assert real.wait(COUNTY, -1, 0.2) is None
        broken.clear()
        assert real.wait(COUNTY, -1, 5.0) == (0, None)


def test_a_village_has_no_stream(visitor: FlaskClient) -> None:
    assert visitor.get("/scoring/board/events?place=371324101201").status_code == 404


def test_full_is_told_before_the_stream_begins() -> None:
    with pytest.raises(Full), Bell(most=0).listening(COUNTY):
        pass
