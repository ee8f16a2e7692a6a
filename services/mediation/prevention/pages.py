# SPDX-License-Identifier: Apache-2.0
"""Prevention counts for people with a browser: claimed from a case, judged by a second person (ST-04)."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, render_template, request, url_for

from services.mediation.cases.acting import files_of
from services.mediation.cases.documents import Case
from services.mediation.cases.views import MEDIATE
from services.mediation.prevention import commands
from services.mediation.prevention.documents import PreventionCount
from services.mediation.prevention.rules import State
from services.mediation.prevention.views import JUDGE, SEE, ClaimIn, PreventionJudgementIn
from services.mediation.prevention.wording import COLOURS, KINDS, STATES, WORDING
from shared.access import EVERYTHING
from shared.calendar import local_date
from shared.call import Call
from shared.mongo import collection
from shared.web.calls import current_call, requires
from shared.web.forms import Form, Forms, forms_on
from shared.web.furniture import day
from shared.web.inputs import Options
from shared.web.paging import page
from shared.web.words import N_, _

pages = Blueprint(
    "prevention_pages", __name__, url_prefix="/mediation/prevention", template_folder="templates"
)


def _evidence(_call: Call, case: Case) -> Mapping[str, Options]:
    return {"evidence": files_of(case)}


def _today(call: Call, _case: Case) -> Mapping[str, Any]:
    return {"on": local_date(call.at)}


CLAIM = Forms(
    pages,
    "/cases/<case_id>",
    [
        Form(
            "claim",
            N_("申报预防成果"),
            MEDIATE,
            ClaimIn,
            commands.claim,
            WORDING,
            match=False,
            choices=_evidence,
            presets=_today,
            lead=N_("同一件纠纷同一种成果只算一次，人数按案件的当事人算。由另一个人复核后才计入统计。"),
        )
    ],
    load=lambda call, case_id: Case.find(case_id, call.scope),
    back=lambda case_id: url_for("case_pages.detail_page", case_id=case_id),
    done=lambda count, **_ids: url_for("prevention_pages.count_page", count_id=count.id),
)
JUDGEMENT = forms_on(
    pages,
    "/<count_id>",
    [
        Form(
            "judgement",
            N_("复核"),
            JUDGE,
            PreventionJudgementIn,
            commands.judge,
            WORDING,
            frozenset({State.CLAIMED}),
        )
    ],
    PreventionCount.find,
    "count_page",
    lambda _call, count: _(KINDS[count.kind]),
)


@pages.get("/")
@requires(SEE)
def list_page() -> str:
    """The counts within reach, newest first."""
    shows = dict.fromkeys(("kind", "state", "persons", "on"), 1)
    found = page(
        collection(PreventionCount),
        current_call().scope.query(),
        limit=50,
        cursor=request.args.get("cursor", ""),
        projection=shows,
    )
    rows = [
        {
            "link": url_for(".count_page", count_id=row["_id"]),
            "cells": [_(KINDS[row["kind"]]), _(STATES[row["state"]]), row["persons"], day(row["on"])],
        }
        for row in found
    ]
    return render_template(
        "list.html",
        title=_("预防成果"),
        columns=[_("申报什么"), _("状态"), _("人数"), _("日期")],
        rows=rows,
        nothing=_("还没有人申报。在案件页点“申报预防成果”就会出现在这里。"),
    )


@pages.get("/<count_id>")
@requires(SEE)
def count_page(count_id: str) -> str:
    """One count, its evidence, and the judgement that it waits for."""
    call = current_call()
    count = PreventionCount.find(count_id, call.scope)
    files = dict(files_of(Case.find(count.case_id, EVERYTHING)))
    return render_template(
        "mediation/prevention.html",
        count=count,
        kind=KINDS[count.kind],
        state=STATES[count.state],
        colour=COLOURS.get(count.state, "grey"),
        files=[(files[one], f"/api/mediation/v1/files/{one}") for one in count.evidence if one in files],
        offered=JUDGEMENT.offered(call, count, count_id=count_id),
        back=url_for(".list_page"),
    )
