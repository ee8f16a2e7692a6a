# SPDX-License-Identifier: Apache-2.0
"""The pages of star tasks: the board as the town works with it, and one task with the forms of the reader's role."""

from flask import Blueprint, render_template, request, url_for

from services.scoring.tasks import wording
from services.scoring.tasks.acts import ACTS
from services.scoring.tasks.documents import StarTask
from services.scoring.tasks.reading import LISTED, as_seen_by
from shared.access import Policy, Reach, Role
from shared.mongo import collection
from shared.regions import regions
from shared.web.calls import current_call, requires
from shared.web.forms import Forms
from shared.web.furniture import day
from shared.web.paging import page
from shared.web.words import _

blueprint = Blueprint("scoring_tasks", __name__, url_prefix="/scoring", template_folder="templates")

READERS: Policy = dict.fromkeys(
    (
        *(
            Role.CADRE,
            Role.PETITION_OFFICE,
            Role.SECRETARY,
            Role.DIRECTOR,
            Role.CALLBACK_CENTRE,
            Role.COUNTY_SUPERVISOR,
        ),
        Role.CITY_SUPERVISOR,
    ),
    Reach.PLACE,
)


@blueprint.get("/tasks")
@requires(READERS)
def list_tasks() -> str:
    """The tasks within reach."""
    found = page(
        collection(StarTask),
        current_call().scope.query(),
        limit=100,
        cursor=request.args.get("cursor", ""),
        projection=dict.fromkeys(LISTED, 1),
    )
    rows = [
        {
            "link": url_for(".show_task", task_id=row["_id"]),
            "cells": [
                regions().full_name(row["township"]),
                _(row["category"]),
                "★" * (row.get("grade") or 0) or "—",
                _(wording.STATES[row["state"]]),
                day(row.get("posted_on")),
            ],
        }
        for row in found
    ]
    return render_template(
        "list.html",
        title=_("摘星任务"),
        columns=[_("乡镇"), _("类别"), _("星级"), _("状态"), _("上榜")],
        rows=rows,
    )


FORMS = Forms(
    blueprint,
    "/tasks/<task_id>",
    ACTS,
    load=lambda call, task_id: StarTask.find(task_id, call.scope),
    back=lambda task_id: url_for("scoring_tasks.show_task", task_id=task_id),
)


@blueprint.get("/tasks/<task_id>")
@requires(READERS)
def show_task(task_id: str) -> str:
    """One task: what was told, its grade, who holds it, what followed, its ledger, and what the reader can do."""
    call = current_call()
    task = StarTask.find(task_id, call.scope)
    return render_template(
        "scoring/task.html",
        task=as_seen_by(call.actor, task, call.at),
        place=regions().full_name(task.place),
        offered=FORMS.offered(call, task, task_id=task_id),
        words=wording,
        back=url_for(".list_tasks"),
    )
