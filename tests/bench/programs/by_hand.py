# SPDX-License-Identifier: Apache-2.0
"""pika and the driver by hand: windows of confirmed messages; bulks of writes, acknowledged as a group.

python -m tests.bench.programs.by_hand publish|consume
"""

import os
import signal
import sys
import threading
from typing import Any

import orjson
import pika

from tests.bench import effect
from tests.bench.programs.orders import obey

QUEUE = f"{os.environ['HESHILAO_NAMESPACE']}hand"
WINDOW, PREFETCH, BULK = 500, 1_000, 500
PERSISTENT = pika.BasicProperties(delivery_mode=2, content_type="application/json")


class Publisher:
    """Publishes windows on one asynchronous connection, and waits for the confirms of each."""

    def __init__(self) -> None:
        self._waiting, self._tag = set[int](), 0
        parameters = pika.URLParameters(os.environ["HESHILAO_AMQP_URL"])
        self._connection = pika.SelectConnection(parameters, on_open_callback=self._opened)
        self._connection.ioloop.start()

    def _opened(self, connection: pika.SelectConnection) -> None:
        self._channel = connection.channel(on_open_callback=self._ready)

    def _ready(self, channel: Any) -> None:
        channel.confirm_delivery(self._confirmed, callback=lambda _: self._connection.ioloop.stop())

    def _confirmed(self, frame: Any) -> None:
        assert isinstance(frame.method, pika.spec.Basic.Ack), "the broker refused a message"
        tag = frame.method.delivery_tag
        self._waiting -= {one for one in self._waiting if one <= tag} if frame.method.multiple else {tag}
        if not self._waiting:
            self._connection.ioloop.stop()

    def publish(self, events: list[dict[str, Any]]) -> None:
        for start in range(0, len(events), WINDOW):
            for event in events[start : start + WINDOW]:
                self._tag += 1
                self._waiting.add(self._tag)
                self._channel.basic_publish("", QUEUE, orjson.dumps(event), PERSISTENT, mandatory=True)
            self._connection.ioloop.start()


def consume() -> None:
    """Write what has come as one bulk, acknowledge it as a group, and go on until told to end."""
    told = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: told.set())
    rows = effect.LazyRows().get()
    connection = pika.BlockingConnection(pika.URLParameters(os.environ["HESHILAO_AMQP_URL"]))
    channel = connection.channel()
    channel.basic_qos(prefetch_count=PREFETCH)
    arrived: list[tuple[int, bytes]] = []
    channel.basic_consume(
        QUEUE, lambda _channel, method, _properties, body: arrived.append((method.delivery_tag, body))
    )
    while not told.is_set():
        connection.process_data_events(time_limit=0.5 if not arrived else 0)
        bulk, arrived[:BULK] = arrived[:BULK], []
        if bulk:
            rows.bulk_write([effect.update(orjson.loads(body)) for _, body in bulk], ordered=False)
            channel.basic_ack(bulk[-1][0], multiple=True)
    connection.close()


if __name__ == "__main__":
    consume() if sys.argv[1] == "consume" else obey(Publisher().publish)
