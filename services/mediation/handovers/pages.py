# SPDX-License-Identifier: Apache-2.0
"""What a case has to do with a court, for who mediates: where confirmation stands, and the hand-over when it failed."""

from collections.abc import Callable, Mapping
from typing import Any

from flask import Blueprint, render_template, url_for
from marshmallow import Schema

from services.mediation.cases.acting import files_of
from services.mediation.cases.documents import Case
from services.mediation.cases.views import MEDIATE
from services.mediation.handovers import commands, packing, rules, schemas, wording
from services.mediation.handovers.matter import Matter, matter_of
from services.mediation.handovers.views import PARTY_MAY
from shared.call import Call
from shared.regions import regions
from shared.web.calls import current_call, requires
from shared.web.forms import Form, Forms
from shared.web.inputs import Options
from shared.web.words import N_

pages = Blueprint("court_pages", __name__, url_prefix="/mediation/court", template_folder="templates")


def _matter(call: Call, case_id: str) -> Matter:
    return matter_of(Case.find(case_id, call.scope), call.at)


def _prepare(call: Call, case_id: str, **facts: Any) -> Any:
    return commands.prepare(call, case_id=case_id, **facts)


def _choices(_call: Call, matter: Matter) -> Mapping[str, Options]:
    return {
        "ref": [(party.ref, f"{party.ref} {party.name}") for party in matter.case.parties],
        "scan": files_of(matter.case),
        "court_code": [(court.code, court.name) for court in regions().courts if court.level == "basic"],
    }


def _presets(_call: Call, matter: Matter) -> Mapping[str, Any]:
    """The court of the place, what was written before, and the first party that has not spoken."""
    court = regions().court_of(matter.case.place)
    handover = matter.handover
    said = set(handover.words()) if handover else set()
    return {
        "court_code": court.code if court else None,
        "in_dispute": handover.in_dispute if handover else "",
        "ref": next((ref for ref in matter.case.refs if ref not in said), None),
    }


def _act(
    name: str,
    title: str,
    schema: type[Schema],
    run: Callable[..., Any],
    when: Callable[[Matter], bool],
    **more: Any,
) -> Form:
    return Form(
        name,
        title,
        MEDIATE,
        schema,
        run,
        wording.WORDING,
        when=when,
        choices=_choices,
        presets=_presets,
        **more,
    )


FORMS = Forms(
    pages,
    "/<case_id>",
    [
        _act(
            "handover",
            N_("准备移交法院"),
            schemas.PrepareIn,
            _prepare,
            lambda matter: matter.may_prepare,
            match=False,
            lead=N_("调解不成、有人要起诉的，经当事人逐项同意，把姓名、地址和无争议事实交给法院。"),
        ),
        _act(
            "dispute",
            N_("改写仍有争议的事项"),
            schemas.DisputeIn,
            commands.write_dispute,
            lambda matter: matter.may_change,
            lead=N_("改了以后，同意过原来那段话的当事人要重新同意。"),
        ),
        _act(
            "words",
            N_("登记当事人的起诉意愿和同意"),
            schemas.PartyWordIn,
            commands.say,
            lambda matter: matter.may_change,
            lead=N_(
                "当事人在纸上写明的，先把签了名的同意书扫描放进卷宗。有手机的当事人可以用自己的链接答复。"
            ),
        ),
        _act(
            "packs",
            N_("移交给法院"),
            Schema,
            commands.hand_over,
            lambda matter: matter.may_change,
            lead=N_("只交出当事人同意的内容；背靠背谈话、让步和方案不会交出去。"),
        ),
    ],
    load=_matter,
    back=lambda case_id: url_for("court_pages.court_page", case_id=case_id),
)


@pages.get("/<case_id>")
@requires(PARTY_MAY)
def court_page(case_id: str) -> str:
    """Where the agreement or the hand-over stands at the court, and what can be done."""
    call = current_call()
    matter = _matter(call, case_id)
    handover = matter.handover
    holds = packing.there(handover, matter.case) if handover else set()
    return render_template(
        "mediation/court.html",
        matter=matter,
        facts=packing.undisputed(matter.case),
        said=handover.words() if handover else {},
        holds=sorted(holds),
        missing=rules.still_missing(handover.last_missing, holds) if handover else [],
        offered=FORMS.offered(call, matter, case_id=case_id),
        words=wording,
        names=wording.names,
        back=url_for("case_pages.detail_page", case_id=case_id),
    )
