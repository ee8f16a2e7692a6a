# SPDX-License-Identifier: Apache-2.0
"""Programs under measurement: started apart from all others, frozen and thawed, their CPU time read, and ended."""

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Self

from deploy.local.processes import LEASH, end

_TICKS = os.sysconf("SC_CLK_TCK")
# Fields of /proc/PID/stat after the name: session, then utime, stime and those of children that ended.
_SESSION, _TIMES = 3, slice(11, 15)
ROOT = Path(__file__).parents[2]


class Died(Exception):
    """Raised when a program under measurement ended by itself or did not do its work; the text has the end of its log."""


def cpu_seconds(leaders: Iterable[int]) -> float:
    """CPU time, user and system, in seconds, of all processes in the sessions that these processes lead.

    Read from /proc at two moments and subtracted, so that imports and connecting are left out.
    """
    sessions, total = set(leaders), 0
    for folder in Path("/proc").iterdir():
        if not folder.name.isdigit():
            continue
        with contextlib.suppress(OSError):
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
            if int(fields[_SESSION]) in sessions:
                total += sum(int(ticks) for ticks in fields[_TIMES])
    return total / _TICKS


class Program:
    """A Python program with all that it forks, in a session of its own: `with Program([...], ...) as program`."""

    def __init__(
        self, arguments: Sequence[str], log: Path, environment: Mapping[str, str], *, listens: bool = False
    ) -> None:
        """`arguments` follow `python`; what it prints goes to `log`, or answers our orders if it `listens`."""
        self._arguments, self._log, self._environment, self._listens = arguments, log, environment, listens

    def __enter__(self) -> Self:
        with self._log.open("ab") as output:
            self.process = subprocess.Popen(
                [*LEASH, sys.executable, *self._arguments],
                stdin=subprocess.PIPE if self._listens else subprocess.DEVNULL,
                stdout=subprocess.PIPE if self._listens else output,
                stderr=output,
                env=os.environ | self._environment,
                cwd=ROOT,
                start_new_session=True,
            )
        return self

    @property
    def pid(self) -> int:
        return self.process.pid

    def check(self) -> None:
        """Raises Died when it ended by itself."""
        if self.process.poll() is not None:
            raise self._died(f"ended with code {self.process.returncode}")

    def _died(self, how: str) -> Died:
        tail = self._log.read_text(errors="replace")[-2000:]
        return Died(f"{' '.join(self._arguments)} {how}; its log ends with:\n{tail}")

    def freeze(self) -> None:
        """Stop all its processes where they stand. Only for seconds: its heartbeats stop too."""
        os.killpg(self.pid, signal.SIGSTOP)

    def thaw(self) -> None:
        os.killpg(self.pid, signal.SIGCONT)

    def order(self, line: str) -> None:
        """Give it a line, and wait for the line with which it says that it is done."""
        self.tell(line)
        self.answer()

    def tell(self, line: str) -> None:
        """Give it a line to do, without waiting."""
        stdin = self.process.stdin
        assert stdin is not None
        stdin.write(f"{line}\n".encode())
        stdin.flush()

    def answer(self) -> None:
        """Wait until it did the last line. Raises Died when it did not."""
        stdout = self.process.stdout
        assert stdout is not None
        if stdout.readline() != b"done\n":
            raise self._died("did not do what it was told")

    def __exit__(self, *_: object) -> None:
        with contextlib.suppress(ProcessLookupError):
            self.thaw()
        for pipe in (self.process.stdin, self.process.stdout):
            with contextlib.suppress(OSError):
                if pipe is not None:
                    pipe.close()
        end(self.process, within=5.0)
