# SPDX-License-Identifier: Apache-2.0
"""The door for a court's system: `@signed` lets in who proves to be a court, and counts who does not."""

import functools
from collections.abc import Callable
from typing import Any, TypeVar

from flask import g, request

from services.courtlink.exchange import posting, receiving
from services.courtlink.exchange.figures import figures
from shared import clock
from shared.errors import RuleBroken
from shared.signing import Signed
from shared.web.calls import public

V = TypeVar("V", bound=Callable[..., Any])

HEADERS = [
    {"in": "header", "name": posting.KEY, "schema": {"type": "string"}, "required": True, "description": "id of the key"},
    {"in": "header", "name": posting.TIME, "schema": {"type": "integer"}, "required": True, "description": "seconds since 1970"},
    {"in": "header", "name": posting.NONCE, "schema": {"type": "string"}, "required": True, "description": "16 to 64 characters, used once"},
    {"in": "header", "name": posting.SIGNATURE, "schema": {"type": "string"}, "required": True, "description": "hex; see docs/exchange.md"},
]  # fmt: skip


def signed(view: V) -> V:
    """Let in a court's own system by its signature; `current_call` is then a call of that court.

    Raises RuleBroken: exchange_signature_wrong, exchange_time_off, exchange_nonce_used.
    """

    @functools.wraps(view)
    def run(*args: Any, **kwargs: Any) -> Any:
        key_id = request.headers.get(posting.KEY, "")
        try:
            _let_in(key_id)
        except RuleBroken as broken:
            receiving.note_refusal(
                broken.code, key_id=key_id, address=request.remote_addr or "", now=clock.now()
            )
            raise
        return view(*args, **kwargs)

    return public(run)  # type: ignore[return-value]


def _let_in(key_id: str) -> None:
    stamp, nonce = request.headers.get(posting.TIME, ""), request.headers.get(posting.NONCE, "")
    if not (stamp.isascii() and stamp.isdigit() and len(stamp) <= 12 and 16 <= len(nonce) <= 64):
        raise RuleBroken("exchange_signature_wrong")
    query = request.query_string.decode("latin-1")
    path = f"{request.path}?{query}" if query else request.path
    told = Signed(request.method, path, int(stamp), nonce, request.get_data(cache=True))
    partner, key = receiving.proven(
        told, key_id, request.headers.get(posting.SIGNATURE, ""), window=figures().window
    )
    receiving.use_nonce(key, nonce)
    g.exchange_key = key.id
    g.call = receiving.court_call(partner.id, partner.name, at=clock.now(), message="", key_id=key.id)
    g.actor = g.call.actor
