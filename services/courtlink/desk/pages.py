# SPDX-License-Identifier: Apache-2.0
"""The desk of judge and clerk: what needs the court, by need, with the chosen case beside it; found by its number."""

from itertools import groupby
from typing import Any

from flask import Blueprint, render_template, request, url_for

from services.courtlink.confirmations.wording import STATES as CONFIRMATIONS
from services.courtlink.courts.rules import policy_of
from services.courtlink.desk import reading
from services.courtlink.desk.views import COURT
from services.courtlink.desk.wording import NEEDS, TOPICS
from services.courtlink.referrals.documents import Referral
from services.courtlink.referrals.pages import seen
from services.courtlink.referrals.wording import STATES
from shared.call import Call
from shared.errors import NotFound, RuleBroken
from shared.web.calls import current_call, requires
from shared.web.problems import sentence

blueprint = Blueprint("court_desk", __name__, url_prefix="/courtlink/desk", template_folder="templates")


def _address(path: str, whose: str) -> str:
    """Where an item is opened: a referral beside the list, anything else on its own page."""
    kind, key = path.strip("/").split("/")
    if kind == "referrals":
        return url_for("court_desk.show", item=key, whose=whose) + "#thing"
    return f"/courtlink/{kind}/{key}"


def _own_code(call: Call) -> str:
    """The code of the reader's court in case numbers."""
    return next(policy_of(one.place).number_code for one in call.actor.grants if one.role in COURT)


@blueprint.get("/")
@requires(COURT)
def show() -> str:
    """The desk; `item` is the referral beside it, `number` a case number to find."""
    call, whose = current_call(), request.args.get("whose", "mine")
    items = reading.desk(call, whole_court=whose == "court")
    groups = [(need, list(found)) for need, found in groupby(items, key=lambda item: item["need"])]
    number, found, complaint = request.args.get("number", "").strip(), [], ""
    if number:
        try:
            found = reading.find(call.scope, number)
        except RuleBroken:
            complaint = sentence("number_to_find_unreadable", court=_own_code(call))
    chosen: dict[str, Any] = {}
    if item := request.args.get("item", ""):
        try:
            chosen = seen(call, Referral.find(item, call.scope))
        except NotFound:
            complaint = sentence("not_found")
    return render_template(
        "courtlink/desk.html",
        groups=groups,
        needs=NEEDS,
        names=CONFIRMATIONS | STATES | TOPICS,
        address=lambda path: _address(path, whose),
        whose=whose,
        number=number,
        found=found,
        complaint=complaint,
        item=item,
        **chosen,
    )
