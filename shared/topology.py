# SPDX-License-Identifier: Apache-2.0
"""Preparing a stack: the indexes and queues of all given services, made before any process serves."""

from collections.abc import Sequence

from shared import mongo, rabbit, reads
from shared.identity import accounts
from shared.operations import books
from shared.operations.documents import Order
from shared.rabbit import Names
from shared.service import Service


def prepare(
    services: Sequence[Service], mongo_url: str, amqp_url: str, *, namespace: str = "", retry_ms: int = 5_000
) -> None:
    """Make indexes, exchange, queues and bindings. Safe to repeat; run at each deployment."""
    mongo.connect(mongo_url, [*(service.name for service in services), "identity"], namespace=namespace)
    accounts.ensure_indexes()
    mongo.ensure_indexes([Order])
    for service in services:
        mongo.ensure_indexes(service.documents)
        books.ensure_indexes(service.name)
        reads.ensure_indexes(service.name)
    bindings = {service.name: service.reactions.types for service in services}
    rabbit.declare(amqp_url, Names(namespace), bindings, retry_ms=retry_ms)
