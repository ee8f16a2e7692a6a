# SPDX-License-Identifier: Apache-2.0
"""What one event does, the same on every side: it raises a number in one of a thousand documents, once.

Our side does it through its aggregate; the others by `absorb`, one conditional update, acknowledged by a majority
with its journal written. No side may count an event twice when it is delivered again.
"""

import os
import threading
from collections.abc import Iterator
from typing import Any

from pymongo import MongoClient, UpdateOne
from pymongo.collection import Collection

from shared import clock
from shared.events import wrap
from tests.shared.sample import a_call, an_event, prepare_taker

DOCUMENTS = 1_000
Rows = Collection[dict[str, Any]]


def rows_of(mongo_url: str, namespace: str) -> Rows:
    """The documents of the sides that use the driver alone."""
    driver: MongoClient[dict[str, Any]] = MongoClient(mongo_url, w="majority", journal=True)
    return driver[f"{namespace}others"]["takers"]


class LazyRows:
    """The same, connected at the first use: after a program forked, and once for all its threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._rows: Rows | None = None

    def get(self) -> Rows:
        with self._lock:
            if self._rows is None:
                self._rows = rows_of(os.environ["HESHILAO_MONGO_URL"], os.environ["HESHILAO_NAMESPACE"])
            return self._rows


def events(first: int, count: int) -> Iterator[dict[str, Any]]:
    """CloudEvents for the documents in turn, as the relay finds them in an outbox."""
    pattern = wrap(an_event(""), event_id="", source="/giver", subject="", time=clock.now(), sequence=1)
    for number in range(first, first + count):
        own = {"id": f"{number}.1.0", "subject": str(number)}
        yield {**pattern, **own, "data": {**pattern["data"], "case_id": str(number % DOCUMENTS)}}


def update(event: dict[str, Any]) -> UpdateOne:
    """The write of one event, as an operation of a bulk."""
    return UpdateOne(*_parts(event))


def absorb(rows: Rows, event: dict[str, Any]) -> None:
    """The write of one event."""
    rows.update_one(*_parts(event))


def _parts(event: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    chosen = {"_id": event["data"]["case_id"], "inbox": {"$ne": event["id"]}}
    return chosen, {"$inc": {"taken": 1}, "$push": {"inbox": event["id"]}}


def clear(rows: Rows) -> None:
    """Put the thousand documents of the driver's sides back to their beginning."""
    rows.delete_many({})
    rows.insert_many({"_id": str(number), "taken": 0, "inbox": []} for number in range(DOCUMENTS))


def clear_takers(rows: Rows) -> None:
    """The same with the documents of our side, as its own command makes them."""
    rows.delete_many({})
    prepare_taker(a_call(), "pattern")
    pattern = rows.find_one_and_delete({"_id": "pattern"})
    assert pattern is not None
    rows.insert_many({**pattern, "_id": str(number)} for number in range(DOCUMENTS))


def taken(rows: Rows) -> int:
    """How many events have had their effect."""
    (total,) = rows.aggregate([{"$group": {"_id": None, "taken": {"$sum": "$taken"}}}])
    return int(total["taken"])
