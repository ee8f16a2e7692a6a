# SPDX-License-Identifier: Apache-2.0
"""The JSON API of cases: parse, command, dump."""

from collections.abc import Callable
from typing import Any

from flask_smorest import Blueprint
from marshmallow import Schema

from services.mediation.cases import agreeing, commands, referring, schemas
from services.mediation.cases.documents import Case
from services.mediation.cases.summary import summary
from shared.access import EVERYTHING, Policy, Reach, Role
from shared.call import Call
from shared.mongo import collection
from shared.web.calls import current_call, requires
from shared.web.etags import shown
from shared.web.idempotency import idempotent
from shared.web.paging import page

api = Blueprint("cases", __name__, url_prefix="/cases", description="纠纷")

MEDIATE: Policy = {Role.MEDIATOR: Reach.PLACE, Role.DIRECTOR: Reach.PLACE}
APPLY: Policy = MEDIATE | {Role.PARTY: Reach.OWN, Role.GRID_WORKER: Reach.OWN}
READ: Policy = MEDIATE | {
    Role.PARTY: Reach.OWN,
    Role.GRID_WORKER: Reach.OWN,
    Role.COUNTY_SUPERVISOR: Reach.PLACE,
    Role.CITY_SUPERVISOR: Reach.PLACE,
    Role.SECRETARY: Reach.PLACE,
}


@api.post("/")
@requires(APPLY)
@idempotent
@api.arguments(schemas.CaseIn)
@api.response(201, schemas.CaseOut)
def apply(data: dict[str, Any]) -> Case:
    """Apply for mediation, or enter a dispute that was brought."""
    return shown(commands.apply(current_call(), **data))


@api.get("/")
@requires(READ)
@api.arguments(schemas.CaseQuery, location="query")
@api.response(200, schemas.CaseRow(many=True))
def list_cases(query: dict[str, Any]) -> list[dict[str, Any]]:
    """The caller's cases, newest first."""
    return rows(current_call(), query)


_ROW = dict.fromkeys(
    (
        "state",
        "file_number",
        "category",
        "channel",
        "body_name",
        "place",
        "task_id",
        "predecessor_id",
        "version",
    ),
    1,
)


def rows(call: Call, query: dict[str, Any]) -> list[dict[str, Any]]:
    """Raw rows within the call's scope."""
    narrow: list[dict[str, Any]] = [call.scope.query()]
    if "state" in query:
        narrow.append({"state": query["state"]})
    if "place" in query:
        narrow.append({"within": query["place"]})
    return page(
        collection(Case), {"$and": narrow}, limit=query["limit"], cursor=query["cursor"], projection=_ROW
    )


@api.get("/<case_id>")
@requires(READ)
@api.response(200, schemas.CaseOut)
def show(case_id: str) -> Case:
    """One case."""
    return shown(Case.find(case_id, current_call().scope))


@api.get("/<case_id>/summary")
@requires(READ)
@api.response(200, schemas.SummaryOut)
def summarise(case_id: str) -> dict[str, Any]:
    """Its computed figures."""
    return summary(shown(Case.find(case_id, current_call().scope)))


def _act(
    path: str, schema: type[Schema], act: Callable[..., Case], doc: str, *, policy: Policy = MEDIATE
) -> None:
    """Declare `POST /cases/ID/PATH`: one act on a case, with If-Match and Idempotency-Key, answered by the case."""

    def view(data: dict[str, Any], case_id: str) -> Case:
        return shown(act(current_call(), case_id, **data))

    view.__name__ = f"case_{path.replace('/', '_').replace('-', '_')}"
    view.__doc__ = doc
    api.post(f"/<case_id>/{path}")(
        requires(policy, match=True)(
            idempotent(api.arguments(schema)(api.response(200, schemas.CaseOut)(view)))
        )
    )


def _state_change(verb: str) -> Callable[..., Case]:
    def change(call: Call, case_id: str, *, reason: str) -> Case:
        return commands.change_state(call, case_id, verb=verb, reason=reason)

    return change


def _reopen(call: Call, case_id: str, **data: Any) -> Case:
    earlier = commands.reopen(call, case_id, **data)
    onward = Call(call.actor, call.at, EVERYTHING, call.message, None, call.origin, call.trace)
    commands.continue_case(onward, earlier, earlier.successor_id)
    return earlier


_PARTY_MAY: Policy = MEDIATE | {Role.PARTY: Reach.OWN}
_act("accept", schemas.AcceptIn, commands.accept, "Accept the dispute.")
_act("refuse", schemas.ReasonIn, commands.refuse, "Do not accept it, with the reason.")
_act(
    "consents",
    schemas.ConsentIn,
    commands.answer_consent,
    "A party's answer to mediation.",
    policy=_PARTY_MAY,
)
_act("rights-notices", schemas.NoticeIn, commands.serve_rights_notice, "A party got the rights notice.")
_act("mediators", schemas.AssignIn, commands.assign_mediator, "Assign a mediator.")
_act("sessions", schemas.SessionIn, commands.log_session, "Log a session.")
_act("suspend", schemas.ReasonIn, _state_change("suspend"), "Suspend the mediation.")
_act("resume", schemas.ReasonIn, _state_change("resume"), "Go on with it.")
_act("withdraw", schemas.ReasonIn, _state_change("withdraw"), "Withdraw the application.", policy=_PARTY_MAY)
_act("agreement", schemas.AgreementIn, agreeing.write_agreement, "Record what was agreed.")
_act("agreement/acts", schemas.ActIn, agreeing.sign, "Record one act of signing.")
_act("performance", schemas.PerformanceIn, commands.note_performance, "Record how far the duties are done.")
_act("follow-ups", schemas.FollowUpIn, commands.follow_up, "Record a visit or call.")
_act(
    "remedies-notices",
    schemas.RemediesIn,
    commands.serve_remedies_notice,
    "A party was told of its other routes.",
)
_act("terminate", schemas.TerminateIn, commands.terminate, "End a mediation that failed.")
_act("close", schemas.CloseIn, commands.close, "Close the file.")
_act("reopen", schemas.ReopenIn, _reopen, "The quarrel came back: a new, linked case.")
_act("undisputed-facts", schemas.FactIn, referring.state_fact, "Write down a fact to be signed.")
_act("undisputed-facts/signatures", schemas.FactSignIn, referring.sign_fact, "A party signs a fact.")
_act("referral/accept", Schema, referring.accept_referral, "Accept a court's referral.")
_act("referral/decline", schemas.ReasonIn, referring.decline_referral, "Decline it, with the reason.")
_act(
    "referral/extend", schemas.ExtendIn, referring.extend_referral, "All parties agreed to the longer limit."
)
