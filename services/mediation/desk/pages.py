# SPDX-License-Identifier: Apache-2.0
"""The desk for people with a browser: what is late, what is due, whom we meet today, who waits for us."""

from typing import Any

from flask import Blueprint, render_template

from services.mediation.cases import reading
from services.mediation.cases.views import MEDIATE
from services.mediation.cases.wording import CLOCKS, COLOURS, STATES
from services.mediation.desk.reading import due
from services.mediation.desk.views import DUE
from shared.access import Role, Scope, reach_of
from shared.calendar import local_date
from shared.web.calls import current_call, requires
from shared.web.furniture import day, mark, moment
from shared.web.words import _

pages = Blueprint("desk_pages", __name__, url_prefix="/mediation/desk", template_folder="templates")


@pages.get("/")
@requires(DUE)
def due_page() -> str:
    """Today's page: late, due today, due within a week; for those who mediate also meetings ahead and cases that wait for
    an answer, which name people (PV-20)."""
    call = current_call()
    own = reach_of(call.actor, MEDIATE)
    today = local_date(call.at)
    found, directs = due(call.scope, today), call.actor.has(Role.DIRECTOR)
    heaps = {
        "unsolved": [_unsolved(line, own) for line in reading.unsolved(own)],
        "late": [_due(line, own, late=True) for line in found["late"]],
        "due": [_due(line, own) for line in found["today"]],
        "meetings": [_meeting(line, own) for line in reading.meetings(own, call.at)],
        "unassigned": [_unassigned(line, own) for line in reading.unassigned(own)] if directs else [],
        "soon": [_due(line, own) for line in found["soon"]],
        "answered": [_answered(line, own) for line in reading.answered(own, today)],
        "waiting": [_waiting(line, own) for line in reading.waiting(own)],
    }
    return render_template(
        "mediation/desk.html",
        today=today,
        heaps=_once(heaps),
        mediates=call.actor.has(Role.MEDIATOR),
        account=call.actor.id,
    )


def _once(heaps: dict[str, list[dict[str, Any]]]) -> dict[str, list[dict[str, Any]]]:
    """Each case has one card, in the first heap that it belongs to, with what all of them say of it."""
    first: dict[str, dict[str, Any]] = {}
    left: dict[str, list[dict[str, Any]]] = {name: [] for name in heaps}
    for name, cards in heaps.items():
        for card in cards:
            known = first.setdefault(card["case"], card)
            if known is card:
                left[name].append(card)
            else:
                known["facts"] += [fact for fact in card["facts"] if fact not in known["facts"]]
    return left


def _card(line: dict[str, Any], own: Scope, **more: Any) -> dict[str, Any]:
    state = line["state"]
    return {
        "case": line["_id"],
        "link": f"/mediation/cases/{line['_id']}",
        "title": reading.title(line, own),
        "tag": (_(STATES[state]), COLOURS.get(state, "grey")),
        **more,
    }


def _due(line: dict[str, Any], own: Scope, *, late: bool = False) -> dict[str, Any]:
    when = _("%(day)s 已到期", day=day(line["end"])) if late else day(line["end"], week=True)
    what = f"{_(CLOCKS[line['rule']])} · {when}"
    return _card(line, own, late=late, facts=[what, reading.number(line)])


def _meeting(line: dict[str, Any], own: Scope) -> dict[str, Any]:
    return _card(line, own, facts=[_("约好%(when)s见面", when=moment(line["at"])), line["meeting_place"]])


def _unassigned(line: dict[str, Any], own: Scope) -> dict[str, Any]:
    card = _card(line, own, facts=[_("等您指定调解员"), reading.number(line)])
    return card | {"link": f"{card['link']}/mediators"}


def _unsolved(line: dict[str, Any], own: Scope) -> dict[str, Any]:
    said = _("%(day)s 说没有解决，请回访", day=day(line["said_on"]))
    return _card(line, own, late=True, facts=[said, reading.number(line)])


def _answered(line: dict[str, Any], own: Scope) -> dict[str, Any]:
    return _card(line, own, facts=[_("%(day)s 答复的", day=day(line["answered_on"])), reading.number(line)])


def _waiting(line: dict[str, Any], own: Scope) -> dict[str, Any]:
    names = mark("、").join(line["names"])
    return _card(line, own, facts=[_("等 %(names)s 答复是否愿意调解", names=names), reading.number(line)])
