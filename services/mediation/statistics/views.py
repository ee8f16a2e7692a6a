# SPDX-License-Identifier: Apache-2.0
"""The JSON API of statistics, and the same as workbooks."""

from datetime import date
from typing import Any

from flask import Response
from flask_smorest import Blueprint
from marshmallow import Schema, ValidationError, fields, validate, validates_schema

from services.mediation.statistics import reading, workbooks
from services.mediation.statistics.rules import Table, tabulate
from shared.access import Policy, Reach, Role
from shared.web.calls import current_call, requires
from shared.web.uploads import XLSX

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
    amount = fields.String()
    confirmed = fields.Integer()
    success = fields.Nested(ShareOut)
    performance = fields.Nested(ShareOut)
    again = fields.Nested(ShareOut)


class StatisticsOut(Schema):
    """The statistics of a place and period."""

    total = fields.Nested(CountOut)
    by_category = fields.Dict(keys=fields.String(), values=fields.Nested(CountOut))
    by_source = fields.Dict(keys=fields.String(), values=fields.Integer())


def _table(query: dict[str, Any]) -> Table:
    return tabulate(reading.counted(current_call().scope, **query))


def _file(content: bytes, name: str) -> Response:
    disposition = f'attachment; filename="{name}.xlsx"'
    return Response(content, content_type=XLSX, headers={"Content-Disposition": disposition})


@api.get("/")
@requires(WATCH)
@api.arguments(StatisticsQuery, location="query")
@api.response(200, StatisticsOut)
def show(query: dict[str, Any]) -> Table:
    """Cases taken in within the period, by category and source, with their rates."""
    return _table(query)


@api.get("/workbook")
@requires(WATCH)
@api.arguments(StatisticsQuery, location="query")
def workbook(query: dict[str, Any]) -> Response:
    """The same as .xlsx."""
    return _file(
        workbooks.statistics(_table(query), **query), f"statistics-{query['place']}-{query['first']}"
    )


@api.get("/register")
@requires(WATCH)
@api.arguments(StatisticsQuery, location="query")
def register(query: dict[str, Any]) -> Response:
    """The register of the period as .xlsx, in the layout in which ledgers are imported."""
    rows = reading.cases(current_call().scope, **query, fields=workbooks.REGISTER_FIELDS)
    county = query["place"][:6]
    content = workbooks.register(rows, county, query["first"], query["last"])
    return _file(content, f"register-{query['place']}-{query['first']}")
