# SPDX-License-Identifier: Apache-2.0
"""The fairness probe over HTTP: for those who audit, never for those who are ranked."""

from typing import Any

from flask import Response
from flask_smorest import Blueprint

from services.scoring.board.cards import cards_of
from services.scoring.board.periods import read_period
from services.scoring.board.places import asked_place
from services.scoring.board.rules import public_code
from services.scoring.probe import commands, rules, schemas
from services.scoring.probe.documents import Probe
from services.scoring.probe.reading import report_of, works_of
from services.scoring.probe.wording import FIGURES, SIGNS
from services.scoring.star_rules import BOOK
from shared import clock
from shared.access import Policy, Reach, Role
from shared.calendar import local_date
from shared.errors import NotFound
from shared.mongo import collection
from shared.regions import regions
from shared.web.acts import acts
from shared.web.calls import current_call, requires
from shared.web.etags import shown
from shared.web.furniture import mark
from shared.web.paging import PageIn, page
from shared.web.sheets import as_xlsx
from shared.web.words import _

api = Blueprint("probe", __name__, url_prefix="/probe", description="公平性核查")

AUDITORS: Policy = {Role.COUNTY_SUPERVISOR: Reach.PLACE, Role.CITY_SUPERVISOR: Reach.PLACE}


def audit_list(place: str, quarter: str) -> dict[str, Any]:
    """What the probe noticed in a place and quarter (SB-31). Raises NotFound beyond the caller's reach."""
    region, call = asked_place(place).region, current_call()
    if not call.scope.admits(regions().path(region.code), []):
        raise NotFound(place)
    period = read_period(quarter, local_date(clock.now()))
    works = works_of(call.scope.query(), region.code, period)
    found = rules.probe(works, BOOK.on(local_date(call.at)))
    cards = cards_of({each.cadre for each in found})
    items = [
        {
            **{name: getattr(each, name) for name in ("sign", "township", "cadre", "figures")},
            "tasks": [public_code(task) for task in each.tasks],
            "name": cards.get(each.cadre, {}).get("name", ""),
        }
        for each in found
    ]
    return {"place": region, "quarter": period.key, "looked_at": len(works), "items": items}


@api.get("")
@requires(AUDITORS)
@api.arguments(schemas.ProbeIn, location="query")
@api.response(200, schemas.ProbeOut)
def show_probe(query: dict[str, Any]) -> dict[str, Any]:
    """The audit list of a quarter; nothing follows from it by itself (SB-31)."""
    return audit_list(**query)


@api.get("/workbook")
@requires(AUDITORS)
@api.arguments(schemas.ProbeIn, location="query")
def download(query: dict[str, Any]) -> Response:
    """The same as .xlsx."""
    found = audit_list(**query)
    rows = (
        [
            *(_(SIGNS[item["sign"]]), regions().present(item["township"]).name, item["name"]),
            mark("；").join(f"{_(FIGURES[name])} {value}" for name, value in item["figures"].items()),
            mark("、").join(item["tasks"]),
        ]
        for item in found["items"]
    )
    head = (_("线索"), _("乡镇"), _("干部"), _("数据"), _("任务编号"))
    return as_xlsx({_("核查清单"): (head, rows)}, f"probe-{found['place'].code}-{found['quarter']}")


@api.get("/reports")
@requires(AUDITORS)
@api.arguments(PageIn, location="query")
@api.response(200, schemas.ReportRow(many=True))
def list_reports(query: dict[str, Any]) -> list[dict[str, Any]]:
    """The lists that are kept, and those of quarters that run."""
    fields = dict.fromkeys(("place", "quarter", "taken_at", "looked_at"), 1)
    return page(collection(Probe), current_call().scope.query(), projection=fields, **query)


@api.get("/reports/<report_id>")
@requires(AUDITORS)
@api.response(200, schemas.ReportOut)
def show_report(report_id: str) -> dict[str, Any]:
    """The list of a county and quarter, made when the quarter was over (SB-31)."""
    return report_of(shown(Probe.find(report_id, current_call().scope)))


act = acts(api, "/reports/<report_id>", schemas.ReportOut, lambda probe: report_of(shown(probe)))
act("checks", AUDITORS, schemas.CheckIn, commands.note_check)
