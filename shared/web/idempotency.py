# SPDX-License-Identifier: Apache-2.0
"""The same request twice has one effect and one answer: Idempotency-Key on every POST that creates or decides.

The answer is kept sealed. If a process dies between its write and its answer, the repeat runs again; the document absorbed
the call's message, so it changes nothing, and the answer shows the document.
"""

import functools
import hashlib
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

import mongoengine
from flask import Response, current_app, g, request
from pymongo.collection import Collection
from pymongo.errors import DuplicateKeyError

from shared.settings import vault
from shared.web.calls import current_call
from shared.web.problems import Problem

V = TypeVar("V", bound=Callable[..., Any])
_FIELD = "idempotency.body"
_ABANDONED = timedelta(seconds=60)
_KEPT_REFUSALS = {404, 409, 410, 412}
_HEADERS = ("Content-Type", "Location", "ETag")


def _records() -> Collection[dict[str, Any]]:
    return mongoengine.get_db(current_app.config["SERVICE"])["idempotency"]


def idempotent(view: V) -> V:
    """Demand an Idempotency-Key and answer its repeat from memory; stands below `@requires`."""

    @functools.wraps(view)
    def run(*args: Any, **kwargs: Any) -> Any:
        message = current_call().message
        if not message:
            raise Problem("idempotency_key_missing")
        print_ = hashlib.sha256(request.query_string + b"\0" + request.get_data(cache=True)).hexdigest()
        kept = _begin(message, print_)
        if kept is not None:
            return kept
        try:
            response = current_app.make_response(view(*args, **kwargs))
        except Exception as error:
            response = current_app.make_response(current_app.handle_user_exception(error))
        _finish(message, response)
        return response

    return run  # type: ignore[return-value]


def _begin(message: str, fingerprint: str) -> Response | None:
    """Note that the request is being worked on; the kept answer when it was finished before. Raises Problem."""
    now = datetime.now(UTC)
    try:
        _records().insert_one({"_id": message, "fingerprint": fingerprint, "since": now})
    except DuplicateKeyError:
        row = _records().find_one({"_id": message})
        if row is None:
            raise Problem("request_in_progress", headers={"Retry-After": "1"}) from None
        if row["fingerprint"] != fingerprint:
            raise Problem("idempotency_key_reused") from None
        if "status" in row:
            return _kept(row)
        if row["since"] > now - _ABANDONED:
            raise Problem("request_in_progress", headers={"Retry-After": "1"}) from None
        taken = _records().update_one({"_id": message, "since": row["since"]}, {"$set": {"since": now}})
        if not taken.matched_count:
            raise Problem("request_in_progress", headers={"Retry-After": "1"}) from None
    return None


def _kept(row: dict[str, Any]) -> Response:
    response = current_app.response_class(vault().open(row["body"], _FIELD), status=row["status"])
    response.headers.update(row["headers"])
    response.headers["Idempotent-Replayed"] = "true"
    return response


def _finish(message: str, response: Response) -> None:
    """Keep the answer, or forget the request when its answer does not bind (bad input, no right, no database)."""
    status = response.status_code
    if status < 400 or status in _KEPT_REFUSALS:
        if g.get("version") is not None and status < 300:
            response.set_etag(str(g.version))
        answer = {
            "status": status,
            "headers": {name: response.headers[name] for name in _HEADERS if name in response.headers},
            "body": vault().seal(response.get_data(as_text=True), _FIELD),
        }
        _records().update_one({"_id": message}, {"$set": answer})
    else:
        _records().delete_one({"_id": message})
