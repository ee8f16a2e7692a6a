# SPDX-License-Identifier: Apache-2.0
"""The exchange over HTTP: two endpoints for a court's system, and the operator's view of what goes to and fro."""

from collections.abc import Callable
from typing import Any

from flask import g, request
from flask_smorest import Blueprint

from services.courtlink.exchange import partners, reading, receiving, reconciling, sending
from services.courtlink.exchange.documents import DayReport, Incoming, Outgoing, Partner
from services.courtlink.exchange.door import HEADERS, signed
from services.courtlink.exchange.schemas import (
    DayReportOut,
    IncomingRow,
    KeyIn,
    MessageIn,
    MessageOut,
    MessageQuery,
    NewKeyOut,
    OutgoingOut,
    OutgoingRow,
    PartnerIn,
    PartnerOut,
    ReasonIn,
    RefusalOut,
)
from shared.access import Policy, Reach, Role
from shared.mongo import collection
from shared.web.calls import current_call, requires
from shared.web.etags import shown
from shared.web.idempotency import idempotent
from shared.web.paging import PageIn, page

api = Blueprint("exchange", __name__, url_prefix="/exchange", description="与法院系统对接")
OPERATE: Policy = {Role.OPERATOR: Reach.OPEN}


@api.post("/messages")
@signed
@api.doc(parameters=HEADERS)
@api.arguments(MessageIn)
@api.response(202, MessageOut)
def receive(message: dict[str, Any]) -> Incoming:
    """Take a message of a court; the answer acknowledges it, its status follows."""
    return receiving.accept(
        current_call(),
        message_id=message["message_id"],
        kind=message["kind"],
        body=request.get_data(cache=True),
        data=request.get_json()["data"],
        key_id=g.exchange_key,
        in_reply_to=message["in_reply_to"],
    )


@api.get("/messages/<message_id>")
@signed
@api.doc(parameters=HEADERS)
@api.response(200, MessageOut)
def status(message_id: str) -> Incoming:
    """What became of a message of this court."""
    return receiving.status_of(current_call().actor.id.removeprefix("court:"), message_id)


@api.get("/partners")
@requires(OPERATE)
@api.response(200, PartnerOut(many=True))
def list_partners() -> list[Partner]:
    """The courts that we exchange with."""
    return list(Partner.objects.order_by("id").exclude("outbox", "history"))


@api.post("/partners")
@requires(OPERATE)
@idempotent
@api.arguments(PartnerIn)
@api.response(201, PartnerOut)
def connect(data: dict[str, Any]) -> Partner:
    """Begin to exchange with a court, or change how it is reached."""
    return shown(partners.connect(current_call(), **data))


@api.post("/partners/<court_code>/keys")
@requires(OPERATE, match=True)
@idempotent
@api.arguments(KeyIn)
@api.response(201, NewKeyOut)
def add_key(data: dict[str, Any], court_code: str) -> dict[str, Any]:
    """Make a new key; older ones are taken for some days more."""
    partner = shown(partners.add_key(current_call(), court_code, **data))
    key = partner.keys[-1]
    return {**key.to_mongo(), "secret": key.opened().hex()}


@api.post("/partners/<court_code>/keys/<key_id>/withdrawal")
@requires(OPERATE, match=True)
@idempotent
@api.response(200, PartnerOut)
def withdraw_key(court_code: str, key_id: str) -> Partner:
    """Take a key out of use at once."""
    return shown(partners.withdraw_key(current_call(), court_code, key_id))


def _rows(kind: type[Incoming | Outgoing], query: dict[str, Any]) -> list[dict[str, Any]]:
    narrow: dict[str, Any] = {name: query[name] for name in ("state", "court_code") if name in query}
    return page(
        collection(kind), narrow, limit=query["limit"], cursor=query["cursor"], projection=reading.CLOSED
    )


@api.get("/incoming")
@requires(OPERATE)
@api.arguments(MessageQuery, location="query")
@api.response(200, IncomingRow(many=True))
def list_incoming(query: dict[str, Any]) -> list[dict[str, Any]]:
    """What courts sent us, without contents."""
    return _rows(Incoming, query)


@api.get("/outgoing")
@requires(OPERATE)
@api.arguments(MessageQuery, location="query")
@api.response(200, OutgoingRow(many=True))
def list_outgoing(query: dict[str, Any]) -> list[dict[str, Any]]:
    """What we owe or sent to courts, without contents."""
    return _rows(Outgoing, query)


@api.get("/outgoing/<message_id>")
@requires(OPERATE)
@api.response(200, OutgoingOut)
def show_outgoing(message_id: str) -> Outgoing:
    """One of them."""
    return shown(Outgoing.find(message_id, current_call().scope))


def _decide(act: str, decide: Callable[..., Outgoing]) -> None:
    """One endpoint for a thing that an operator can do with a message to a court."""

    def view(data: dict[str, Any], message_id: str) -> Outgoing:
        return shown(decide(current_call(), message_id, **data))

    view.__name__, view.__doc__ = f"{act}_outgoing", f"{act.capitalize()} a message to a court."
    answered = api.response(200, OutgoingOut)(api.arguments(ReasonIn)(view))
    api.post(f"/outgoing/<message_id>/{act}")(requires(OPERATE, match=True)(idempotent(answered)))


for _act, _function in (("retry", sending.retry), ("hold", sending.hold), ("discard", sending.discard)):
    _decide(_act, _function)


@api.get("/refusals")
@requires(OPERATE)
@api.response(200, RefusalOut(many=True))
def list_refusals() -> list[dict[str, Any]]:
    """Who was turned away at the door, newest first."""
    return reading.refusals()


@api.get("/reports")
@requires(OPERATE)
@api.arguments(PageIn, location="query")
@api.response(200, DayReportOut(many=True))
def list_reports(query: dict[str, Any]) -> list[dict[str, Any]]:
    """What we and each court know of a day, and what one side lacks."""
    return page(
        collection(DayReport), {}, limit=query["limit"], cursor=query["cursor"], projection=reading.CLOSED
    )


@api.post("/reports/<report_id>/resend")
@requires(OPERATE)
@idempotent
@api.response(200, DayReportOut)
def resend(report_id: str) -> dict[str, Any]:
    """Send the court again what it lacks of that day."""
    report = reconciling.resend_gap(current_call(), report_id)
    return {**report.to_mongo(), "day": report.day}
