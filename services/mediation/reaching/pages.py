# SPDX-License-Identifier: Apache-2.0
"""Names and numbers of the parties for whom the star board sends: the callback centre and the cadre in charge. Masked until
somebody asks, and asking is noted (PV-11)."""

import dataclasses

from flask import Blueprint, current_app, render_template, request

from services.mediation.cases import contacts
from services.mediation.cases.documents import Case
from shared import vouchers
from shared.access import EVERYTHING, Policy, Reach, Role
from shared.call import Call
from shared.errors import NotFound, RuleBroken
from shared.vouchers import Purpose
from shared.web.calls import current_call, requires

pages = Blueprint("reaching", __name__, url_prefix="/mediation/reach", template_folder="templates")
CENTRE: Policy = {Role.CALLBACK_CENTRE: Reach.PLACE}
CADRE: Policy = {Role.CADRE: Reach.PLACE}


@pages.route("/callbacks/<task_id>", methods=["GET", "POST"])
@requires(CENTRE)
def callbacks_page(task_id: str) -> str:
    """Whom the centre calls; POST shows names and numbers as they are. Raises NotFound where nothing is settled: then nobody
    is called (SB-15)."""
    call = current_call()
    case = _of_task(task_id, call)
    if case.task_id != task_id or case.agreement is None:
        raise NotFound(task_id)
    return _page(call, case, f"/scoring/tasks/{task_id}/script", by_cadre=False)


@pages.route("/holders/<voucher>", methods=["GET", "POST"])
@requires(CADRE)
def holder_page(voucher: str) -> str:
    """Whom the cadre in charge has to meet (SB-08); POST shows names and numbers as they are. `voucher` is the star board's
    word that it is in charge now.

    Raises RuleBroken: voucher_expired, voucher_invalid.
    """
    word = vouchers.read(current_app.config["SECRET_KEY"], Purpose.MEET, voucher)
    call = dataclasses.replace(current_call(), scope=EVERYTHING)
    if word.ref != call.actor.id:
        raise RuleBroken("voucher_invalid")
    return _page(call, _of_task(word.case_id, call), f"/scoring/tasks/{word.case_id}", by_cadre=True)


def _page(call: Call, case: Case, back: str, *, by_cadre: bool) -> str:
    asked = request.method == "POST"
    people = contacts.shown(call, case.id) if asked else contacts.masked(case, names=True)
    return render_template("mediation/reach.html", people=people, asked=asked, back=back, by_cadre=by_cadre)


def _of_task(task_id: str, call: Call) -> Case:
    """The case in which the task's dispute goes on: a task has the id of the case that was put on the board, and a cadre takes
    it up in that case or in one that follows it (PM-24)."""
    case = Case.find(task_id, call.scope)
    return Case.find(case.successor_id, call.scope) if case.successor_id else case
