# SPDX-License-Identifier: Apache-2.0
"""The JSON API of court statistics, and the same as a workbook."""

from datetime import date
from typing import Any

from flask import Response
from flask_smorest import Blueprint
from marshmallow import Schema, ValidationError, fields, validate, validates_schema

from services.courtlink.statistics import reading, workbooks
from services.courtlink.statistics.rules import Table
from shared.access import Policy, Reach, Role
from shared.web.calls import current_call, requires
from shared.web.sheets import as_xlsx

api = Blueprint("court_statistics", __name__, url_prefix="/statistics", description="统计")
WATCH: Policy = {
    Role.JUDGE: Reach.PLACE,
    Role.COURT_CLERK: Reach.PLACE,
    Role.COUNTY_SUPERVISOR: Reach.PLACE,
    Role.CITY_SUPERVISOR: Reach.PLACE,
}


def _counts() -> fields.Dict:
    return fields.Dict(keys=fields.String(), values=fields.Integer())


class CourtStatisticsQuery(Schema):
    """A period by the date of the referral's paper (of effect, for confirmations), both days included."""

    first = fields.Date(required=True)
    last = fields.Date(required=True)
    court = fields.String(load_default="", validate=validate.Length(max=20))

    @validates_schema
    def forward(self, data: dict[str, date], **_: Any) -> None:
        """A period runs forward."""
        if data["last"] < data["first"]:
            raise ValidationError("last lies before first", "last")


class RateOut(Schema):
    """A rate with both its sides; `shown` is in percent and null below five (ST-06)."""

    numerator = fields.Integer()
    denominator = fields.Integer()
    shown = fields.Float(allow_none=True)


class ReferralLineOut(Schema):
    """The counts of referrals; `stands` add up to `referred`, `days` over `ended` make `days_each`."""

    referred = fields.Integer()
    accepted = fields.Integer()
    stands = _counts()
    reasons = _counts()
    dispositions = _counts()
    days = fields.Integer()
    ended = fields.Integer()
    days_each = fields.Float(allow_none=True)
    acceptance = fields.Nested(RateOut)
    success = fields.Nested(RateOut)
    performance = fields.Nested(RateOut)


class ConfirmationLineOut(Schema):
    """The counts of confirmations; `states` without `blocked` add up to `offered`; `applied` and `taken` ever."""

    offered = fields.Integer()
    applied = fields.Integer()
    taken = fields.Integer()
    states = _counts()
    not_taken = _counts()
    rejected = _counts()
    confirmed = fields.Nested(RateOut)


def _lines(line: type[Schema]) -> fields.Dict:
    return fields.Dict(keys=fields.String(), values=fields.Nested(line))


class CourtStatisticsOut(Schema):
    """The statistics of a period."""

    total = fields.Nested(ReferralLineOut)
    by_court = _lines(ReferralLineOut)
    by_team = _lines(ReferralLineOut)
    by_body = _lines(ReferralLineOut)
    by_mediator = _lines(ReferralLineOut)
    by_month = _lines(ReferralLineOut)
    confirmations = fields.Nested(ConfirmationLineOut)
    confirmations_by_court = _lines(ConfirmationLineOut)
    confirmations_by_body = _lines(ConfirmationLineOut)


@api.get("/")
@requires(WATCH)
@api.arguments(CourtStatisticsQuery, location="query")
@api.response(200, CourtStatisticsOut)
def show(query: dict[str, Any]) -> Table:
    """Referrals and confirmations of a period, by court, team, body, mediator and month."""
    return reading.table(current_call().scope, **query)


@api.get("/workbook")
@requires(WATCH)
@api.arguments(CourtStatisticsQuery, location="query")
def workbook(query: dict[str, Any]) -> Response:
    """The same as .xlsx."""
    table = reading.table(current_call().scope, **query)
    return as_xlsx(workbooks.statistics(table, reading.names_of(table)), f"court-statistics-{query['first']}")
