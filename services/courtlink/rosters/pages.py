# SPDX-License-Identifier: Apache-2.0
"""The roster for everybody (OMR art 5, CT-24), and for the court that keeps it: the list, and each body with its performance."""

from flask import Blueprint, render_template, request, url_for

from services.courtlink.referrals.reading import performance
from services.courtlink.rosters import reading, wording
from services.courtlink.rosters.acts import ACTS, NEW
from services.courtlink.rosters.documents import RosterEntry
from services.courtlink.rosters.views import WATCH, rows
from services.courtlink.rosters.wording import FEES, KINDS
from shared.web.calls import current_call, public, requires
from shared.web.forms import forms_new, forms_on
from shared.web.furniture import mark
from shared.web.words import _

blueprint = Blueprint("roster_pages", __name__, url_prefix="/courtlink", template_folder="templates")
LISTING = forms_new(blueprint, "/rosters", NEW, "list_page", "detail_page", "entry_id")
FORMS = forms_on(
    blueprint,
    "/rosters/<entry_id>",
    ACTS,
    RosterEntry.find,
    "detail_page",
    lambda _call, entry: entry.body_name,
)


@blueprint.get("/roster/")
@public
def show() -> str:
    """Bodies and mediators of each court, or of `court` and those above it: no account, nobody who left."""
    found = [
        {
            "link": None,
            "cells": [
                row["body_name"],
                _(KINDS[row["kind"]]),
                row["court_name"],
                mark("、").join(row["scope"]) or _("不限"),
                mark("、").join(one["name"] for one in row["mediators"]) or "—",
                f"{_(FEES[row['fee']])} {row.get('fee_note') or ''}",
            ],
        }
        for row in reading.public(request.args.get("court") or None)
    ]
    columns = [_("调解组织"), _("类别"), _("法院"), _("受理范围"), _("调解员"), _("收费")]
    return render_template("list.html", title=_("特邀调解名册"), columns=columns, rows=found)


@blueprint.get("/rosters/")
@requires(WATCH)
def list_page() -> str:
    """The roster as the court keeps it; `all=1` with those who left."""
    call = current_call()
    everybody = request.args.get("all") == "1"
    query = {"limit": 100, "cursor": request.args.get("cursor", ""), "all": everybody}
    return render_template(
        "courtlink/rosters.html",
        rows=rows(call, query),
        everybody=everybody,
        kinds=KINDS,
        offered=LISTING.offered(call, None),
    )


@blueprint.get("/rosters/<entry_id>")
@requires(WATCH)
def detail_page(entry_id: str) -> str:
    """One body: what the roster says, its mediators, what became of the referrals to it."""
    call = current_call()
    entry = RosterEntry.find(entry_id, call.scope)
    return render_template(
        "courtlink/roster_entry.html",
        entry=entry,
        performance=performance(entry.body_id, entry.court_code),
        words=wording,
        offered=FORMS.offered(call, entry, entry_id=entry_id),
        back=url_for(".list_page"),
    )
