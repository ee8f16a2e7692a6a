# SPDX-License-Identifier: Apache-2.0
"""Referrals for judges with a browser."""

from flask import Blueprint, render_template

from services.courtlink.referrals.documents import Referral
from services.courtlink.referrals.views import COURT, LIST, rows
from shared.web.calls import current_call, requires

blueprint = Blueprint("referral_pages", __name__, url_prefix="/courtlink/referrals")

STATES = {
    "received": "待接受",
    "accepted": "调解中",
    "declined": "未接受",
    "lapsed": "逾期未接受",
    "extended": "已延长",
    "succeeded": "调解成功",
    "failed": "调解不成",
    "returned_unreachable": "联系不上，退回",
    "returned_refused": "不愿调解，退回",
    "court_acknowledged": "法院已处理",
}


@blueprint.get("/")
@requires(LIST)
def list_page() -> str:
    """The court's referrals."""
    table = [
        {
            "link": f"/courtlink/referrals/{row['_id']}",
            "cells": [
                row["number"],
                row["cause"],
                STATES[row["state"]],
                row.get("body_name") or row["body_id"],
            ],
        }
        for row in rows(current_call(), {"limit": 100, "cursor": ""})
    ]
    columns = ["案号", "案由", "状态", "调解组织"]
    return render_template("list.html", title="委派委托", columns=columns, rows=table)


@blueprint.get("/<referral_id>")
@requires(COURT)
def detail_page(referral_id: str) -> str:
    """One referral, with what came back and no more."""
    referral = Referral.find(referral_id, current_call().scope)
    outcome = referral.outcome
    sections = [
        (
            "委派委托",
            [
                ("案号", referral.number),
                ("案由", referral.cause),
                ("状态", STATES[referral.state]),
                ("接受期限", referral.accept_by),
                ("调解期限", referral.limit_ends_on),
            ],
        ),
        ("当事人", [(p.ref, f"{p.name}（{p.role}）") for p in referral.parties]),
    ]
    if outcome:
        facts = [("无争议事实", text) for text in outcome.undisputed_facts]
        ended = [
            ("结束日期", outcome.ended_on),
            ("生效日期", outcome.effective_on),
            ("原因", outcome.reason_text),
        ]
        sections.append(("结果", [*ended, *facts]))
    return render_template(
        "detail.html", title=referral.number, sections=sections, back="/courtlink/referrals/"
    )
