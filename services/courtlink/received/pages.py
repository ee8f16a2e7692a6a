# SPDX-License-Identifier: Apache-2.0
"""Received cases for the court's people: the list, and one pack with its three answers."""

from collections.abc import Mapping

from flask import Blueprint, render_template, request, url_for

from services.courtlink.papers.views import titles_of
from services.courtlink.received import commands, schemas, wording
from services.courtlink.received.documents import ReceivedCase
from services.courtlink.received.rules import State, called
from services.courtlink.received.views import COURT, JUDGE, rows
from shared.call import Call
from shared.personal import mask_contact
from shared.reads import note_reading
from shared.web.calls import current_call, requires
from shared.web.forms import Form, forms_on
from shared.web.furniture import mark
from shared.web.inputs import Options
from shared.web.words import N_, _

blueprint = Blueprint(
    "received_pages", __name__, url_prefix="/courtlink/received", template_folder="templates"
)
_WAITING = frozenset({State.WAITING})


def missing_name(code: str) -> str:
    """What is missing, in words: `name:B` is 姓名或者名称（B）."""
    kind, _sep, ref = code.partition(":")
    name = _(wording.MISSING.get(kind, kind))
    return name + mark("（%s）") % ref if ref else name


def _missing(_call: Call, case: ReceivedCase) -> Mapping[str, Options]:
    common = ("plaint", "evidence", "facts", "dispute", "attendance")
    own = [f"{kind}:{party.ref}" for party in case.parties for kind in ("name", "address", "identity")]
    return {"missing": [(code, missing_name(code)) for code in (*own, *common)]}


def _may_be_refused(case: ReceivedCase) -> bool:
    """While it waits, or when it came back and the days to complete it are over."""
    late = case.complete_by is not None and case.complete_by.late_at is not None
    return case.state == State.WAITING or (case.state == State.RETURNED and late)


FORMS = forms_on(blueprint, "/<case_id>", (
        Form("file", N_("立案"), COURT, schemas.FilingIn, commands.file, wording.WORDING, _WAITING),
        Form(
            "return", N_("退回补充"), COURT, schemas.PackReturnIn, commands.send_back, wording.WORDING, _WAITING,
            choices=_missing,
        ),
        Form(
            "refuse", N_("不予立案"), JUDGE, schemas.FilingRefusalIn, commands.refuse, wording.WORDING,
            when=_may_be_refused,
            lead=N_("要写明理由，并告诉当事人还可以走什么途径。"), grave=True,
        ),
    ), ReceivedCase.find, "detail_page", lambda _call, case: case.number or f"{_(case.category)} · {case.body_name}")  # fmt: skip


@blueprint.get("/")
@requires(COURT)
def list_page() -> str:
    """What mediation handed over to this court."""
    query = {"limit": 100, "cursor": request.args.get("cursor", "")}
    state = request.args.get("state", "")
    if state in list(State):
        query["state"] = state
    tabs = [(_("全部"), "?"), *((_(text), f"?state={key}") for key, text in wording.STATES.items())]
    return render_template(
        "courtlink/received_list.html",
        rows=rows(current_call(), query),
        tabs=tabs,
        called=called,
        words=wording,
    )


@blueprint.get("/<case_id>")
@requires(COURT)
def detail_page(case_id: str) -> str:
    """One pack: who wishes to sue, what nobody disputes, what is in dispute, and the answers. Phones and addresses are masked."""
    call = current_call()
    return _page(call, ReceivedCase.find(case_id, call.scope))


@blueprint.post("/<case_id>/contacts")
@requires(COURT)
def show_contacts(case_id: str) -> str:
    """The same page with phones and addresses as they are; that somebody asked is noted (PV-11)."""
    call = current_call()
    case = ReceivedCase.find(case_id, call.scope)
    note_reading(call, case, contacts=case.id)
    return _page(call, case, asked=True)


def _page(call: Call, case: ReceivedCase, *, asked: bool = False) -> str:
    case_id = case.id
    parties = schemas.ReceivedPartyOut(many=True).dump(case.parties)
    return render_template(
        "courtlink/received.html",
        case=case,
        asked=asked,
        contacts=any(one.phone or one.address for one in case.parties),
        parties=parties if asked else [mask_contact(one) for one in parties],
        offered=FORMS.offered(call, case, case_id=case_id),
        papers=titles_of("received", case_id),
        words=wording,
        missing_name=missing_name,
        back=url_for(".list_page"),
    )
