# SPDX-License-Identifier: Apache-2.0
"""A bell for live pages: one thread of the process looks once a second whether something new is shown of a place.

However many pages listen, the database is asked once a second a process, for one small row a place. The number of
listeners is bounded; who comes later is told to look again by itself.
"""

import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

import structlog

from services.scoring.board.documents import Pulse
from shared.mongo import collection

MOST_LISTENERS = 100  # of one process; its threads must be more
log = structlog.get_logger()
Beat = tuple[int, datetime | None]


class Full(Exception):
    """Raised when as many pages listen as this process serves."""


class Bell:
    """Rings for those who listen; makes its thread when the first one comes, and ends it when the last one leaves."""

    def __init__(self, *, most: int = MOST_LISTENERS, seconds: float = 1.0) -> None:
        self._most, self._seconds = most, seconds
        self._changed = threading.Condition()
        self._listeners: Counter[str] = Counter()
        self._beats: dict[str, Beat] = {}
        self._running = False

    @contextmanager
    def listening(self, place: str) -> Iterator[None]:
        """Be one of those who listen for this place. Raises Full."""
        with self._changed:
            if self._listeners.total() >= self._most:
                raise Full
            self._listeners[place] += 1
            if not self._running:
                self._running = True
                threading.Thread(target=self._run, name="bell", daemon=True).start()
        try:
            yield
        finally:
            with self._changed:
                self._listeners[place] -= 1
                self._listeners += Counter()  # drops who is nought
                self._changed.notify_all()

    def wait(self, place: str, known: int, seconds: float) -> Beat | None:
        """The newest beat of the place, as soon as it is another than `known`; None when nothing came for so long."""

        def new() -> bool:
            return place in self._beats and self._beats[place][0] != known

        with self._changed:
            return self._beats[place] if self._changed.wait_for(new, seconds) else None

    def _run(self) -> None:
        while True:
            with self._changed:
                if not self._listeners:
                    self._running = False
                    self._beats.clear()
                    return
                places = sorted(self._listeners)
            try:
                rows = collection(Pulse).find({"_id": {"$in": places}})
                found = dict.fromkeys(places, (0, None)) | {
                    row["_id"]: (row["beats"], row["at"]) for row in rows
                }
            except Exception as error:
                log.warning("bell_waits", error=type(error).__name__)
                found = {}
            with self._changed:
                self._beats.update(found)
                self._changed.notify_all()
                self._changed.wait_for(lambda: not self._listeners, self._seconds)
