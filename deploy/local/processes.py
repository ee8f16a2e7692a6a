# SPDX-License-Identifier: Apache-2.0
"""Starting and ending child processes so that none is left behind."""

import contextlib
import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

Process = subprocess.Popen[bytes]
# Put before a command: the kernel ends it by SIGTERM when the process that started it dies, however it dies.
LEASH = ("setpriv", "--pdeathsig", "TERM", "--")


class StartFailed(Exception):
    """Raised when a server did not start; the text tells where its log is."""


def start(command: Sequence[str], log: Path | None, environment: Mapping[str, str] | None = None) -> Process:
    """Start a process in a session of its own, on a leash; its output is appended to `log`, or mixes with ours."""
    with contextlib.ExitStack() as files:
        output = None
        if log:
            log.parent.mkdir(parents=True, exist_ok=True)
            output = files.enter_context(log.open("ab"))
        return subprocess.Popen(
            [*LEASH, *command],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT if output else None,
            env=dict(environment) if environment is not None else None,
            start_new_session=True,
        )


def end(*processes: Process, within: float = 10.0) -> None:
    """Ask all to end at once, and after `within` seconds end whatever is left of their groups."""
    limit = time.monotonic() + within
    for process in processes:
        if process.poll() is None:
            process.terminate()
    for process in processes:
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(max(limit - time.monotonic(), 0.01))
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def wait_until(ready: Callable[[], bool], process: Process, log: Path, seconds: float) -> None:
    """Wait until `ready` says so. Raises StartFailed when the process ended or the time is over."""
    limit = time.monotonic() + seconds
    while not ready():
        if process.poll() is not None:
            raise StartFailed(f"the server ended with code {process.returncode}; see {log}")
        if time.monotonic() > limit:
            raise StartFailed(f"the server was not ready within {seconds:.0f} seconds; see {log}")
        time.sleep(0.05)


def marked(mark: str) -> Iterator[int]:
    """The ids of all processes whose environment holds `mark` (NAME=value), this one not counted."""
    wanted = mark.encode()
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal() and int(entry.name) != os.getpid():
            with contextlib.suppress(OSError):  # it ended meanwhile, or belongs to somebody else
                if wanted in (entry / "environ").read_bytes().split(b"\0"):
                    yield int(entry.name)


def end_marked(mark: str) -> int:
    """End at once what an earlier, killed run left behind; returns how many processes that were."""
    left = list(marked(mark))
    for pid in left:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    return len(left)
