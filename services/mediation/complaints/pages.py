# SPDX-License-Identifier: Apache-2.0
"""Complaints for the supervisor: what waits, one complaint, its decision."""

from collections.abc import Mapping

from flask import Blueprint, render_template, request, url_for

from services.mediation.bodies.documents import Body
from services.mediation.cases.documents import Case
from services.mediation.cases.views import LOOK
from services.mediation.complaints import commands
from services.mediation.complaints.documents import Complaint
from services.mediation.complaints.rules import Misconduct, State
from services.mediation.complaints.views import DECIDE, BlameIn, DecisionIn
from services.mediation.complaints.wording import CONSEQUENCES, KINDS, STATES, WORDING
from shared.access import EVERYTHING, reach_of
from shared.call import Call
from shared.mongo import collection
from shared.web.calls import current_call, requires
from shared.web.forms import Form, Forms, forms_on
from shared.web.furniture import day
from shared.web.inputs import Options
from shared.web.paging import page
from shared.web.words import N_, _

pages = Blueprint(
    "complaint_pages", __name__, url_prefix="/mediation/complaints", template_folder="templates"
)
FORMS = forms_on(
    pages,
    "/<complaint_id>",
    [
        Form(
            "decision",
            N_("处理投诉"),
            DECIDE,
            DecisionIn,
            commands.decide,
            WORDING,
            frozenset({State.RECEIVED}),
            grave=True,
        )
    ],
    Complaint.find,
    "complaint_page",
    lambda _call, complaint: _(KINDS[complaint.kind]),
)


def _blame(call: Call, body_id: str, *, account: str, kind: Misconduct, text: str) -> Complaint:
    return commands.complain(call, body_id=body_id, account=account, kind=kind, text=text)


def _mediators(_call: Call, body: Body) -> Mapping[str, Options]:
    return {"account": [(one.account, one.name) for one in body.mediators]}


AT_THE_COUNTER = Forms(
    pages,
    "/bodies/<body_id>",
    [
        Form(
            "new",
            N_("登记对调解员的投诉"),
            DECIDE,
            BlameIn,
            _blame,
            WORDING,
            match=False,
            choices=_mediators,
            lead=N_("有人到窗口、来信或者打电话投诉的，在这里登记。"),
        )
    ],
    load=lambda call, body_id: Body.find(body_id, call.scope),
    back=lambda **_ids: url_for("complaint_pages.list_page"),
    done=lambda complaint, **_ids: url_for("complaint_pages.complaint_page", complaint_id=complaint.id),
)


@pages.get("/")
@requires(DECIDE)
def list_page() -> str:
    """The complaints within reach, newest first; no words of them."""
    found = page(
        collection(Complaint),
        current_call().scope.query(),
        limit=50,
        cursor=request.args.get("cursor", ""),
        projection=dict.fromkeys(("kind", "state", "received_on", "decided_on"), 1),
    )
    rows = [
        {
            "link": url_for(".complaint_page", complaint_id=row["_id"]),
            "cells": [
                _(KINDS[row["kind"]]),
                _(STATES[row["state"]]),
                day(row["received_on"]),
                day(row.get("decided_on")),
            ],
        }
        for row in found
    ]
    columns = [_("投诉什么"), _("状态"), _("收到日期"), _("处理日期")]
    return render_template(
        "list.html",
        title=_("投诉"),
        columns=columns,
        rows=rows,
        nothing=_("没有投诉。有人到窗口投诉的，在“调解组织”里找到那个调委会登记。"),
    )


def _frame(call: Call, case_id: str | None) -> str:
    """Where who decides sees the frame of the case that is complained about; empty without one, or out of reach (PV-20)."""
    reach = reach_of(call.actor, LOOK).query()
    if not case_id or not collection(Case).count_documents({"$and": [{"_id": case_id}, reach]}, limit=1):
        return ""
    return url_for("case_pages.detail_page", case_id=case_id)


@pages.get("/<complaint_id>")
@requires(DECIDE)
def complaint_page(complaint_id: str) -> str:
    """One complaint, with its words."""
    call = current_call()
    complaint = Complaint.find(complaint_id, call.scope)
    body = Body.find(complaint.body_id, EVERYTHING)
    return render_template(
        "mediation/complaint.html",
        complaint=complaint,
        body=body,
        mediator=body.mediator(complaint.account).name if complaint.account else "",
        kind=KINDS[complaint.kind],
        state=STATES[complaint.state],
        consequence=CONSEQUENCES.get(complaint.consequence or ""),
        frame=_frame(call, complaint.case_id),
        offered=FORMS.offered(call, complaint, complaint_id=complaint_id),
        back=url_for(".list_page"),
    )
