# SPDX-License-Identifier: Apache-2.0
"""Complaints about invited bodies and mediators for the court's people: the list, and one with the judge's decision."""

from flask import Blueprint, render_template, request, url_for

from services.courtlink.complaints import commands, schemas, wording
from services.courtlink.complaints.documents import RosterComplaint
from services.courtlink.complaints.rules import State
from services.courtlink.complaints.views import COURT, JUDGE, rows
from shared.web.calls import current_call, requires
from shared.web.forms import Form, forms_on
from shared.web.furniture import day
from shared.web.words import N_, _

blueprint = Blueprint("roster_complaint_pages", __name__, url_prefix="/courtlink/complaints")
FORMS = forms_on(blueprint, "/<complaint_id>", (
        Form(
            "decision", N_("处理投诉"), JUDGE, schemas.ComplaintDecisionIn, commands.decide, wording.WORDING,
            frozenset({State.RECEIVED}),
        ),
    ), RosterComplaint.find, "detail_page", lambda _call, one: one.mediator or one.body_name)  # fmt: skip


@blueprint.get("/")
@requires(COURT)
def list_page() -> str:
    """The complaints to the court, newest first."""
    found = rows(current_call(), {"limit": 50, "cursor": request.args.get("cursor", "")})
    table = [
        {
            "link": url_for(".detail_page", complaint_id=row["_id"]),
            "cells": [
                row["body_name"],
                row.get("mediator") or "—",
                _(wording.KINDS[row["kind"]]),
                day(row["received_on"]),
                _(wording.STATES[row["state"]]),
            ],
        }
        for row in found
    ]
    columns = [_("调解组织"), _("调解员"), _("投诉什么"), _("收到日期"), _("状态")]
    nothing = _("没有投诉。当事人向法院投诉时，在名册上打开被投诉的组织登记。")
    return render_template("list.html", title=_("投诉"), columns=columns, rows=table, nothing=nothing)


@blueprint.get("/<complaint_id>")
@requires(COURT)
def detail_page(complaint_id: str) -> str:
    """One complaint."""
    call = current_call()
    complaint = RosterComplaint.find(complaint_id, call.scope)
    facts = [
        (_("调解组织"), complaint.body_name),
        (_("调解员"), complaint.mediator),
        (_("投诉什么"), _(wording.KINDS[complaint.kind])),
        (_("投诉内容"), complaint.text),
        (_("收到日期"), day(complaint.received_on)),
        (_("状态"), _(wording.STATES[complaint.state])),
    ]
    if complaint.consequence:
        facts.append((_("怎样处理"), _(wording.CONSEQUENCES[complaint.consequence])))
    if complaint.answer:
        facts.append((_("给投诉人的答复"), complaint.answer))
    return render_template(
        "detail.html",
        title=_("对%(name)s的投诉", name=complaint.mediator or complaint.body_name),
        sections=[(_("投诉"), facts)],
        offered=FORMS.offered(call, complaint, complaint_id=complaint_id),
        back=url_for(".list_page"),
    )
