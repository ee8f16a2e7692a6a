# SPDX-License-Identifier: Apache-2.0
"""P4: the first hundred of a board and one member's exact rank, at a hundred thousand and a million members against a thousand; and Redis."""

import contextlib
import itertools
import random
import shutil
import socket
import time
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

from pymongo import WriteConcern

from deploy.local.ports import answers, free_ports
from deploy.local.processes import end, start, wait_until
from services.scoring import SERVICE
from services.scoring.board import keys, ladder
from services.scoring.board.documents import Rung, Standing, Tally
from services.scoring.board.periods import ALL
from services.scoring.board.tallies import Order, Sum, case_weight
from services.scoring.snapshots.reading import read_board, read_member
from shared import mongo
from shared.mongo import collection
from tests.bench.ground import Ground
from tests.bench.outcome import Figures, Line, Round
from tests.bench.processes import cpu_seconds

SMALL, MIDDLE, LARGE = 1_000, 100_000, 1_000_000
GROWTH = 1 / 1.3  # our rate at a million over that at a thousand: at most 1.3 times slower
_PLACES = {SMALL: "371302", MIDDLE: "371324", LARGE: "3713"}
_BATCH = 20_000


class Wrong(Exception):
    """Raised when a rank is not that of a member counted by hand."""


def a_sum(dice: random.Random) -> Sum:
    """A member's year: up to twelve cases of any grade, some lapses, so that totals below zero, ties and five keys occur."""
    cases, lapses = dice.randint(0, 12), dice.choice([0, 0, 0, 0, 1, 2])
    grades = dice.choices([1, 2, 3, 4, 5], [30, 30, 25, 10, 5], k=cases)
    asked = 2 * cases
    return Sum(
        points=sum((10, 20, 40, 70, 110)[grade - 1] for grade in grades) - 20 * lapses,
        stars=sum(grades),
        weight=sum(case_weight(grade) for grade in grades),
        finals=cases,
        satisfied=asked - dice.choice([0, 0, 0, 1]) if cases else 0,
        asked=asked,
        lapses=lapses,
        days=sum(dice.randint(1, 60) for _ in grades),
    )


class Boards:
    """Two boards of the product, filled past its commands, and a sorted set of the same points where Redis is installed."""

    def __init__(self, ground: Ground, *, rounds: int = 3, phase: float = 2.0) -> None:
        self._ground, self._rounds, self._phase = ground, rounds, phase
        self._members: dict[int, list[str]] = {}
        self._dice = random.Random(7)
        self.lines: list[Line] = []

    def run(self) -> Iterator[str]:
        """Run it; yields a word on what comes next, before each part."""
        mongo.connect(self._ground.mongo_url, ["scoring"], namespace=self._ground.namespace)
        mongo.ensure_indexes(SERVICE.documents)
        for count in _PLACES:
            yield f"a board of {count:,} members"
            self._fill(count)
        for mode, ask in (("top 100", self._top), ("rank", self._rank)):
            sides = {
                count: Figures(f"{count:,} members", "read by the product's own function")
                for count in _PLACES
            }
            for number in range(self._rounds):
                for count in _PLACES if number % 2 else reversed(_PLACES):
                    yield f"round {number + 1} of {self._rounds}: {mode} at {count:,}"
                    sides[count].rounds.append(self._measure(ask(count)))
            self.lines += [
                Line("P4", mode, GROWTH, sides[count], [sides[SMALL]]) for count in (MIDDLE, LARGE)
            ]
        if shutil.which("redis-server"):
            yield from self._against_redis()

    def _fill(self, count: int) -> None:
        """Written as a restore would: no journal, and the index that only projections use left out."""
        board = keys.board_of(keys.CADRES, _PLACES[count], ALL)
        quick = WriteConcern(w=1, j=False)
        tallies = collection(Tally).with_options(write_concern=quick)
        if count == SMALL:
            tallies.drop_index("member_1_parts.task_1")
        rungs: Counter[tuple[str, int]] = Counter()
        orders: list[Order] = []
        for first in range(0, count, _BATCH):
            rows = []
            for number in range(first, min(first + _BATCH, count)):
                made = a_sum(self._dice)
                row = {"_id": f"{board}/m{number}", "board": board, "member": f"m{number}", "parts": []}
                row |= {name: getattr(made, name) for name in Sum.__dataclass_fields__} | made.order._asdict()
                rows.append(row)
                rungs.update(ladder.steps(row))
                orders.append(made.order)
            tallies.insert_many(rows, ordered=False)
        made_rungs = [
            {"_id": f"{node}={value}", "node": node, "value": value, "count": here}
            for (node, value), here in rungs.items()
        ]
        for first in range(0, len(made_rungs), _BATCH):
            collection(Rung).with_options(write_concern=quick).insert_many(
                made_rungs[first : first + _BATCH], ordered=False
            )
        if count == SMALL:
            cards = (
                {"_id": f"m{number}", "name": "某某", "post": "副镇长", "township": "371302001"}
                for number in range(LARGE // 100)
            )
            collection(Standing).insert_many(list(cards))
        self._members[count] = [f"m{self._dice.randrange(count)}" for _ in range(500)]
        for member in self._members[count][:3]:
            own = orders[int(member[1:])]
            row = read_member(keys.CADRES, _PLACES[count], ALL, member)
            if row is None or row["rank"] != 1 + sum(other > own for other in orders):
                raise Wrong(member)

    def _top(self, count: int) -> Callable[[], Any]:
        return lambda: read_board(keys.CADRES, _PLACES[count], ALL, top=100)

    def _rank(self, count: int) -> Callable[[], Any]:
        return lambda: read_member(keys.CADRES, _PLACES[count], ALL, self._dice.choice(self._members[count]))

    def _measure(self, ask: Callable[[], Any], seconds: float = 0.0) -> Round:
        """Ask again and again for a phase, after a short warm-up."""
        for _ in range(20):
            ask()
        cpu, servers, done = time.process_time(), self._ground.servers_cpu(), 0
        began = time.perf_counter()
        while (took := time.perf_counter() - began) < (seconds or self._phase):
            ask()
            done += 1
        return Round(done, took, time.process_time() - cpu, self._ground.servers_cpu() - servers)

    def _against_redis(self) -> Iterator[str]:
        """The first hundred with their points from our index, and from a sorted set with an append-only file."""
        board = keys.board_of(keys.CADRES, _PLACES[LARGE], ALL)
        with redis(self._ground) as (ask, leader):
            yield f"a sorted set of {LARGE:,} members"
            rows = collection(Tally).find({"board": board}, {"member": 1, "points": 1, "_id": 0})
            while batch := list(itertools.islice(rows, _BATCH)):
                ask("ZADD", "board", *(word for row in batch for word in (str(row["points"]), row["member"])))
            ours = Figures("Heshilao", "covered index, one query")
            theirs = Figures(
                "Redis sorted set", "ZRANGE REV 0 99 WITHSCORES over a local socket; append-only file"
            )
            for number in range(self._rounds):
                yield f"round {number + 1} of {self._rounds}: top 100 against Redis"
                ours.rounds.append(self._measure(lambda: ladder.first(board, 100)))
                before = cpu_seconds([leader])
                one = self._measure(lambda: ask("ZRANGE", "board", "0", "99", "REV", "WITHSCORES"))
                theirs.rounds.append(
                    Round(one.operations, one.seconds, one.cpu, cpu_seconds([leader]) - before)
                )
            self.lines.append(Line("P4", "top 100 Redis", 1.0, ours, [theirs]))


@contextlib.contextmanager
def redis(ground: Ground) -> Iterator[tuple[Callable[..., Any], int]]:
    """A Redis of our own on loopback: how to ask it, and its process."""
    (port,) = free_ports(1)
    folder = ground.folder / "redis"
    folder.mkdir()
    log = folder / "redis.log"
    command = [
        "redis-server",
        "--bind",
        "127.0.0.1",
        "--port",
        str(port),
        "--dir",
        str(folder),
        "--appendonly",
        "yes",
    ]
    process = start([*command, "--save", ""], log)
    try:
        wait_until(lambda: answers(port), process, log, 20)
        with socket.create_connection(("127.0.0.1", port)) as wire, wire.makefile("rb") as lines:

            def ask(*words: str) -> Any:
                wire.sendall(f"*{len(words)}\r\n".encode() + b"".join(map(_bulk, words)))
                return _answer(lines)

            yield ask, process.pid
    finally:
        end(process)


def _bulk(word: str) -> bytes:
    raw = word.encode()
    return b"$%d\r\n%s\r\n" % (len(raw), raw)


def _answer(lines: Any) -> Any:
    """One answer of the Redis protocol. Raises Wrong for an error."""
    head = lines.readline()
    kind, rest = head[:1], head[1:-2]
    if kind == b"-":
        raise Wrong(rest.decode())
    if kind == b":":
        return int(rest)
    if kind == b"$":
        return lines.read(int(rest) + 2)[:-2]
    return [_answer(lines) for _ in range(int(rest))]
