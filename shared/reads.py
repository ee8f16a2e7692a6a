# SPDX-License-Identifier: Apache-2.0
"""Who read what is guarded: the words of a private talk, the phones and addresses of parties (PV-11)."""

from typing import Any

from shared.aggregate import Aggregate
from shared.call import Call, new_id
from shared.mongo import collection, database

READS = "reads"
MOST = 200


def note_reading(call: Call, document: Aggregate, **about: str) -> None:
    """Keep who reads, when and whence; `about` says what, by ids. Call it before anything is shown."""
    note = {
        "_id": new_id(),
        **about,
        "of": sorted(set(about.values())),
        "actor": call.actor.id,
        "at": call.at,
        "origin": call.origin,
    }
    collection(type(document)).database[READS].insert_one(note)


def readings(service: str, *, document: str = "", actor: str = "") -> list[dict[str, Any]]:
    """Who read something of a document, or what an account read: newest first, up to two hundred; `what` is contacts or
    talk, `document` its id."""
    wanted = ({"of": document} if document else {}) | ({"actor": actor} if actor else {})
    rows = database(service)[READS].find(wanted).sort("at", -1).limit(MOST).max_time_ms(5000)
    return [
        {"what": what, "document": row[what]} | {name: row[name] for name in ("at", "actor", "origin")}
        for row in rows
        for what in ("contacts", "talk")
        if what in row
    ]


def ensure_indexes(service: str) -> None:
    """The indexes by which readings are found."""
    for field in ("of", "actor"):
        database(service)[READS].create_index([(field, 1), ("at", -1)])
