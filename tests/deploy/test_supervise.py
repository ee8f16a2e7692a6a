# SPDX-License-Identifier: Apache-2.0
"""The supervisor, on real processes."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from deploy.local.processes import end, end_marked, marked, start
from deploy.supervise import Program, Supervisor

PATIENT = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('up', flush=True); time.sleep(600)"
WITH_CHILD = "import subprocess, time; p = subprocess.Popen(['sleep', '600']); print(p.pid, flush=True); time.sleep(600)"
GONE = "import os; print('up', flush=True); os._exit(70)"


def until(true: Callable[[], object], seconds: float = 20.0) -> None:
    limit = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < limit, "it did not come true in time"
        time.sleep(0.02)


def lives(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def started(supervisor: Supervisor, watched: Program, times: int) -> Callable[[], bool]:
    """Looks after the programs, and tells whether the watched one was started so many times."""

    def looked() -> bool:
        supervisor.look()
        return watched.starts >= times

    return looked


def program(folder: Path, name: str, code: str) -> Program:
    return Program(name, [sys.executable, "-c", code], dict(os.environ), folder / f"{name}.log")


def test_a_program_that_dies_is_told_of_and_started_again(tmp_path: Path) -> None:
    # given a program that ends with the code of a watchdog
    told: list[str] = []
    relay = program(tmp_path, "relay", GONE)
    with Supervisor([relay], told.append) as supervisor:
        # when the supervisor looks again and again
        until(started(supervisor, relay, 2))
    # then it was started again, and its output is in one file
    assert told
    assert told[0].startswith("relay ended with code 70 and is started again")
    until(lambda: (tmp_path / "relay.log").read_text().count("up") >= 1)


def test_a_program_that_dies_at_once_is_started_again_ever_more_slowly(tmp_path: Path) -> None:
    relay = program(tmp_path, "relay", GONE)
    moments: list[float] = []
    with Supervisor([relay], lambda _: None) as supervisor:
        for starts in (2, 3):
            until(started(supervisor, relay, starts))
            moments.append(relay._wait)
    assert moments == sorted(moments)
    assert moments[0] < moments[1] <= 8.0


def test_a_program_that_ignores_the_request_to_end_is_ended_by_force(tmp_path: Path) -> None:
    # given a program that ignores SIGTERM
    stubborn = program(tmp_path, "stubborn", PATIENT)
    supervisor = Supervisor([stubborn])
    with supervisor:
        until(lambda: "up" in (tmp_path / "stubborn.log").read_text())
        # when all are to stop
        supervisor.stop(within=0.2)
    # then it is gone
    assert stubborn.process
    assert stubborn.process.returncode == -signal.SIGKILL


def test_what_a_program_forked_ends_with_it(tmp_path: Path) -> None:
    parent = program(tmp_path, "parent", WITH_CHILD)
    with Supervisor([parent]):
        until(lambda: (tmp_path / "parent.log").read_text().strip())
        child = int((tmp_path / "parent.log").read_text())
        assert lives(child)
    until(lambda: not lives(child))


def test_when_one_of_several_cannot_be_started_none_is_left(tmp_path: Path) -> None:
    first = program(tmp_path, "first", PATIENT)
    broken = Program("broken", [sys.executable], dict(os.environ), tmp_path)  # its log is a folder
    with pytest.raises(IsADirectoryError), Supervisor([first, broken]):
        pass
    assert first.process
    assert first.process.returncode is not None


def test_programs_end_when_their_supervisor_is_killed(tmp_path: Path) -> None:
    # given a supervisor in a process of its own
    source = (
        "import sys, os, time, pathlib; from deploy.supervise import *\n"
        "p = Program('one', ['sleep', '600'], dict(os.environ), pathlib.Path(sys.argv[1]))\n"
        "with Supervisor([p]): print(p.process.pid, flush=True); time.sleep(600)"
    )
    command = [sys.executable, "-c", source, str(tmp_path / "one.log")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as supervisor:
        assert supervisor.stdout
        program_id = int(supervisor.stdout.readline())
        # whose program is on its leash, which is put on before it becomes what was asked for
        until(lambda: Path(f"/proc/{program_id}/comm").read_text() == "sleep\n")
        # when it is killed without a chance to clean up
        supervisor.kill()
    # then the kernel ends its program
    until(lambda: not lives(program_id))


def test_what_a_killed_run_left_is_found_by_its_mark_and_ended(tmp_path: Path) -> None:
    # given a process with the mark of a run, and one with another mark
    ours = start(["sleep", "600"], tmp_path / "log", {**os.environ, "MARK": str(tmp_path)})
    other = start(["sleep", "600"], tmp_path / "log", {**os.environ, "MARK": f"{tmp_path}-other"})
    try:
        until(lambda: list(marked(f"MARK={tmp_path}")) == [ours.pid])
        # when what is left is ended
        assert end_marked(f"MARK={tmp_path}") == 1
        # then only the first is gone
        assert ours.wait(10) == -signal.SIGKILL
        assert other.poll() is None
    finally:
        end(ours, other)
