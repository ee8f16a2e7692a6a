# SPDX-License-Identifier: Apache-2.0
"""Judicial confirmation for the court's people: the list, and one agreement with the checks beside its text."""

from flask import Blueprint, render_template, request, url_for

from services.courtlink.confirmations import checks, wording
from services.courtlink.confirmations.acts import ACTS
from services.courtlink.confirmations.documents import Confirmation
from services.courtlink.confirmations.reading import due, facts, rows
from services.courtlink.confirmations.rules import State
from services.courtlink.confirmations.views import COURT, READ
from services.courtlink.papers.views import titles_of
from shared.access import Role
from shared.calendar import local_date
from shared.contracts.mediation import SEALED_ADDRESS, SEALED_PHONE
from shared.settings import vault
from shared.web.calls import current_call, requires
from shared.web.forms import Forms
from shared.web.words import N_, _

blueprint = Blueprint(
    "confirmation_pages", __name__, url_prefix="/courtlink/confirmations", template_folder="templates"
)
TABS = (
    (N_("全部"), ""),
    (N_("已申请"), "applied"),
    (N_("已受理"), "taken"),
    (N_("可以申请"), "offered"),
    (N_("已确认"), "confirmed"),
)
FORMS = Forms(
    blueprint,
    "/<confirmation_id>",
    ACTS,
    load=lambda call, confirmation_id: Confirmation.find(confirmation_id, call.scope),
    back=lambda confirmation_id: url_for("confirmation_pages.detail_page", confirmation_id=confirmation_id),
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
    found = Confirmation.find(confirmation_id, call.scope)
    court = call.actor.has(*COURT)
    return render_template(
        "courtlink/confirmation.html",
        one=found,
        facts=facts(found, local_date(call.at)),
        lines=checks.lines(found),
        people=_people(found) if court else [],
        offered=FORMS.offered(call, found, confirmation_id=confirmation_id),
        papers=titles_of("confirmations", confirmation_id) if court else [],
        words=wording,
        paper_name=checks.paper_name,
        back=url_for(".list_page"),
    )


def _people(found: Confirmation) -> list[tuple[str, str]]:
    """Those who applied, with what the court needs to reach them."""
    if not found.applications:
        return []
    return [
        (
            f"{_('申请人')} {one.ref}",
            "，".join(
                text
                for text in (
                    one.name,
                    _("代理人：%(name)s", name=one.agent_name) if one.agent_name else "",
                    vault().open(one.phone, SEALED_PHONE) if one.phone else "",
                    vault().open(one.address, SEALED_ADDRESS) if one.address else "",
                )
                if text
            ),
        )
        for one in found.current.people
    ]
