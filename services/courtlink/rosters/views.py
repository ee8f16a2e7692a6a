# SPDX-License-Identifier: Apache-2.0
"""The JSON API of rosters: public to read, kept by the court."""

from typing import Any

from flask_smorest import Blueprint

from services.courtlink.referrals.reading import performance
from services.courtlink.rosters import commands, reading, schemas
from services.courtlink.rosters.documents import RosterEntry
from shared.access import Policy, Reach, Role
from shared.call import Call
from shared.mongo import collection
from shared.web.acts import acts
from shared.web.calls import current_call, public, requires
from shared.web.etags import shown
from shared.web.idempotency import idempotent
from shared.web.paging import page

api = Blueprint("rosters", __name__, url_prefix="/rosters", description="特邀调解名册")
COURT: Policy = {Role.JUDGE: Reach.PLACE, Role.COURT_CLERK: Reach.PLACE}
WATCH: Policy = COURT | {Role.COUNTY_SUPERVISOR: Reach.PLACE, Role.CITY_SUPERVISOR: Reach.PLACE}


_ROW = dict.fromkeys(("body_name", "court_name", "kind", "listed_on", "removed_on", "mediators"), 1)


def complete(entry: RosterEntry) -> dict[str, Any]:
    """An entry with what became of the referrals to the body."""
    return {
        **{name: getattr(entry, name) for name in entry._fields},
        "performance": performance(entry.body_id, entry.court_code),
    }


@api.get("/public")
@public
@api.arguments(schemas.RosterQuery, location="query")
@api.response(200, schemas.PublicEntryOut(many=True))
def read_public(query: dict[str, Any]) -> list[dict[str, Any]]:
    """The roster for everybody: of one court and those above it, for one kind of dispute."""
    return reading.public(query["court"], query["category"])


@api.post("/")
@requires(COURT)
@idempotent
@api.arguments(schemas.EntryIn)
@api.response(201, schemas.EntryOut)
def list_body(data: dict[str, Any]) -> dict[str, Any]:
    """Put a body on the roster."""
    return complete(shown(commands.list_body(current_call(), **data)))


def rows(call: Call, query: dict[str, Any]) -> list[dict[str, Any]]:
    """The entries within the call's scope, newest first."""
    narrow = {} if query["all"] else {"removed_on": None}
    wanted = {"$and": [call.scope.query(), narrow]}
    return page(
        collection(RosterEntry), wanted, limit=query["limit"], cursor=query["cursor"], projection=_ROW
    )


@api.get("/")
@requires(WATCH)
@api.arguments(schemas.EntryQuery, location="query")
@api.response(200, schemas.EntryRow(many=True))
def list_entries(query: dict[str, Any]) -> list[dict[str, Any]]:
    """The roster as the court keeps it."""
    return rows(current_call(), query)


@api.get("/<entry_id>")
@requires(WATCH)
@api.response(200, schemas.EntryOut)
def show(entry_id: str) -> dict[str, Any]:
    """One body, with its performance."""
    return complete(shown(RosterEntry.find(entry_id, current_call().scope)))


act = acts(api, "/<entry_id>", schemas.EntryOut, lambda entry: complete(shown(entry)))
act("profile", COURT, schemas.ProfileIn, commands.change_entry)
act("mediators", COURT, schemas.MediatorIn, commands.list_mediator, status=201)
act("removal", COURT, schemas.RemovalIn, commands.remove)
