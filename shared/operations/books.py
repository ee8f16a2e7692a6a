# SPDX-License-Identifier: Apache-2.0
"""The books of events (O9): each service counts by the hour what it sent and what it received, and receivers compare.

The hour is that of the event itself, which both sides know. A gap is shown and logged; an operator has it sent again.
"""

import hashlib
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import structlog
from pymongo.errors import BulkWriteError

from shared.calendar import local_date
from shared.events import Envelope
from shared.mongo import database
from shared.operations import shared_collection
from shared.operations.rules import gap_of
from shared.service import Service

BACK, ON_THE_WAY, OLD = timedelta(hours=48), timedelta(hours=1), timedelta(hours=6)
_DUPLICATE_KEY = 11000
log = structlog.get_logger()


def note_received(service: str, envelopes: Sequence[Envelope]) -> None:
    """Note events as received, after what they asked was done; one that comes again is noted once."""
    rows = [
        {"_id": one.id, "type": one.type, "time": one.time.astimezone(UTC).isoformat()} for one in envelopes
    ]
    if not rows:
        return
    try:
        database(service)["received"].insert_many(rows, ordered=False)
    except BulkWriteError as error:
        if any(fault["code"] != _DUPLICATE_KEY for fault in error.details["writeErrors"]):
            raise


def ensure_indexes(service: str) -> None:
    """The indexes by which the books are written."""
    database(service)["published"].create_index("event.time")
    database(service)["received"].create_index("time")


def _hour(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H}"


def _entries(rows: Iterable[dict[str, Any]]) -> dict[tuple[str, str], tuple[int, str]]:
    """Count and hash of the ids, by hour and type."""
    ids: dict[tuple[str, str], list[str]] = {}
    for row in rows:
        ids.setdefault((row["time"][:13], row["type"]), []).append(row["_id"])
    return {
        key: (len(found), hashlib.sha256("\n".join(sorted(found)).encode()).hexdigest())
        for key, found in ids.items()
    }


def _received(service: str, since: str) -> dict[tuple[str, str], tuple[int, str]]:
    return _entries(database(service)["received"].find({"time": {"$gte": since}}))


def write(service: Service, now: datetime) -> None:
    """Write the book of what this service sent in the last two days, hour by hour."""
    since, books = _hour(now - BACK), shared_collection("books")
    sent = database(service.name)["published"].aggregate(
        [
            {"$match": {"event.time": {"$gte": since}}},
            {"$project": {"time": "$event.time", "type": "$event.type"}},
        ]
    )
    for (hour, kind), (count, print_) in _entries(sent).items():
        page = {"service": service.name, "hour": hour, "type": kind, "count": count, "hash": print_}
        books.update_one({"_id": f"{service.name}|{hour}|{kind}"}, {"$set": page}, upsert=True)
    books.delete_many({"service": service.name, "hour": {"$lt": since}})


def compare(service: Service, now: datetime) -> int:
    """Compare the senders' books with what this service received, and keep the report of the day; returns the gaps."""
    first, last, old = _hour(now - BACK), _hour(now - ON_THE_WAY), _hour(now - OLD)
    own = _received(service.name, first)
    pages = list(
        shared_collection("books").find(
            {"type": {"$in": service.reactions.types}, "hour": {"$gte": first, "$lt": last}}
        )
    )
    gaps = []
    for page in pages:
        had = own.get((page["hour"], page["type"]), (0, ""))
        kind = gap_of((page["count"], page["hash"]), had, old=page["hour"] < old)
        if kind:
            gap = {name: page[name] for name in ("service", "hour", "type")}
            gaps.append(gap | {"gap": kind, "sent": page["count"], "received": had[0]})
    if gaps:
        log.error("books_differ", service=service.name, gaps=len(gaps))
    day = local_date(now).isoformat()
    report = {"service": service.name, "day": day, "at": now, "compared": len(pages), "gaps": gaps}
    report |= {"events": sum(page["count"] for page in pages)}
    shared_collection("reports").update_one({"_id": f"{day}|{service.name}"}, {"$set": report}, upsert=True)
    return len(gaps)
