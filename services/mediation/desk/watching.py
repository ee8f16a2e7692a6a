# SPDX-License-Identifier: Apache-2.0
"""The page of who watches over mediation: load, limits, silence, hot spots, terms of bodies."""

from typing import Any

from flask import Blueprint, render_template

from services.mediation.bodies import reading as bodies
from services.mediation.bodies.rules import Standing
from services.mediation.cases import reading
from services.mediation.cases.views import MEDIATE
from services.mediation.cases.wording import CLOCKS, STATES
from services.mediation.cases.wording import COLOURS as CASE_COLOURS
from services.mediation.desk.reading import due
from services.mediation.desk.views import WATCH
from shared.access import Role, reach_of
from shared.calendar import local_date
from shared.call import Call
from shared.regions import regions
from shared.web.calls import current_call, requires
from shared.web.words import N_, _

pages = Blueprint("watch_pages", __name__, url_prefix="/mediation/watch", template_folder="templates")
RISKS = {"yellow": N_("黄色"), "orange": N_("橙色"), "red": N_("红色")}
COLOURS = {"yellow": "yellow", "orange": "orange", "red": "red"}
STANDINGS = {
    Standing.ACTIVE: N_("在岗"),
    Standing.SUSPENDED: N_("暂停"),
    Standing.REMOVED: N_("已罢免"),
    Standing.LEFT: N_("已离任"),
}
BODY_RULES = {"PM-02": N_("任期届满"), "SP-01": N_("向司法局备案")}


@pages.get("/")
@requires(WATCH)
def watch_page() -> str:
    """Counts and cases that need somebody; mediators and what waits for one only for those who assign."""
    call = current_call()
    today = local_date(call.at)
    assigns = call.actor.has(Role.DIRECTOR, Role.COUNTY_SUPERVISOR, Role.CITY_SUPERVISOR)
    found = due(call.scope, today)
    own = reach_of(call.actor, MEDIATE)
    again = [*reading.hot_people(call.scope, call.at), *reading.hot_subjects(call.scope, call.at)]
    return render_template(
        "mediation/watch.html",
        today=today,
        late=found["late"],
        waiting=len(found["today"]) + len(found["soon"]),
        silence=reading.silence(call.scope, call.at),
        spots=reading.hot_spots(call.scope, call.at),
        again=[
            [
                {
                    "link": f"/mediation/cases/{row['_id']}",
                    "title": reading.title(row, own),
                    "tag": (_(STATES[row["state"]]), CASE_COLOURS.get(row["state"], "grey")),
                    "facts": [reading.number(row), regions().full_name(row["place"])],
                }
                for row in rows
            ]
            for rows in reading.told_apart(call.scope, [one["cases"] for one in again])
        ],
        load=[
            one
            for one in reading.load(call.scope, today)
            if one["standing"] != Standing.REMOVED and (one["standing"] != Standing.LEFT or one["open"])
        ]
        if assigns
        else [],
        bodies=bodies.due(call.scope, today) if assigns else [],
        unassigned=_unassigned(call) if assigns else [],
        place=regions().full_name,
        number=reading.number,
        clocks=CLOCKS,
        risks=RISKS,
        colours=COLOURS,
        standings=STANDINGS,
        body_rules=BODY_RULES,
    )


def _unassigned(call: Call) -> list[dict[str, Any]]:
    """Cases that nobody mediates yet, each with its link: to the assignment for who may assign, else to its frame."""
    own = reach_of(call.actor, MEDIATE)
    return [
        row
        | {
            "link": f"/mediation/cases/{row['_id']}"
            + ("/mediators" if own.admits(row["within"], row.get("people", [])) else "")
        }
        for row in reading.unassigned(call.scope)
    ]
