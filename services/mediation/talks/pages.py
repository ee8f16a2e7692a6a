# SPDX-License-Identifier: Apache-2.0
"""Private talks for the mediators of a case: pages that look like nothing else here, and that no device keeps (CT-23)."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, render_template, url_for

from services.mediation.cases.documents import Case
from services.mediation.talks import commands
from services.mediation.talks.views import OWN, TalkWords
from shared.access import EVERYTHING
from shared.calendar import local_date
from shared.call import Call
from shared.web.calls import current_call, requires
from shared.web.forms import Form, Forms
from shared.web.inputs import Options, Wording
from shared.web.words import N_

pages = Blueprint("talk_pages", __name__, url_prefix="/mediation/private", template_folder="templates")
WORDING = Wording(
    {"ref": N_("谁说的"), "held_on": N_("哪天"), "text": N_("说了什么")},
    hints={"text": N_("加密保存，只有本案调解员能看；每次查看都会留下记录。不要写进调解记录。")},
)


def _own(call: Call, case_id: str) -> Case:
    """The case, for who mediates it. Raises NotFound for all others."""
    commands.talks_of(call, case_id)
    return Case.find(case_id, EVERYTHING)


def _parties(_call: Call, case: Case) -> Mapping[str, Options]:
    return {"ref": [(party.ref, f"{party.ref} {party.name}") for party in case.parties]}


def _today(call: Call, _case: Case) -> Mapping[str, Any]:
    return {"held_on": local_date(call.at)}


KEEP = Form(
    "new",
    N_("记一次背靠背谈话"),
    OWN,
    TalkWords,
    commands.keep_talk,
    WORDING,
    match=False,
    only=("ref", "held_on", "text"),
    choices=_parties,
    presets=_today,
    button=N_("加密保存"),
)
FORMS = Forms(
    pages,
    "/<case_id>",
    [KEEP],
    load=_own,
    back=lambda case_id: url_for("talk_pages.list_page", case_id=case_id),
    template="mediation/private_form.html",
)


@pages.get("/<case_id>/")
@requires(OWN)
def list_page(case_id: str) -> str:
    """The talks of a case, without their words."""
    call = current_call()
    case = _own(call, case_id)
    return render_template(
        "mediation/private.html",
        case=case,
        names={party.ref: party.name for party in case.parties},
        talks=commands.talks_of(call, case_id),
        talk=None,
        back=url_for("case_pages.detail_page", case_id=case_id),
    )


@pages.get("/<case_id>/<talk_id>")
@requires(OWN)
def read_page(case_id: str, talk_id: str) -> str:
    """One talk with its words; the reading is noted first."""
    call = current_call()
    case = _own(call, case_id)
    talk, text = commands.read_talk(call, talk_id)
    return render_template(
        "mediation/private.html",
        case=case,
        names={party.ref: party.name for party in case.parties},
        talk=talk,
        text=text,
        back=url_for(".list_page", case_id=case_id),
    )
