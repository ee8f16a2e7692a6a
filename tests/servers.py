# SPDX-License-Identifier: Apache-2.0
"""Real MongoDB and RabbitMQ for the tests: given by address, in containers, or local servers. Never skipped.

TEST_LANE=given|containers|local chooses; without it: addresses if given, else containers if a Docker engine has the
images, else local servers in a temporary folder.
"""

import contextlib
import os
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pymongo.errors import PyMongoError

from deploy.local import Mongod, RabbitMQ
from shared import mongo

MONGO_IMAGE, RABBIT_IMAGE = "mongo:7.0", "rabbitmq:3.13"


@dataclass(frozen=True)
class Servers:
    lane: str
    mongo_url: str
    amqp_url: str


def _has_images() -> bool:
    command = ["docker", "image", "inspect", MONGO_IMAGE, RABBIT_IMAGE]
    try:
        return subprocess.run(command, check=False, capture_output=True, timeout=10).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def lane() -> str:
    """Which lane this run takes."""
    if chosen := os.environ.get("TEST_LANE"):
        return chosen
    if os.environ.get("TEST_MONGO_URL") and os.environ.get("TEST_AMQP_URL"):
        return "given"
    return "containers" if _has_images() else "local"


@contextlib.contextmanager
def servers() -> Iterator[Servers]:
    """The servers of this run."""
    chosen = lane()
    with {"given": _given, "containers": _containers, "local": _local}[chosen]() as (mongo_url, amqp_url):
        yield Servers(chosen, mongo_url, amqp_url)


@contextlib.contextmanager
def _given() -> Iterator[tuple[str, str]]:
    yield os.environ["TEST_MONGO_URL"], os.environ["TEST_AMQP_URL"]


@contextlib.contextmanager
def _local() -> Iterator[tuple[str, str]]:
    with contextlib.ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="heshilao-")))
        mongod, rabbit = stack.enter_context(Mongod(folder)), stack.enter_context(RabbitMQ(folder))
        yield mongod.url, rabbit.url


@contextlib.contextmanager
def _containers() -> Iterator[tuple[str, str]]:
    os.environ["TESTCONTAINERS_RYUK_DISABLED"] = "true"  # read once, when testcontainers is imported
    from testcontainers.core.container import DockerContainer
    from testcontainers.core.wait_strategies import LogMessageWaitStrategy

    database = DockerContainer(MONGO_IMAGE, _wait_strategy=LogMessageWaitStrategy("Waiting for connections"))
    database = database.with_command(
        "--replSet rs0 --bind_ip_all --setParameter minSnapshotHistoryWindowInSeconds=0"
    ).with_exposed_ports(27017)
    rabbit = DockerContainer(RABBIT_IMAGE, _wait_strategy=LogMessageWaitStrategy("Server startup complete"))
    rabbit = rabbit.with_exposed_ports(5672)
    with database, rabbit:
        direct = f"mongodb://{database.get_container_host_ip()}:{database.get_exposed_port(27017)}/?directConnection=true"
        _begin_replica_set(direct)
        amqp = f"amqp://guest:guest@{rabbit.get_container_host_ip()}:{rabbit.get_exposed_port(5672)}/%2f"
        yield f"{direct}&w=majority&journal=true", amqp


def _begin_replica_set(url: str) -> None:
    """Make the container's mongod a set of one, and wait until a new client may write to it."""
    with mongo.client(url) as driver:
        member = {"_id": 0, "host": "127.0.0.1:27017"}
        driver.admin.command({"replSetInitiate": {"_id": "rs0", "members": [member]}})
    limit = time.monotonic() + 30
    while time.monotonic() < limit:
        with contextlib.suppress(PyMongoError), mongo.client(url) as fresh:
            if fresh.admin.command("hello")["isWritablePrimary"]:
                return
    raise RuntimeError("the replica set of the container did not become writable")
