# SPDX-License-Identifier: Apache-2.0
"""A party's own page: no account, but the link and the last four of the phone."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from services.mediation.cases.aftercare import schedule_of
from services.mediation.cases.documents import Case
from services.mediation.cases.wording import STATES
from services.mediation.links import commands
from services.mediation.links.documents import PartyLink
from shared import clock
from shared.access import Actor
from shared.calendar import local_date
from shared.call import Call
from shared.errors import RuleBroken
from shared.web.calls import public
from shared.web.problems import sentence

pages = Blueprint("link_pages", __name__, url_prefix="/mediation/my", template_folder="templates")


def _call() -> Call:
    return Call(Actor("party"), clock.now(), origin=request.remote_addr or "")


@pages.get("/<token>")
@public
def ask_code(token: str) -> str:
    """Ask for the last four of the phone; nothing is told before."""
    return render_template("mediation/my.html", token=token, case=None, error="")


@pages.post("/<token>")
@public
def show(token: str) -> ResponseReturnValue:
    """The state of one's own case, and the question whether it was really solved."""
    code = request.form.get("code", "")[:4]
    try:
        link, case = commands.open_link(_call(), token, code)
        if "satisfied" in request.form:
            words = request.form.get("words", "")[:1000]
            link = commands.answer(
                _call(), token, code, satisfied=request.form["satisfied"] == "yes", words=words
            )
    except RuleBroken as error:
        text = sentence(error.code, **error.details)
        return render_template("mediation/my.html", token=token, case=None, error=text), 403
    return _page(token, code, link, case)


def _page(token: str, code: str, link: PartyLink, case: Case) -> str:
    """What the party may see: no record, no name of the other side, no word of a private talk."""
    now = clock.now()
    lines = schedule_of(case, local_date(now)) if case.agreement else []
    return render_template(
        "mediation/my.html",
        token=token,
        code=code,
        case=case,
        link=link,
        state=STATES[case.state],
        next_meeting=next((one for one in case.appointments if one.at > now and not one.cancelled), None),
        lines=[line for line in lines if link.ref in (line.due.who, line.due.to)],
        error="",
    )
