# SPDX-License-Identifier: Apache-2.0
"""Login, logout and the first page, for people with a browser."""

from urllib.parse import urlsplit

from authlib.integrations.base_client.errors import OAuthError
from authlib.integrations.flask_client import OAuth
from flask import Blueprint, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from requests import RequestException

from shared.access import Role
from shared.identity import accounts
from shared.identity.sessions import current_actor, log_in, log_out
from shared.regions import regions
from shared.settings import KitSettings
from shared.web.calls import public
from shared.web.problems import Problem, sentence
from shared.web.words import N_

blueprint = Blueprint("identity", __name__)

ROLE_NAMES = {
    Role.PARTY: N_("当事人"),
    Role.GRID_WORKER: N_("网格员"),
    Role.MEDIATOR: N_("人民调解员"),
    Role.DIRECTOR: N_("调委会主任"),
    Role.CADRE: N_("科级干部"),
    Role.SECRETARY: N_("乡镇党委书记"),
    Role.CALLBACK_CENTRE: N_("回访中心"),
    Role.JUDGE: N_("法官"),
    Role.COURT_CLERK: N_("书记员"),
    Role.PETITION_OFFICE: N_("信访办"),
    Role.COUNTY_SUPERVISOR: N_("县司法局"),
    Role.CITY_SUPERVISOR: N_("市司法局"),
    Role.OPERATOR: N_("系统运维"),
}


def _next() -> str:
    """Where to go after login: a path of our own, never another site."""
    wanted = request.values.get("next", "/")
    parts = urlsplit(wanted)
    return (
        wanted
        if wanted.startswith("/") and not parts.netloc and not wanted.startswith(("//", "/\\"))
        else "/"
    )


def _place(code: str) -> str:
    return regions().full_name(code) if code.isdecimal() else regions().court(code).name


@blueprint.get("/")
@public
def home() -> ResponseReturnValue:
    """What this account is, and the doors that its roles open."""
    actor = current_actor()
    if actor is None:
        return redirect(url_for("identity.login_form"))
    posts = [(ROLE_NAMES[grant.role], _place(grant.place)) for grant in actor.grants]
    return render_template("home.html", actor=actor, posts=posts)


@blueprint.get("/login")
@public
def login_form() -> str:
    """The form."""
    return _login_page()


def _login_page(error: str = "") -> str:
    opened = {"form": {"name": "login"}, "action": url_for(".log_in_by_password"), "error": error}
    login = request.form.get("login", "")[:100]
    return render_template("login.html", next=_next(), opened=opened, login=login, oidc=_oidc_issuer())


@blueprint.post("/login")
@public
def log_in_by_password() -> ResponseReturnValue:
    """Check login and password; at most five wrong tries a minute for an account from an address.

    Sent with another look (`_more`, `_check`), the form is only shown again.
    """
    if {"_more", "_check"} & request.form.keys():
        return _login_page()
    login, password = request.form.get("login", ""), request.form.get("password", "")
    wait = accounts.may_try(login[:100], request.remote_addr or "")
    if wait:
        raise Problem("too_many_tries", headers={"Retry-After": str(wait)}, seconds=wait)
    account = accounts.check_password(login[:100], password[:200])
    if account is None:
        return _login_page(sentence("login_failed")), 401
    accounts.forget_tries(login[:100], request.remote_addr or "")
    log_in(account)
    return redirect(_next(), 303)


@blueprint.post("/logout")
@public
def log_out_now() -> ResponseReturnValue:
    """End the session."""
    log_out()
    return redirect(url_for("identity.login_form"), 303)


def _oidc_issuer() -> str | None:
    settings: KitSettings = current_app.config["SETTINGS"]
    return settings.oidc_issuer or None


def _client() -> OAuth:
    settings: KitSettings = current_app.config["SETTINGS"]
    oauth = current_app.extensions.get("heshilao_oidc")
    if oauth is None:
        oauth = OAuth(current_app)
        oauth.register(
            "provider",
            client_id=settings.oidc_client_id,
            client_secret=settings.oidc_client_secret,
            server_metadata_url=f"{settings.oidc_issuer.rstrip('/')}/.well-known/openid-configuration",
            client_kwargs={"scope": "openid profile", "code_challenge_method": "S256"},
        )
        current_app.extensions["heshilao_oidc"] = oauth
    return oauth.provider


@blueprint.get("/oidc/login")
@public
def log_in_by_oidc() -> ResponseReturnValue:
    """Send the browser to the identity provider (code flow with PKCE, state and nonce)."""
    if _oidc_issuer() is None:
        raise Problem("http_404")
    try:
        return _client().authorize_redirect(url_for("identity.oidc_callback", _external=True))
    except RequestException as error:
        raise Problem("try_later", headers={"Retry-After": "5"}) from error


@blueprint.get("/oidc/callback")
@public
def oidc_callback() -> ResponseReturnValue:
    """The browser comes back: the linked account is logged in; nobody is let in without one."""
    if _oidc_issuer() is None:
        raise Problem("http_404")
    try:
        claims = _client().authorize_access_token()["userinfo"]
    except OAuthError as error:
        raise Problem("login_failed") from error
    except RequestException as error:
        raise Problem("try_later", headers={"Retry-After": "5"}) from error
    account = accounts.by_external(claims["iss"], claims["sub"])
    if account is None or not account.active:
        raise Problem("account_not_linked")
    log_in(account)
    return redirect("/", 303)
