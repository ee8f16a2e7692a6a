# SPDX-License-Identifier: Apache-2.0
"""The pages of star tasks: the board as the town works with it, and one task with the forms of the reader's role."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from marshmallow import ValidationError

from services.scoring.tasks import wording
from services.scoring.tasks.acts import ACTS, Act
from services.scoring.tasks.documents import StarTask
from services.scoring.tasks.reading import LISTED, as_seen_by
from shared.access import Policy, Reach, Role
from shared.call import new_id
from shared.errors import HeshilaoError, NotFound, RuleBroken, StaleWrite, VersionMismatch
from shared.mongo import collection
from shared.regions import regions
from shared.web.calls import current_call, requires
from shared.web.paging import page
from shared.web.problems import sentence

blueprint = Blueprint("scoring_tasks", __name__, url_prefix="/scoring", template_folder="templates")

READERS: Policy = dict.fromkeys(
    (
        *(Role.CADRE, Role.SECRETARY, Role.DIRECTOR, Role.CALLBACK_CENTRE, Role.COUNTY_SUPERVISOR),
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
                row["category"],
                "★" * (row.get("grade") or 0) or "—",
                wording.STATES[row["state"]],
                row["posted_on"].date() if row.get("posted_on") else "—",
            ],
        }
        for row in found
    ]
    return render_template(
        "list.html", title="摘星任务", columns=["乡镇", "类别", "星级", "状态", "上榜"], rows=rows
    )


def _show(task_id: str, *, act: str = "", error: str = "", status: int = 200) -> ResponseReturnValue:
    """The page of a task; after an error the form of that act shows it, with its input kept."""
    call = current_call()
    task = StarTask.find(task_id, call.scope)
    seen = as_seen_by(call.actor, task, call.at)
    forms = [each for each in ACTS if each.offered_to(call.actor, task)]
    text = render_template(
        "scoring/task.html",
        task=seen,
        place=regions().full_name(task.place),
        forms=forms,
        words=wording,
        failed_act=act,
        error=error,
        kept=request.form,
        key=new_id(),
    )
    return text, status


@blueprint.get("/tasks/<task_id>")
@requires(READERS)
def show_task(task_id: str) -> ResponseReturnValue:
    """One task: what was told, its grade, who holds it, what followed, its ledger, and what the reader can do."""
    return _show(task_id)


def _view_of(act: Act) -> Callable[[str], ResponseReturnValue]:
    def do(task_id: str) -> ResponseReturnValue:
        try:
            data: dict[str, Any] = act.schema().load(act.read(request.form, request.form.getlist))
            act.run(current_call(), task_id, **data)
        except ValidationError as error:
            wrong = "、".join(wording.FIELDS.get(str(name), str(name)) for name in error.messages_dict)
            return _show(task_id, act=act.name, error=f"{sentence('invalid_input')}（{wrong}）", status=422)
        except NotFound:
            raise
        except HeshilaoError as error:
            return _show(task_id, act=act.name, error=_say(error), status=409)
        return redirect(url_for(".show_task", task_id=task_id), 303)

    return do


def _say(error: HeshilaoError) -> str:
    if isinstance(error, RuleBroken):
        return sentence(error.code, **error.details)
    if isinstance(error, VersionMismatch):
        return sentence("version_mismatch", current=error.current)
    if isinstance(error, StaleWrite):
        return sentence("stale_write")
    raise error


for _act in ACTS:
    blueprint.add_url_rule(
        f"/tasks/<task_id>/{_act.name}",
        endpoint=f"do_{_act.name.replace('-', '_')}",
        view_func=requires(_act.policy, match=_act.match)(_view_of(_act)),
        methods=["POST"],
    )
