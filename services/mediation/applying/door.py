# SPDX-License-Identifier: Apache-2.0
"""Who applies online without an account: a visitor whose browser remembers, signed, which draft is its own."""

import functools
import secrets
from collections.abc import Callable
from typing import Any

from flask import Response, current_app, redirect, request, url_for
from flask.typing import ResponseReturnValue
from itsdangerous import BadSignature, URLSafeTimedSerializer

from services.mediation.drafts import commands as drafts
from services.mediation.drafts.documents import Draft
from services.mediation.limits import limits
from shared.access import Actor, Grant, Policy, Reach, Role, Scope
from shared.errors import NotFound
from shared.web.calls import begin_call, current_call, public
from shared.web.forms import Form

COOKIE = "applying"
VISITOR: Policy = {Role.PARTY: Reach.OWN}


def _signed() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.config["SECRET_KEY"], salt="applying online")


def _begin(visitor: str) -> None:
    begin_call(Actor(visitor, grants=(Grant(Role.PARTY, ""),)), Scope(person=visitor))


def start(answer: Response, *, body_id: str = "") -> Response:
    """Begin a draft for a new visitor; with a room's QR code the room is known."""
    visitor = f"visitor:{secrets.token_urlsafe(16)}"
    _begin(visitor)
    form: dict[str, Any] = {"room": {"body_id": body_id}, "room_known": True} if body_id else {}
    draft = drafts.begin_draft(current_call(), form=form)
    answer.set_cookie(
        COOKIE,
        str(_signed().dumps([visitor, draft.id])),
        max_age=limits().draft_days * 86_400,
        path="/mediation/apply",
        httponly=True,
        samesite="Lax",
        secure=current_app.config["SESSION_COOKIE_SECURE"],
    )
    return answer


def own_draft() -> Draft | None:
    """The draft of this browser, when there is one that is still open; from then on the visitor acts."""
    try:
        visitor, draft_id = _signed().loads(
            request.cookies.get(COOKIE, ""), max_age=limits().draft_days * 86_400
        )
    except BadSignature:
        return None
    _begin(visitor)
    try:
        draft = Draft.find(draft_id, current_call().scope)
    except NotFound:
        return None
    return draft if draft.state == "drafted" else None


def let_in(_form: Form | None = None, _match: bool = False) -> Callable[[Any], Any]:
    """Guard of the pages: who has no draft begins at the beginning."""

    def declare(view: Callable[..., ResponseReturnValue]) -> Callable[..., ResponseReturnValue]:
        @public
        @functools.wraps(view)
        def run(**ids: str) -> ResponseReturnValue:
            if own_draft() is None:
                return redirect(url_for("applying.front"), 303)
            return view(**ids)

        return run

    return declare
