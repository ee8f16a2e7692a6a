# SPDX-License-Identifier: Apache-2.0
"""The desk for people with a browser: what is due."""

from typing import Any

from flask import Blueprint, render_template

from services.mediation.cases import reading
from services.mediation.cases.views import MEDIATE
from services.mediation.desk.views import WATCH
from shared.calendar import local_date
from shared.regions import regions
from shared.web.calls import current_call, requires
from shared.web.furniture import day
from shared.web.words import N_, _

pages = Blueprint("desk_pages", __name__, url_prefix="/mediation/desk", template_folder="templates")
RULES = {
    "WN-04a": N_("决定是否受理"),
    "WN-04": N_("一个月内调结"),
    "SP-01": N_("医疗纠纷三十个工作日"),
    "SP-02": N_("劳动争议十五日"),
    "CT-06": N_("接受法院委派"),
    "CT-01": N_("委派委托期限"),
    "PM-13": N_("报告公安或有关部门"),
    "WN-05": N_("回访"),
    "PM-20": N_("履行到期"),
    "CF-01": N_("申请司法确认"),
    "CF-05": N_("向法院补正材料"),
    "CF-11": N_("申请强制执行"),
}


@pages.get("/")
@requires(MEDIATE | WATCH)
def due_page() -> str:
    """What is late, due today, and due within a week."""
    call = current_call()
    found = reading.due(call.scope, local_date(call.at))
    heaps = [
        (title, [_row(line) for line in found[name]])
        for name, title in (("late", _("已经超期")), ("today", _("今天到期")), ("soon", _("七天内到期")))
    ]
    return render_template("mediation/desk.html", heaps=heaps)


def _row(line: dict[str, Any]) -> dict[str, object]:
    return {
        "link": f"/mediation/cases/{line['_id']}",
        "cells": [
            line.get("file_number") or _("未编号"),
            _(RULES[str(line["rule"])]),
            day(line["end"]),
            _(str(line["category"])),
            regions().full_name(str(line["place"])),
        ],
    }
