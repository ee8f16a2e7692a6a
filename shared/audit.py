# SPDX-License-Identifier: Apache-2.0
"""Who did what, when, from where, on which version: a chain of entries in each aggregate, tied by hashes.

An entry names the fields that changed, never their values. It is written in the same atomic write as the change, so
there is no change without its entry. `python -m services.NAME verify` recomputes every chain.
"""

import hashlib
from collections.abc import Iterator, Mapping
from typing import Any

import orjson

from shared.call import Call


def entry(
    call: Call, *, version: int, act: str, changed: list[str], events: list[str], after: str
) -> dict[str, Any]:
    """One link: `after` is the hash of the link before it ('' for the first)."""
    link: dict[str, Any] = {
        "version": version,
        "at": call.at.isoformat(),
        "act": act,
        "actor": call.actor.id,
        "roles": sorted({str(grant.role) for grant in call.actor.grants}),
        "origin": call.origin,
        "message": call.message,
        "changed": sorted(changed),
        "events": events,
        "after": after,
    }
    return {**link, "hash": digest(link)}


def digest(link: Mapping[str, Any]) -> str:
    """SHA-256 over the link without its own hash, keys sorted, as hex."""
    body = {key: value for key, value in link.items() if key != "hash"}
    return hashlib.sha256(orjson.dumps(body, option=orjson.OPT_SORT_KEYS)).hexdigest()


def faults(document: Mapping[str, Any]) -> Iterator[str]:
    """What is wrong with the chain of a raw aggregate document: nothing, or one sentence a fault."""
    links, after = document.get("history", []), ""
    for number, link in enumerate(links, start=1):
        if link.get("version") != number:
            yield f"entry {number} carries version {link.get('version')}"
        if link.get("after") != after:
            yield f"entry {number} does not follow the one before it"
        if link.get("hash") != digest(link):
            yield f"entry {number} was changed"
        after = link.get("hash", "")
    if document.get("chain") != after:
        yield "the last entry is not the one that the document names"
    if document.get("version") != len(links):
        yield f"version {document.get('version')} has {len(links)} entries"
