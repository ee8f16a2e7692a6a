# SPDX-License-Identifier: Apache-2.0
"""One whole stack for the tests of this folder: every process real, on servers of its own, RabbitMQ behind a gate."""

import json
import os
import subprocess
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from deploy.local.ports import free_ports
from deploy.local.processes import marked
from deploy.stack import ROOT, Given, Stack
from tests.servers import servers
from tests.stack.gate import Gate


@dataclass
class Site:
    """A running stack, watched over by a thread; and what a test does to it."""

    stack: Stack
    gate: Gate
    mongo_url: str
    amqp_url: str

    @property
    def address(self) -> str:
        return self.stack.public_url

    @property
    def accounts(self) -> dict[str, dict[str, str]]:
        """The demo accounts by login."""
        return dict(json.loads((self.stack.folder / "accounts.json").read_text()))

    def begin(self, module: str, *arguments: str) -> subprocess.Popen[str]:
        """Start `python -m module` in the stack's environment."""
        command = [str(ROOT / ".venv/bin/python"), "-m", module, *arguments]
        return subprocess.Popen(
            command,
            env=self.stack.environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            cwd=ROOT,
        )

    def run(self, module: str, *arguments: str) -> str:
        """Run it to its end; returns what it wrote."""
        process = self.begin(module, *arguments)
        out, err = process.communicate(timeout=240)
        assert process.returncode == 0, (out, err)
        return out

    def pids(self, *kinds: str) -> list[int]:
        """The processes of the given kinds: web, worker, relay."""
        found = []
        for pid in marked(f"HESHILAO_STACK={self.stack.folder}"):
            words = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
            if any(word.decode() in kinds for word in words[3:5]):
                found.append(pid)
        return found


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The stack with the demo's accounts."""
    folder = tmp_path_factory.mktemp("stack")
    over = threading.Event()
    with servers() as found, Gate(found.amqp_url) as gate:
        given = (Given(found.mongo_url), Given(gate.url))
        with Stack(folder, free_ports(1)[0], servers=given, say=lambda _: None) as stack:

            def watch() -> None:
                while not over.wait(0.1):
                    stack.look()

            watcher = threading.Thread(target=watch)
            watcher.start()
            try:
                site = Site(stack, gate, found.mongo_url, found.amqp_url)
                site.run("deploy.seed")
                yield site
            finally:
                over.set()
                watcher.join()
    os.environ.pop("HESHILAO_STACK", None)


@pytest.fixture
def report() -> Any:
    """Reads the last line of a replay as JSON."""
    return lambda out: json.loads(out.strip().splitlines()[-1])
