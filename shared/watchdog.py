# SPDX-License-Identifier: Apache-2.0
"""Ends a process that makes no progress: a publish into a frozen broker has no time-out of its own."""

import os
import threading
import time
from typing import Self

import structlog

EXIT_CODE = 70
log = structlog.get_logger()


class Watchdog:
    """A context manager: within it, the process ends with code 70 when `alive` was not called for `limit` seconds."""

    def __init__(self, limit: float = 30.0) -> None:
        self._limit, self._seen = limit, time.monotonic()
        self._over = threading.Event()

    def __enter__(self) -> Self:
        threading.Thread(target=self._watch, name="watchdog", daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()

    def alive(self) -> None:
        """Say that the loop went round once."""
        self._seen = time.monotonic()

    def _watch(self) -> None:
        while not self._over.wait(min(1.0, self._limit / 4)):
            if time.monotonic() - self._seen > self._limit:
                log.error("no_progress", seconds=self._limit)
                os._exit(EXIT_CODE)
