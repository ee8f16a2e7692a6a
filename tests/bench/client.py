# SPDX-License-Identifier: Apache-2.0
"""A lean HTTP client under load: several connections kept alive, each posting to resources of its own, one by one."""

import itertools
import socket
import threading
import time
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

_END = b"\r\n\r\n"


class BadAnswer(Exception):
    """Raised when the server answered anything but 200 or 201, or not at all."""


@dataclass
class Resource:
    """A thing that is posted to: its path, and the version that the next If-Match names."""

    path: str
    version: int


class Connection:
    """One connection. Written on sockets: an HTTP library would take as much CPU time as the server."""

    def __init__(self, port: int) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=20)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def post(self, path: str, body: bytes, headers: Mapping[str, str]) -> bytes:
        """Post and return head and body of the answer, which must be 200 or 201."""
        lines = [f"POST {path} HTTP/1.1", *(f"{name}: {value}" for name, value in headers.items())]
        self._socket.sendall("\r\n".join([*lines, f"Content-Length: {len(body)}", "", ""]).encode() + body)
        answer = b""
        while _END not in answer:
            answer += self._more()
        head, _, _ = answer.partition(_END)
        if not head.startswith((b"HTTP/1.1 200 ", b"HTTP/1.1 201 ")):
            raise BadAnswer(answer[:2000].decode())
        (length,) = (
            int(line[15:]) for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:")
        )
        while len(answer) < len(head) + len(_END) + length:
            answer += self._more()
        return answer

    def _more(self) -> bytes:
        part = self._socket.recv(65536)
        if not part:
            raise BadAnswer("the server closed the connection")
        return part

    def close(self) -> None:
        self._socket.close()


def post_for(
    seconds: float,
    port: int,
    resources: Sequence[Resource],
    body: bytes,
    headers: Mapping[str, str],
    *,
    connections: int,
) -> tuple[int, float]:
    """Post for so long; returns how many posts were answered, and the seconds it took. Raises BadAnswer."""
    counts, failures = [0] * connections, list[BaseException]()
    start = time.monotonic()

    def work(number: int) -> None:
        connection = Connection(port)
        try:
            for resource in itertools.cycle(resources[number::connections]):
                own = {"If-Match": f'"{resource.version}"', "Idempotency-Key": str(uuid.uuid4())}
                connection.post(resource.path, body, {**headers, **own})
                resource.version += 1
                counts[number] += 1
                if time.monotonic() - start > seconds:
                    return
        except BaseException as failure:
            failures.append(failure)
        finally:
            connection.close()

    threads = [threading.Thread(target=work, args=(number,)) for number in range(connections)]
    _run(threads)
    if failures:
        raise failures[0]
    return sum(counts), time.monotonic() - start


def _run(threads: Sequence[threading.Thread]) -> None:
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
