# SPDX-License-Identifier: Apache-2.0
"""What comes from a court's system: checked, kept, acknowledged; then acted on by the commands of the judge's own API."""

import uuid
from datetime import UTC, datetime, timedelta

import orjson
from marshmallow import ValidationError
from pymongo.errors import DuplicateKeyError

from services.courtlink.exchange import rules
from services.courtlink.exchange.acting import ACTS
from services.courtlink.exchange.documents import Incoming, Key, Partner
from services.courtlink.exchange.figures import figures
from services.courtlink.exchange.rules import Receipt
from shared import clock
from shared.access import Actor, Grant, Role, Scope
from shared.call import Call, command
from shared.errors import AlreadyAbsorbed, NotFound, RuleBroken
from shared.mongo import database
from shared.settings import vault
from shared.signing import Algorithm, Signed, digest


def proven(signed: Signed, key_id: str, signature: str, *, window: timedelta) -> tuple[Partner, Key]:
    """The court and key that signed. Raises RuleBroken: exchange_signature_wrong (whichever part is), exchange_time_off."""
    now = clock.now()
    partner = Partner.objects(__raw__={"keys.id": key_id}).first()
    key = next((key for key in partner.keys if key.id == key_id), None) if partner else None
    if partner is None or key is None or not key.is_good(now):
        raise RuleBroken("exchange_signature_wrong")
    if not signed.fits(signature, Algorithm(key.algorithm), key.opened()):
        raise RuleBroken("exchange_signature_wrong")
    rules.must_be_in_time(datetime.fromtimestamp(signed.time, UTC), now, window)
    return partner, key


def use_nonce(key: Key, nonce: str) -> None:
    """A nonce is used once within the time window. Raises RuleBroken: exchange_nonce_used."""
    try:
        database("courtlink")["nonces"].insert_one({"_id": f"{key.id}:{nonce}", "at": datetime.now(UTC)})
    except DuplicateKeyError:
        raise RuleBroken("exchange_nonce_used") from None


def note_refusal(code: str, *, key_id: str, address: str, now: datetime) -> None:
    """Count what was refused at the door: who, when, which key, why, and nothing of what was sent.

    One row an hour for each key, address and reason, so that a flood fills nothing.
    """
    hour = now.replace(minute=0, second=0, microsecond=0)
    key = {"hour": hour, "key_id": key_id[:40], "address": address, "code": code}
    database("courtlink")["refusals"].update_one(
        {"_id": str(uuid.uuid5(uuid.NAMESPACE_OID, repr(sorted(key.items()))))},
        {"$set": key | {"last_at": now}, "$inc": {"count": 1}},
        upsert=True,
    )


def court_call(court_code: str, name: str, *, at: datetime, message: str, key_id: str) -> Call:
    """A call as the court itself: the powers of its judges, within its own matters."""
    grants = (Grant(Role.JUDGE, court_code), Grant(Role.COURT_CLERK, court_code))
    return Call(
        actor=Actor(f"court:{court_code}", name, grants),
        at=at,
        scope=Scope(frozenset({court_code})),
        message=message,
        origin=f"key:{key_id}",
    )


@command
def accept(
    call: Call, *, message_id: str, kind: rules.Request, body: bytes, data: dict[str, object], key_id: str, in_reply_to: str = ""
) -> Incoming:  # fmt: skip
    """Keep a message and acknowledge it; a worker acts on it. The same message again is the same acknowledgement.

    Raises RuleBroken: message_id_reused.
    """
    court = call.actor.id.removeprefix("court:")
    print_ = digest(Algorithm.SHA256, body)
    incoming = Incoming(
        id=f"{court}:{message_id}",
        court_code=court,
        message_id=message_id,
        kind=kind,
        in_reply_to=in_reply_to or None,
        key_id=key_id,
        digest=print_,
        data=vault().seal(orjson.dumps(data).decode(), "incoming.data"),
        due_at=call.at,
        within=[court],
    ).begin(call)
    try:
        return incoming.create()
    except AlreadyAbsorbed as again:
        rules.must_be_the_same(again.document.digest, print_)
        raise


@command
def act(call: Call, incoming_id: str) -> Incoming:
    """Do what a message asks, by the same commands as the judge's API; what came too early is tried again."""
    incoming = Incoming.load(incoming_id, call)
    if incoming.due_at is None or incoming.due_at > call.at:
        return incoming
    as_court = court_call(
        incoming.court_code, "", at=call.at, message=incoming.id, key_id=incoming.key_id
    )  # fmt: skip
    data = orjson.loads(vault().open(incoming.data, "incoming.data"))
    incoming.due_at = None
    try:
        incoming.subject = ACTS[rules.Request(incoming.kind)](as_court, data, incoming.in_reply_to or "")
        incoming.state, incoming.result = Receipt.DONE, None
    except ValidationError:
        incoming.state, incoming.result = Receipt.REFUSED, "invalid_input"
    except (RuleBroken, NotFound) as error:
        _refuse(incoming, error, call.at)
    return incoming.store()


def _refuse(incoming: Incoming, error: RuleBroken | NotFound, now: datetime) -> None:
    """Refuse for good, or wait for what the message came too early for."""
    code, state = (
        (error.code, error.details.get("state", "")) if isinstance(error, RuleBroken) else ("not_found", "")
    )
    incoming.result = code
    incoming.attempts += 1
    if rules.came_early(code, str(state)):
        incoming.due_at = rules.next_try(incoming.attempts, figures().early, now)
    incoming.state = Receipt.WAITING if incoming.due_at else Receipt.REFUSED


def status_of(court_code: str, message_id: str) -> Incoming:
    """What became of a message of this court. Raises NotFound."""
    return Incoming.find(f"{court_code}:{message_id}", Scope(frozenset({court_code})))
