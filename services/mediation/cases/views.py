# SPDX-License-Identifier: Apache-2.0
"""The JSON API of cases: parse, command, dump."""

import dataclasses
from collections.abc import Callable
from typing import Any

from flask import Response
from flask_smorest import Blueprint
from marshmallow import Schema

from services.mediation.cases import (
    aftercare,
    agreeing,
    agreement_schemas,
    answers,
    appointments,
    confirmation_schemas,
    confirming,
    consents,
    ending,
    inquiring,
    intake,
    own_acts,
    petitions,
    readiness,
    reading,
    schemas,
    sessions,
)
from services.mediation.cases.documents import Case
from services.mediation.cases.summary import summary
from shared.access import EVERYTHING, Policy, Reach, Role
from shared.call import Call
from shared.web.calls import current_call, requires
from shared.web.etags import shown
from shared.web.idempotency import idempotent

api = Blueprint("cases", __name__, url_prefix="/cases", description="纠纷")

# For a court a case of mediation is not there, the same as one that never was (CT-23, scenario S07).
COURT_SEES_NOTHING: Policy = {Role.JUDGE: Reach.NONE, Role.COURT_CLERK: Reach.NONE}
MEDIATE: Policy = {Role.MEDIATOR: Reach.OWN, Role.DIRECTOR: Reach.PLACE} | COURT_SEES_NOTHING
APPLY: Policy = MEDIATE | {Role.PARTY: Reach.OWN, Role.GRID_WORKER: Reach.OWN}
READ: Policy = MEDIATE | {
    Role.PARTY: Reach.OWN,
    Role.GRID_WORKER: Reach.OWN,
    Role.COUNTY_SUPERVISOR: Reach.PLACE,
    Role.CITY_SUPERVISOR: Reach.PLACE,
    Role.SECRETARY: Reach.PLACE,
}

ACT_ON_DANGER: Policy = {
    role: reach for role, reach in READ.items() if role not in (Role.PARTY, Role.GRID_WORKER)
}


@api.post("/")
@requires(APPLY)
@idempotent
@api.arguments(schemas.CaseIn)
@api.response(201, answers.CaseOut)
def apply(data: dict[str, Any]) -> Case:
    """Apply for mediation, or enter a dispute that was brought."""
    return shown(intake.apply(current_call(), **data))


@api.get("/")
@requires(READ)
@api.arguments(schemas.CaseQuery, location="query")
@api.response(200, answers.CaseRow(many=True))
def list_cases(query: dict[str, Any]) -> list[dict[str, Any]]:
    """The caller's cases, newest first."""
    return reading.rows(current_call().scope, query)


@api.get("/<case_id>")
@requires(READ)
@api.response(200, answers.CaseOut)
def show(case_id: str) -> Case:
    """One case."""
    return shown(Case.find(case_id, current_call().scope))


@api.get("/<case_id>/summary")
@requires(READ)
@api.response(200, answers.SummaryOut)
def summarise(case_id: str) -> dict[str, Any]:
    """Its computed figures."""
    return summary(shown(Case.find(case_id, current_call().scope)))


@api.get("/<case_id>/danger")
@requires(ACT_ON_DANGER)
@api.response(200, answers.DangerOut)
def danger(case_id: str) -> Case:
    """How dangerous it is and who was told: for those who must act, never for a party (PM-13)."""
    return shown(Case.find(case_id, current_call().scope))


@api.get("/<case_id>/schedule")
@requires(READ)
@api.response(200, answers.ScheduleOut)
def schedule(case_id: str) -> dict[str, Any]:
    """What is due when, what was done, what is late, and what may be done about it."""
    call = current_call()
    return reading.schedule(shown(Case.find(case_id, call.scope)), call.at)


@api.get("/<case_id>/confirmation")
@requires(READ)
@api.response(200, confirmation_schemas.ReadinessOut)
def confirmation(case_id: str) -> dict[str, Any]:
    """Whether its agreement can be put to judicial confirmation, and where that stands."""
    call = current_call()
    return readiness.readiness(shown(Case.find(case_id, call.scope)), call.at)


@api.get("/<case_id>/repeats")
@requires(MEDIATE)
@api.response(200, answers.RepeatOut(many=True))
def repeats(case_id: str) -> list[dict[str, Any]]:
    """How many disputes each party had before, wherever: the number, never the content."""
    call = current_call()
    return reading.repeats(Case.find(case_id, call.scope), call.at)


@api.get("/<case_id>/limitation-certificate")
@requires(READ)
@api.response(200, answers.CertificateOut)
def certificate(case_id: str) -> dict[str, Any]:
    """When protection was asked for, which interrupts limitation (PM-25)."""
    return reading.certificate(Case.find(case_id, current_call().scope))


@api.get("/<case_id>/appointments.ics")
@requires(READ)
def calendar(case_id: str) -> Response:
    """The appointments as iCalendar; no name of a party is in it."""
    case = Case.find(case_id, current_call().scope)
    return Response(appointments.as_calendar(case), content_type="text/calendar; charset=utf-8")


def declare(
    api: Blueprint, path: str, schema: type[Schema], act: Callable[..., Case], doc: str, policy: Policy
) -> None:
    """Declare `POST /cases/ID/PATH`: one act on a case, with If-Match and Idempotency-Key, answered by the case."""

    def view(data: dict[str, Any], case_id: str) -> Case:
        return shown(act(current_call(), case_id, **data))

    view.__name__ = f"case_{path.replace('/', '_').replace('-', '_')}"
    view.__doc__ = doc
    api.post(f"/<case_id>/{path}")(
        requires(policy, match=True)(
            idempotent(api.arguments(schema)(api.response(200, answers.CaseOut)(view)))
        )
    )


def reopen(call: Call, case_id: str, **data: Any) -> Case:
    """The quarrel came back: the earlier case, linked to a new one that goes on with it."""
    earlier = ending.reopen(call, case_id, **data)
    onward = dataclasses.replace(call, scope=EVERYTHING, expected=None)
    intake.continue_case(onward, earlier, earlier.successor_id)
    return earlier


PARTY_MAY: Policy = MEDIATE | {Role.PARTY: Reach.OWN}
Acts = list[tuple[str, type[Schema], Callable[..., Case], str, Policy]]
_ACTS: Acts = [
    ("concerns", schemas.ConcernsIn, intake.note_concerns, "What has come to light.", MEDIATE),
    ("reports", schemas.ReportIn, intake.report, "Police or the competent office was told.", MEDIATE),
    ("accept", schemas.AcceptIn, intake.accept, "Accept the dispute.", MEDIATE),
    ("refuse", schemas.RefusalIn, intake.refuse, "Do not accept it; say why and where to go.", MEDIATE),
    ("consents", schemas.ConsentIn, consents.answer_consent, "A party's answer to mediation.", PARTY_MAY),
    (
        "rights-notices",
        schemas.NoticeIn,
        consents.serve_rights_notice,
        "A party got the rights notice.",
        MEDIATE,
    ),
    (
        "remedies-notices",
        schemas.RemediesIn,
        consents.serve_remedies_notice,
        "A party was told of its other routes.",
        MEDIATE,
    ),
    ("mediators", schemas.AssignIn, consents.assign_mediator, "Assign a mediator.", MEDIATE),
    ("choices", schemas.ChoiceIn, consents.choose_mediator, "A party chooses a mediator.", PARTY_MAY),
    ("partners", schemas.PartnerIn, consents.invite_body, "Mediate jointly with another body.", MEDIATE),
    (
        "petition-extensions",
        schemas.PetitionExtensionIn,
        petitions.extend,
        "More days for a petition, once.",
        MEDIATE,
    ),
    ("objections", schemas.ObjectionIn, consents.change_mediator, "A mediator leaves the case.", PARTY_MAY),
    ("helpers", schemas.HelperIn, consents.invite_helper, "Propose a helper.", MEDIATE),
    (
        "helpers/consents",
        schemas.HelperConsentIn,
        consents.agree_to_helper,
        "A party agrees to a helper.",
        PARTY_MAY,
    ),
    ("sessions", schemas.SessionIn, sessions.log_session, "Log a session.", MEDIATE),
    (
        "sessions/corrections",
        schemas.CorrectionIn,
        sessions.correct_session,
        "Set a record right by a new entry.",
        MEDIATE,
    ),
    (
        "investigations",
        schemas.InvestigationIn,
        inquiring.investigate,
        "Note what somebody said about it.",
        MEDIATE,
    ),
    ("absent-papers", schemas.AbsenceIn, inquiring.note_absence, "Why a paper is not to be had.", MEDIATE),
    ("appointments", schemas.AppointmentIn, sessions.appoint, "Fix the next meeting.", MEDIATE),
    (
        "appointments/cancellations",
        schemas.CancelIn,
        sessions.cancel_appointment,
        "Call a meeting off.",
        MEDIATE,
    ),
    (
        "unavailable",
        schemas.UnavailableIn,
        sessions.cannot_come,
        "Days on which a party can't come.",
        PARTY_MAY,
    ),
    ("suspend", schemas.SuspendIn, ending.suspend, "Suspend the mediation.", MEDIATE),
    ("resume", schemas.ReasonIn, ending.resume, "Go on with it.", MEDIATE),
    ("extensions", schemas.ExtensionIn, ending.extend_limit, "Every party agrees to more time.", MEDIATE),
    ("withdraw", schemas.ReasonIn, ending.withdraw, "Withdraw the application.", PARTY_MAY),
    (
        "agreement",
        agreement_schemas.AgreementIn,
        agreeing.write_agreement,
        "Record what was agreed.",
        MEDIATE,
    ),
    ("agreement/acts", agreement_schemas.ActIn, agreeing.sign, "Record one act of signing.", MEDIATE),
    (
        "performance",
        agreement_schemas.PerformanceIn,
        aftercare.note_performance,
        "Record how far the duties are done.",
        MEDIATE,
    ),
    (
        "performed",
        agreement_schemas.PerformedIn,
        aftercare.perform,
        "A duty, or part of it, was performed.",
        MEDIATE,
    ),
    ("follow-ups", agreement_schemas.FollowUpIn, aftercare.follow_up, "Record a visit or call.", MEDIATE),
    (
        "service-addresses",
        confirmation_schemas.ServiceAddressIn,
        own_acts.confirm_address,
        "A party signs where a court's papers reach it.",
        PARTY_MAY,
    ),
    (
        "confirmation/clearings",
        confirmation_schemas.ClearingIn,
        confirming.clear_finding,
        "Say why a finding of the content check is none.",
        MEDIATE,
    ),
    (
        "confirmation/asks",
        confirmation_schemas.AskIn,
        confirming.ask,
        "A party asks for judicial confirmation, by its own act.",
        PARTY_MAY,
    ),
    (
        "confirmation/supplements",
        Schema,
        confirming.supplement,
        "The papers that the court asked for are complete.",
        MEDIATE,
    ),
    ("terminate", schemas.TerminateIn, ending.terminate, "End a mediation that failed.", MEDIATE),
    ("close", schemas.CloseIn, ending.close, "Close the file.", MEDIATE),
    ("reopen", schemas.ReopenIn, reopen, "The quarrel came back: a new, linked case.", MEDIATE),
]
for _path, _schema, _command, _doc, _policy in _ACTS:
    declare(api, _path, _schema, _command, _doc, _policy)
