# SPDX-License-Identifier: Apache-2.0
"""Judicial confirmation for the court's people: the list, and one agreement with the checks beside its text."""

from flask import Blueprint, render_template, request, url_for

from services.courtlink.confirmations import checks, wording
from services.courtlink.confirmations.acts import ACTS
from services.courtlink.confirmations.documents import Confirmation
from services.courtlink.confirmations.reading import due, facts, rows
from services.courtlink.confirmations.rules import State
from services.courtlink.confirmations.schemas import ApplicantOut
from services.courtlink.confirmations.views import COURT, READ
from services.courtlink.papers.views import titles_of
from shared.access import Role
from shared.calendar import local_date
from shared.call import Call
from shared.personal import mask_contact
from shared.reads import note_reading
from shared.web.calls import current_call, requires
from shared.web.forms import forms_on
from shared.web.furniture import mark
from shared.web.words import N_, _

blueprint = Blueprint(
    "confirmation_pages", __name__, url_prefix="/courtlink/confirmations", template_folder="templates"
)
TABS = (
    (N_("全部"), ""),
    (N_("可以申请"), "offered"),
    (N_("已申请"), "applied"),
    (N_("已受理"), "taken"),
    (N_("不予受理"), "not_taken"),
    (N_("已确认"), "confirmed"),
    (N_("驳回"), "rejected"),
)
FORMS = forms_on(
    blueprint,
    "/<confirmation_id>",
    ACTS,
    Confirmation.find,
    "detail_page",
    lambda _call, one: one.file_number,
)


@blueprint.get("/")
@requires(READ)
def list_page() -> str:
    """Agreements that can be or were put to confirmation; above them what is due."""
    call = current_call()
    today = local_date(call.at)
    state = request.args.get("state", "")
    query = {"limit": 100, "cursor": request.args.get("cursor", "")}
    if state in list(State):
        query["state"] = state
    court = call.actor.has(Role.JUDGE, Role.COURT_CLERK)
    return render_template(
        "courtlink/confirmations.html",
        rows=rows(call, query, today),
        due=due(call.scope, today) if court else [],
        tabs=[(_(text), f"?state={key}" if key else "?") for text, key in TABS],
        words=wording,
    )


@blueprint.get("/<confirmation_id>")
@requires(READ)
def detail_page(confirmation_id: str) -> str:
    """One agreement: text on one side, checks on the other, what can be done, and what can be printed."""
    call = current_call()
    return _page(call, Confirmation.find(confirmation_id, call.scope))


@blueprint.post("/<confirmation_id>/contacts")
@requires(COURT)
def show_contacts(confirmation_id: str) -> str:
    """The same page with phones and addresses as they are; that somebody asked is noted (PV-11)."""
    call = current_call()
    found = Confirmation.find(confirmation_id, call.scope)
    note_reading(call, found, contacts=found.id)
    return _page(call, found, asked=True)


def _page(call: Call, found: Confirmation, *, asked: bool = False) -> str:
    court = call.actor.has(*COURT)
    names = (
        {one.ref: one.name for one in found.current.people if one.name}
        if court and found.applications
        else {}
    )
    return render_template(
        "courtlink/confirmation.html",
        one=found,
        facts=facts(found, local_date(call.at)),
        lines=checks.lines(found),
        named=lambda ref: f"{ref} {names[ref]}" if ref in names else ref,
        people=_people(found, asked=asked) if court else [],
        asked=asked,
        court=court,
        contacts=bool(found.applications) and any(one.phone or one.address for one in found.current.people),
        offered=FORMS.offered(call, found, confirmation_id=found.id),
        papers=titles_of("confirmations", found.id) if court else [],
        words=wording,
        paper_name=checks.paper_name,
        back=url_for(".list_page"),
    )


def _people(found: Confirmation, *, asked: bool) -> list[tuple[str, str]]:
    """Those who applied, with what the court needs to reach them: masked until somebody asked."""
    if not found.applications:
        return []
    told = []
    for one in ApplicantOut(many=True).dump(found.current.people):
        person = one if asked else mask_contact(one)
        agent = _("代理人：%(name)s", name=one["agent_name"]) if one["agent_name"] else ""
        texts = (one["name"], agent, person["phone"], person["address"])
        told.append((f"{_('申请人')} {one['ref']}", mark("，").join(text for text in texts if text)))
    return told
