# SPDX-License-Identifier: Apache-2.0
"""A gate before a server: as long as it is shut, the server is away for all who come through it."""

import contextlib
import socket
import threading
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

from deploy.local.ports import free_ports


class Gate:
    """Passes bytes between a port of 127.0.0.1 and the server of `url`; `self.url` leads through the gate."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        assert parts.hostname
        assert parts.port
        self._server = (parts.hostname, parts.port)
        self._port = free_ports(1)[0]
        self.url = url.replace(f"{parts.hostname}:{parts.port}", f"127.0.0.1:{self._port}", 1)
        self._door: socket.socket | None = None
        self._open: set[socket.socket] = set()

    def __enter__(self) -> Self:
        self.open()
        return self

    def open(self) -> None:
        """Let everybody in."""
        self._door = socket.create_server(("127.0.0.1", self._port))
        threading.Thread(target=self._serve, args=(self._door,), daemon=True).start()

    def shut(self) -> None:
        """Cut every connection, and refuse new ones."""
        if self._door:
            with contextlib.suppress(OSError):
                self._door.shutdown(socket.SHUT_RDWR)
            self._door.close()
            self._door = None
        for one in list(self._open):
            _cut(one)

    def __exit__(
        self, _type: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self.shut()

    def _serve(self, door: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while True:
                guest, _ = door.accept()
                host = socket.create_connection(self._server)
                self._open |= {guest, host}
                for one, other in ((guest, host), (host, guest)):
                    threading.Thread(target=self._carry, args=(one, other), daemon=True).start()

    def _carry(self, one: socket.socket, other: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while some := one.recv(65536):
                other.sendall(some)
        for end in (one, other):
            _cut(end)
            self._open.discard(end)


def _cut(one: socket.socket) -> None:
    with contextlib.suppress(OSError):
        one.shutdown(socket.SHUT_RDWR)
    one.close()
