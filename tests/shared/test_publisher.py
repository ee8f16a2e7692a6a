# SPDX-License-Identifier: Apache-2.0
"""What a publisher leaves behind, over a wire that is slower than the broker."""

import contextlib
import socket
import threading
import time
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest

from shared.rabbit import Publisher


class SlowWire:
    """Carries one connection to the broker, each piece 50 ms late. `ended` is set when the client hung up."""

    def __init__(self, url: str) -> None:
        self.ended = threading.Event()
        self._ear = socket.create_server(("127.0.0.1", 0))
        broker = urlsplit(url)
        self.url = url.replace(f":{broker.port}/", f":{self._ear.getsockname()[1]}/")
        self._broker = socket.create_connection((broker.hostname or "", broker.port or 0))
        threading.Thread(target=self._carry, daemon=True).start()

    def _carry(self) -> None:
        client, _ = self._ear.accept()
        with client, self._broker:
            back = threading.Thread(target=self._pump, args=(self._broker, client))
            back.start()
            self._pump(client, self._broker)
            self.ended.set()
            back.join()

    def _pump(self, source: socket.socket, target: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while piece := source.recv(65536):
                time.sleep(0.05)
                target.sendall(piece)
            target.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        self._ear.close()


@pytest.fixture
def wire(amqp_url: str) -> Iterator[SlowWire]:
    wire = SlowWire(amqp_url)
    yield wire
    wire.close()


def test_a_closed_publisher_has_hung_up_although_the_broker_is_slow(wire: SlowWire) -> None:
    publisher = Publisher(wire.url)

    publisher.close()

    assert wire.ended.wait(5)
