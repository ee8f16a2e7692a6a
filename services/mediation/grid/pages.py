# SPDX-License-Identifier: Apache-2.0
"""Grid items for people with a browser: reporting one on a phone, its clock, who has it, and what can be done."""

from typing import Any

from flask import Blueprint, render_template, request, url_for

from services.mediation.cases.documents import Case
from services.mediation.cases.views import LOOK
from services.mediation.grid import wording
from services.mediation.grid.acts import ACTS, NEW
from services.mediation.grid.documents import GridItem
from services.mediation.grid.rules import State
from services.mediation.grid.views import CENTRE, READ, REPORT, seen_by
from shared.access import EVERYTHING, reach_of
from shared.calendar import local_date
from shared.call import Call
from shared.errors import NotFound
from shared.identity.accounts import by_id
from shared.mongo import collection
from shared.regions import regions
from shared.web.calls import current_call, requires
from shared.web.forms import forms_new, forms_on
from shared.web.furniture import day, mark, moment
from shared.web.paging import page
from shared.web.words import _

pages = Blueprint("grid_pages", __name__, url_prefix="/mediation/grid", template_folder="templates")
_WAITING = frozenset({State.ACCEPTED, State.ROUTED})
REPORTS = forms_new(pages, "", [NEW], "list_page", "item_page", "item_id")
FORMS = forms_on(
    pages,
    "/<item_id>",
    ACTS,
    GridItem.find,
    "item_page",
    lambda _call, item: f"{_(item.category)} · {regions().get(item.place).name}",
)


@pages.get("/")
@requires(READ)
def list_page() -> str:
    """The items within reach, newest first, each with its clock."""
    call = current_call()
    shows = dict.fromkeys(("category", "place", "state", "due_on", "text"), 1)
    found = page(
        collection(GridItem),
        call.scope.query(),
        limit=50,
        cursor=request.args.get("cursor", ""),
        projection=shows,
    )
    return render_template(
        "mediation/grid_items.html",
        cards=[_card(row, call) for row in found],
        may_report=call.actor.has(*REPORT),
    )


def _card(row: dict[str, Any], call: Call) -> dict[str, Any]:
    waits, due = row["state"] in _WAITING, row.get("due_on")
    late = bool(waits and due and due.date() < local_date(call.at))
    clock = _("最晚 %(day)s 答复", day=day(due, week=True)) if waits and due else ""
    return {
        "link": url_for(".item_page", item_id=row["_id"]),
        "title": f"{_(row['category'])} · {regions().get(row['place']).name}",
        "tag": (_(wording.STATES[row["state"]]), wording.COLOURS.get(row["state"], "grey")),
        "facts": [row["text"][:60], clock, _("已经超期") if late else ""],
        "late": late,
    }


@pages.get("/<item_id>")
@requires(READ)
def item_page(item_id: str) -> str:
    """One item: what, by when, where it went, what was replied."""
    call = current_call()
    item = GridItem.find(item_id, call.scope)
    reporter = seen_by(call.actor, item).reporter if call.actor.has(*CENTRE) else None
    account = by_id(reporter) if reporter else None
    waits = item.state in _WAITING and item.due_on
    case = _case(item)
    return render_template(
        "mediation/grid_item.html",
        item=item,
        place=regions().full_name(item.place),
        state=wording.STATES[item.state],
        colour=wording.COLOURS.get(item.state, "grey"),
        words=wording,
        reporter=account.name if account else "",
        late=bool(waits and item.due_on < local_date(call.at)),
        waits=waits,
        steps=_steps(item, case),
        case_link=f"/mediation/cases/{item.case_id}" if case and _may_look(call, case) else "",
        offered=FORMS.offered(call, item, item_id=item_id),
        back=url_for(".list_page"),
    )


def _case(item: GridItem) -> Case | None:
    """The dispute that was made of it."""
    try:
        return Case.find(item.case_id, EVERYTHING) if item.case_id else None
    except NotFound:
        return None  # it is being opened


def _may_look(call: Call, case: Case) -> bool:
    return reach_of(call.actor, LOOK).admits(case.within, case.people)


def _steps(item: GridItem, case: Case | None) -> list[tuple[str, str, str]]:
    """The way of an item: when, what, the words below it."""
    found = [(item.reported_at, _("已上报"), item.text)]
    if item.accepted_at:
        found.append((item.accepted_at, _("已受理"), item.kind_reason))
    for route in item.routes:
        what = _("吹哨，请%(to)s到场", to=route.to) if route.whistle else _("分流给%(to)s", to=route.to)
        found.append((route.at, what, ""))
        if route.returned_at:
            right = _("应当由 %(who)s 办", who=route.right_body)
            found.append(
                (
                    route.returned_at,
                    _("%(to)s 退回", to=route.to),
                    route.returned_for + mark("（%s）") % right,
                )
            )
    if case and case.applied_at:
        found.append((case.applied_at, _("已经转为人民调解，由%(body)s办", body=case.body_name), ""))
    if item.replied_at:
        found.append((item.replied_at, _("已答复"), item.reply or ""))
    if item.closed_at:
        found.append((item.closed_at, _("已办结"), ""))
    if item.reopened_at:
        found.append((item.reopened_at, _("重新办理"), item.reopened_for))
    return [
        (moment(at), what, words) for at, what, words in sorted(found, key=lambda one: one[0], reverse=True)
    ]
