# SPDX-License-Identifier: Apache-2.0
"""Errors as problem details (RFC 9457): a stable code, and a sentence that a villager understands, in zh and en."""

import functools
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from http import HTTPStatus
from pathlib import Path
from typing import Any

import structlog
from flask import Flask, Response, current_app, g, jsonify, render_template, request
from flask_smorest import Api
from marshmallow import Schema, fields
from werkzeug.exceptions import HTTPException

from shared.errors import BrokerError, Forbidden, NotFound, RuleBroken, StaleWrite, VersionMismatch
from shared.mongo import is_away
from shared.web.complaints import in_chinese
from shared.web.looks import look

KIT_MESSAGES = Path(__file__).parent / "messages.toml"
_RETRYABLE = {409, 429, 503}
log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Sentence:
    """One entry of the catalogue."""

    status: int
    zh: str
    en: str


class _Blanks(dict[str, Any]):
    def __missing__(self, name: str) -> str:
        return "…"


class Catalogue:
    """Sentences by code, from `messages.toml` files; later files may not change a code.

    The table `words` says how the codes that fill a placeholder read: `words.state.applied = ["已申请", "applied"]`.
    """

    def __init__(self, *files: Path) -> None:
        self._entries: dict[str, Sentence] = {}
        self._words: dict[str, dict[str, tuple[str, str]]] = {}
        for file in files:
            table = tomllib.loads(file.read_text(encoding="utf-8"))
            for blank, words in table.pop("words", {}).items():
                self._words.setdefault(blank, {}).update({code: tuple(pair) for code, pair in words.items()})
            for code, entry in table.items():
                if code in self._entries:
                    raise ValueError(f"{file} says {code} again")
                self._entries[code] = Sentence(entry.get("status", 409), entry["zh"], entry["en"])

    def __contains__(self, code: str) -> bool:
        return code in self._entries

    def codes(self) -> list[str]:
        """Every code, sorted."""
        return sorted(self._entries)

    def say(self, code: str, language: str, details: Mapping[str, Any]) -> tuple[int, str]:
        """Status and sentence of a code; a code without a sentence is shown as itself with 409."""
        entry = self._entries.get(code)
        if entry is None:
            return 409, code
        text = entry.en if language == "en" else entry.zh
        filled = {name: self.word(name, value, language) for name, value in details.items()}
        return entry.status, text.format_map(_Blanks(filled))

    def word(self, blank: str, value: Any, language: str) -> Any:
        """How the value of a placeholder reads: the word for a code, for each of several (`a、b`), with what follows a
        colon (`identity:A`) in brackets; a day as people write it; anything that has no word stays as it is."""
        if isinstance(value, date) and not isinstance(value, datetime):
            return (
                f"{value.day} {value:%b %Y}"
                if language == "en"
                else f"{value.year}年{value.month}月{value.day}日"
            )
        if not isinstance(value, str):
            return value
        words, english = self._words.get(blank), language == "en"
        if not words:
            return value.replace("、", ", ") if english else value
        found = []
        for part in value.split("、"):
            code, _, more = part.partition(":")
            word = words[code][english] if code in words else code
            found.append(word + ((f" ({more})" if english else f"（{more}）") if more else ""))
        return (", " if english else "、").join(found)


class Problem(Exception):
    """Raised by the web layer for what is wrong with a request itself; `code` stands in the catalogue."""

    def __init__(self, code: str, /, *, headers: Mapping[str, str] | None = None, **details: Any) -> None:
        super().__init__(code)
        self.code, self.headers, self.details = code, dict(headers or {}), details


class ProblemSchema(Schema):
    """Problem details as documented in OpenAPI."""

    type = fields.String(metadata={"description": "stable path of the kind of problem"})
    title = fields.String()
    status = fields.Integer()
    detail = fields.String()
    code = fields.String()
    retryable = fields.Boolean()
    instance = fields.String()
    request_id = fields.String()
    errors = fields.Dict(keys=fields.String(), values=fields.Raw())


def language() -> str:
    """zh or en: what the reader chose (`?lang=`, then remembered), else by Accept-Language; zh where nothing is said."""
    if chosen := look("lang"):
        return chosen
    best = request.accept_languages.best_match(["zh-CN", "zh", "en"], default="zh-CN")
    return "en" if best == "en" else "zh"


def wants_page() -> bool:
    """Whether a person looks at the answer, not a program."""
    return not request.path.startswith("/api/") and request.accept_mimetypes.accept_html


def sentence(code: str, **details: Any) -> str:
    """The sentence of a code in the caller's language."""
    return catalogue().say(code, language(), details)[1]


def catalogue() -> Catalogue:
    """The catalogue of the running service."""
    found: Catalogue = current_app.extensions["catalogue"]
    return found


def respond(
    code: str,
    *,
    status: int | None = None,
    headers: Mapping[str, str] | None = None,
    errors: Any = None,
    details: Mapping[str, Any] | None = None,
) -> Response:
    """The answer for a problem, as JSON or as a page."""
    own_status, text = catalogue().say(code, language(), details or {})
    status = status or own_status
    body = {
        "type": f"/problems/{code}",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": text,
        "code": code,
        "retryable": status in _RETRYABLE,
        "instance": request.path,
        "request_id": g.get("request_id", ""),
    }
    if errors:
        body["errors"] = errors if language() == "en" else in_chinese(errors)
    if wants_page():
        response = current_app.make_response(render_template("problem.html", problem=body))
    else:
        response = jsonify(body)
        response.mimetype = "application/problem+json"
    response.status_code = status
    response.headers.update(headers or {})
    return response


class ProblemApi(Api):
    """flask-smorest's Api with problem details for every HTTP error, in the answers and in the document."""

    ERROR_SCHEMA = ProblemSchema

    def _register_responses(self) -> None:
        self.DEFAULT_RESPONSE_CONTENT_TYPE = "application/problem+json"
        try:
            super()._register_responses()
        finally:
            del self.DEFAULT_RESPONSE_CONTENT_TYPE

    def handle_http_exception(self, error: HTTPException) -> Response:
        data = getattr(error, "data", None) or {}
        status = error.code or 500
        kept = {
            name: value
            for name, value in error.get_headers()
            if name.lower() not in ("content-type", "content-length")
        }
        kept |= dict(data.get("headers") or {})
        code = "invalid_input" if status == HTTPStatus.UNPROCESSABLE_ENTITY else f"http_{status}"
        return respond(code, status=status, headers=kept, errors=data.get("messages") or data.get("errors"))


def register(app: Flask) -> None:
    """Turn every error that commands and rules raise into a problem."""
    handlers = {
        RuleBroken: lambda error: respond(error.code, details=error.details),
        Problem: lambda error: respond(error.code, headers=error.headers, details=error.details),
        NotFound: lambda _: respond("not_found"),
        Forbidden: lambda error: respond(error.code),
        StaleWrite: lambda _: respond("stale_write", headers={"Retry-After": "1"}),
        VersionMismatch: lambda error: respond("version_mismatch", details={"current": error.current}),
        BrokerError: lambda _: respond("try_later", headers={"Retry-After": "5"}),
    }
    for kind, handler in handlers.items():
        app.register_error_handler(kind, handler)
    app.register_error_handler(Exception, _unexpected)


def _unexpected(error: Exception) -> Response:
    if isinstance(error, HTTPException):
        return current_app.extensions["problem_api"].handle_http_exception(error)
    if is_away(error):
        log.warning("database_away", error=type(error).__name__)
        return respond("try_later", headers={"Retry-After": "5"})
    log.error(
        "unexpected",
        error=type(error).__name__,
        exc_info=error if current_app.debug else None,
        where=_where(error),
    )
    return respond("http_500", status=500)


def _where(error: BaseException) -> str:
    """File and line of the innermost frame: enough to find the fault, without any value."""
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    return f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace else ""


@functools.cache
def read_catalogue(*files: Path) -> Catalogue:
    """The catalogue of some files, read once."""
    return Catalogue(*files)
