# SPDX-License-Identifier: Apache-2.0
"""A small supervisor: starts named programs, starts one again when it dies, ends all of them together."""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from deploy.local.processes import Process, end, start

_FIRST_WAIT, _LONGEST_WAIT = 0.5, 8.0  # seconds before a program is started again; doubled each time
_SETTLED = 30.0  # seconds after which a program counts as healthy, and its wait begins anew


@dataclass(slots=True)
class Program:
    """A long-running command; `log` takes what it prints. A worker or relay may exit 70 to be started again."""

    name: str
    command: Sequence[str]
    environment: Mapping[str, str]
    log: Path
    process: Process | None = None
    starts: int = 0
    _began: float = field(default=0.0, init=False)
    _wait: float = field(default=_FIRST_WAIT, init=False)
    _due: float = field(default=0.0, init=False)

    def start(self) -> None:
        self.process = start(self.command, self.log, self.environment)
        self.starts, self._began, self._due = self.starts + 1, time.monotonic(), 0.0

    def revive(self) -> int | None:
        """Start it again if it ended and its wait is over; returns the exit code when it is first seen ended."""
        now, code = time.monotonic(), self.process.poll() if self.process else None
        if code is None:
            return None
        if not self._due:
            wait = _FIRST_WAIT if now - self._began > _SETTLED else self._wait
            self._due, self._wait = now + wait, min(wait * 2, _LONGEST_WAIT)
            if self.process:
                end(self.process, within=0.0)  # what it had forked goes too: it would hold ports and locks
            return code
        if now >= self._due:
            self.start()
        return None


class Supervisor:
    """A context manager over programs; used by one thread. On leaving it, no process of any program is left."""

    def __init__(self, programs: Sequence[Program], say: Callable[[str], None] = print) -> None:
        self.programs, self._say = programs, say

    def __enter__(self) -> Self:
        try:
            for program in self.programs:
                program.start()
        except BaseException:
            self.stop()
            raise
        return self

    def look(self) -> None:
        """Start again what died. To be called a few times a second."""
        for program in self.programs:
            code = program.revive()
            if code is not None:
                self._say(f"{program.name} ended with code {code} and is started again; see {program.log}")

    def stop(self, within: float = 8.0) -> None:
        """Ask all to end, the last one first, and end by force what is left after `within` seconds."""
        end(*[program.process for program in reversed(self.programs) if program.process], within=within)

    def __exit__(self, *_: object) -> None:
        self.stop()
