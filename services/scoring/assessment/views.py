# SPDX-License-Identifier: Apache-2.0
"""The assessment of departments over HTTP."""

from datetime import date
from typing import Any

from flask import Response
from flask_smorest import Blueprint

from services.scoring.assessment import rules, schemas
from services.scoring.assessment.reading import Assessment, Line, read_assessment
from services.scoring.board.places import asked_place
from shared.access import Policy, Reach, Role
from shared.errors import NotFound
from shared.regions import Region, regions
from shared.web.calls import current_call, requires
from shared.web.sheets import as_xlsx
from shared.web.words import N_, _

api = Blueprint("assessment", __name__, url_prefix="/assessment", description="部门考核")

READERS: Policy = {
    Role.SECRETARY: Reach.PLACE,
    Role.COUNTY_SUPERVISOR: Reach.PLACE,
    Role.CITY_SUPERVISOR: Reach.PLACE,
}
_HEAD = (
    N_("部门/地方"),
    N_("应办"),
    N_("已办结"),
    N_("办结率%%"),
    N_("按期办结"),
    N_("限时办结率%%"),
    N_("有效回访"),
    N_("满意"),
    N_("群众满意率%%"),
    N_("未能联系"),
    N_("不计（撤回、重复、非职责）"),
    N_("往期未结"),
)


def assessed(place: str, first: date, last: date) -> tuple[Region, Assessment]:
    """The figures of a place within the caller's reach. Raises NotFound beyond it, RuleBroken for a bad period."""
    region = asked_place(place).region
    rules.must_be_in_order(first, last)
    scope = current_call().scope
    if not scope.admits(regions().path(region.code), []):
        raise NotFound(place)
    return region, read_assessment(scope.query(), region.code, first, last)


@api.get("")
@requires(READERS)
@api.arguments(schemas.AssessmentIn, location="query")
@api.response(200, schemas.AssessmentOut)
def show_assessment(query: dict[str, Any]) -> dict[str, Any]:
    """The three rates by department and by place (GR-07, GR-08)."""
    region, found = assessed(**query)
    facts = {"departments": found.departments, "places": found.places, "total": found.total}
    return {"place": region, "first": query["first"], "last": query["last"], **facts}


@api.get("/workbook")
@requires(READERS)
@api.arguments(schemas.AssessmentIn, location="query")
def download(query: dict[str, Any]) -> Response:
    """The same as .xlsx."""
    region, found = assessed(**query)
    head = [_(text) for text in _HEAD]
    total = Line(_("合计"), found.total)
    sheets = {
        _("部门"): (head, map(_row, [*found.departments, total])),
        _("地方"): (head, map(_row, [*found.places, total])),
    }
    return as_xlsx(sheets, f"assessment-{region.code}-{query['first']}")


def _row(line: Line) -> list[Any]:
    c = line.counts
    return [
        *(line.name or "—", c.due, c.closed, c.closing_rate, c.in_time, c.in_time_rate),
        *(c.asked, c.satisfied, c.satisfaction_rate, c.unreachable, c.left_out, c.backlog),
    ]
