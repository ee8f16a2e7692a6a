# SPDX-License-Identifier: Apache-2.0
"""The kit's own tests run on two sample aggregates in two databases, and on a queue of their own."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from shared import mongo, rabbit
from shared.rabbit import Names
from tests.shared import sample


@pytest.fixture
def databases(mongo_url: str, namespace: str) -> Iterator[str]:
    """Empty databases for the sample aggregates, with their indexes; gives the address."""
    aliases = ["giver", "taker"]
    driver = mongo.client(mongo_url)
    for alias in aliases:
        driver.drop_database(f"{namespace}{alias}")
    mongo.connect(mongo_url, aliases, namespace=namespace)
    mongo.ensure_indexes([sample.Giver, sample.Taker])
    sample.shown.clear()
    yield mongo_url
    mongo.disconnect(aliases)
    driver.close()


@dataclass(frozen=True)
class Broker:
    url: str
    names: Names


@pytest.fixture
def broker(amqp_url: str, namespace: str) -> Iterator[Broker]:
    """The exchange and an empty queue `taker` with its retry (0.2 s) and dead queues."""
    names = Names(namespace)
    rabbit.remove(amqp_url, names, ["taker"])
    rabbit.declare(amqp_url, names, {"taker": sample.reactions.types}, retry_ms=200, deliveries=4)
    yield Broker(amqp_url, names)
    rabbit.remove(amqp_url, names, ["taker"])
