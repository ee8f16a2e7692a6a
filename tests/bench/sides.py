# SPDX-License-Identifier: Apache-2.0
"""The sides of the race for events: their programs, their settings, and how each is given events to publish."""

import contextlib
import functools
import time
from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import ClassVar

import pika

from shared import topology
from shared.aggregate import OWING
from shared.mongo import collection
from shared.rabbit import Names, remove
from tests.bench import effect
from tests.bench.effect import Rows
from tests.bench.ground import Ground
from tests.bench.processes import Program
from tests.bench.programs.ours import SERVICES
from tests.shared.sample import Giver, Taker, a_call, make

_PROGRAMS = "tests.bench.programs"


class Side(ABC):
    """One way to bring events from a process to documents that another process writes.

    `guess` is the rate, in events a second, from which the size of the first round is taken; `listens` tells whether
    the publishing program takes orders.
    """

    name: ClassVar[str]
    settings: ClassVar[str]
    guess: ClassVar[int]
    publishing: ClassVar[Sequence[str]]
    consuming: ClassVar[Sequence[str]]
    environment: ClassVar[dict[str, str]] = {}
    listens: ClassVar[bool] = True

    def __init__(self, ground: Ground) -> None:
        self.ground = ground

    def prepare(self) -> None:
        """Make what must be there before any program of the side runs; libraries declare their queues themselves."""
        self.clear()

    @functools.cached_property
    def rows(self) -> Rows:
        """Where the effects are."""
        return effect.rows_of(self.ground.mongo_url, self.ground.namespace)

    def clear(self) -> None:
        """Put the documents back to their beginning."""
        effect.clear(self.rows)

    def load(self, publisher: Program, first: int, count: int) -> None:
        """Make events ready to be published, and publish none yet."""
        publisher.order(f"load {first} {count}")

    def release(self, publisher: Program) -> None:
        """Let the loaded events be published, without waiting."""
        publisher.tell("publish")

    def await_published(self, publisher: Program) -> None:
        """Wait until the broker confirmed all that was released."""
        publisher.answer()

    @abstractmethod
    def remove(self) -> None:
        """Take the side's queues from the broker."""


class Ours(Side):
    """Relay and worker as in production; the events lie in the documents that owe them."""

    name = "Heshilao"
    settings = "1 relay and 1 worker with their defaults, as in production; quorum queues"
    guess = 500
    listens = False
    publishing = ("-m", f"{_PROGRAMS}.ours", "giver", "relay")
    consuming = ("-m", f"{_PROGRAMS}.ours", "taker", "worker")

    def prepare(self) -> None:
        ground = self.ground
        topology.prepare(
            list(SERVICES.values()), ground.mongo_url, ground.amqp_url, namespace=ground.namespace
        )

    @functools.cached_property
    def rows(self) -> Rows:
        return collection(Taker)

    def clear(self) -> None:
        effect.clear_takers(self.rows)
        collection(Giver).delete_many({})
        collection(Giver).database["published"].delete_many({})

    def load(self, publisher: Program, first: int, count: int) -> None:
        """Let documents owe one event each while the relay stands still."""
        publisher.freeze()
        make(a_call(), "pattern", events=1, key="pattern")
        givers = collection(Giver)
        pattern = givers.find_one_and_delete({"_id": "pattern"})
        assert pattern is not None
        givers.insert_many(
            {**pattern, "_id": event["subject"], "outbox": [event]} for event in effect.events(first, count)
        )

    def release(self, publisher: Program) -> None:
        publisher.thaw()

    def await_published(self, publisher: Program) -> None:
        while collection(Giver).find_one(OWING, {"_id": 1}):
            publisher.check()
            time.sleep(0.02)

    def remove(self) -> None:
        names = Names(self.ground.namespace)
        remove(self.ground.amqp_url, names, SERVICES)
        self.ground.delete_queues((), (names.exchange,))


class ByHand(Side):
    """The most that can be had of pika and the driver."""

    name = "pika, driver by hand"
    settings = "publish windows of 500; prefetch 1,000, bulks of up to 500, group acks; quorum queue"
    guess = 8_000
    publishing = ("-m", f"{_PROGRAMS}.by_hand", "publish")
    consuming = ("-m", f"{_PROGRAMS}.by_hand", "consume")

    def prepare(self) -> None:
        with contextlib.closing(
            pika.BlockingConnection(pika.URLParameters(self.ground.amqp_url))
        ) as connection:
            queue = f"{self.ground.namespace}hand"
            connection.channel().queue_declare(queue, durable=True, arguments={"x-queue-type": "quorum"})

    def remove(self) -> None:
        self.ground.delete_queues((f"{self.ground.namespace}hand",))


class Dramatiq(Side):
    """Dramatiq in the settings that were fastest here of those tried: 1 or 2 processes, 4 to 32 threads."""

    name = "Dramatiq 2.2.1"
    settings = (
        "publishing: 16 threads, confirm_delivery; 1 process, 32 threads, prefetch 256, only the Retries middleware; "
        "durable classic queue (its default)"
    )
    guess = 1_200
    publishing = ("-m", f"{_PROGRAMS}.by_dramatiq")
    consuming = ("-m", "dramatiq", f"{_PROGRAMS}.by_dramatiq", "--processes", "1", "--threads", "32")
    environment: ClassVar = {"dramatiq_queue_prefetch": "256"}

    def remove(self) -> None:
        queue = f"{self.ground.namespace}dramatiq"
        self.ground.delete_queues((queue, f"{queue}.DQ", f"{queue}.XQ"))


class Celery(Side):
    """Celery in the settings that were fastest here of those tried: 8 to 64 threads, prefetch 4 to 16 a thread."""

    name = "Celery 5.7.0"
    settings = (
        "publishing: 16 threads, confirm_publish; 1 process, 32 threads, prefetch 256, acks_late, no results, events, "
        "gossip, mingle, heartbeat; durable classic queue (its default)"
    )
    guess = 1_000
    publishing = ("-m", f"{_PROGRAMS}.by_celery")
    consuming = (
        *(
            "-m",
            "celery",
            "-A",
            f"{_PROGRAMS}.by_celery",
            "worker",
            "--pool",
            "threads",
            "--concurrency",
            "32",
        ),
        *("--without-gossip", "--without-mingle", "--without-heartbeat", "--loglevel", "WARNING"),
    )

    def remove(self) -> None:
        queue = f"{self.ground.namespace}celery"
        self.ground.delete_queues((queue,), (queue,))
