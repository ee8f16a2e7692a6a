# SPDX-License-Identifier: Apache-2.0
"""The JSON API of grid items."""

from datetime import UTC, date, datetime, time
from typing import Any

from flask_smorest import Blueprint
from marshmallow import Schema

from services.mediation.grid import commands, rules, schemas
from services.mediation.grid.documents import GridItem
from services.mediation.grid.rules import Rates
from shared.access import Actor, Policy, Reach, Role
from shared.errors import NotFound
from shared.mongo import collection
from shared.regions import regions
from shared.web.acts import acts
from shared.web.calls import current_call, requires
from shared.web.etags import shown
from shared.web.idempotency import idempotent
from shared.web.paging import page

api = Blueprint("grid", __name__, url_prefix="/grid", description="网格事项")
CENTRE: Policy = {
    Role.SECRETARY: Reach.PLACE,
    Role.COUNTY_SUPERVISOR: Reach.PLACE,
    Role.CITY_SUPERVISOR: Reach.PLACE,
}
REPORT: Policy = {Role.GRID_WORKER: Reach.OWN, Role.PARTY: Reach.OWN} | CENTRE
HANDLE: Policy = {Role.CADRE: Reach.OWN, Role.DIRECTOR: Reach.PLACE, Role.MEDIATOR: Reach.OWN} | CENTRE
CALL_BACK: Policy = {Role.CALLBACK_CENTRE: Reach.PLACE}
READ: Policy = REPORT | HANDLE | CALL_BACK


def seen_by(actor: Actor, item: GridItem) -> GridItem:
    """The item as the caller may see it: a hidden reporter is known to the centre and to itself (GR-13)."""
    if item.hide_reporter and actor.id != item.reporter and not actor.has(*CENTRE):
        item.reporter = None
    return shown(item)


@api.post("/items")
@requires(REPORT)
@idempotent
@api.arguments(schemas.ItemIn)
@api.response(201, schemas.ItemOut)
def report(data: dict[str, Any]) -> GridItem:
    """Report an item."""
    return shown(commands.report(current_call(), **data))


@api.get("/items")
@requires(READ)
@api.arguments(schemas.ItemQuery, location="query")
@api.response(200, schemas.ItemRow(many=True))
def list_items(query: dict[str, Any]) -> list[dict[str, Any]]:
    """The items within reach, newest first."""
    wanted: dict[str, Any] = {"$and": [current_call().scope.query()]}
    if "state" in query:
        wanted["$and"].append({"state": str(query["state"])})
    row = {"number": 1, "place": 1, "category": 1, "state": 1}
    return page(collection(GridItem), wanted, limit=query["limit"], cursor=query["cursor"], projection=row)


@api.get("/items/<item_id>")
@requires(READ)
@api.response(200, schemas.ItemOut)
def show(item_id: str) -> GridItem:
    """One item."""
    call = current_call()
    return seen_by(call.actor, GridItem.find(item_id, call.scope))


@api.get("/rates")
@requires(CENTRE | {Role.DIRECTOR: Reach.PLACE})
@api.arguments(schemas.PeriodQuery, location="query")
@api.response(200, schemas.RatesOut)
def show_rates(query: dict[str, Any]) -> Rates:
    """The three rates of a place and period (GR-07)."""
    call = current_call()
    rules.must_be_in_order(query["first"], query["last"])
    if not call.scope.admits(regions().path(query["place"]), []):
        raise NotFound(query["place"])
    days = {"$gte": _stored(query["first"]), "$lte": _stored(query["last"])}
    ways = [{"within": query["place"], "due_on": days}, {"within": query["place"], "answered_on": days}]
    items = GridItem.objects(__raw__={"$or": ways}).only(
        "due_on", "closed_at", "closed_in_time", "state", "answer", "answered_on"
    )
    return rules.rates([item.fact() for item in items], query["first"], query["last"])


def _stored(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


act = acts(api, "/items/<item_id>", schemas.ItemOut, lambda item: seen_by(current_call().actor, item))
act("accept", CENTRE, schemas.ItemAcceptIn, commands.accept)
act("class", CENTRE, schemas.ItemReasonIn, commands.make_complex)
act("route", CENTRE, schemas.RouteIn, commands.route)
act("return", HANDLE, schemas.ReturnIn, commands.send_back)
act("reply", HANDLE, schemas.ReplyIn, commands.reply)
act("close", HANDLE, Schema, commands.close)
act("callback", CALL_BACK, schemas.CallbackIn, commands.call_back)
act("reopen", REPORT | CALL_BACK, schemas.ItemReasonIn, commands.reopen)
act("leave-out", CENTRE, schemas.LeaveOutIn, commands.leave_out)
act("case", HANDLE, schemas.OpenCaseIn, commands.open_case)
