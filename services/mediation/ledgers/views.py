# SPDX-License-Identifier: Apache-2.0
"""The JSON API of ledgers: try one, import one."""

from typing import Any

from flask import Response, request
from flask_smorest import Blueprint
from marshmallow import Schema, fields, validate

from services.mediation.ledgers import commands, export, reading
from services.mediation.ledgers.codes import SENTENCES, Fault
from services.mediation.ledgers.commands import Outcome
from services.mediation.ledgers.documents import LedgerEntry
from services.mediation.ledgers.layouts import BY_NAME
from services.mediation.ledgers.reader import Decision
from shared.access import Policy, Reach, Role
from shared.errors import NotFound
from shared.mongo import collection
from shared.personal import mask_name
from shared.regions import regions
from shared.settings import vault
from shared.web.answers import shows
from shared.web.calls import current_call, requires
from shared.web.idempotency import idempotent
from shared.web.paging import PageIn, page
from shared.web.problems import language
from shared.web.sheets import xlsx
from shared.web.uploads import XLSX, takes_file

api = Blueprint("ledgers", __name__, url_prefix="/ledgers", description="台账")
IMPORT: Policy = {
    Role.DIRECTOR: Reach.PLACE,
    Role.SECRETARY: Reach.PLACE,
    Role.COUNTY_SUPERVISOR: Reach.PLACE,
    Role.CITY_SUPERVISOR: Reach.PLACE,
}
LIMIT = 2_000_000
REGISTERS = [name for name, layout in BY_NAME.items() if layout.kept]


class RefusedOut(Schema):
    """A row that was refused: where, which rule, and what to do."""

    sheet = fields.String()
    row = fields.Integer()
    cell = fields.String(allow_none=True)
    code = fields.String()
    reason = fields.String()


class UnreadOut(Schema):
    """Columns of a sheet that nobody reads: what stands in them is not taken over."""

    sheet = fields.String()
    columns = fields.List(fields.String(), attribute="unread")


class OutcomeOut(Schema):
    """What came of a ledger, or what would come of it in a trial. `of_cases` rows have the number
    of a case that is kept here already; they are not stored again."""

    accepted = fields.Integer()
    rejected = fields.Integer()
    skipped = fields.Integer()
    new = fields.Integer()
    corrected = fields.Integer()
    known = fields.Integer()
    of_cases = fields.Integer()
    refused = fields.List(fields.Nested(RefusedOut))
    unread = fields.List(fields.Nested(UnreadOut))


class EntryQuery(PageIn):
    """Which entries: within a place and period (both or neither day), of a layout, with a number, or of a person's name."""

    place = fields.String(load_default="", validate=validate.Length(max=12))
    first = fields.Date(load_default=None)
    last = fields.Date(load_default=None)
    layout = fields.String(load_default="", validate=validate.OneOf(["", *BY_NAME]))
    number = fields.String(load_default="", validate=validate.Length(max=80))
    person = fields.String(load_default="", validate=validate.Length(max=60))


@shows(LedgerEntry, "id layout place on number people")
class EntryRow(Schema):
    """A ledger row that was kept; names are masked."""

    category = fields.String(allow_none=True)
    result = fields.String(allow_none=True)


class ExportQuery(Schema):
    """Which ledger to write out: one layout, of a place and period, both days included."""

    layout = fields.String(required=True, validate=validate.OneOf(REGISTERS))
    place = fields.String(required=True, validate=validate.Length(min=4, max=12))
    first = fields.Date(required=True)
    last = fields.Date(required=True)


def refused_line(one: Decision, tongue: str) -> dict[str, Any]:
    """A refused row with the sentence that its office reads."""
    fault = Fault(one.codes[0])
    reason = SENTENCES[fault][1 if tongue == "en" else 0]
    return {"sheet": one.sheet, "row": one.row, "cell": one.cell, "code": str(fault), "reason": reason}


def _answer(outcome: Outcome) -> dict[str, Any]:
    return {
        "accepted": outcome.count("accept"),
        "rejected": outcome.count("reject"),
        "skipped": outcome.count("skip"),
        "new": outcome.new,
        "corrected": outcome.corrected,
        "known": outcome.known,
        "of_cases": outcome.of_cases,
        "unread": outcome.unread,
        "refused": [refused_line(one, language()) for one in outcome.refused],
    }


@api.post("/trials")
@requires(IMPORT)
@idempotent
@api.response(200, OutcomeOut)
@takes_file(XLSX, limit=LIMIT)
def try_ledger() -> dict[str, Any]:
    """A dry run of a workbook (the body is the file): what would be accepted and refused; nothing is stored."""
    call = current_call()
    return _answer(commands.store(call, commands.decide(call, request.get_data()), dry=True))


@api.post("/")
@requires(IMPORT)
@idempotent
@api.response(200, OutcomeOut)
@takes_file(XLSX, limit=LIMIT)
def import_ledger() -> dict[str, Any]:
    """Import a workbook (the body is the file); the same workbook again changes nothing, a corrected row its entry."""
    call = current_call()
    outcome = commands.decide(call, request.get_data())
    return _answer(commands.store(call, outcome, most=commands.MOST_ONLINE))


@api.get("/")
@requires(IMPORT)
@api.arguments(EntryQuery, location="query")
@api.response(200, EntryRow(many=True))
def list_entries(query: dict[str, Any]) -> list[dict[str, Any]]:
    """Ledger rows that were kept, newest id first. They are no cases: nobody recorded consents or sessions."""
    limit, cursor = query.pop("limit"), query.pop("cursor")
    wanted = reading.wanted(current_call().scope, **query)
    shows = dict.fromkeys(("layout", "place", "on", "number", "record"), 1)
    rows = page(collection(LedgerEntry), wanted, limit=limit, cursor=cursor, projection=shows, newest="")
    return [entry_row(row) for row in rows]


def entry_row(row: dict[str, Any]) -> dict[str, Any]:
    """A raw entry as lists show it."""
    record = row["record"]
    names = [
        *record.get("applicants", []),
        *record.get("respondents", []),
        *filter(None, [record.get("main_party")]),
    ]
    told = {name: record.get(name) for name in ("category", "result")}
    day = {"on": row["on"].date(), "number": row.get("number"), "people": [mask_name(name) for name in names]}
    return {"id": row["_id"], "layout": row["layout"], "place": row["place"], **told, **day}


@api.get("/workbook")
@requires(IMPORT)
@api.arguments(ExportQuery, location="query")
def export_ledger(query: dict[str, Any]) -> Response:
    """The rows of one kind as .xlsx in the layout in which they came; importing it again changes nothing."""
    scope, place, layout = current_call().scope, query["place"], BY_NAME[query["layout"]]
    if not scope.admits(regions().path(place), []):
        raise NotFound(place)
    rows = reading.entries(scope, place, query["first"], query["last"], layout.name)
    content = export.workbook(layout, rows, place, f"{query['first']} 至 {query['last']}", vault())
    return xlsx(content, f"{layout.name}-{place}-{query['first']}")
