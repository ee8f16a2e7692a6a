# SPDX-License-Identifier: Apache-2.0
"""The JSON API of cases: parse, command, dump."""

import dataclasses
from typing import Any

from flask import Response
from flask_smorest import Blueprint
from marshmallow import Schema

from services.mediation.cases import (
    aftercare,
    aftercare_answers,
    agreeing,
    agreement_schemas,
    answers,
    appointments,
    confirmation_schemas,
    confirming,
    consents,
    correcting,
    ending,
    inquiring,
    intake,
    leading,
    own_acts,
    petitions,
    posting,
    readiness,
    reading,
    schemas,
    sessions,
)
from services.mediation.cases.documents import Case
from services.mediation.cases.frame import danger_of, frame_of
from services.mediation.cases.summary import summary
from services.mediation.sampling.reading import readings_of
from shared.access import EVERYTHING, Policy, Reach, Role, reach_of
from shared.call import Call
from shared.web.acts import acts
from shared.web.calls import current_call, requires
from shared.web.etags import shown
from shared.web.idempotency import idempotent

api = Blueprint("cases", __name__, url_prefix="/cases", description="纠纷")

# For a court a case of mediation is not there, the same as one that never was (CT-23, scenario S07).
COURT_SEES_NOTHING: Policy = {Role.JUDGE: Reach.NONE, Role.COURT_CLERK: Reach.NONE}
MEDIATE: Policy = {Role.MEDIATOR: Reach.OWN, Role.DIRECTOR: Reach.SEAT} | COURT_SEES_NOTHING
APPLY: Policy = MEDIATE | {Role.PARTY: Reach.OWN, Role.GRID_WORKER: Reach.OWN}
READ: Policy = MEDIATE | {Role.PARTY: Reach.OWN, Role.GRID_WORKER: Reach.OWN}
# Who watches over bodies sees the frame of a case, never its content (PV-20).
WATCH: Policy = {
    Role.COUNTY_SUPERVISOR: Reach.PLACE,
    Role.CITY_SUPERVISOR: Reach.PLACE,
    Role.SECRETARY: Reach.PLACE,
}
LOOK: Policy = READ | WATCH
ACT_ON_DANGER: Policy = MEDIATE | WATCH


@api.post("/")
@requires(APPLY)
@idempotent
@api.arguments(schemas.CaseIn)
@api.response(201, answers.CaseOut)
def apply(data: dict[str, Any]) -> Case:
    """Apply for mediation, or enter a dispute that was brought."""
    return shown(intake.apply(current_call(), **data))


@api.get("/")
@requires(LOOK)
@api.arguments(schemas.CaseQuery, location="query")
@api.response(200, answers.CaseRow(many=True))
def list_cases(query: dict[str, Any]) -> list[dict[str, Any]]:
    """The caller's cases, newest first. By a party's name only those are found whose content the caller may read."""
    call = current_call()
    return reading.rows(call.scope, query, by_name=reach_of(call.actor, READ))


def mediates(call: Call, case: Case) -> bool:
    """Whether the caller mediates the case or directs its body; its parties and who reported it read less (PV-09)."""
    return reach_of(call.actor, MEDIATE).admits(case.within, case.people)


def reads(call: Call, case: Case) -> bool:
    """Whether the caller may read the content of the case, or sees its frame only (PV-20)."""
    return reach_of(call.actor, READ).admits(case.within, case.people)


@api.get("/<case_id>")
@requires(LOOK)
@api.response(200, answers.CaseOut)
def show(case_id: str) -> Case | dict[str, Any]:
    """One case; who only watches over the body gets its frame: numbers, kinds, states and limits, no names, no words."""
    call = current_call()
    case = shown(Case.find(case_id, call.scope))
    return case if reads(call, case) else frame_of(case)


@api.get("/<case_id>/readings")
@requires(MEDIATE)
@api.response(200, answers.ReadingOut(many=True))
def readings(case_id: str) -> list[dict[str, Any]]:
    """Which supervisor read it as part of a sample, when and why; and who asked for the parties' contacts (PV-11, PV-20)."""
    return readings_of(Case.find(case_id, current_call().scope).id)


@api.get("/<case_id>/summary")
@requires(LOOK)
@api.response(200, answers.SummaryOut)
def summarise(case_id: str) -> dict[str, Any]:
    """Its computed figures."""
    return summary(shown(Case.find(case_id, current_call().scope)))


@api.get("/<case_id>/danger")
@requires(ACT_ON_DANGER)
@api.response(200, answers.DangerOut)
def danger(case_id: str) -> Case | dict[str, Any]:
    """How dangerous it is and who was told: for those who must act, never for a party (PM-13)."""
    call = current_call()
    case = shown(Case.find(case_id, call.scope))
    return case if reads(call, case) else danger_of(case)


@api.get("/<case_id>/schedule")
@requires(READ)
@api.response(200, aftercare_answers.ScheduleOut)
def schedule(case_id: str) -> dict[str, Any]:
    """What is due when, what was done, what is late, and what may be done about it."""
    call = current_call()
    return reading.schedule(shown(Case.find(case_id, call.scope)), call.at)


@api.get("/<case_id>/aftercare")
@requires(MEDIATE)
@api.response(200, aftercare_answers.AftercareOut)
def show_aftercare(case_id: str) -> Case:
    """What was performed, what was noted of it, and the visits."""
    return shown(Case.find(case_id, current_call().scope))


@api.get("/<case_id>/confirmation")
@requires(READ)
@api.response(200, confirmation_schemas.ReadinessOut)
def confirmation(case_id: str) -> dict[str, Any]:
    """Whether its agreement can be put to judicial confirmation, and where that stands."""
    call = current_call()
    return readiness.readiness(shown(Case.find(case_id, call.scope)), call.at)


@api.get("/<case_id>/board")
@requires(MEDIATE)
@api.response(200, answers.BoardOut)
def board(case_id: str) -> dict[str, Any]:
    """Whether it may go on the star board before it fails, for which grounds, and what bars it (SB-01)."""
    return posting.outlook(shown(Case.find(case_id, current_call().scope)))


@api.get("/<case_id>/told")
@requires(MEDIATE)
@api.response(200, answers.ToldOut(many=True))
def list_told(case_id: str) -> list[Any]:
    """What each party answered and was told, one entry each time, with the device's time beside the server's."""
    return list(Case.find(case_id, current_call().scope).told)


@api.get("/<case_id>/investigations")
@requires(MEDIATE)
@api.response(200, answers.InvestigationOut(many=True))
def list_investigations(case_id: str) -> list[Any]:
    """What people who were asked said about it."""
    return list(Case.find(case_id, current_call().scope).investigations)


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


def reopen(call: Call, case_id: str, **data: Any) -> Case:
    """The quarrel came back: the earlier case, linked to a new one that goes on with it."""
    earlier = ending.reopen(call, case_id, **data)
    onward = dataclasses.replace(call, scope=EVERYTHING, expected=None)
    intake.continue_case(onward, earlier, earlier.successor_id)
    return earlier


PARTY_MAY: Policy = MEDIATE | {Role.PARTY: Reach.OWN}

act = acts(api, "/<case_id>", answers.CaseOut, shown)
act("concerns", MEDIATE, schemas.ConcernsIn, intake.note_concerns)
act("reports", MEDIATE, schemas.ReportIn, intake.report)
act("accept", MEDIATE, schemas.AcceptIn, intake.accept)
act("refuse", MEDIATE, schemas.RefusalIn, intake.refuse)
act("consents", PARTY_MAY, schemas.ConsentIn, consents.answer_consent)
act("rights-notices", MEDIATE, schemas.NoticeIn, consents.serve_rights_notice)
act("remedies-notices", MEDIATE, schemas.RemediesIn, consents.serve_remedies_notice)
act("mediators", MEDIATE, schemas.AssignIn, consents.assign_mediator)
act("choices", PARTY_MAY, schemas.ChoiceIn, consents.choose_mediator)
act("partners", MEDIATE, schemas.PartnerIn, consents.invite_body)
act("lead", MEDIATE, schemas.LeadIn, leading.offer_lead)
act("lead/answer", MEDIATE, schemas.LeadAnswerIn, leading.answer_lead)
act("petition-extensions", MEDIATE, schemas.PetitionExtensionIn, petitions.extend)
act("objections", PARTY_MAY, schemas.ObjectionIn, consents.change_mediator)
act("parties/details", MEDIATE, schemas.PartyDetailsIn, correcting.correct_party)
act("helpers", MEDIATE, schemas.HelperIn, consents.invite_helper)
act("helpers/consents", PARTY_MAY, schemas.HelperConsentIn, consents.agree_to_helper)
act("sessions", MEDIATE, schemas.SessionIn, sessions.log_session)
act("sessions/corrections", MEDIATE, schemas.CorrectionIn, sessions.correct_session)
act("investigations", MEDIATE, schemas.InvestigationIn, inquiring.investigate)
act("absent-papers", MEDIATE, schemas.AbsenceIn, inquiring.note_absence)
act("appointments", MEDIATE, schemas.AppointmentIn, sessions.appoint)
act("appointments/cancellations", MEDIATE, schemas.CancelIn, sessions.cancel_appointment)
act("unavailable", PARTY_MAY, schemas.UnavailableIn, sessions.cannot_come)
act("suspend", MEDIATE, schemas.SuspendIn, ending.suspend)
act("resume", MEDIATE, schemas.ReasonIn, ending.resume)
act("extensions", MEDIATE, schemas.ExtensionIn, ending.extend_limit)
act("withdraw", PARTY_MAY, schemas.ReasonIn, ending.withdraw)
act("agreement", MEDIATE, agreement_schemas.AgreementIn, agreeing.write_agreement)
act("agreement/acts", MEDIATE, agreement_schemas.ActIn, agreeing.sign)
act("performance", MEDIATE, agreement_schemas.PerformanceIn, aftercare.note_performance)
act("performed", MEDIATE, agreement_schemas.PerformedIn, aftercare.perform)
act("follow-ups", MEDIATE, agreement_schemas.FollowUpIn, aftercare.follow_up)
act("service-addresses", PARTY_MAY, confirmation_schemas.ServiceAddressIn, own_acts.confirm_address)
act("confirmation/clearings", MEDIATE, confirmation_schemas.ClearingIn, confirming.clear_finding)
act("confirmation/asks", PARTY_MAY, confirmation_schemas.AskIn, confirming.ask)
act("confirmation/asks/taken-back", PARTY_MAY, confirmation_schemas.TakeBackIn, confirming.take_back)
act("confirmation/supplements", MEDIATE, Schema, confirming.supplement)
act("board", MEDIATE, schemas.PutForwardIn, posting.put_forward)
act("terminate", MEDIATE, schemas.TerminateIn, ending.terminate)
act("close", MEDIATE, schemas.CloseIn, ending.close)
act("reopen", MEDIATE, schemas.ReopenIn, reopen)
