# SPDX-License-Identifier: Apache-2.0
"""The race for events: each side brings events from publisher to documents, in turn, several times.

`both` is timed from the first publish to the last effect, publisher and consumer at work together; `drain` from the
moment at which the consumer, frozen while the queue was filled, thaws. Every phase ends only when every event has
had its effect exactly once; else the run fails.
"""

import time
from collections.abc import Callable, Iterator, Sequence

from tests.bench.effect import taken
from tests.bench.ground import Ground
from tests.bench.outcome import Figures, Round
from tests.bench.processes import Died, Program, cpu_seconds
from tests.bench.sides import Side

MODES = ("both", "drain")
_FEWEST, _MOST, _WARM = 200, 40_000, 100
_LIMIT = 30.0  # seconds for one phase


class Race:
    """`phase` is how long, in seconds, one measured phase should last; its number of events is made from that."""

    def __init__(self, ground: Ground, sides: Sequence[Side], *, rounds: int = 3, phase: float = 2.0) -> None:
        self._ground, self._sides, self._rounds, self._phase = ground, sides, rounds, phase
        self._next = 0
        self.figures = {(side, mode): Figures(side.name, side.settings) for side in sides for mode in MODES}

    def run(self) -> Iterator[str]:
        """Run it; yields a word on what comes next, before each part."""
        for side in self._sides:
            side.prepare()
        try:
            for number in range(self._rounds):
                for place in range(len(self._sides)):
                    side = self._sides[(place + number) % len(self._sides)]
                    yield f"round {number + 1} of {self._rounds}: events by {side.name}"
                    self._turn(side)
        finally:
            for side in self._sides:
                side.remove()

    def _turn(self, side: Side) -> None:
        """One round of one side: warm up, both, drain."""
        log = self._ground.folder / f"{type(side).__name__}.log"
        environment = self._ground.environment | side.environment
        side.clear()
        with (
            Program(side.consuming, log, environment) as consumer,
            Program(side.publishing, log, environment, listens=side.listens) as publisher,
        ):
            both = [consumer, publisher]
            self._measure(side, both, self._load(side, publisher, _WARM), _WARM)

            count = self._count(side, "both")
            side.clear()
            release = self._load(side, publisher, count)
            self.figures[side, "both"].rounds.append(self._measure(side, both, release, count))

            count = self._count(side, "drain")
            side.clear()
            consumer.freeze()
            self._load(side, publisher, count)()
            publisher.freeze()
            self.figures[side, "drain"].rounds.append(self._measure(side, both, consumer.thaw, count))

    def _count(self, side: Side, mode: str) -> int:
        """As many events as the side needs a phase for, by the rounds it ran."""
        rounds = self.figures[side, mode].rounds or self.figures[side, "both"].rounds
        rate = rounds[-1].rate if rounds else side.guess
        return min(max(_FEWEST, int(rate * self._phase)), _MOST)

    def _load(self, side: Side, publisher: Program, count: int) -> Callable[[], None]:
        """Make fresh events ready; returns what publishes them and waits until the broker has them."""
        side.load(publisher, self._next, count)
        self._next += count

        def release() -> None:
            side.release(publisher)
            side.await_published(publisher)

        return release

    def _measure(self, side: Side, programs: list[Program], begin: Callable[[], None], count: int) -> Round:
        """From `begin` to the last effect of `count` events. Raises Died when effects are missing or doubled."""
        leaders, rest = [program.pid for program in programs], self._rest(side)
        cpu, servers, start = cpu_seconds(leaders), self._ground.servers_cpu(), time.monotonic()
        begin()
        while (done := taken(side.rows)) < count:
            for program in programs:
                program.check()
            if time.monotonic() - start > _LIMIT:
                raise Died(f"{side.name}: {done} of {count} effects within {_LIMIT:.0f} seconds")
            time.sleep(rest)
        seconds = time.monotonic() - start
        if done > count:
            raise Died(f"{side.name}: {done} effects of {count} events")
        return Round(count, seconds, cpu_seconds(leaders) - cpu, self._ground.servers_cpu() - servers)

    def _rest(self, side: Side) -> float:
        """Seconds between two looks at the effects, so that looking takes a twentieth of the time."""
        start = time.monotonic()
        taken(side.rows)
        return min(max(0.01, 20 * (time.monotonic() - start)), 0.1)
