# SPDX-License-Identifier: Apache-2.0
"""The numbers that the callback centre dials: of a star task whose parties agreed, and each look at them is noted (SB-15, PV-11).
The star board holds no name and no number."""

from flask import Blueprint, render_template

from services.mediation.cases import contacts
from services.mediation.cases.contacts import Contact
from services.mediation.cases.documents import Case
from shared.access import Policy, Reach, Role
from shared.call import Call
from shared.errors import NotFound
from shared.web.calls import current_call, requires

pages = Blueprint("callback_pages", __name__, url_prefix="/mediation/callbacks", template_folder="templates")
CALL_BACK: Policy = {Role.CALLBACK_CENTRE: Reach.PLACE}


@pages.get("/<task_id>")
@requires(CALL_BACK)
def numbers_page(task_id: str) -> str:
    """Whom to call, with names and numbers masked."""
    call = current_call()
    return _page(task_id, contacts.masked(_settled(call, task_id), names=True))


@pages.post("/<task_id>")
@requires(CALL_BACK)
def show_numbers(task_id: str) -> str:
    """The same with names and numbers as they are; that somebody asked is noted."""
    call = current_call()
    return _page(task_id, contacts.shown(call, _settled(call, task_id).id), asked=True)


def _page(task_id: str, people: list[Contact], *, asked: bool = False) -> str:
    return render_template(
        "mediation/callback_numbers.html",
        task_id=task_id,
        people=people,
        asked=asked,
        back=f"/scoring/tasks/{task_id}/script",
    )


def _settled(call: Call, task_id: str) -> Case:
    """The case in which the task's dispute was settled: a task has the id of the case that was put on the board, which a cadre
    took up in another case or went on with. Raises NotFound where nothing is settled: then nobody is called."""
    case = Case.find(task_id, call.scope)
    if case.successor_id:
        case = Case.find(case.successor_id, call.scope)
    if case.task_id != task_id or case.agreement is None:
        raise NotFound(task_id)
    return case
