# SPDX-License-Identifier: Apache-2.0
"""The JSON API of prevention counts."""

from typing import Any

from flask_smorest import Blueprint
from marshmallow import Schema, fields, validate

from services.mediation.cases.views import MEDIATE
from services.mediation.prevention import commands, reading
from services.mediation.prevention.documents import PreventionCount
from services.mediation.prevention.rules import Prevented, State
from shared.access import Policy, Reach, Role
from shared.mongo import collection
from shared.web.answers import shows
from shared.web.calls import current_call, requires
from shared.web.etags import shown
from shared.web.idempotency import idempotent
from shared.web.paging import PageIn, page

api = Blueprint("prevention", __name__, url_prefix="/prevention", description="预防统计")
JUDGE: Policy = {
    Role.DIRECTOR: Reach.PLACE,
    Role.COUNTY_SUPERVISOR: Reach.PLACE,
    Role.CITY_SUPERVISOR: Reach.PLACE,
}
SEE = MEDIATE | JUDGE
_ID = validate.Length(min=1, max=100)


class ClaimIn(Schema):
    """What was found or prevented. How many persons is counted from the case; no number is taken here."""

    kind = fields.Enum(Prevented, by_value=True, required=True)
    on = fields.Date(required=True)
    evidence = fields.List(fields.String(validate=_ID), required=True, validate=validate.Length(1, 20))
    note = fields.String(load_default="", validate=validate.Length(max=500))


class PreventionIn(ClaimIn):
    """What was found or prevented in which case."""

    case_id = fields.String(required=True, validate=_ID)


class PreventionJudgementIn(Schema):
    """What the second person found."""

    confirmed = fields.Boolean(required=True)
    reason = fields.String(load_default="", validate=validate.Length(max=500))


@shows(PreventionCount, "id version case_id kind persons on note evidence claimed_by state judged_by reason")
class PreventionOut(Schema):
    """A count."""


@shows(PreventionCount, "version case_id kind persons state")
class PreventionRow(Schema):
    """A count in a list, without its words."""

    id = fields.String(attribute="_id")


class PreventionQuery(PageIn):
    """Which counts to list."""

    state = fields.Enum(State, by_value=True)


class FiguresQuery(Schema):
    """Of which place and period."""

    place = fields.String(required=True, validate=validate.Length(min=2, max=12))
    first = fields.Date(required=True)
    last = fields.Date(required=True)


class PreventionFigureOut(Schema):
    """Confirmed counts of one kind."""

    cases = fields.Integer()
    persons = fields.Integer()


class PreventionFiguresOut(Schema):
    """Confirmed counts by kind (ST-04)."""

    kinds = fields.Dict(keys=fields.String(), values=fields.Nested(PreventionFigureOut))


@api.post("/")
@requires(MEDIATE)
@idempotent
@api.arguments(PreventionIn)
@api.response(201, PreventionOut)
def claim(data: dict[str, Any]) -> PreventionCount:
    """Claim that something was found or prevented in a case, with its evidence."""
    return shown(commands.claim(current_call(), data.pop("case_id"), **data))


@api.get("/")
@requires(SEE)
@api.arguments(PreventionQuery, location="query")
@api.response(200, PreventionRow(many=True))
def list_counts(query: dict[str, Any]) -> list[dict[str, Any]]:
    """Counts, newest first."""
    wanted = current_call().scope.query() | ({"state": str(query["state"])} if "state" in query else {})
    shows = dict.fromkeys(("case_id", "kind", "persons", "state", "version"), 1)
    return page(
        collection(PreventionCount), wanted, limit=query["limit"], cursor=query["cursor"], projection=shows
    )


@api.get("/<count_id>")
@requires(SEE)
@api.response(200, PreventionOut)
def show(count_id: str) -> PreventionCount:
    """One count."""
    return shown(PreventionCount.find(count_id, current_call().scope))


@api.post("/<count_id>/judgement")
@requires(JUDGE, match=True)
@idempotent
@api.arguments(PreventionJudgementIn)
@api.response(200, PreventionOut)
def judge(data: dict[str, Any], count_id: str) -> PreventionCount:
    """A second person confirms or rejects it."""
    return shown(commands.judge(current_call(), count_id, **data))


@api.get("/figures")
@requires(JUDGE)
@api.arguments(FiguresQuery, location="query")
@api.response(200, PreventionFiguresOut)
def figures(query: dict[str, Any]) -> dict[str, Any]:
    """Confirmed cases and persons of each kind, for a place and period."""
    return {"kinds": reading.counts(current_call().scope, **query)}
