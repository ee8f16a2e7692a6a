# SPDX-License-Identifier: Apache-2.0
"""点将 on a phone, without an account: the party comes from its own link with a voucher, and acts for its own dispute only."""

import re
from collections.abc import Callable
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from services.scoring.calls import commands
from services.scoring.calls.reading import as_party_sees
from services.scoring.calls.vouched import task_for, vouched
from services.scoring.tasks import deciding, picking, wording
from services.scoring.tasks.documents import StarTask
from services.scoring.tasks.rules import Tie
from shared.call import Call, new_id
from shared.errors import RuleBroken, StaleWrite
from shared.web.calls import current_call
from shared.web.problems import sentence
from shared.web.words import N_

blueprint = Blueprint("scoring_calls", __name__, url_prefix="/scoring", template_folder="templates")


def _choose(call: Call, task_id: str, party: str) -> StarTask:
    return commands.choose_cadre(call, task_id, party=party, cadre_id=request.form.get("cadre_id", "")[:100])


def _object(call: Call, task_id: str, party: str) -> StarTask:
    cadre_id = request.form.get("cadre_id", "")[:100]
    if cadre_id:
        return picking.object_to_plan(call, task_id, party=party, cadre_id=cadre_id)
    return commands.object_to_call(call, task_id, party=party)


def _challenge(call: Call, task_id: str, party: str) -> StarTask:
    try:
        tie = Tie(request.form.get("tie", ""))
    except ValueError:
        raise RuleBroken("name_the_tie") from None
    reason = request.form.get("reason", "")[:500]
    return deciding.challenge_tie(call, task_id, party=party, tie=tie, reason=reason)


def _unknown(_call: Call, _task_id: str, _party: str) -> StarTask:
    raise RuleBroken("name_the_act")


_ACTS: dict[str, tuple[Callable[[Call, str, str], Any], str]] = {
    "choose": (_choose, N_("您的点将收到了")),
    "object": (_object, N_("您的异议收到了")),
    "challenge": (_challenge, N_("您的回避申请收到了")),
}


def _link() -> str:
    """The token of the party's own link, from which it came."""
    token = request.args.get("back", "")
    return token if re.fullmatch(r"[\w-]{20,60}", token, re.ASCII) else ""


def _page(task_id: str, party: str, error: str = "") -> str:
    call = current_call()
    return render_template(
        "scoring/call.html",
        seen=as_party_sees(task_for(task_id), party, call),
        error=error,
        kept=request.form,
        key=new_id,
        words=wording,
        back=f"/mediation/my/{link}" if (link := _link()) else "",
    )


@blueprint.get("/calls/<voucher>")
@vouched
def show_call(task_id: str, party: str) -> str:
    """Whom the party may call, who was called, and what can be done about it."""
    return _page(task_id, party)


@blueprint.post("/calls/<voucher>")
@vouched
def act(task_id: str, party: str) -> ResponseReturnValue:
    """Choose, object, or name a tie; refused, the page comes back with the reason and what was typed."""
    do, done = _ACTS.get(request.form.get("act", ""), (_unknown, ""))
    try:
        do(current_call(), task_id, party)
    except RuleBroken as error:
        return _page(task_id, party, sentence(error.code, **error.details)), 409
    except StaleWrite:
        return _page(task_id, party, sentence("stale_write")), 409
    flash(done, "done")
    return redirect(
        url_for(".show_call", voucher=(request.view_args or {})["voucher"], back=_link() or None), 303
    )
