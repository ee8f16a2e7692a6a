# SPDX-License-Identifier: Apache-2.0
"""The JSON API of statistics, and the same as workbooks."""

from datetime import date
from typing import Any

from flask import Response
from flask_smorest import Blueprint
from marshmallow import Schema, ValidationError, fields, validate, validates_schema

from services.mediation.cases.views import READ
from services.mediation.statistics import crosstab as crosstabs
from services.mediation.statistics import reading, workbooks
from services.mediation.statistics.rules import Overview, Table, tabulate
from shared.access import Policy, Reach, Role, reach_of
from shared.web.calls import current_call, requires
from shared.web.sheets import xlsx

api = Blueprint("statistics", __name__, url_prefix="/statistics", description="统计")
WATCH: Policy = {
    Role.DIRECTOR: Reach.PLACE,
    Role.SECRETARY: Reach.PLACE,
    Role.COUNTY_SUPERVISOR: Reach.PLACE,
    Role.CITY_SUPERVISOR: Reach.PLACE,
}


class StatisticsQuery(Schema):
    """A place and a period, both days included."""

    place = fields.String(required=True, validate=validate.Length(min=4, max=12))
    first = fields.Date(required=True)
    last = fields.Date(required=True)

    @validates_schema
    def forward(self, data: dict[str, date], **_: Any) -> None:
        """A period runs forward."""
        if data["last"] < data["first"]:
            raise ValidationError("last lies before first", "last")


class ShareOut(Schema):
    """A rate with both its sides; `shown` is null below five (ST-06)."""

    numerator = fields.Integer()
    denominator = fields.Integer()
    shown = fields.Float(allow_none=True)


class CountOut(Schema):
    """The counts of one category, or of all."""

    taken = fields.Integer()
    agreed = fields.Integer()
    failed = fields.Integer()
    open = fields.Integer()
    left_out = fields.Integer()
    oral = fields.Integer()
    written = fields.Integer()
    untold = fields.Integer()
    amount = fields.String()
    confirmed = fields.Integer()
    visits = fields.Integer()
    success = fields.Nested(ShareOut)
    oral_share = fields.Nested(ShareOut)
    performance = fields.Nested(ShareOut)
    confirmation = fields.Nested(ShareOut)
    again = fields.Nested(ShareOut)


class PreventedOut(Schema):
    """What was found or prevented and confirmed by a second person (ST-04)."""

    cases = fields.Integer()
    persons = fields.Integer()


class StatisticsOut(Schema):
    """The statistics of a place and period. `from_ledgers` of the total are rows of ledgers, not cases kept here."""

    total = fields.Nested(CountOut)
    from_ledgers = fields.Integer()
    by_category = fields.Dict(keys=fields.String(), values=fields.Nested(CountOut))
    by_source = fields.Dict(keys=fields.String(), values=fields.Integer())
    bodies = fields.Integer()
    mediators = fields.Integer()
    prevention = fields.Dict(keys=fields.String(), values=fields.Nested(PreventedOut))


def table_of(query: dict[str, Any]) -> Table:
    return tabulate(reading.counted(current_call().scope, **query))


def overview_of(query: dict[str, Any]) -> Overview:
    """Bodies, mediators and prevention counts. Raises NotFound for a place beyond the caller's reach."""
    return reading.overview(current_call().scope, **query)


@api.get("/")
@requires(WATCH)
@api.arguments(StatisticsQuery, location="query")
@api.response(200, StatisticsOut)
def show(query: dict[str, Any]) -> dict[str, Any]:
    """Disputes of the period by their day of acceptance (else of application), by category and source, with their rates; bodies, and what was prevented."""
    table, more = table_of(query), overview_of(query)
    return {
        "total": table.total,
        "from_ledgers": table.from_ledgers,
        "by_category": table.by_category,
        "by_source": table.by_source,
        "bodies": more.bodies,
        "mediators": more.mediators,
        "prevention": more.prevention,
    }


@api.get("/workbook")
@requires(WATCH)
@api.arguments(StatisticsQuery, location="query")
def workbook(query: dict[str, Any]) -> Response:
    """The same as .xlsx."""
    content = workbooks.statistics(table_of(query), overview_of(query), **query)
    return xlsx(content, f"statistics-{query['place']}-{query['first']}")


@api.get("/crosstab")
@requires(WATCH)
@api.arguments(StatisticsQuery, location="query")
def crosstab(query: dict[str, Any]) -> Response:
    """Townships by kinds of disputes as .xlsx, in the layout in which a county's crosstab is imported."""
    content = crosstabs.crosstab(table_of(query), **query)
    return xlsx(content, f"crosstab-{query['place']}-{query['first']}")


@api.get("/register")
@requires(WATCH)
@api.arguments(StatisticsQuery, location="query")
def register(query: dict[str, Any]) -> Response:
    """The register of the period as .xlsx, in the layout in which ledgers are imported: cases that have a number.

    Of a case whose content the caller may not read there is neither a name nor a word (PV-20).
    """
    call = current_call()
    rows = reading.cases(call.scope, **query, fields=workbooks.REGISTER_FIELDS)
    own = reach_of(call.actor, READ)
    shown = (
        row if own.admits(row["within"], row.get("people", [])) else workbooks.without_content(row)
        for row in rows
    )
    ledgers = reading.from_ledgers(call.scope, **query)
    content = workbooks.register(shown, query["place"][:6], query["first"], query["last"], ledgers)
    return xlsx(content, f"register-{query['place']}-{query['first']}")
