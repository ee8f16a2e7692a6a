# SPDX-License-Identifier: Apache-2.0
"""Who read what is guarded: the words of a private talk, the phones and addresses of parties (PV-11)."""

from shared.aggregate import Aggregate
from shared.call import Call, new_id
from shared.mongo import collection


def note_reading(call: Call, document: Aggregate, **about: str) -> None:
    """Keep who reads, when and whence; `about` says what, by ids. Call it before anything is shown."""
    note = {"_id": new_id(), **about, "actor": call.actor.id, "at": call.at, "origin": call.origin}
    collection(type(document)).database["reads"].insert_one(note)
