# SPDX-License-Identifier: Apache-2.0
"""What an operator's desk shows: services, processes, dead messages, orders, and the reports of the books."""

from collections.abc import Collection, Iterable
from datetime import UTC, datetime
from typing import Any

from shared import clock
from shared.calendar import local_date, unannounced_year
from shared.identity.accounts import Account
from shared.mongo import collection
from shared.operations import rules, shared_collection
from shared.operations.documents import Order
from shared.operations.rules import Stage, What

KINDS = ("web", "worker", "relay")


def desk() -> dict[str, Any]:
    """Everything at one glance, as the workers last saw it."""
    now = datetime.now(UTC)
    sights = list(shared_collection("sights").find().sort("_id"))
    services = [_service(sight, now) for sight in sights]
    return {
        "at": now,
        "services": services,
        "calendar": unannounced_year(local_date(clock.now())),
        "orders": orders({(one["name"], dead["id"]) for one in services for dead in one["dead"]}),
        "reports": list(shared_collection("reports").find().sort("_id", -1).limit(30)),
    }


def _service(sight: dict[str, Any], now: datetime) -> dict[str, Any]:
    name, owing = sight["_id"], sight["owing"]
    held = held_by(name)
    retried = retried_by(name)
    dead = [
        one | {"held": held.get(one["id"]), "retried": one["id"] in retried} for one in sight.get("dead", [])
    ]
    return sight | {
        "name": name,
        "dead": dead,
        "stale": rules.is_silent(sight["at"], now),
        "late": rules.is_late(owing["since"], now) or bool(sight.get("overdue", {}).get("documents")),
        "processes": [_process(name, kind, now) for kind in KINDS],
    }


def _process(service: str, kind: str, now: datetime) -> dict[str, Any]:
    beats = list(shared_collection("pulses").find({"service": service, "kind": kind}).sort("at", -1))
    alive = [beat for beat in beats if not rules.is_silent(beat["at"], now)]
    return {"kind": kind, "alive": len(alive), "last": beats[0]["at"] if beats else None}


def held_by(service: str) -> dict[str, str]:
    """Why messages are held, by id; what was put back or discarded since is not held."""
    held: dict[str, str] = {}
    for row in (
        collection(Order).find({"service": service}, {"what": 1, "ids": 1, "reason": 1}).sort("created_at")
    ):
        for one in row.get("ids", []):
            if row["what"] == What.HOLD:
                held[one] = row["reason"]
            else:
                held.pop(one, None)
    return held


def retried_by(service: str) -> set[str]:
    """The ids of the messages that were put back to be handled again."""
    wanted = {"service": service, "what": What.RETRY, "stage": Stage.DONE}
    return {one for row in collection(Order).find(wanted, {"ids": 1}) for one in row.get("ids", [])}


def orders(dead: Collection[tuple[str, str]] = ()) -> list[dict[str, Any]]:
    """The last orders, newest first; a retry `failed` when one of its messages lies among the `dead` (service, id) again."""
    hidden = {"outbox": 0, "history": 0, "inbox": 0}
    rows = list(collection(Order).find({}, hidden).sort("created_at", -1).limit(50))
    names = logins({row["by"] for row in rows})
    return [
        row
        | {"login": names.get(row["by"], row["by"])}
        | {
            "failed": row["what"] == What.RETRY
            and any((row["service"], one) in dead for one in row.get("ids", []))
        }
        for row in rows
    ]


def troubles(shown: dict[str, Any]) -> int:
    """How many things on the desk ask for somebody."""
    count = int(shown["calendar"] is not None)
    for service in shown["services"]:
        count += service["stale"] + service["late"] + (not service["broker"])
        count += sum(not one["held"] for one in service["dead"])
        count += sum(not process["alive"] for process in service["processes"])
    today = {row["service"]: row for row in reversed(shown["reports"])}
    return count + sum(len(row["gaps"]) for row in today.values())


def logins(accounts: Iterable[str]) -> dict[str, str]:
    """The logins of accounts by their ids, for those that there are."""
    rows = collection(Account).find({"_id": {"$in": list(accounts)}}, {"login": 1})
    return {row["_id"]: row["login"] for row in rows}
