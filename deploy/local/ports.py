# SPDX-License-Identifier: Apache-2.0
"""Ports of 127.0.0.1: which are free, which answer."""

import contextlib
import os
import socket

from deploy.local.processes import StartFailed

_handed_out: set[int] = set()  # by this process: a server may bind its port only seconds later


def is_free(port: int) -> bool:
    """Whether a server could listen on the port of 127.0.0.1 now."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # a port that was just closed is free
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def free_ports(count: int) -> list[int]:
    """Different free ports below the range of outgoing connections; none is handed out twice by one process."""
    ports: list[int] = []
    first = 21000 + (os.getpid() * 97) % 9000  # so that two runs at once begin apart
    for port in range(first, 32000):
        if len(ports) == count:
            return ports
        if port not in _handed_out and is_free(port):
            _handed_out.add(port)
            ports.append(port)
    raise StartFailed("too few free ports between 21000 and 32000")


def answers(port: int) -> bool:
    """Whether something listens on the port of 127.0.0.1."""
    with contextlib.closing(socket.socket()) as probe:
        probe.settimeout(1.0)
        return probe.connect_ex(("127.0.0.1", port)) == 0
