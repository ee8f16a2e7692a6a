# SPDX-License-Identifier: Apache-2.0
"""The page that logs sessions, which a phone keeps; it holds no word of a case. The cases come apart and are sealed there."""

from typing import Any
from urllib.parse import quote

from flask import Blueprint, Response, jsonify, render_template, request, send_from_directory

from services.mediation.cases.documents import Case
from services.mediation.cases.rules import State
from services.mediation.cases.wording import MODES, RESULTS
from services.mediation.pocket.words import words
from shared.access import Policy, Reach, Role
from shared.mongo import collection
from shared.web.calls import current_call, public, requires
from shared.web.furniture import ASSETS, mark
from shared.web.words import _

pages = Blueprint("pocket_pages", __name__, url_prefix="/mediation/log", template_folder="templates")
LOG: Policy = {Role.MEDIATOR: Reach.OWN}
_GOING = [str(State.ACCEPTED), str(State.IN_MEDIATION)]
_MOST = 200


@pages.get("/")
@requires(LOG)
def log_page() -> str:
    """The form, what waits on this phone, and conflicts. Where the phone can't keep it, it leads to the form of the case
    that was asked for, else to the list of cases."""
    case = request.args.get("case", "")
    return render_template(
        "mediation/log.html",
        account=current_call().actor.id,
        instead=f"/mediation/cases/{quote(case, safe='')}/sessions" if case else "/mediation/cases/",
        words=words(),
        modes=list(MODES.items()),
        results=list(RESULTS.items()),
    )


@pages.get("/cases.json")
@requires(LOG)
def cases() -> Response:
    """The caller's cases in which a session may be held: `id`, `name` to choose by, `version`. No cache ever holds it."""
    wanted = {"$and": [current_call().scope.query(), {"state": {"$in": _GOING}}]}
    fields = {"parties.name": 1, "category": 1, "version": 1, "file_number": 1}
    found = collection(Case).find(wanted, fields).sort("applied_at", -1).limit(_MOST)
    return jsonify([{"id": row["_id"], "name": _name(row), "version": row["version"]} for row in found])


def _name(row: dict[str, Any]) -> str:
    number = (row.get("file_number") or "").rpartition("字")[2]
    return f"{mark('、').join(party['name'] for party in row['parties'][:3])} · {_(row['category'])} {number}".strip()


@pages.get("/sw.js")
@public
def service_worker() -> Response:
    """The service worker, whose reach is this folder of addresses alone."""
    return send_from_directory(ASSETS, "sw.js", mimetype="text/javascript")
