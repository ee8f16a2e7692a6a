# SPDX-License-Identifier: Apache-2.0
"""The heartbeat of a process: written every few seconds by its own loop, so that a loop that stands still falls silent."""

import atexit
import contextlib
import os
import socket
import threading
import time
from datetime import UTC, datetime

from mongoengine.connection import ConnectionFailure
from pymongo.errors import PyMongoError

from shared.operations import shared_collection

EVERY = 5.0


class Pulse:
    """Call it at each turn of a loop; it writes at most once in `EVERY` seconds and never fails."""

    def __init__(self, service: str, kind: str) -> None:
        self._row = {"service": service, "kind": kind, "began_at": datetime.now(UTC)}
        self._id = f"{service}/{kind}/{socket.gethostname()}:{os.getpid()}"
        self._last = -EVERY

    def __call__(self) -> None:
        if time.monotonic() - self._last < EVERY:
            return
        self._last = time.monotonic()
        with contextlib.suppress(PyMongoError, ConnectionFailure):
            shared_collection("pulses").update_one(
                {"_id": self._id}, {"$set": self._row | {"at": datetime.now(UTC)}}, upsert=True
            )

    def keep_beating(self) -> threading.Event:
        """Beat from a thread, for a process whose loop is not ours (gunicorn's), until it ends or the event is set."""
        over = threading.Event()

        def beat() -> None:
            while not over.wait(EVERY / 5):
                self()

        threading.Thread(target=beat, name="pulse", daemon=True).start()
        atexit.register(self.end)
        return over

    def end(self) -> None:
        """The process ends as it should: it is no longer missed."""
        with contextlib.suppress(PyMongoError, ConnectionFailure):
            shared_collection("pulses").delete_one({"_id": self._id})
