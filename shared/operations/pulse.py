# SPDX-License-Identifier: Apache-2.0
"""The heartbeat of a process: written every few seconds by its own loop, so that a loop that stands still falls silent."""

import contextlib
import os
import socket
import time
from datetime import UTC, datetime

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
        with contextlib.suppress(PyMongoError):
            shared_collection("pulses").update_one(
                {"_id": self._id}, {"$set": self._row | {"at": datetime.now(UTC)}}, upsert=True
            )

    def end(self) -> None:
        """The process ends as it should: it is no longer missed."""
        with contextlib.suppress(PyMongoError):
            shared_collection("pulses").delete_one({"_id": self._id})
