# SPDX-License-Identifier: Apache-2.0
"""One signed cookie for the three services, and who the present caller is.

The cookie names an account and a session id; roles always come from the account, which each process remembers for at
most five seconds. Bearer tokens come first, and never fall back to the cookie.
"""

import time
from datetime import UTC, datetime

from flask import Flask, current_app, g, request, session

from shared.access import Actor
from shared.identity import accounts, tokens
from shared.identity.accounts import SESSION_LIMIT, Account
from shared.web.problems import Problem

_REMEMBERED = 5.0
_known: dict[str, tuple[float, Account | None]] = {}


def register(app: Flask) -> None:
    """Set the one cookie of the stack."""
    settings = app.config["SETTINGS"]
    app.config.update(
        SESSION_COOKIE_NAME="heshilao_session",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.public_url.startswith("https:"),
        SESSION_COOKIE_PATH="/",
        PERMANENT_SESSION_LIFETIME=SESSION_LIMIT,
    )

    @app.template_global()
    def logged_in() -> bool:
        """Whether the browser brought a session; asks no database, so that pages of problems can ask."""
        return "account" in session


def _account(account_id: str) -> Account | None:
    seen, account = _known.get(account_id, (0.0, None))
    if time.monotonic() - seen > _REMEMBERED:
        account = accounts.by_id(account_id)
        if len(_known) > 10_000:
            _known.clear()
        _known[account_id] = (time.monotonic(), account)
    return account


def forget(account_id: str) -> None:
    """Read the account again at its next call."""
    _known.pop(account_id, None)


def log_in(account: Account) -> None:
    """Begin a session and put it into a fresh cookie."""
    session.clear()
    session.permanent = True
    session["account"], session["sid"] = account.id, accounts.begin_session(account)
    forget(account.id)


def log_out() -> None:
    """End the session, here and in the account."""
    if "account" in session:
        accounts.end_session(session["account"], session["sid"])
        forget(session["account"])
    session.clear()


def current_actor() -> Actor | None:
    """The caller, or None. Raises Problem `token_refused` for a bad bearer token."""
    if "actor" not in g:
        g.actor = _bearer() if request.headers.get("Authorization") else _cookie()
    actor: Actor | None = g.actor
    return actor


def _bearer() -> Actor:
    kind, _, token = request.headers["Authorization"].partition(" ")
    subject = tokens.subject(token, current_app.config["SERVICE"], current_app.config["SETTINGS"])
    account = _account(subject) if subject and kind.lower() == "bearer" else None
    if account is None or not account.active:
        raise Problem("token_refused", headers={"WWW-Authenticate": "Bearer"})
    return account.actor()


def _cookie() -> Actor | None:
    """The account of the cookie; one that is remembered without this session is read again: it may just have begun."""
    if "account" not in session:
        return None
    account = _account(session["account"])
    if account is not None and not _holds(account, session["sid"]):
        forget(account.id)
        account = _account(session["account"])
    if account is None or not account.active or not _holds(account, session["sid"]):
        return None
    return account.actor()


def _holds(account: Account, sid: str) -> bool:
    oldest = datetime.now(UTC) - SESSION_LIMIT
    return any(held.sid == sid and held.since > oldest for held in account.sessions)
