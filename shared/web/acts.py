# SPDX-License-Identifier: Apache-2.0
"""Acts: what people do with a thing that is there, each at an address of its own below it, answered by the thing."""

from collections.abc import Callable
from typing import Any, Protocol

from flask_smorest import Blueprint
from marshmallow import Schema

from shared.access import Policy
from shared.web.calls import current_call, requires
from shared.web.idempotency import idempotent


class Declare(Protocol):
    """Declares `POST THING/path` for those whom the policy names; `run(call, id, **data)` is the command.

    The command's docstring is that of the API. `match` demands If-Match; a POST that creates answers `status` 201.
    """

    def __call__(
        self,
        path: str,
        policy: Policy,
        schema: type[Schema],
        run: Callable[..., Any],
        *,
        match: bool = True,
        status: int = 200,
    ) -> None: ...


def acts(api: Blueprint, thing: str, answer: type[Schema], show: Callable[[Any], Any]) -> Declare:
    """What declares the acts on `thing`, such as `/<case_id>`; `show` makes the answer of what the command returns."""

    def declare(
        path: str,
        policy: Policy,
        schema: type[Schema],
        run: Callable[..., Any],
        *,
        match: bool = True,
        status: int = 200,
    ) -> None:
        def view(data: dict[str, Any], **ids: str) -> Any:
            return show(run(current_call(), *ids.values(), **data))

        view.__name__ = f"{run.__module__.rpartition('.')[2]}_{run.__name__}"
        view.__doc__ = run.__doc__
        answered = api.arguments(schema)(api.response(status, answer)(view))
        api.post(f"{thing}/{path}")(requires(policy, match=match)(idempotent(answered)))

    return declare
