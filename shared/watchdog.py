# SPDX-License-Identifier: Apache-2.0
"""Ends a process that makes no progress: a publish into a frozen broker has no time-out of its own."""

import os
import threading
import time

import structlog

EXIT_CODE = 70
log = structlog.get_logger()


class Watchdog:
    """A thread that ends the process with code 70 when `alive` was not called for `limit` seconds."""

    def __init__(self, limit: float = 30.0) -> None:
        self._limit, self._seen = limit, time.monotonic()

    def start(self) -> "Watchdog":
        threading.Thread(target=self._watch, name="watchdog", daemon=True).start()
        return self

    def alive(self) -> None:
        """Say that the loop went round once."""
        self._seen = time.monotonic()

    def _watch(self) -> None:
        while True:
            time.sleep(min(1.0, self._limit / 4))
            if time.monotonic() - self._seen > self._limit:
                log.error("no_progress", seconds=self._limit)
                os._exit(EXIT_CODE)
