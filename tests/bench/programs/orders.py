# SPDX-License-Identifier: Apache-2.0
"""How a publishing program is told what to do: `load FIRST COUNT` makes events, `publish` publishes them."""

import sys
from collections.abc import Callable
from multiprocessing.pool import ThreadPool
from typing import Any

from tests.bench import effect

Event = dict[str, Any]
_THREADS, _CHUNK = 16, 50


def obey(publish: Callable[[list[Event]], object]) -> None:
    """Do what the lines on stdin say, and answer each when it is done, until stdin ends."""
    loaded: list[Event] = []
    for line in sys.stdin:
        match line.split():
            case ["load", first, count]:
                loaded = list(effect.events(int(first), int(count)))
            case ["publish"]:
                publish(loaded)
        print("done", flush=True)


def in_threads(publish: Callable[[Event], object]) -> Callable[[list[Event]], object]:
    """For a library that awaits the confirm of each message: publish from many threads, as web threads would."""
    pool = ThreadPool(_THREADS)
    return lambda events: pool.map(publish, events, _CHUNK)
