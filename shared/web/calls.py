# SPDX-License-Identifier: Apache-2.0
"""Who calls, and what for: `@requires` declares the policy of a view and makes the `Call` that commands take."""

import functools
import hashlib
import re
from collections.abc import Callable
from typing import Any, TypeVar

from flask import g, request

from shared import clock
from shared.access import Actor, Policy, Scope, scope_of
from shared.call import Call
from shared.identity.sessions import current_actor
from shared.web.etags import expected_version
from shared.web.problems import Problem

V = TypeVar("V", bound=Callable[..., Any])
POLICY, PUBLIC = "policy", "public"
ACCOUNT = "X-Account"  # whose words a device sends; on a shared phone another may be logged in by now


def requires(policy: Policy, *, match: bool = False) -> Callable[[V], V]:
    """Let only these roles call the view, each as far as its reach; `match` demands If-Match.

    401 `login_needed` for nobody, 403 `not_your_role` when no role of the caller is named.
    """

    def declare(view: V) -> V:
        @functools.wraps(view)
        def run(*args: Any, **kwargs: Any) -> Any:
            actor = current_actor()
            if actor is None:
                raise Problem("login_needed")
            if request.headers.get(ACCOUNT, actor.id) != actor.id:
                raise Problem("other_account")
            begin_call(actor, scope_of(actor, policy), match=match)
            return view(*args, **kwargs)

        setattr(run, POLICY, policy)
        return run  # type: ignore[return-value]

    return declare


def begin_call(actor: Actor, scope: Scope, *, match: bool = False) -> Call:
    """Make the call of this request for somebody who is known, by session, token or voucher."""
    g.call = Call(
        actor=actor,
        at=clock.now(),
        scope=scope,
        message=_message(actor),
        expected=expected_version(needed=match),
        origin=request.remote_addr or "",
        trace=request.headers.get("traceparent", "")[:64],
    )
    return current_call()


def public(view: V) -> V:
    """Let anybody call the view."""
    setattr(view, PUBLIC, True)
    return view


def current_call() -> Call:
    """The call that `@requires` made for this request."""
    call: Call = g.call
    return call


def idempotency_key() -> str:
    """The key of this request: the header, or the hidden field `_key` that a form was opened with; '' without."""
    key = request.headers.get("Idempotency-Key") or request.form.get("_key", "")
    if key and not re.fullmatch(r"[\x21-\x7e]{8,128}", key):
        raise Problem("idempotency_key_malformed")
    return key


def _message(actor: Actor) -> str:
    """The id under which documents absorb this request: subject, route and key; '' for requests without a key."""
    key = idempotency_key()
    if not key:
        return ""
    return hashlib.sha256(f"{actor.id}\0{request.method} {request.path}\0{key}".encode()).hexdigest()
