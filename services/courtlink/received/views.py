# SPDX-License-Identifier: Apache-2.0
"""The JSON API of received cases, for the judges and clerks of the court."""

from typing import Any

from flask_smorest import Blueprint

from services.courtlink.received import commands, schemas
from services.courtlink.received.documents import ReceivedCase
from shared.access import Policy, Reach, Role
from shared.call import Call
from shared.mongo import collection
from shared.reads import note_reading
from shared.web.acts import acts
from shared.web.calls import current_call, requires
from shared.web.etags import shown
from shared.web.paging import page

api = Blueprint("received", __name__, url_prefix="/received", description="移交收案")
JUDGE: Policy = {Role.JUDGE: Reach.PLACE}
COURT: Policy = JUDGE | {Role.COURT_CLERK: Reach.PLACE}
_ROW = dict.fromkeys(("pack", "court_code", "body_name", "category", "landed_at", "state", "parties.name"), 1)


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
    """One of them, with the newest pack; that somebody read its phones and addresses is noted (PV-11)."""
    call = current_call()
    case = ReceivedCase.find(case_id, call.scope)
    note_reading(call, case, contacts=case.id)
    return shown(case)


act = acts(api, "/<case_id>", schemas.ReceivedOut, shown)
act("filing", COURT, schemas.FilingIn, commands.file)
act("return", COURT, schemas.PackReturnIn, commands.send_back)
act("refusal", JUDGE, schemas.FilingRefusalIn, commands.refuse)
