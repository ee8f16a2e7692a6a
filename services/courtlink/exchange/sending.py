# SPDX-License-Identifier: Apache-2.0
"""What goes to a court's system: queued as a stored job, tried with growing waits, and never lost when it can't be delivered."""

from typing import Any

import orjson

from services.courtlink.exchange import rules
from services.courtlink.exchange.documents import Outgoing
from services.courtlink.exchange.figures import figures
from services.courtlink.exchange.rules import Delivery
from shared.call import Call, command
from shared.mongo import collection
from shared.settings import vault


@command
def queue(
    call: Call, message_id: str, *, court_code: str, kind: rules.Notice, data: dict[str, Any], label: str = "", in_reply_to: str = ""
) -> Outgoing:  # fmt: skip
    """Owe a court a message; the id says what it tells, so that it is owed once."""
    body = {"message_id": message_id, "kind": kind, "sent_at": call.at.isoformat(), "data": data}
    if in_reply_to:
        body["in_reply_to"] = in_reply_to
    sealed = vault().seal(orjson.dumps(body).decode(), "outgoing.body")
    return (
        Outgoing(
            id=message_id,
            court_code=court_code,
            kind=kind,
            label=label,
            in_reply_to=in_reply_to or None,
            body=sealed,
            due_at=call.at,
            within=[court_code],
        )
        .begin(call)
        .create()
    )


def is_queued(message_id: str) -> bool:
    """Whether this message is owed or was sent."""
    return collection(Outgoing).count_documents({"_id": message_id}, limit=1) > 0


@command
def note_delivered(call: Call, message_id: str) -> Outgoing:
    """The court acknowledged it."""
    outgoing = Outgoing.load(message_id, call)
    if outgoing.state != Delivery.WAITING:
        return outgoing
    outgoing.state, outgoing.trouble, outgoing.due_at = Delivery.DELIVERED, None, None
    outgoing.delivered_at = call.at
    outgoing.attempts += 1
    return outgoing.store()


@command
def note_trouble(call: Call, message_id: str, trouble: str, *, for_good: bool = False) -> Outgoing:
    """It did not arrive: try again later, or, after the last try or a plain no, keep it as dead for people to decide."""
    outgoing = Outgoing.load(message_id, call)
    if outgoing.state != Delivery.WAITING:
        return outgoing
    outgoing.attempts += 1
    outgoing.trouble = trouble
    again = None if for_good else rules.next_try(outgoing.attempts, figures().retry, call.at)
    outgoing.due_at = again
    if again is None:
        outgoing.state = Delivery.DEAD
    return outgoing.store()


@command
def note_status(call: Call, message_id: str, *, state: str, result: str = "") -> Outgoing:
    """The court says what it did with a message of ours. That it did something proves that it has it."""
    outgoing = Outgoing.load(message_id, call)
    outgoing.state, outgoing.result, outgoing.due_at = Delivery(state), result or None, None
    outgoing.delivered_at = outgoing.delivered_at or call.at
    return outgoing.store()


@command
def retry(call: Call, message_id: str, *, reason: str = "") -> Outgoing:
    """An operator sends it again now. Raises RuleBroken: message_not_stuck."""
    outgoing = Outgoing.load(message_id, call)
    rules.may_retry(Delivery(outgoing.state))
    outgoing.state, outgoing.reason, outgoing.due_at, outgoing.attempts = Delivery.WAITING, reason, call.at, 0
    return outgoing.store()


@command
def hold(call: Call, message_id: str, *, reason: str) -> Outgoing:
    """An operator keeps it back. Raises RuleBroken: message_not_waiting."""
    outgoing = Outgoing.load(message_id, call)
    rules.may_hold(Delivery(outgoing.state))
    outgoing.state, outgoing.reason, outgoing.due_at = Delivery.HELD, reason, None
    return outgoing.store()


@command
def discard(call: Call, message_id: str, *, reason: str) -> Outgoing:
    """An operator gives it up, for example because it went on paper; it stays to be seen. Raises: message_arrived."""
    outgoing = Outgoing.load(message_id, call)
    rules.may_discard(Delivery(outgoing.state))
    outgoing.state, outgoing.reason, outgoing.due_at = Delivery.DISCARDED, reason, None
    return outgoing.store()


@command
def resend(call: Call, message_id: str) -> Outgoing:
    """The court says it lacks what it once confirmed. Raises RuleBroken: message_not_delivered."""
    outgoing = Outgoing.load(message_id, call)
    rules.may_resend(Delivery(outgoing.state))
    outgoing.state, outgoing.due_at, outgoing.attempts = Delivery.WAITING, call.at, 0
    return outgoing.store()
