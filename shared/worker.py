# SPDX-License-Identifier: Apache-2.0
"""The worker: takes events from the service's queue, runs the reactions, and lets time decide what fell due.

It takes a window of messages, runs one short command for each, and acknowledges the group after their writes. Messages of
one aggregate run one after another in a lane; lanes run side by side, so that their writes share the journal's commits,
while the thread that owns the connection answers heartbeats. What fails goes to the retry queue with its attempts
counted, and what can never succeed to the dead queue with the reason; only then it is acknowledged. A database that is
away is waited for in place: that is no fault of the message.
"""

import threading
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor

import structlog
from prometheus_client import Counter

from shared import clock, rabbit
from shared.deadlines import Deadlines
from shared.errors import BadEvent, BrokerError
from shared.events import Envelope, unwrap
from shared.mongo import is_away
from shared.projections import Projections
from shared.rabbit import ATTEMPT, REASON, Consumer, Delivery, Names
from shared.reactions import Reactions
from shared.watchdog import Watchdog

CONSUMED = Counter("heshilao_events_consumed_total", "Events handled", ["service", "result"])
log = structlog.get_logger()


class Worker:
    """Consumes for one service: `window` messages at a time in up to `lanes` threads.

    `attempts` is how often a failing message is tried before it is dead. `pulse` is called at each turn, the heartbeat
    that operators see; `note` keeps which events were handled, before they are acknowledged.
    """

    def __init__(
        self,
        service: str,
        reactions: Reactions,
        url: str,
        names: Names,
        *,
        window: int = 100,
        lanes: int = 8,
        attempts: int = 6,
        pulse: Callable[[], None] = lambda: None,
        note: Callable[[Sequence[Envelope]], None] = lambda _: None,
    ) -> None:
        self._service, self._reactions, self._url, self._names = service, reactions, url, names
        self._window, self._attempts = window, attempts
        self._pulse, self._note = pulse, note
        self._lanes = ThreadPoolExecutor(lanes, "lane")
        self._stop = threading.Event()

    def run(self, stop: threading.Event) -> None:
        """Consume until `stop` is set; reconnects by itself."""
        self._stop = stop
        with Watchdog(60.0) as watchdog:
            while not stop.is_set():
                consumer: Consumer | None = None
                try:
                    consumer = Consumer(self._url, self._names.queue(self._service), window=self._window)
                    while not stop.is_set():
                        watchdog.alive()
                        self._pulse()
                        self.turn(consumer, watchdog.alive)
                except BrokerError as error:
                    log.warning("worker_reconnects", service=self._service, error=str(error))
                    stop.wait(1.0)
                finally:
                    if consumer:
                        consumer.close()

    def turn(self, consumer: Consumer, alive: Callable[[], None] = lambda: None) -> int:
        """Handle what arrived within half a second, acknowledge it, and return how many it was."""
        deliveries = consumer.take(0.5)
        if not deliveries:
            return 0
        work = [self._lanes.submit(self._settle, lane, alive) for lane in _lanes_of(deliveries)]
        consumer.wait_for(work)
        handled = [envelope for done in work for envelope in done.result()]
        noting = self._lanes.submit(self._keep, handled, alive)
        consumer.wait_for([noting])
        noting.result()
        consumer.ack_up_to(deliveries[-1])
        if consumer.careful and not deliveries[-1].redelivered:
            consumer.widen()
        return len(deliveries)

    def _settle(self, lane: Sequence[Delivery], alive: Callable[[], None]) -> list[Envelope]:
        """Bring the messages of one lane to an end, one after another: handled, sent to retry, or dead.

        Returns those that were handled.
        """
        handled: list[Envelope] = []
        for delivery in lane:
            self._until_back(lambda: self._try(delivery, handled), alive)  # noqa: B023 - called at once
            alive()
        return handled

    def _keep(self, handled: Sequence[Envelope], alive: Callable[[], None]) -> None:
        """Note what was handled."""

        def away() -> bool:
            try:
                self._note(handled)
            except Exception as error:
                if not is_away(error):
                    raise
                return True
            return False

        self._until_back(away, alive)

    def _until_back(self, away: Callable[[], bool], alive: Callable[[], None]) -> None:
        """Do it again as long as it says that the database is away."""
        wait = 0.2
        while away():
            if self._stop.wait(wait):
                raise BrokerError("stopped while the database was away")
            alive()
            wait = min(wait * 2, 10.0)

    def _try(self, delivery: Delivery, handled: list[Envelope]) -> bool:
        """Handle one message, or send it on; True when the database is away and it must be tried again."""
        try:
            envelope = unwrap(delivery.body)
            self._reactions.handle(self._service, envelope)
            handled.append(envelope)
            CONSUMED.labels(self._service, "handled").inc()
        except BadEvent as error:
            self._bury(delivery, f"{type(error).__name__}: {error}")
        except Exception as error:
            if is_away(error):
                log.warning("database_away", service=self._service, error=type(error).__name__)
                return True
            log.exception(
                "reaction_failed", service=self._service, message=delivery.id, type=delivery.routing_key
            )
            self._again(delivery, f"{type(error).__name__}: {error}")
        return False

    def _again(self, delivery: Delivery, reason: str) -> None:
        attempt = delivery.attempt + 1
        if attempt >= self._attempts:
            return self._bury(delivery, reason)
        CONSUMED.labels(self._service, "retried").inc()
        retry = self._names.retry(self._service)
        rabbit.send(self._url, retry, delivery.copy(**{ATTEMPT: attempt, REASON: reason[:500]}))

    def _bury(self, delivery: Delivery, reason: str) -> None:
        log.error(
            "event_dead", service=self._service, message=delivery.id, type=delivery.routing_key, reason=reason
        )
        CONSUMED.labels(self._service, "dead").inc()
        rabbit.send(self._url, self._names.dead(self._service), delivery.copy(**{REASON: reason[:500]}))


def _lanes_of(deliveries: Iterable[Delivery]) -> list[list[Delivery]]:
    """The messages by the aggregate that told them, each lane in the order of arrival."""
    lanes: dict[str, list[Delivery]] = {}
    for delivery in deliveries:
        aggregate = delivery.id.rsplit(".", 2)[0]  # an event's id is AGGREGATE.VERSION.NUMBER
        lanes.setdefault(aggregate, []).append(delivery)
    return list(lanes.values())


class Timekeeper(threading.Thread):
    """The worker's second thread: decides what fell due and shows what changed. It owns no broker connection."""

    def __init__(
        self, service: str, deadlines: Deadlines, projections: Projections, stop: threading.Event
    ) -> None:
        super().__init__(name="timekeeper", daemon=True)
        self._service, self._deadlines, self._projections, self._stop_event = (
            service,
            deadlines,
            projections,
            stop,
        )

    def run(self) -> None:
        while not self._stop_event.is_set():
            try:
                busy = self._deadlines.tick(self._service, clock.now()) + self._projections.show()
            except Exception as error:
                if is_away(error):
                    log.warning("database_away", service=self._service, error=type(error).__name__)
                else:
                    log.exception("timekeeper_failed", service=self._service)
                busy = 0
                self._stop_event.wait(1.0)
            if not busy:
                self._stop_event.wait(0.25)
