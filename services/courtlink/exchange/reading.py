# SPDX-License-Identifier: Apache-2.0
"""What operators read of the exchange, on indexes and without contents."""

from typing import Any

from services.courtlink.exchange.documents import DayReport, Incoming, Outgoing
from services.courtlink.exchange.rules import STUCK, Delivery
from shared.mongo import collection, database

CLOSED = {"data": 0, "body": 0, "outbox": 0, "history": 0, "inbox": 0}
_FEW = 30


def missing() -> list[dict[str, Any]]:
    """What courts do not have: dead and held messages, and those that failed at least once; oldest first."""
    ways = [{"state": {"$in": list(STUCK)}}, {"state": Delivery.WAITING, "attempts": {"$gt": 0}}]
    return list(collection(Outgoing).find({"$or": ways}, CLOSED).sort("created_at").limit(100))


def newest(kind: type[Outgoing | Incoming]) -> list[dict[str, Any]]:
    """The last messages to courts, or of courts."""
    return list(collection(kind).find({}, CLOSED).sort("created_at", -1).limit(_FEW))


def refusals() -> list[dict[str, Any]]:
    """Who was turned away at the door, newest first."""
    return list(database("courtlink")["refusals"].find().sort("last_at", -1).limit(200))


def reports() -> list[dict[str, Any]]:
    """The last comparisons with courts."""
    return list(collection(DayReport).find({}, CLOSED).sort("day", -1).limit(_FEW))
