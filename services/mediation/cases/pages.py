# SPDX-License-Identifier: Apache-2.0
"""Cases for people with a browser."""

from flask import Blueprint, render_template

from services.mediation.cases.documents import Case
from services.mediation.cases.reading import rows
from services.mediation.cases.views import READ
from shared.regions import regions
from shared.web.calls import current_call, requires

pages = Blueprint("case_pages", __name__, url_prefix="/mediation/cases")

STATES = {
    "applied": "已申请",
    "not_accepted": "不予受理",
    "accepted": "已受理",
    "in_mediation": "调解中",
    "suspended": "中止",
    "agreed": "达成协议",
    "terminated": "终止",
    "withdrawn": "撤回",
    "closed": "结案",
    "lapsed": "逾期未接受",
}
RESULTS = {"open": "未结束", "failed": "未达成", "partial": "部分达成", "agreed": "达成一致"}


@pages.get("/")
@requires(READ)
def list_page() -> str:
    """The caller's cases."""
    found = rows(current_call().scope, {"limit": 100, "cursor": ""})
    table = [
        {
            "link": f"/mediation/cases/{row['_id']}",
            "cells": [
                row.get("file_number") or "未编号",
                row["category"],
                STATES[row["state"]],
                regions().full_name(row["place"]),
                row["body_name"],
            ],
        }
        for row in found
    ]
    columns = ["案号", "类别", "状态", "地点", "调解组织"]
    return render_template("list.html", title="纠纷", columns=columns, rows=table)


@pages.get("/<case_id>")
@requires(READ)
def detail_page(case_id: str) -> str:
    """One case."""
    case = Case.find(case_id, current_call().scope)
    sections = [
        (
            "案件",
            [
                ("案号", case.file_number),
                ("状态", STATES[case.state]),
                ("类别", case.category),
                ("地点", regions().full_name(case.place)),
                ("调解组织", case.body_name),
                ("申请日期", case.applied_on),
                ("受理日期", case.accepted_on),
                ("期限", case.limit_ends_on),
                ("包保干部", case.lead_cadre),
                ("事由", case.facts),
            ],
        ),
        ("当事人", [(p.ref, f"{p.name}（{p.role or '当事人'}）") for p in case.parties]),
        ("调解记录", [(s.held_on or "日期不详", f"{RESULTS[s.result]} × {s.count}") for s in case.sessions]),
    ]
    if case.agreement:
        terms = [
            (t.who, f"{t.what}{f' {t.amount} 元' if t.amount is not None else ''}")
            for t in case.agreement.terms
        ]
        sections.append(("协议", [("生效日期", case.agreement.effective_on), *terms]))
    title = case.file_number or "纠纷"
    return render_template("detail.html", title=title, sections=sections, back="/mediation/cases/")
