# SPDX-License-Identifier: Apache-2.0
"""Looking through the audit trail of a service: who did what to which document when; names of fields, never a value."""

import unicodedata
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from shared import audit
from shared.aggregate import Aggregate
from shared.errors import NotFound
from shared.mongo import collection
from shared.service import Service

MOST = 200
_SHOWN = ("version", "at", "act", "actor", "roles", "origin", "changed", "events")


def id_of(service: Service, text: str) -> str:
    """The document that carries this folder or case number; the text itself where none does, as it may be an id."""
    plain = unicodedata.normalize("NFKC", text)
    found = (
        row["_id"]
        for kind in service.aggregates
        for field in ("file_number", "number")
        if field in kind._fields
        for row in collection(kind)
        .find({field: {"$in": [text, plain]}}, {"_id": 1})
        .limit(1)
        .max_time_ms(5000)
    )
    return next(found, text)


def search(
    service: Service, *, document: str = "", actor: str = "", since: datetime | None = None
) -> list[dict[str, Any]]:
    """Entries of one document, or of one account since a moment; newest first, up to two hundred."""
    found = []
    for kind in service.aggregates:
        query: dict[str, Any] = {"_id": document} if document else {"history.actor": actor}
        if since is not None:
            query["changed_at"] = {"$gte": since}
        for row in collection(kind).find(query, {"history": 1}).limit(MOST).max_time_ms(5000):
            found += [
                {"kind": kind.__name__, "document": row["_id"]} | {name: link.get(name) for name in _SHOWN}
                for link in row.get("history", [])
                if not actor or link["actor"] == actor
            ]
    return sorted(found, key=lambda entry: entry["at"], reverse=True)[:MOST]


def verify(service: Service, document: str) -> list[str]:
    """What is wrong with the chain of a document: nothing, or a sentence a fault. Raises NotFound."""
    for kind in service.aggregates:
        row = collection(kind).find_one({"_id": document}, {"history": 1, "chain": 1, "version": 1})
        if row is not None:
            return list(audit.faults(row))
    raise NotFound(document)


def broken(service: Service) -> Iterator[tuple[type[Aggregate], str, str]]:
    """Every fault of every chain: kind, document, sentence."""
    for kind in service.aggregates:
        for row in collection(kind).find({}, {"history": 1, "chain": 1, "version": 1}):
            for fault in audit.faults(row):
                yield kind, row["_id"], fault
