# SPDX-License-Identifier: Apache-2.0
"""How a reader wants the pages: the language and the elder view (长辈版), chosen by `?lang=en` on any page and remembered."""

from urllib.parse import quote, urlencode

from flask import Flask, Response, current_app, redirect, request
from flask.typing import ResponseReturnValue

LOOKS = {"lang": ("zh", "en"), "elder": ("on", "off")}
_YEAR = 365 * 24 * 3600


def register(app: Flask) -> None:
    """Take the choice out of the address of a page, and keep it in a cookie."""
    app.before_request(_come_back)
    app.after_request(_remember)


def look(name: str) -> str:
    """What the reader chooses now or chose before of `LOOKS[name]`; '' for nothing."""
    for chosen in (request.args.get(name, ""), request.cookies.get(name, "")):
        if chosen in LOOKS[name]:
            return chosen
    return ""


def switch(name: str, value: str) -> str:
    """The address of this page that chooses another look."""
    return f"{quote(_page())}?{urlencode([*_other_arguments(), (name, value)])}"


def _page() -> str:
    """The path of this page; what was sent to an address that cannot be opened belongs to the page above it."""
    path, known = request.path, current_app.create_url_adapter(request)
    while request.method != "GET" and known and path.count("/") > 1 and not known.test(path, "GET"):
        path = path.rpartition("/")[0]
    return path


def _other_arguments() -> list[tuple[str, str]]:
    kept = request.args.items(multi=True) if request.method == "GET" else ()
    return [(name, value) for name, value in kept if name not in LOOKS]


def _come_back() -> ResponseReturnValue | None:
    """Lead to the page without the choice in its address; only where there is such a page, so never to another site.

    A form that is sent with a choice is answered at once: what was typed into it is in no address.
    """
    if request.method != "GET" or request.url_rule is None or not LOOKS.keys() & request.args.keys():
        return None
    return redirect(f"{quote(request.path)}?{urlencode(_other_arguments())}".rstrip("?"), 303)


def _remember(response: Response) -> Response:
    secure = current_app.config["SESSION_COOKIE_SECURE"]
    for name, values in LOOKS.items():
        if (value := request.args.get(name)) in values:
            response.set_cookie(name, value, max_age=_YEAR, httponly=True, samesite="Lax", secure=secure)
    return response
