# SPDX-License-Identifier: Apache-2.0
"""Referrals for judges with a browser."""

from flask import Blueprint, render_template

from services.courtlink.referrals.documents import Referral
from services.courtlink.referrals.views import COURT, LIST, rows
from shared.web.calls import current_call, requires
from shared.web.furniture import day
from shared.web.words import N_, _

blueprint = Blueprint("referral_pages", __name__, url_prefix="/courtlink/referrals")

STATES = {
    "received": N_("待接受"),
    "accepted": N_("调解中"),
    "declined": N_("未接受"),
    "lapsed": N_("逾期未接受"),
    "extended": N_("已延长"),
    "succeeded": N_("调解成功"),
    "failed": N_("调解不成"),
    "returned_unreachable": N_("联系不上，退回"),
    "returned_refused": N_("不愿调解，退回"),
    "court_acknowledged": N_("法院已处理"),
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
                _(STATES[row["state"]]),
                row.get("body_name") or row["body_id"],
            ],
        }
        for row in rows(current_call(), {"limit": 100, "cursor": ""})
    ]
    columns = [_("案号"), _("案由"), _("状态"), _("调解组织")]
    return render_template("list.html", title=_("委派委托"), columns=columns, rows=table)


@blueprint.get("/<referral_id>")
@requires(COURT)
def detail_page(referral_id: str) -> str:
    """One referral, with what came back and no more."""
    referral = Referral.find(referral_id, current_call().scope)
    outcome = referral.outcome
    sections = [
        (
            _("委派委托"),
            [
                (_("案号"), referral.number),
                (_("案由"), referral.cause),
                (_("状态"), _(STATES[referral.state])),
                (_("接受期限"), day(referral.accept_by)),
                (_("调解期限"), day(referral.limit_ends_on)),
            ],
        ),
        (_("当事人"), [(p.ref, f"{p.name}（{p.role}）") for p in referral.parties]),
    ]
    if outcome:
        facts = [(_("无争议事实"), text) for text in outcome.undisputed_facts]
        ended = [
            (_("结束日期"), day(outcome.ended_on)),
            (_("生效日期"), day(outcome.effective_on)),
            (_("原因"), outcome.reason_text),
        ]
        sections.append((_("结果"), [*ended, *facts]))
    return render_template(
        "detail.html", title=referral.number, sections=sections, back="/courtlink/referrals/"
    )
