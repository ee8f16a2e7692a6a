# SPDX-License-Identifier: Apache-2.0
"""Judicial confirmation for people with a browser."""

from flask import Blueprint, render_template

from services.courtlink.confirmations.documents import Confirmation
from services.courtlink.confirmations.reading import rows
from services.courtlink.confirmations.views import READ
from shared.calendar import local_date
from shared.web.calls import current_call, requires
from shared.web.furniture import day, yuan
from shared.web.words import N_, _

blueprint = Blueprint("confirmation_pages", __name__, url_prefix="/courtlink/confirmations")

STATES = {
    "offered": N_("可以申请"),
    "blocked": N_("不予确认的情形"),
    "expired": N_("已过三十日"),
    "applied": N_("已申请"),
    "taken": N_("已受理"),
    "not_taken": N_("不予受理"),
    "confirmed": N_("已确认"),
    "rejected": N_("驳回"),
    "withdrawn": N_("撤回"),
    "treated_withdrawn": N_("按撤回处理"),
    "revoked": N_("已撤销"),
    "superseded": N_("已有新协议"),
}


@blueprint.get("/")
@requires(READ)
def list_page() -> str:
    """Agreements that can be or were put to confirmation."""
    call = current_call()
    table = [
        {
            "link": f"/courtlink/confirmations/{row['_id']}",
            "cells": [
                row.get("file_number") or _("未编号"),
                row["body_name"],
                _(STATES[row["state"]]),
                day(row["effective_on"]),
                day(row.get("last_day")),
            ],
        }
        for row in rows(call, {"limit": 100, "cursor": ""}, local_date(call.at))
    ]
    columns = [_("协议"), _("调解组织"), _("状态"), _("生效日期"), _("最后一日")]
    return render_template("list.html", title=_("司法确认"), columns=columns, rows=table)


@blueprint.get("/<case_id>")
@requires(READ)
def detail_page(case_id: str) -> str:
    """One agreement; parties stand as letters."""
    found = Confirmation.find(case_id, current_call().scope)
    facts = [
        (_("状态"), _(STATES[found.state])),
        (_("法院"), found.court_name),
        (_("生效日期"), day(found.effective_on)),
        (_("最后一日"), day(found.last_day)),
    ]
    terms = [(t.who, f"{t.what}{f' {yuan(t.amount)}' if t.amount is not None else ''}") for t in found.terms]
    sections = [(_("司法确认"), facts), (_("协议内容"), terms)]
    title = found.file_number or _("协议")
    return render_template("detail.html", title=title, sections=sections, back="/courtlink/confirmations/")
