# SPDX-License-Identifier: Apache-2.0
"""Connections and indexes of MongoDB: one database for each service, made before serving, checked at start."""

import os
from collections.abc import Iterable
from typing import Any

import mongoengine
from pymongo import MongoClient
from pymongo.collection import Collection
from pymongo.database import Database
from pymongo.errors import ConnectionFailure, ExecutionTimeout, PyMongoError, WriteConcernError

OPTIONS: dict[str, Any] = {
    "tz_aware": True,
    "heartbeatFrequencyMS": 2000,
    "serverSelectionTimeoutMS": 8000,
    "connectTimeoutMS": 2000,
    "uuidRepresentation": "standard",
}


def connect(url: str, aliases: Iterable[str], *, namespace: str = "") -> None:
    """Register one MongoEngine connection for each alias; the database is named `namespace + alias`.

    Opens no socket: call it after the process was forked and before the first query.
    """
    for alias in aliases:
        mongoengine.connect(db=f"{namespace}{alias}", alias=alias, host=url, **OPTIONS)


def disconnect(aliases: Iterable[str]) -> None:
    """Close the connections, so that another server or namespace can be chosen."""
    for alias in aliases:
        mongoengine.disconnect(alias)


def client(url: str) -> MongoClient[dict[str, Any]]:
    """A driver client with our time-outs, for code that works beside MongoEngine."""
    return MongoClient(url, **OPTIONS)


def collection(document: type[mongoengine.Document]) -> Collection[dict[str, Any]]:
    """The driver's collection behind a document class, without MongoEngine in between."""
    return document._get_collection()


def database(alias: str) -> Database[dict[str, Any]]:
    """The driver's database behind an alias, for what is no aggregate."""
    found: Database[dict[str, Any]] = mongoengine.get_db(alias)
    return found


def ensure_indexes(documents: Iterable[type[mongoengine.Document]]) -> None:
    """Make all declared indexes. A deployment step: no process makes an index while it serves."""
    for document in documents:
        document.ensure_indexes()


def missing_indexes(documents: Iterable[type[mongoengine.Document]]) -> list[str]:
    """The declared indexes that are not there, as `collection: keys`. Without them uniqueness is not kept.

    The one on `_id` MongoDB makes itself, with the first document.
    """
    missing = []
    for document in documents:
        lack = [keys for keys in document.compare_indexes()["missing"] if keys != [("_id", 1)]]
        missing += [f"{document._get_collection_name()}: {keys}" for keys in lack]
    return missing


def namespace() -> str:
    """The prefix of database, exchange and queue names, so that stacks can share servers (tests do)."""
    return os.environ.get("HESHILAO_NAMESPACE", "")


def is_away(error: BaseException) -> bool:
    """Whether the database could not answer now (no primary, no connection, too slow), so that trying again helps.

    MongoEngine wraps the driver's errors; the cause tells.
    """
    cause = error.__cause__ or error.__context__
    if not isinstance(error, PyMongoError) and isinstance(cause, PyMongoError):
        error = cause
    return isinstance(error, ConnectionFailure | ExecutionTimeout | WriteConcernError)
