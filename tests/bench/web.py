# SPDX-License-Identifier: Apache-2.0
"""P1: log a session over HTTP with everything on, against a bare view, in turn, under the same gunicorn settings."""

import time
from collections.abc import Iterator
from dataclasses import dataclass

from deploy.local.ports import answers, free_ports
from tests.bench import scene as scenes
from tests.bench.client import post_for
from tests.bench.ground import Ground
from tests.bench.outcome import Figures, Round
from tests.bench.processes import ROOT, Died, Program, cpu_seconds
from tests.bench.scene import Scene

CONNECTIONS = 8
_WARM = 0.5  # seconds
_SETTINGS = f"gunicorn gthread, 2 workers of 8 threads; {CONNECTIONS} connections"


@dataclass(frozen=True)
class WebSide:
    """One server: the arguments of its Python program, and what is posted to it."""

    figures: Figures
    arguments: tuple[str, ...]
    scene: Scene


class WebRace:
    """`phase` is how long, in seconds, each side is loaded in each round."""

    def __init__(self, ground: Ground, *, rounds: int = 3, phase: float = 3.0) -> None:
        self._ground, self._rounds, self._phase = ground, rounds, phase
        self.ours = Figures("Heshilao", f"{_SETTINGS}; login cookie, rules, audit, Idempotency-Key, If-Match")
        self.bare = Figures("bare Flask view", f"{_SETTINGS}; transaction of two collections by the driver")

    def run(self) -> Iterator[str]:
        """Run it; yields a word on what comes next, before each part."""
        yield "one case that is ready for sessions"
        pattern = scenes.prepare(self._ground)
        sides = [
            WebSide(self.ours, ("-m", "services.mediation", "web"), scenes.ours(pattern)),
            WebSide(
                self.bare,
                ("-m", "gunicorn", "tests.bench.programs.bare:app"),
                scenes.bare(self._ground, pattern),
            ),
        ]
        for number in range(self._rounds):
            for side in sides if number % 2 == 0 else reversed(sides):
                yield f"round {number + 1} of {self._rounds}: sessions by {side.figures.side}"
                side.figures.rounds.append(self._turn(side))

    def _turn(self, side: WebSide) -> Round:
        """Start the server, warm it up, load it, end it."""
        (port,) = free_ports(1)
        metrics = self._ground.folder / f"metrics-{port}"
        metrics.mkdir()
        environment = self._ground.environment | {
            "HESHILAO_BIND": f"127.0.0.1:{port}",
            "PROMETHEUS_MULTIPROC_DIR": str(metrics),
            "GUNICORN_CMD_ARGS": f"--config {ROOT / 'deploy' / 'gunicorn_conf.py'}",
        }
        with Program(side.arguments, self._ground.folder / f"web-{port}.log", environment) as server:
            _await(server, port)
            self._load(side, server, port, _WARM)
            return self._load(side, server, port, self._phase)

    def _load(self, side: WebSide, server: Program, port: int, seconds: float) -> Round:
        """Post to fresh cases for so long; every session that was answered must be stored."""
        scene = side.scene
        scene.clear()
        resources, leaders = scene.resources(), [server.pid]
        cpu, servers = cpu_seconds(leaders), self._ground.servers_cpu()
        count, took = post_for(seconds, port, resources, scene.body, scene.headers, connections=CONNECTIONS)
        made = Round(count, took, cpu_seconds(leaders) - cpu, self._ground.servers_cpu() - servers)
        scene.check(resources)
        return made


def _await(server: Program, port: int) -> None:
    limit = time.monotonic() + 30
    while not answers(port):
        server.check()
        if time.monotonic() > limit:
            raise Died("the web server did not listen within 30 seconds")
        time.sleep(0.05)
