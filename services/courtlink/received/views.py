# SPDX-License-Identifier: Apache-2.0
"""The JSON API of received cases, for the judges and clerks of the court."""

from collections.abc import Callable
from typing import Any

from flask_smorest import Blueprint
from marshmallow import Schema

from services.courtlink.received import commands, schemas
from services.courtlink.received.documents import ReceivedCase
from shared.access import Policy, Reach, Role
from shared.call import Call
from shared.mongo import collection
from shared.web.calls import current_call, requires
from shared.web.etags import shown
from shared.web.idempotency import idempotent
from shared.web.paging import page

api = Blueprint("received", __name__, url_prefix="/received", description="移交收案")
COURT: Policy = {Role.JUDGE: Reach.PLACE, Role.COURT_CLERK: Reach.PLACE}
_ROW = dict.fromkeys(("pack", "court_code", "body_name", "category", "landed_at", "state"), 1)


def rows(call: Call, query: dict[str, Any]) -> list[dict[str, Any]]:
    """Raw rows within the call's scope, newest first."""
    narrow = {"state": str(query["state"])} if "state" in query else {}
    scoped = {"$and": [call.scope.query(), narrow]}
    return page(
        collection(ReceivedCase), scoped, limit=query["limit"], cursor=query["cursor"], projection=_ROW
    )


@api.get("/")
@requires(COURT)
@api.arguments(schemas.ReceivedQuery, location="query")
@api.response(200, schemas.ReceivedRow(many=True))
def list_received(query: dict[str, Any]) -> list[dict[str, Any]]:
    """What mediation handed over to this court."""
    return rows(current_call(), query)


@api.get("/<case_id>")
@requires(COURT)
@api.response(200, schemas.ReceivedOut)
def show(case_id: str) -> ReceivedCase:
    """One of them, with the newest pack."""
    return shown(ReceivedCase.find(case_id, current_call().scope))


def _act(path: str, schema: type[Schema], act: Callable[..., ReceivedCase], doc: str) -> None:
    """Declare `POST /received/ID/PATH`: one answer of the court."""

    def view(data: dict[str, Any], case_id: str) -> ReceivedCase:
        return shown(act(current_call(), case_id, **data))

    view.__name__ = f"received_{path}"
    view.__doc__ = doc
    api.post(f"/<case_id>/{path}")(
        requires(COURT, match=True)(
            idempotent(api.arguments(schema)(api.response(200, schemas.ReceivedOut)(view)))
        )
    )


_act("filing", schemas.FilingIn, commands.file, "File the case under its new number.")
_act("return", schemas.PackReturnIn, commands.send_back, "Return the pack, with what is missing.")
_act("refusal", schemas.FilingRefusalIn, commands.refuse, "Do not file it: the reason and the other ways.")
