# SPDX-License-Identifier: Apache-2.0
"""Cases for people with a browser."""

from flask import Blueprint, render_template

from services.mediation.cases.documents import Case
from services.mediation.cases.reading import rows
from services.mediation.cases.views import READ
from shared.regions import regions
from shared.web.calls import current_call, requires
from shared.web.furniture import day, yuan
from shared.web.words import N_, _

pages = Blueprint("case_pages", __name__, url_prefix="/mediation/cases")

STATES = {
    "applied": N_("已申请"),
    "not_accepted": N_("不予受理"),
    "accepted": N_("已受理"),
    "in_mediation": N_("调解中"),
    "suspended": N_("中止"),
    "agreed": N_("达成协议"),
    "terminated": N_("终止"),
    "withdrawn": N_("撤回"),
    "closed": N_("结案"),
    "lapsed": N_("逾期未接受"),
}
RESULTS = {"open": N_("未结束"), "failed": N_("未达成"), "partial": N_("部分达成"), "agreed": N_("达成一致")}


@pages.get("/")
@requires(READ)
def list_page() -> str:
    """The caller's cases."""
    found = rows(current_call().scope, {"limit": 100, "cursor": ""})
    table = [
        {
            "link": f"/mediation/cases/{row['_id']}",
            "cells": [
                row.get("file_number") or _("未编号"),
                _(row["category"]),
                _(STATES[row["state"]]),
                regions().full_name(row["place"]),
                row["body_name"],
            ],
        }
        for row in found
    ]
    columns = [_("案号"), _("类别"), _("状态"), _("地点"), _("调解组织")]
    return render_template("list.html", title=_("纠纷"), columns=columns, rows=table)


@pages.get("/<case_id>")
@requires(READ)
def detail_page(case_id: str) -> str:
    """One case."""
    case = Case.find(case_id, current_call().scope)
    sections = [
        (
            _("案件"),
            [
                (_("案号"), case.file_number),
                (_("状态"), _(STATES[case.state])),
                (_("类别"), _(case.category)),
                (_("地点"), regions().full_name(case.place)),
                (_("调解组织"), case.body_name),
                (_("申请日期"), day(case.applied_on)),
                (_("受理日期"), day(case.accepted_on)),
                (_("期限"), day(case.limit_ends_on)),
                (_("包保干部"), case.lead_cadre),
                (_("事由"), case.facts),
            ],
        ),
        (_("当事人"), [(p.ref, f"{p.name}（{p.role or _('当事人')}）") for p in case.parties]),
        (
            _("调解记录"),
            [
                (day(s.held_on) if s.held_on else _("日期不详"), f"{_(RESULTS[s.result])} × {s.count}")
                for s in case.sessions
            ],
        ),
    ]
    if case.agreement:
        terms = [
            (t.who, f"{t.what}{f' {yuan(t.amount)}' if t.amount is not None else ''}")
            for t in case.agreement.terms
        ]
        sections.append((_("协议"), [(_("生效日期"), day(case.agreement.effective_on)), *terms]))
    title = case.file_number or _("纠纷")
    return render_template("detail.html", title=title, sections=sections, back="/mediation/cases/")
