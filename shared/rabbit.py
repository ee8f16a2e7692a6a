# SPDX-License-Identifier: Apache-2.0
"""RabbitMQ, and the only module that imports pika: topology, confirmed publishing, consuming, dead letters.

Each service has three durable quorum queues: `NAME` (bound to the topic exchange for the events it reacts to),
`NAME.retry` (a fixed wait, then back to `NAME`), `NAME.dead` (kept until an operator decides).
"""

import contextlib
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import Any

import pika
from pika.adapters.blocking_connection import BlockingChannel
from pika.channel import Channel
from pika.exceptions import AMQPError
from pika.spec import BasicProperties

from shared.errors import BrokerError

ATTEMPT, REASON = "x-attempt", "x-reason"
_PERSISTENT = 2


def _parameters(url: str) -> pika.URLParameters:
    parameters = pika.URLParameters(url)
    parameters.heartbeat = 15
    parameters.blocked_connection_timeout = 15
    parameters.socket_timeout = 5
    parameters.stack_timeout = 10
    return parameters


@contextlib.contextmanager
def _broker_errors() -> Iterator[None]:
    try:
        yield
    except (AMQPError, OSError) as error:
        raise BrokerError(f"{type(error).__name__}: {error}") from error


@dataclass(frozen=True, slots=True)
class Names:
    """The names on the broker; `namespace` lets several stacks share one (tests do)."""

    namespace: str = ""

    @property
    def exchange(self) -> str:
        return f"{self.namespace}heshilao.events"

    def queue(self, service: str) -> str:
        return f"{self.namespace}{service}"

    def retry(self, service: str) -> str:
        return f"{self.namespace}{service}.retry"

    def dead(self, service: str) -> str:
        return f"{self.namespace}{service}.dead"


def declare(
    url: str,
    names: Names,
    bindings: Mapping[str, Iterable[str]],
    *,
    retry_ms: int = 5_000,
    deliveries: int = 20,
) -> None:
    """Declare the exchange and the queues of all services, and bind `service: event types`. Safe to repeat.

    A queue keeps at-least-once dead-lettering, which needs `reject-publish`; `deliveries` catches the message
    that kills its process again and again.
    """
    quorum: dict[str, Any] = {"x-queue-type": "quorum", "x-overflow": "reject-publish"}
    onward: dict[str, Any] = {"x-dead-letter-exchange": "", "x-dead-letter-strategy": "at-least-once"}
    with _channel(url) as channel:
        channel.exchange_declare(names.exchange, "topic", durable=True)
        for service in bindings:
            queue, retry, dead = names.queue(service), names.retry(service), names.dead(service)
            channel.queue_declare(dead, durable=True, arguments={"x-queue-type": "quorum"})
            channel.queue_declare(
                retry,
                durable=True,
                arguments=quorum | onward | {"x-dead-letter-routing-key": queue, "x-message-ttl": retry_ms},
            )
            channel.queue_declare(
                queue,
                durable=True,
                arguments=quorum
                | onward
                | {
                    "x-dead-letter-routing-key": dead,
                    "x-delivery-limit": deliveries,
                    "x-max-length": 1_000_000,
                },
            )
        for service, types in bindings.items():
            for event_type in types:
                channel.queue_bind(names.queue(service), names.exchange, event_type)


def remove(url: str, names: Names, services: Iterable[str]) -> None:
    """Delete the queues of the services, with what is in them. Never part of normal work: tests and clean-up."""
    with _channel(url) as channel:
        for service in services:
            for queue in (names.queue(service), names.retry(service), names.dead(service)):
                channel.queue_delete(queue)


@contextlib.contextmanager
def _channel(url: str) -> Iterator[BlockingChannel]:
    """A blocking channel with confirms, for the few messages that an operator or a failure moves."""
    with _broker_errors():
        connection = pika.BlockingConnection(_parameters(url))
        try:
            channel = connection.channel()
            channel.confirm_delivery()
            yield channel
        finally:
            if connection.is_open:
                connection.close()


@dataclass(frozen=True, slots=True)
class Message:
    """A message to publish; `id` is the event id."""

    id: str
    routing_key: str
    body: bytes
    content_type: str
    headers: Mapping[str, Any] = field(default_factory=dict)

    def properties(self) -> BasicProperties:
        return BasicProperties(
            content_type=self.content_type,
            delivery_mode=_PERSISTENT,
            message_id=self.id,
            type=self.routing_key,
            headers=dict(self.headers),
        )


class Publisher:
    """Publishes windows of messages: all are sent, then their confirms are awaited together.

    One connection, used by one thread. A message counts as published only when the broker confirmed it and did not
    return it; after any error the publisher is closed and a new one must be made.
    """

    def __init__(self, url: str, *, timeout: float = 20.0) -> None:
        """Connect. `timeout`, in seconds, bounds the connecting and each window. Raises BrokerError."""
        self._timeout = timeout
        self._failure: BaseException | None = None
        self._next_tag = 1
        self._waiting: dict[int, str] = {}
        self._confirmed: set[str] = set()
        self._returned: set[str] = set()
        self._channel: Channel | None = None
        with _broker_errors():
            self._connection = pika.SelectConnection(
                _parameters(url),
                on_open_callback=self._opened,
                on_open_error_callback=self._ended,
                on_close_callback=self._ended,
            )
        self._run(self._timeout)
        if self._channel is None:
            self.close()
            raise BrokerError("RabbitMQ did not open a channel in time")

    def publish(self, exchange: str, messages: Sequence[Message]) -> set[str]:
        """Publish a window and wait for its confirms; returns the ids that are safe with the broker.

        An id that is missing was refused, or is bound to no queue. Raises BrokerError when the connection ended or
        the confirms did not come in time: then nothing is known, and all must be sent again.
        """
        channel = self._channel
        if channel is None or not channel.is_open:
            raise BrokerError(f"the channel is closed: {self._failure!r}")
        self._confirmed, self._returned, self._waiting = set(), set(), {}
        first = self._next_tag
        for number, message in enumerate(messages):
            self._waiting[first + number] = message.id
        self._next_tag = first + len(messages)
        with _broker_errors():
            for message in messages:
                channel.basic_publish(
                    exchange, message.routing_key, message.body, message.properties(), mandatory=True
                )
            if self._waiting:
                self._run(self._timeout)
        if self._failure is not None or self._waiting:
            self.close()
            raise BrokerError(f"confirms did not come: {self._failure!r}")
        return self._confirmed - self._returned

    def idle(self, seconds: float) -> None:
        """Wait, answering heartbeats meanwhile. Raises BrokerError when the connection ended."""
        self._run(seconds)
        if self._failure is not None:
            raise BrokerError(f"the connection ended: {self._failure!r}")

    def close(self) -> None:
        """Close the connection, waiting at most two seconds for the broker's answer; never raises."""
        ends = time.monotonic() + 2.0
        with contextlib.suppress(Exception):
            if self._connection.is_open:
                self._connection.close()
            while not self._connection.is_closed and time.monotonic() < ends:
                self._run(0.2)  # stopped early when the channel closes, before the connection does
            self._run(0.01)  # the socket of a connection that never opened is closed a turn later
        with contextlib.suppress(Exception):
            self._connection.ioloop.close()

    def _run(self, seconds: float) -> None:
        loop = self._connection.ioloop
        timer = loop.call_later(seconds, loop.stop)
        with _broker_errors():
            loop.start()
        loop.remove_timeout(timer)

    def _opened(self, connection: Any) -> None:
        connection.channel(on_open_callback=self._ready)

    def _ready(self, channel: Channel) -> None:
        self._next_tag = 1
        channel.add_on_close_callback(self._ended)
        channel.add_on_return_callback(self._was_returned)
        channel.confirm_delivery(self._was_confirmed, callback=lambda _frame: self._take(channel))

    def _take(self, channel: Channel) -> None:
        self._channel = channel
        self._connection.ioloop.stop()

    def _ended(self, _source: Any, reason: Any) -> None:
        self._failure = reason if isinstance(reason, BaseException) else BrokerError(str(reason))
        self._connection.ioloop.stop()

    def _was_returned(self, _channel: Any, _method: Any, properties: BasicProperties, _body: bytes) -> None:
        self._returned.add(properties.message_id)

    def _was_confirmed(self, frame: Any) -> None:
        method = frame.method
        tags = (
            [tag for tag in self._waiting if tag <= method.delivery_tag]
            if method.multiple
            else [method.delivery_tag]
        )
        for tag in tags:
            event_id = self._waiting.pop(tag, None)
            if event_id is not None and isinstance(method, pika.spec.Basic.Ack):
                self._confirmed.add(event_id)
        if not self._waiting:
            self._connection.ioloop.stop()


@dataclass(frozen=True, slots=True)
class Delivery:
    """A message as it came from the queue."""

    tag: int
    id: str
    routing_key: str
    body: bytes
    content_type: str
    headers: Mapping[str, Any]
    redelivered: bool

    @property
    def attempt(self) -> int:
        """How often a handler failed on it before."""
        return int(self.headers.get(ATTEMPT, 0))

    def copy(self, **headers: Any) -> Message:
        """The same message to send on, with headers added."""
        kept = {key: value for key, value in self.headers.items() if key in (ATTEMPT, REASON)}
        return Message(self.id, self.routing_key, self.body, self.content_type, kept | headers)


def _delivery(method: Any, properties: BasicProperties, body: bytes) -> Delivery:
    return Delivery(
        tag=method.delivery_tag,
        id=properties.message_id or "",
        routing_key=properties.type or method.routing_key,
        body=body,
        content_type=properties.content_type or "",
        headers=properties.headers or {},
        redelivered=method.redelivered,
    )


class Consumer:
    """Takes messages from one queue; one connection, one thread.

    `window` messages may be unacknowledged at once. It begins careful, with one: a crash may have left a message
    that kills, and messages handled one by one do not share its fate. `widen` opens the window.
    """

    def __init__(self, url: str, queue: str, *, window: int) -> None:
        """Connect and consume. Raises BrokerError."""
        self._queue, self._window = queue, window
        self.careful = True
        with _broker_errors():
            self._connection = pika.BlockingConnection(_parameters(url))
            self._channel = self._connection.channel()
            self._begin(1)

    def _begin(self, prefetch: int) -> None:
        self._arrived: list[Delivery] = []
        self._channel.basic_qos(prefetch_count=prefetch)
        self._tag = self._channel.basic_consume(self._queue, self._on_message)

    def _on_message(self, _channel: Any, method: Any, properties: BasicProperties, body: bytes) -> None:
        self._arrived.append(_delivery(method, properties, body))

    def widen(self) -> None:
        """Open the full window; call when nothing is unacknowledged."""
        with _broker_errors():
            self._channel.basic_cancel(self._tag)
            self._begin(self._window)
        self.careful = False

    def take(self, seconds: float) -> list[Delivery]:
        """What arrived, at once if anything did, else after waiting up to `seconds` (0 looks without waiting).

        Raises BrokerError when the connection, the channel or the consumer is gone.
        """
        if not self._arrived:
            with _broker_errors():
                self._connection.process_data_events(time_limit=seconds)
        if not self._channel.is_open or self._tag not in self._channel.consumer_tags:
            raise BrokerError(f"the consumer of {self._queue} is gone")
        arrived, self._arrived = self._arrived, []
        return arrived

    def ack_up_to(self, delivery: Delivery) -> None:
        """Acknowledge this delivery and all before it."""
        with _broker_errors():
            self._channel.basic_ack(delivery.tag, multiple=True)

    def wait_for(self, work: Sequence[Future[Any]]) -> None:
        """Wait until all the work of other threads is done, answering heartbeats meanwhile. Raises BrokerError."""
        with _broker_errors():
            for piece in work:
                piece.add_done_callback(lambda _: self._wake())
            while not all(piece.done() for piece in work):
                self._connection.process_data_events(time_limit=1.0)

    def _wake(self) -> None:
        """End the waiting of the connection's thread; called from others, perhaps after the connection ended."""
        with contextlib.suppress(AMQPError):
            self._connection.add_callback_threadsafe(lambda: None)

    def close(self) -> None:
        """Close the connection; what was not acknowledged goes back to the queue. Never raises."""
        with contextlib.suppress(Exception):
            self._connection.close()


def send(url: str, queue: str, message: Message) -> None:
    """Put one message into one queue and wait until the broker has it. Raises BrokerError."""
    with _channel(url) as channel:
        channel.basic_publish("", queue, message.body, message.properties(), mandatory=True)


def depth(url: str, queue: str) -> int:
    """How many messages are ready in a queue."""
    with _channel(url) as channel:
        return int(channel.queue_declare(queue, passive=True).method.message_count)


def peek(url: str, queue: str) -> list[Delivery]:
    """All ready messages of a queue, which stay in it."""
    with _channel(url) as channel:
        return list(_drain(channel, queue))


def move(url: str, source: str, target: str | None, ids: set[str] | None = None) -> int:
    """Move messages (all, or those with `ids`) from one queue to another, or away for good when `target` is None.

    Each is confirmed in the target before it leaves the source. Returns how many were moved.
    """
    moved = 0
    with _channel(url) as channel:
        for delivery in _drain(channel, source):
            if ids is not None and delivery.id not in ids:
                continue
            if target is not None:
                fresh = Message(delivery.id, delivery.routing_key, delivery.body, delivery.content_type)
                channel.basic_publish("", target, fresh.body, fresh.properties(), mandatory=True)
            channel.basic_ack(delivery.tag)
            moved += 1
    return moved


def _drain(channel: BlockingChannel, queue: str) -> Iterator[Delivery]:
    """Every message that is ready now, unacknowledged: it returns to the queue when the channel closes.

    What comes meanwhile is left: a message that was moved and failed at once must not be moved for ever.
    """
    for _ in range(channel.queue_declare(queue, passive=True).method.message_count):
        method, properties, body = channel.basic_get(queue)
        if method is None:
            return
        yield _delivery(method, properties, body)
