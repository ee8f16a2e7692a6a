# SPDX-License-Identifier: Apache-2.0
"""Judicial confirmation for people with a browser."""

from flask import Blueprint, render_template

from services.courtlink.confirmations.documents import Confirmation
from services.courtlink.confirmations.views import READ, rows
from shared.web.calls import current_call, requires

blueprint = Blueprint("confirmation_pages", __name__, url_prefix="/courtlink/confirmations")

STATES = {
    "offered": "可以申请",
    "blocked": "不予确认的情形",
    "expired": "已过三十日",
    "applied": "已申请",
    "taken": "已受理",
    "not_taken": "不予受理",
    "confirmed": "已确认",
    "rejected": "驳回",
    "withdrawn": "撤回",
    "treated_withdrawn": "按撤回处理",
}


@blueprint.get("/")
@requires(READ)
def list_page() -> str:
    """Agreements that can be or were put to confirmation."""
    table = [
        {
            "link": f"/courtlink/confirmations/{row['_id']}",
            "cells": [
                row.get("file_number") or "未编号",
                row["body_name"],
                STATES[row["state"]],
                row["effective_on"].date().isoformat(),
                row["last_day"].date().isoformat() if row.get("last_day") else "—",
            ],
        }
        for row in rows(current_call(), {"limit": 100, "cursor": ""})
    ]
    columns = ["协议", "调解组织", "状态", "生效日期", "最后一日"]
    return render_template("list.html", title="司法确认", columns=columns, rows=table)


@blueprint.get("/<case_id>")
@requires(READ)
def detail_page(case_id: str) -> str:
    """One agreement; parties stand as letters."""
    found = Confirmation.find(case_id, current_call().scope)
    facts = [
        ("状态", STATES[found.state]),
        ("法院", found.court_name),
        ("生效日期", found.effective_on),
        ("最后一日", found.last_day),
    ]
    terms = [(t.who, f"{t.what}{f' {t.amount} 元' if t.amount is not None else ''}") for t in found.terms]
    sections = [("司法确认", facts), ("协议内容", terms)]
    title = found.file_number or "协议"
    return render_template("detail.html", title=title, sections=sections, back="/courtlink/confirmations/")
