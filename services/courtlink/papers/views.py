# SPDX-License-Identifier: Apache-2.0
"""The JSON API of the court's papers: which there are, and each as PDF."""

from collections.abc import Sequence
from typing import Any

from flask import Response
from flask_smorest import Blueprint
from marshmallow import Schema, fields

from services.courtlink.confirmations.documents import Confirmation
from services.courtlink.papers import forms
from services.courtlink.papers.forms import Form
from services.courtlink.received.documents import ReceivedCase
from services.courtlink.referrals.documents import Referral
from shared.access import Policy, Reach, Role
from shared.aggregate import Aggregate
from shared.errors import NotFound
from shared.papers.paper import Paper
from shared.papers.printing import as_pdf, pdf_answer
from shared.reads import note_reading
from shared.web.calls import current_call, requires

api = Blueprint("court_papers", __name__, url_prefix="/papers", description="法院文书")
_KINDS: dict[str, type[Aggregate]] = {
    "referrals": Referral,
    "confirmations": Confirmation,
    "received": ReceivedCase,
}
COURT: Policy = {Role.JUDGE: Reach.PLACE, Role.COURT_CLERK: Reach.PLACE}


class CourtPaperOut(Schema):
    """A paper that can be printed now."""

    form = fields.String()
    title = fields.String()


def papers_of(kind: str, key: str) -> dict[Form, list[Paper]]:
    """The papers of one thing within the caller's scope. Raises NotFound."""
    scope = current_call().scope
    if kind == "referrals":
        referral = Referral.find(key, scope)
        found = _there({form: make(referral) for form, make in forms.OF_REFERRAL.items()})
        return _with_addresses(found, forms.addresses_of_referral(referral))
    if kind == "confirmations":
        confirmation = Confirmation.find(key, scope)
        return _there({form: make(confirmation) for form, make in forms.OF_CONFIRMATION.items()})
    if kind == "received":
        case = ReceivedCase.find(key, scope)
        found = _there({form: make(case) for form, make in forms.OF_RECEIVED.items()})
        return _with_addresses(found, forms.addresses_of(case))
    raise NotFound(kind)


def titles_of(kind: str, key: str) -> list[tuple[str, str]]:
    """The form and title of each paper that can be printed now, for a page. Raises NotFound."""
    return [(str(form), made[0].title) for form, made in papers_of(kind, key).items()]


def _there(made: dict[Form, Paper | None]) -> dict[Form, list[Paper]]:
    return {form: [paper] for form, paper in made.items() if paper is not None}


def _with_addresses(found: dict[Form, list[Paper]], addresses: list[Paper]) -> dict[Form, list[Paper]]:
    return found | ({Form.ADDRESSES: addresses} if addresses else {})


def _number(papers: Sequence[Paper], key: str) -> str:
    return papers[0].number or key


@api.get("/<kind>/<key>")
@requires(COURT)
@api.response(200, CourtPaperOut(many=True))
def list_papers(kind: str, key: str) -> list[dict[str, Any]]:
    """What can be printed now of a referral, a received case, or a confirmation."""
    return [{"form": str(form), "title": made[0].title} for form, made in papers_of(kind, key).items()]


@api.get("/<kind>/<key>/<form>.pdf")
@requires(COURT)
def paper(kind: str, key: str, form: str) -> Response:
    """One paper. A paper that the thing does not have is not there. Where it tells phones and addresses, that somebody
    read them is noted (PV-11)."""
    made = papers_of(kind, key).get(Form(form)) if form in list(Form) else None
    if made is None:
        raise NotFound(form)
    if kind != "referrals" or form == Form.ADDRESSES:
        call = current_call()
        note_reading(call, _KINDS[kind].find(key, call.scope), contacts=key)
    content = as_pdf(made, author=made[0].issuer or "heshilao", number=_number(made, key))
    return pdf_answer(content, f"{form}-{key}")
