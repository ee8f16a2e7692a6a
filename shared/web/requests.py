# SPDX-License-Identifier: Apache-2.0
"""What every request must be and every answer carries: ids, bounds, strict JSON, same origin, security headers."""

import contextlib
import json
import re
from typing import Any
from urllib.parse import urlsplit

import pymongo
from flask import Flask, Response, current_app, g, request

from shared.call import new_id
from shared.web.problems import Problem
from shared.web.uploads import UPLOAD, Upload

LIMIT_BYTES = 1024 * 1024
_WRITES = {"POST", "PUT", "PATCH", "DELETE"}
_DEPTH, _LARGEST = 32, 2**53
_CSP = "default-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'"


def register(app: Flask) -> None:
    """Install the checks before and the headers after each request."""
    app.config["MAX_CONTENT_LENGTH"] = LIMIT_BYTES
    app.config["MAX_FORM_MEMORY_SIZE"] = LIMIT_BYTES
    app.config["MAX_FORM_PARTS"] = 500
    app.before_request(_begin)
    app.after_request(_headers)
    app.teardown_request(_end)


def _begin() -> None:
    asked = request.headers.get("X-Request-Id", "")
    g.request_id = asked if re.fullmatch(r"[\w.-]{8,64}", asked) else new_id()
    g.budget = contextlib.ExitStack()
    g.budget.enter_context(pymongo.timeout(10))
    if request.method not in _WRITES:
        return
    if "Transfer-Encoding" in request.headers:
        raise Problem("length_required")
    _same_origin()
    view = current_app.view_functions.get(request.endpoint or "")
    upload: Upload | None = getattr(view, UPLOAD, None)
    if upload:
        request.max_content_length = upload.limit
        if request.mimetype not in upload.types:
            raise Problem("file_needed", types=", ".join(upload.types))
    elif request.path.startswith("/api/"):
        body = request.get_data(cache=True)
        if body:
            if request.mimetype != "application/json":
                raise Problem("json_needed")
            check_json(body)


def _same_origin() -> None:
    """Refuse a write that another site's page sent with the caller's cookie (Fetch Metadata, else Origin)."""
    if request.headers.get("Authorization"):
        return
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        if site in ("same-origin", "none"):
            return
        raise Problem("foreign_origin")
    origin = request.headers.get("Origin")
    if origin is not None and urlsplit(origin).netloc != request.host:
        raise Problem("foreign_origin")


def check_json(body: bytes) -> Any:
    """Parse strictly: no repeated keys, no NaN, at most 32 levels, no integer beyond 2^53. Raises Problem."""

    def unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) != len(pairs):
            raise ValueError("a key is repeated")
        return found

    def no_constant(name: str) -> None:
        raise ValueError(f"{name} is not a number")

    def bounded(text: str) -> int:
        if len(text) > 17 or abs(int(text)) > _LARGEST:
            raise ValueError("an integer is too large")
        return int(text)

    try:
        value = json.loads(body, object_pairs_hook=unique, parse_constant=no_constant, parse_int=bounded)
        _bounded_depth(value, _DEPTH)
    except (ValueError, RecursionError) as error:
        reason = "not JSON" if isinstance(error, json.JSONDecodeError | UnicodeDecodeError) else str(error)
        raise Problem("malformed_json", reason=reason) from error
    return value


def _bounded_depth(value: Any, left: int) -> None:
    if left == 0:
        raise ValueError("it is nested too deeply")
    if isinstance(value, dict | list):
        for item in value.values() if isinstance(value, dict) else value:
            _bounded_depth(item, left - 1)


def _headers(response: Response) -> Response:
    version = g.get("version")
    if version is not None and response.status_code < 300:
        response.set_etag(str(version))
        if request.method in ("GET", "HEAD"):
            response.make_conditional(request)
    response.headers["X-Request-Id"] = g.get("request_id", "")
    response.headers["Content-Security-Policy"] = _CSP
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Referrer-Policy"] = "same-origin"
    if not request.path.startswith("/static/"):
        response.headers["Cache-Control"] = "no-store"
    if request.is_secure:
        response.headers["Strict-Transport-Security"] = "max-age=31536000"
    return response


def _end(_error: BaseException | None) -> None:
    budget = g.pop("budget", None)
    if budget is not None:
        budget.close()
