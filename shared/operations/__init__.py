# SPDX-License-Identifier: Apache-2.0
"""The operator's kit (运维): what each service's worker sees of itself, orders that it carries out, books, audit, accounts.

The three services share one small database for it, the one of the accounts: no content of a case is written there. Web
processes never talk to RabbitMQ; so a worker writes down what it sees of the queues, and carries out what an operator ordered.
"""

from typing import Any

from pymongo.collection import Collection

from shared.mongo import database

SHARED = "identity"


def shared_collection(name: str) -> Collection[dict[str, Any]]:
    """A collection of the database that the three services share."""
    return database(SHARED)[name]
