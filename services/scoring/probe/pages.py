# SPDX-License-Identifier: Apache-2.0
"""The fairness probe as pages: the quarters, the questions of one, and what was found when somebody looked (SB-31)."""

from typing import Any

from flask import Blueprint, render_template, request, url_for

from services.scoring.board.pages import period_name
from services.scoring.probe import commands, schemas
from services.scoring.probe.documents import Probe
from services.scoring.probe.reading import report_of
from services.scoring.probe.views import AUDITORS
from services.scoring.probe.wording import FIGURES, SIGNS, WORDING
from shared.call import Call
from shared.mongo import collection
from shared.regions import regions
from shared.web.calls import current_call, requires
from shared.web.forms import Form, forms_on
from shared.web.inputs import Options
from shared.web.paging import page
from shared.web.words import N_, _

blueprint = Blueprint("scoring_probe", __name__, url_prefix="/scoring/probe", template_folder="templates")


def _lines(_call: Call, probe: Probe) -> dict[str, Options]:
    """The lines by number and sign, those that nobody has looked into first."""
    found = sorted(probe.findings, key=lambda each: each.checked_at is not None)
    return {"finding": [(each.mark, f"{each.mark}. {_(SIGNS[each.sign])}") for each in found]}


FORMS = forms_on(
    blueprint,
    "/<report_id>",
    [
        Form(
            "checks",
            N_("记录核查情况"),
            AUDITORS,
            schemas.CheckIn,
            commands.note_check,
            WORDING,
            when=lambda probe: bool(probe.findings),
            choices=_lines,
            lead=N_("线索只是提问，不等于有问题；核查情况不影响任何人的积分和名次。"),
        )
    ],
    Probe.find,
    "show_report",
    lambda _call, probe: f"{regions().get(probe.place).name} {period_name(probe.quarter)}",
)


@blueprint.get("")
@requires(AUDITORS)
def list_reports() -> str:
    """The quarters of the counties within reach, newest first."""
    fields = dict.fromkeys(("place", "quarter", "taken_at", "looked_at", "findings"), 1)
    query: dict[str, Any] = current_call().scope.query()
    cursor = request.args.get("cursor", "")
    rows = page(collection(Probe), query, limit=50, cursor=cursor, projection=fields)
    return render_template(
        "scoring/probes.html", cards=[_card(row) for row in rows], region=regions().present
    )


def _card(row: dict[str, Any]) -> dict[str, Any]:
    lines = row.get("findings", [])
    waiting = sum(line.get("checked_at") is None for line in lines)
    taken = row.get("taken_at") is not None
    tag = (_("待核查 %(n)s 条", n=waiting), "yellow") if waiting else (_("已核查"), "green")
    return {
        "link": url_for(".show_report", report_id=row["_id"]),
        "title": f"{regions().get(row['place']).name} {period_name(row['quarter'])}",
        "tag": tag if taken else (_("本季未结束"), "grey"),
        "facts": [_("看了 %(n)s 件任务，线索 %(m)s 条", n=row["looked_at"], m=len(lines)) if taken else ""],
        "late": False,
    }


@blueprint.get("/<report_id>")
@requires(AUDITORS)
def show_report(report_id: str) -> str:
    """The questions of a county and quarter, and the answers so far."""
    call = current_call()
    probe = Probe.find(report_id, call.scope)
    return render_template(
        "scoring/probe.html",
        report=report_of(probe),
        offered=FORMS.offered(call, probe, report_id=report_id),
        signs=SIGNS,
        figures=FIGURES,
        region=regions().present,
        back=url_for(".list_reports"),
    )
