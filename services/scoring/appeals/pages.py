# SPDX-License-Identifier: Apache-2.0
"""A cadre's own page: why each star was given or taken, and the way to appeal (SB-25, SB-27)."""

from typing import Any

from flask import Blueprint, render_template, url_for
from marshmallow import Schema, fields, validate

from services.scoring.appeals import commands
from services.scoring.appeals.reading import history_of
from services.scoring.board.rules import public_code
from services.scoring.tasks import wording
from services.scoring.tasks.documents import StarTask
from services.scoring.tasks.pages import tabs
from services.scoring.tasks.telling import lines_of, reason_text
from shared.access import Policy, Reach, Role
from shared.calendar import local_date
from shared.call import Call
from shared.web.calls import current_call, requires
from shared.web.forms import Form, Forms
from shared.web.furniture import mark, moment
from shared.web.words import N_, _

blueprint = Blueprint("scoring_history", __name__, url_prefix="/scoring", template_folder="templates")

CADRES: Policy = {Role.CADRE: Reach.OWN}


class ReasonIn(Schema):
    """Why the entry is wrong."""

    reason = fields.String(required=True, validate=validate.Length(min=1, max=2000))


def _appeal(call: Call, task_id: str, entry: str, *, reason: str) -> StarTask:
    return commands.appeal(call, task_id, entry=entry, reason=reason)


FORMS = Forms(
    blueprint,
    "/history/<task_id>/<entry>",
    [
        Form(
            "appeal",
            N_("申诉"),
            CADRES,
            ReasonIn,
            _appeal,
            wording.WORDING,
            match=False,
            lead=N_("由本乡镇以外的人在十个工作日内答复；答复前排名不变动。"),
        )
    ],
    load=lambda call, task_id, entry: StarTask.find(task_id, call.scope),
    back=lambda **_ids: url_for("scoring_history.show_history"),
    template="scoring/appeal.html",
    called=lambda _call, task: f"{public_code(task.id)} · {_(task.category)}",
)


@blueprint.app_template_global()
def disputed(task: StarTask, entry: str) -> str:
    """The entry that an appeal is about: when, what, how much, and why."""
    line = next((each for each in lines_of(task) if each["mark"] == entry), None)
    if line is None:
        return ""
    booked = line["entry"]
    points, stars = booked.points, booked.stars
    parts = [
        f"{moment(booked.at)} {_(wording.KINDS[booked.kind])}",
        signed_points(points) if points else "",
        signed_stars(stars) if stars else "",
    ]
    return " ".join(part for part in parts if part) + mark("：") + str(line["why"])


@blueprint.app_template_global()
def signed_points(points: int) -> str:
    """What a line brings or takes: +1 分, −20 分."""
    return _("%(sign)s%(n)s 分", sign="+" if points > 0 else "-", n=abs(points))


@blueprint.app_template_global()
def signed_stars(stars: int) -> str:
    """The same for stars."""
    return _("%(sign)s%(n)s 星", sign="+" if stars > 0 else "-", n=abs(stars))


@blueprint.get("/history")
@requires(CADRES)
def show_history() -> str:
    """Every entry of the reader's ledger with its reason in words, newest first."""
    call = current_call()
    found: dict[str, Any] = history_of(call.actor.id)
    today = local_date(call.at)
    for item in found["items"]:
        until = item["appeal_until"]
        item["may_appeal"] = until is not None and today <= until and not item["appeal"]
    return render_template(
        "scoring/history.html", found=found, tabs=tabs(call), words=wording, reason_text=reason_text
    )
