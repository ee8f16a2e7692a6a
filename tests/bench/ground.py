# SPDX-License-Identifier: Apache-2.0
"""The servers that a run stands on: those given by TEST_MONGO_URL and TEST_AMQP_URL, else private ones, all clean after."""

import contextlib
import os
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pika

from deploy.keys import Keys
from deploy.local import Mongod, RabbitMQ
from shared import mongo
from tests.bench.processes import cpu_seconds


@dataclass(frozen=True)
class Ground:
    """`folder` takes logs; `leaders` are the processes of our own servers, none where the servers were given."""

    mongo_url: str
    amqp_url: str
    namespace: str
    folder: Path
    leaders: tuple[int, ...]

    @property
    def environment(self) -> dict[str, str]:
        """The settings of every program of a run."""
        keys = Keys.of(self.folder)
        return {
            "HESHILAO_ENV": "demo",
            "HESHILAO_MONGO_URL": self.mongo_url,
            "HESHILAO_AMQP_URL": self.amqp_url,
            "HESHILAO_NAMESPACE": self.namespace,
            "HESHILAO_SECRET_KEY": keys.secret,
            "HESHILAO_DATA_KEY": keys.data,
            "HESHILAO_TOKEN_KEY_FILE": keys.token_file,
            "PYTHONWARNINGS": "ignore",
        }

    def servers_cpu(self) -> float:
        """CPU time of MongoDB and RabbitMQ in seconds; 0 where they were given."""
        return cpu_seconds(self.leaders) if self.leaders else 0.0

    def delete_queues(self, names: tuple[str, ...], exchanges: tuple[str, ...] = ()) -> None:
        """Take queues and exchanges from the broker, whether they are there or not."""
        with contextlib.closing(pika.BlockingConnection(pika.URLParameters(self.amqp_url))) as connection:
            channel = connection.channel()
            for name in names:
                channel.queue_delete(name)
            for exchange in exchanges:
                channel.exchange_delete(exchange)


@contextlib.contextmanager
def ground() -> Iterator[Ground]:
    """Servers for one run; the databases of its namespace are dropped at the end."""
    namespace = f"bench{os.getpid()}_"
    with tempfile.TemporaryDirectory(prefix="heshilao-bench-") as name, contextlib.ExitStack() as stack:
        folder = Path(name)
        given = os.environ.get("TEST_MONGO_URL"), os.environ.get("TEST_AMQP_URL")
        if given[0] and given[1]:
            made = Ground(given[0], given[1], namespace, folder, ())
        else:
            mongod, rabbit = stack.enter_context(Mongod(folder)), stack.enter_context(RabbitMQ(folder))
            leaders = tuple(server.process.pid for server in (mongod, rabbit) if server.process)
            made = Ground(mongod.url, rabbit.url, namespace, folder, leaders)
        stack.callback(_drop, made)
        stack.enter_context(_surroundings(made.environment))
        yield made


@contextlib.contextmanager
def _surroundings(environment: dict[str, str]) -> Iterator[None]:
    """The settings for this process too, which prepares what the programs use."""
    before = dict(os.environ)
    os.environ.update(environment)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


def _drop(made: Ground) -> None:
    with contextlib.closing(mongo.client(made.mongo_url)) as driver:
        for database in driver.list_database_names():
            if database.startswith(made.namespace):
                driver.drop_database(database)
