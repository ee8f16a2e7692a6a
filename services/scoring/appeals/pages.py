# SPDX-License-Identifier: Apache-2.0
"""A cadre's own page: why each star was given or taken, and the way to appeal (SB-25, SB-27)."""

from typing import Any

from flask import Blueprint, render_template, url_for
from marshmallow import Schema, fields, validate

from services.scoring.appeals import commands
from services.scoring.appeals.reading import history_of
from services.scoring.tasks import wording
from services.scoring.tasks.documents import StarTask
from services.scoring.tasks.pages import tabs
from services.scoring.tasks.telling import reason_text
from shared.access import Policy, Reach, Role
from shared.calendar import local_date
from shared.call import Call
from shared.web.calls import current_call, requires
from shared.web.forms import Form, Forms
from shared.web.words import N_

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
)


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
