# SPDX-License-Identifier: Apache-2.0
"""What a service's worker does for its operators: writes down what it sees, and carries out their orders."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from shared import clock, rabbit
from shared import relay as relays
from shared.access import Actor
from shared.aggregate import OWING, Aggregate
from shared.call import Call
from shared.errors import BrokerError
from shared.mongo import collection, database
from shared.operations import books, commands, rules, shared_collection
from shared.operations.documents import Order
from shared.operations.rules import Stage, What
from shared.rabbit import REASON, Delivery, Names
from shared.rounds import Rounds
from shared.service import Service

_SHOWN = 200


def rounds_of(service: Service, url: str, names: Names) -> Rounds:
    """The rounds that every service's worker goes."""
    rounds = Rounds()

    @rounds.every(seconds=10)
    def look_around(_now: datetime) -> int:
        """True time, not the clock that can be set: it tells how old a sight is."""
        sight(service, url, names)
        return 0

    @rounds.every(seconds=2)
    def carry_out_orders(now: datetime) -> int:
        return sum(carry_out(service, url, names, row["_id"], now) for row in _waiting(service.name))

    @rounds.every(seconds=3600)
    def compare_books(now: datetime) -> int:
        books.write(service, now)
        return books.compare(service, now)

    return rounds


def _waiting(service: str) -> list[dict[str, Any]]:
    return list(
        collection(Order).find({"service": service, "stage": Stage.WAITING}, {"_id": 1}).sort("created_at")
    )


def sight(service: Service, url: str, names: Names) -> None:
    """Write down what is owed and what lies in the queues: ids, types and kinds of error, never a body."""
    now = datetime.now(UTC)
    seen: dict[str, Any] = {"at": now, "title": service.title, "owing": _owing(service.aggregates)}
    seen["overdue"] = _overdue(service.aggregates)
    try:
        queues = {"ready": names.queue, "retry": names.retry, "dead": names.dead}
        seen["queues"] = {name: rabbit.depth(url, of(service.name)) for name, of in queues.items()}
        seen["dead"] = [_dead(one) for one in rabbit.peek(url, names.dead(service.name))[:_SHOWN]]
        seen["broker"] = True
    except BrokerError:
        seen["broker"] = False
    shared_collection("sights").update_one({"_id": service.name}, {"$set": seen}, upsert=True)
    shared_collection("pulses").delete_many({"at": {"$lt": now - timedelta(days=1)}})


def _owing(kinds: Sequence[type[Aggregate]]) -> dict[str, Any]:
    """How many documents owe events, and since when the oldest does."""
    count, oldest = 0, None
    for kind in kinds:
        count += collection(kind).count_documents(OWING)
        first = collection(kind).find_one(OWING, {"changed_at": 1}, sort=[("changed_at", 1)])
        if first and (oldest is None or first["changed_at"] < oldest):
            oldest = first["changed_at"]
    return {"documents": count, "since": oldest}


def _overdue(kinds: Sequence[type[Aggregate]]) -> dict[str, Any]:
    """How many documents time should have decided about and did not, and since when the oldest waits."""
    now, count, oldest = clock.now(), 0, None
    for kind in kinds:
        due = {"due_at": {"$lt": now - rules.LATE_AFTER}}
        count += collection(kind).count_documents(due)
        first = collection(kind).find_one(due, {"due_at": 1}, sort=[("due_at", 1)])
        if first and (oldest is None or first["due_at"] < oldest):
            oldest = first["due_at"]
    return {"documents": count, "since": oldest}


def _dead(delivery: Delivery) -> dict[str, str]:
    reason = str(delivery.headers.get(REASON) or delivery.headers.get("x-first-death-reason", ""))
    return {"id": delivery.id, "type": delivery.routing_key, "fault": rules.fault_of(reason)}


def carry_out(service: Service, url: str, names: Names, order_id: str, now: datetime) -> int:
    """Do one order. With the broker away it waits: BrokerError leaves it for the next round."""
    order = Order.objects(__raw__={"_id": order_id}).exclude("outbox", "history").first()
    queue, grave = names.queue(service.name), names.dead(service.name)
    published = database(service.name)["published"]
    if order.what == What.RETRY:
        moved = rabbit.move(url, grave, queue, set(order.ids))
    elif order.what == What.DISCARD:
        moved = bury(service.name, url, names, set(order.ids), order.reason, now)
    elif order.what == What.REPUBLISH:
        moved = relays.replay(url, names, published, types=order.types, hour=order.hour)
    else:
        moved = len(order.ids)
    commands.note_done(Call(Actor(f"system:{service.name}"), at=now), order_id, moved=moved)
    sight(service, url, names)
    return 1


def bury(service: str, url: str, names: Names, ids: set[str], reason: str, now: datetime) -> int:
    """Take dead messages away for good; what they were and why is kept in the service's own database."""
    graves, grave = database(service)["discarded"], names.dead(service)
    for delivery in rabbit.peek(url, grave):
        if delivery.id in ids:
            body = delivery.body.decode(errors="replace")
            graves.insert_one({"event": delivery.id, "body": body, "reason": reason, "at": now})
    return rabbit.move(url, grave, None, ids)
