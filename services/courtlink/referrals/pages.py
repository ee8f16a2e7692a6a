# SPDX-License-Identifier: Apache-2.0
"""Referrals for judges and clerks with a browser: the list, a new one, and each with its materials and what can be decided."""

from typing import Any

from flask import Blueprint, render_template, request, url_for

from services.courtlink.referrals import reading, wording
from services.courtlink.referrals.acts import ACTS, REFER, leading
from services.courtlink.referrals.documents import Referral
from services.courtlink.referrals.views import COURT, JUDGE, LIST, rows
from services.courtlink.teams.reading import names_of
from shared.calendar import local_date
from shared.call import Call
from shared.identity.accounts import by_id
from shared.personal import mask_contact
from shared.reads import note_reading
from shared.web.calls import current_call, requires
from shared.web.forms import Forms, forms_new
from shared.web.furniture import day
from shared.web.problems import sentence
from shared.web.words import _

blueprint = Blueprint(
    "referral_pages", __name__, url_prefix="/courtlink/referrals", template_folder="templates"
)
NEW = forms_new(blueprint, "", [REFER], "list_page", "detail_page", "referral_id")
FORMS = Forms(
    blueprint,
    "/<referral_id>",
    ACTS,
    load=lambda call, referral_id: Referral.find(referral_id, call.scope),
    back=lambda referral_id: url_for("referral_pages.detail_page", referral_id=referral_id),
    done=lambda made, **_ids: url_for("referral_pages.detail_page", referral_id=made.id),
    called=lambda _call, one: f"{one.number} · {_(one.category)}",
)


@blueprint.get("/")
@requires(LIST)
def list_page() -> str:
    """The court's referrals, newest first."""
    call = current_call()
    found = rows(call, {"limit": 50, "cursor": request.args.get("cursor", "")})
    table = [
        {
            "link": url_for(".detail_page", referral_id=row["_id"]) if call.actor.has(*COURT) else None,
            "cells": [
                row["number"],
                row["cause"],
                _(wording.STATES[row["state"]]),
                row.get("body_name") or "—",
                day(row["referred_on"].date()),
            ],
        }
        for row in found
    ]
    return render_template(
        "courtlink/referrals.html",
        rows=table,
        columns=[_("案号"), _("案由"), _("状态"), _("调解组织"), _("委派（委托）日期")],
        may_refer=call.actor.has(*JUDGE),
    )


def seen(call: Call, referral: Referral, *, asked: bool = False) -> dict[str, Any]:
    """What a page says of a referral: the thing itself, what is computed, its materials, and what can be decided."""
    offered = FORMS.offered(call, referral, referral_id=referral.id)
    ready = [form.name for form, _address in offered]
    first = next((name for name in leading(referral) if name in ready), None)
    addresses, more = reading.addresses(referral), reading.shown(referral)
    names = {one.ref: one.name for one in referral.parties}
    return {
        "referral": referral,
        "more": more,
        "judge": _name(referral.judge),
        "team": names_of([referral.team]).get(referral.team, "") if referral.team else "",
        "ways": [_(wording.WAYS[way]) for way in more["ways_open"]],
        "named": lambda ref: f"{ref} {names[ref]}" if ref in names else ref,
        "materials": reading.materials(referral),
        "addresses": addresses if asked else [mask_contact(one) for one in addresses],
        "asked": asked,
        "consents": {one.ref: one for one in referral.consents},
        "suspicion": _suspicion(referral),
        "stopped": referral.stopped,
        "marks": [
            sentence(code) for code in referral.warnings if referral.live or code != "body_not_on_roster"
        ],
        "flags": [sentence(code) for code in referral.red_flags],
        "words": wording,
        "opened": FORMS.opened(first, call, referral, referral_id=referral.id) if first else None,
        "offered": [(form, address) for form, address in offered if form.name != first],
    }


def _name(account_id: str | None) -> str:
    return account.name if account_id and (account := by_id(account_id)) else ""


def _suspicion(referral: Referral) -> list[tuple[str, str]]:
    """What the mediator reported and what the judge answered, with their days (CT-15)."""
    found, told = referral.suspicion, []
    if found and found.reported_at:
        flags = "".join(sentence(code) for code in found.flags)
        told.append((_("调解员报告"), f"{day(local_date(found.reported_at))} {flags}"))
    if found and found.answer:
        answer = _(wording.SUSPICION[found.answer])
        told.append((_("法官处理"), f"{day(found.answered_on)} {answer} {_name(found.answered_by)}".strip()))
    return told


@blueprint.get("/<referral_id>")
@requires(COURT)
def detail_page(referral_id: str) -> str:
    """One referral, with what came back and no more."""
    call = current_call()
    referral = Referral.find(referral_id, call.scope)
    return render_template("courtlink/referral.html", back=url_for(".list_page"), **seen(call, referral))


@blueprint.post("/<referral_id>/contacts")
@requires(COURT)
def show_contacts(referral_id: str) -> str:
    """The same page with phones and addresses as they are; that somebody asked is noted (PV-11)."""
    call = current_call()
    referral = Referral.find(referral_id, call.scope)
    note_reading(call, referral, contacts=referral.id)
    shown = seen(call, referral, asked=True)
    return render_template("courtlink/referral.html", back=url_for(".list_page"), **shown)
