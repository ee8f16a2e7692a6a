# SPDX-License-Identifier: Apache-2.0
"""The relay: publishes the events that documents owe, in windows, and marks them as sent only after the confirm.

It asks which documents owe something, never "what is newer than the last one I saw": an event that is written late
is not passed over. Killed between publish and mark it publishes again; the receivers absorb an event once.
Sent events are kept in the collection `published`, so the broker can lose everything and nothing is lost.
"""

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import structlog
from prometheus_client import Counter
from pymongo import UpdateOne
from pymongo.collection import Collection
from pymongo.errors import BulkWriteError, PyMongoError

from shared.aggregate import OWING, Aggregate
from shared.errors import BrokerError
from shared.events import CONTENT_TYPE, encode
from shared.lease import Lease
from shared.mongo import collection
from shared.rabbit import Message, Names, Publisher
from shared.watchdog import Watchdog

PUBLISHED = Counter("heshilao_events_published_total", "Events confirmed by the broker", ["service"])
REFUSED = Counter(
    "heshilao_events_refused_total", "Events refused by the broker or bound to no queue", ["service"]
)
_DUPLICATE_KEY = 11000
_RENEW = 5.0  # seconds; a third of what a lease lasts
log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class _Debt:
    """The events that one document owes, oldest first."""

    kind: type[Aggregate]
    document: str
    events: list[dict[str, Any]]


class Relay:
    """Publishes what the documents of one service owe. `window` bounds the events that are sent before waiting.

    `pulse` is called at each turn: the heartbeat that operators see.
    """

    def __init__(
        self,
        service: str,
        kinds: Sequence[type[Aggregate]],
        url: str,
        names: Names,
        *,
        window: int = 500,
        pulse: Callable[[], None] = lambda: None,
    ) -> None:
        self._service, self._kinds, self._url, self._names, self._window = service, kinds, url, names, window
        self._published: Collection[dict[str, Any]] = collection(kinds[0]).database["published"]
        self._lease = Lease(collection(kinds[0]).database["leases"], "relay")
        self._pulse = pulse

    def run(self, stop: threading.Event, *, idle: float = 0.1) -> None:
        """Publish until `stop` is set; `idle` is the wait in seconds when nothing is owed."""
        publisher: Publisher | None = None
        renewed = -_RENEW
        with Watchdog() as watchdog:
            while not stop.is_set():
                watchdog.alive()
                self._pulse()
                try:
                    if time.monotonic() - renewed >= _RENEW:
                        if not self._lease.hold():
                            stop.wait(1.0)
                            continue
                        renewed = time.monotonic()
                    publisher = publisher or Publisher(self._url)
                    sent, refused = self.turn(publisher)
                    if refused:
                        log.error("events_refused", service=self._service, count=refused)
                    publisher.idle(0.0 if sent and not refused else 1.0 if refused else idle)
                except (BrokerError, PyMongoError) as error:
                    log.warning("relay_waits", service=self._service, error=repr(error))
                    if publisher:
                        publisher.close()
                    publisher = None
                    stop.wait(1.0)
        if publisher:
            publisher.close()
        self._lease.release()

    def turn(self, publisher: Publisher) -> tuple[int, int]:
        """Publish one window and mark it; returns how many events were confirmed and how many refused."""
        debts = list(self._debts())
        owed = [event for debt in debts for event in debt.events]
        if not owed:
            return 0, 0
        messages = [Message(event["id"], event["type"], encode(event), CONTENT_TYPE) for event in owed]
        confirmed = publisher.publish(self._names.exchange, messages)
        self._mark(debts, confirmed)
        refused = len(owed) - len(confirmed)
        PUBLISHED.labels(self._service).inc(len(confirmed))
        REFUSED.labels(self._service).inc(refused)
        return len(confirmed), refused

    def _debts(self) -> Iterator[_Debt]:
        """What is owed, the oldest debt of all kinds first, asked in one question: it is asked ten times a second."""
        oldest: list[dict[str, Any]] = [{"$sort": {"changed_at": 1}}, {"$limit": self._window}]
        asked = [
            [
                {"$match": OWING},
                *oldest,
                {"$project": {"outbox": 1, "changed_at": 1, "kind": {"$literal": n}}},
            ]
            for n in range(len(self._kinds))
        ]
        others = [
            {"$unionWith": {"coll": collection(kind).name, "pipeline": pipeline}}
            for kind, pipeline in zip(self._kinds[1:], asked[1:], strict=True)
        ]
        left = self._window
        for row in collection(self._kinds[0]).aggregate([*asked[0], *others, *oldest]):
            yield _Debt(self._kinds[row["kind"]], row["_id"], row["outbox"])
            left -= len(row["outbox"])
            if left <= 0:
                break

    def _mark(self, debts: list[_Debt], confirmed: set[str]) -> None:
        """Keep what was sent, then take it from the documents that owed it."""
        now = datetime.now(UTC)
        sent = [event for debt in debts for event in debt.events if event["id"] in confirmed]
        if not sent:
            return
        keep(self._published, [{"_id": event["id"], "sent_at": now, "event": event} for event in sent])
        for kind in self._kinds:
            pulls = [
                UpdateOne({"_id": debt.document}, {"$pull": {"outbox": {"id": {"$in": ids}}}})
                for debt in debts
                if debt.kind is kind and (ids := [e["id"] for e in debt.events if e["id"] in confirmed])
            ]
            if pulls:
                collection(kind).bulk_write(pulls, ordered=False)


def keep(published: Collection[dict[str, Any]], rows: list[dict[str, Any]]) -> None:
    """Insert the rows; those that are there already, from a run that was killed, stay as they are."""
    try:
        published.insert_many(rows, ordered=False)
    except BulkWriteError as error:
        others = [fault for fault in error.details["writeErrors"] if fault["code"] != _DUPLICATE_KEY]
        if others:
            raise


def replay(
    url: str,
    names: Names,
    published: Collection[dict[str, Any]],
    *,
    types: Sequence[str] = (),
    hour: str = "",
    limit: int = 0,
) -> int:
    """Publish kept events again, oldest first; the receivers absorb an event once. Returns how many were sent.

    `hour` (UTC, such as `2026-05-19T08`) narrows it to the events of that hour.
    """
    query: dict[str, Any] = {"event.type": {"$in": list(types)}} if types else {}
    if hour:
        query["event.time"] = {"$gte": hour, "$lt": f"{hour}~"}
    publisher, sent = Publisher(url), 0
    window: list[Message] = []
    try:
        for row in published.find(query).sort("sent_at").limit(limit):
            event = row["event"]
            window.append(Message(event["id"], event["type"], encode(event), CONTENT_TYPE))
            if len(window) == 500:
                sent += len(publisher.publish(names.exchange, window))
                window = []
        if window:
            sent += len(publisher.publish(names.exchange, window))
    finally:
        publisher.close()
    return sent
