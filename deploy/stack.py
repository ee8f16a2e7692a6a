# SPDX-License-Identifier: Apache-2.0
"""A whole stack on one machine: MongoDB, RabbitMQ, three processes for each service, one for live boards, the gateway; on loopback."""

import contextlib
import json
import os
import shutil
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from deploy import gateway
from deploy.gateway import STREAMS
from deploy.keys import Keys
from deploy.local import Mongod, RabbitMQ
from deploy.local.ports import free_ports
from deploy.local.processes import StartFailed, end, end_marked, start
from deploy.supervise import Program, Supervisor

SERVICES = ("mediation", "scoring", "courtlink")
KINDS = ("web", "worker", "relay")
ROOT = Path(__file__).parents[1]


@dataclass(frozen=True, slots=True)
class Given:
    """A server that others run: neither started nor stopped here."""

    url: str
    process: None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    stop = __exit__


class Stack:
    """A context manager: `with Stack(folder, port) as stack`. Data, logs and keys stay in the folder.

    One thread uses it. Raises StartFailed when something does not start. On leaving it no process is left.
    """

    def __init__(
        self,
        folder: Path,
        port: int,
        *,
        servers: tuple[Given, Given] | None = None,
        namespace: str = "",
        say: Callable[[str], None] = print,
    ) -> None:
        """`servers` are a MongoDB and a RabbitMQ to use instead of private ones, shared with others by `namespace`."""
        self._namespace = namespace
        self.folder, self.port, self._say = folder.absolute(), port, say
        self.public_url = f"http://127.0.0.1:{port}"
        self._mark = f"HESHILAO_STACK={self.folder}"
        self._mongod: Mongod | Given
        self._rabbit: RabbitMQ | Given
        self._mongod, self._rabbit = servers or (Mongod(self.folder), RabbitMQ(self.folder))
        *web, self._streams = free_ports(len(SERVICES) + 1)
        self._web = dict(zip(SERVICES, web, strict=True))
        self._supervisor: Supervisor | None = None
        self._begun = contextlib.ExitStack()

    def environment(self, service: str = "", bind: str = "") -> dict[str, str]:
        """What a process of the stack finds in its environment; `service` and `bind` (host:port) for a web process."""
        keys = Keys.of(self.folder)
        own = {
            "HESHILAO_ENV": "demo",
            "HESHILAO_MONGO_URL": self._mongod.url,
            "HESHILAO_AMQP_URL": self._rabbit.url,
            "HESHILAO_NAMESPACE": self._namespace,
            "HESHILAO_SECRET_KEY": keys.secret,
            "HESHILAO_DATA_KEY": keys.data,
            "HESHILAO_TOKEN_KEY_FILE": keys.token_file,
            "HESHILAO_CLOCK_FILE": str(self.folder / "clock.json"),
            "HESHILAO_PUBLIC_URL": self.public_url,
            "HESHILAO_STACK": str(self.folder),
            "HESHILAO_SITE_OWNER": "演示网站，没有主办单位",
            "HESHILAO_SITE_PHONE": "0539-0000000（演示）",
            "HESHILAO_SITE_ICP": "演示，未备案",
            "PYTHONUNBUFFERED": "1",
        }
        if service:
            own["PROMETHEUS_MULTIPROC_DIR"] = str(self.folder / "metrics" / service)
        if bind:
            own["HESHILAO_BIND"] = bind
            own["GUNICORN_CMD_ARGS"] = f"--config {ROOT / 'deploy' / 'gunicorn_conf.py'}"
        kept = {
            key: value for key, value in os.environ.items() if not key.startswith(("HESHILAO_", "GUNICORN_"))
        }
        return kept | own

    def __enter__(self) -> Self:
        os.environ["HESHILAO_STACK"] = str(self.folder)  # marks mongod and RabbitMQ too
        self.folder.mkdir(parents=True, exist_ok=True)
        if left := end_marked(self._mark):
            self._say(f"ended {left} processes that an earlier run had left behind")
        with contextlib.ExitStack() as begun:
            begun.callback(self._clear)
            for name, server in (("MongoDB", self._mongod), ("RabbitMQ", self._rabbit)):
                self._say(f"starting {name}")
                begun.enter_context(server)
            begun.callback(self._end_servers)
            if self.run("deploy.topology"):
                raise StartFailed("indexes and queues could not be made")
            self._say("starting the services")
            self._supervisor = begun.enter_context(Supervisor(self._programs(), self._say))
            self._write_addresses()
            self._wait_ready(120.0)
            self._begun = begun.pop_all()
        return self

    def _programs(self) -> Sequence[Program]:
        shutil.rmtree(self.folder / "metrics", ignore_errors=True)
        programs = []
        for service, port in self._web.items():
            (self.folder / "metrics" / service).mkdir(parents=True)
            for kind in KINDS:
                environment = self.environment(service, f"127.0.0.1:{port}" if kind == "web" else "")
                command = [sys.executable, "-m", f"services.{service}", kind]
                programs.append(
                    Program(f"{service} {kind}", command, environment, self.log(f"{service}-{kind}"))
                )
        nginx = gateway.command(self.folder / "gateway", self.port, {**self._web, STREAMS: self._streams})
        return [
            *programs,
            self._streaming(),
            Program("gateway", nginx, self.environment(), self.log("gateway")),
        ]

    def _streaming(self) -> Program:
        """The web process of scoring once more, for live boards alone: one process of many threads, most of them asleep."""
        environment = self.environment("scoring", f"127.0.0.1:{self._streams}")
        environment |= {"HESHILAO_WEB_WORKERS": "1", "HESHILAO_WEB_THREADS": "128"}
        environment["GUNICORN_CMD_ARGS"] += " --graceful-timeout 1"
        command = [sys.executable, "-m", "services.scoring", "web"]
        return Program("scoring events", command, environment, self.log("scoring-events"))

    def log(self, name: str) -> Path:
        """Where a program of that name writes what it prints."""
        return self.folder / "logs" / f"{name}.log"

    def _write_addresses(self) -> None:
        """Tell other tools where everything is."""
        addresses = {
            "public_url": self.public_url,
            "mongo_url": self._mongod.url,
            "amqp_url": self._rabbit.url,
            "web": {service: f"http://127.0.0.1:{port}" for service, port in self._web.items()},
            "folder": str(self.folder),
            "pid": os.getpid(),
        }
        (self.folder / "run.json").write_text(json.dumps(addresses, indent=2) + "\n")

    def _wait_ready(self, seconds: float) -> None:
        limit = time.monotonic() + seconds
        for service, port in self._web.items():
            while not _ok(f"http://127.0.0.1:{port}/readyz"):
                self.look()
                if time.monotonic() > limit:
                    raise StartFailed(
                        f"{service} was not ready in {seconds:.0f} seconds; see {self.log(f'{service}-web')}"
                    )
                time.sleep(0.1)
        while not _ok(f"{self.public_url}/readyz"):
            self.look()
            if time.monotonic() > limit:
                raise StartFailed(f"the gateway does not answer; see {self.log('gateway')}")
            time.sleep(0.1)

    def look(self) -> None:
        """Start again what died. To be called a few times a second."""
        if self._supervisor:
            self._supervisor.look()
        for name, server in (("MongoDB", self._mongod), ("RabbitMQ", self._rabbit)):
            if server.process and server.process.poll() is not None:
                self._say(f"{name} ended with code {server.process.returncode} and is started again")
                server.stop()
                server.__enter__()

    def run(self, module: str, *arguments: str) -> int:
        """Run `python -m module` in the stack's environment, its output on ours; returns the exit code."""
        command = [sys.executable, "-m", module, *arguments]
        child = start(command, None, self.environment())
        try:
            while child.poll() is None:
                self.look()
                time.sleep(0.05)
        finally:
            end(child, within=2.0)
        return child.returncode

    def _end_servers(self) -> None:
        """End both servers at once, rather than one after the other."""
        end(*[server.process for server in (self._mongod, self._rabbit) if server.process], within=9.0)

    def _clear(self) -> None:
        os.environ.pop("HESHILAO_STACK", None)
        (self.folder / "run.json").unlink(missing_ok=True)
        end_marked(self._mark)

    def __exit__(self, *_: object) -> None:
        self._begun.close()


def _ok(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=2) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False
