# SPDX-License-Identifier: Apache-2.0
"""The door of a party's own pages: no account, but the link, and for half an hour after the last four of the phone were right."""

import functools
from collections.abc import Callable
from typing import Any

from flask import Response, current_app, redirect, request, url_for
from flask.typing import ResponseReturnValue
from itsdangerous import BadSignature, URLSafeTimedSerializer

from services.mediation.links import commands
from services.mediation.links.documents import PartyLink
from shared.access import EVERYTHING, Actor, Grant, Policy, Reach, Role
from shared.web.calls import begin_call, public
from shared.web.forms import Form

COOKIE, OPEN_SECONDS = "my", 1800
PARTY: Policy = {Role.PARTY: Reach.OPEN}  # the door itself lets in one party to one case


def _signed() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.config["SECRET_KEY"], salt="a party's own pages")


def leave_open(answer: Response, link: PartyLink) -> Response:
    """Let the same browser in for a while."""
    answer.set_cookie(
        COOKIE,
        str(_signed().dumps(link.id)),
        max_age=OPEN_SECONDS,
        path="/mediation/my",
        httponly=True,
        samesite="Lax",
        secure=current_app.config["SESSION_COOKIE_SECURE"],
    )
    return answer


def opened(token: str) -> PartyLink | None:
    """The link, when this browser opened it a while ago. Raises NotFound for a link that is not there or too old."""
    link = commands.live_link(token)
    try:
        known = _signed().loads(request.cookies.get(COOKIE, ""), max_age=OPEN_SECONDS)
    except BadSignature:
        return None
    return link if known == link.id else None


def begin(link: PartyLink, *, match: bool = False) -> None:
    """From here on the party itself acts."""
    begin_call(Actor(f"party:{link.ref}", grants=(Grant(Role.PARTY, ""),)), EVERYTHING, match=match)


def let_in(_form: Form, match: bool) -> Callable[[Any], Any]:
    """Guard of the forms: who did not open the link is asked for the four digits first."""

    def declare(view: Callable[..., ResponseReturnValue]) -> Callable[..., ResponseReturnValue]:
        @public
        @functools.wraps(view)
        def run(*, token: str) -> ResponseReturnValue:
            link = opened(token)
            if link is None:
                return redirect(url_for("link_pages.own_case", token=token), 303)
            begin(link, match=match)
            return view(token=token)

        return run

    return declare
