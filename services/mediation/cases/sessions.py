# SPDX-License-Identifier: Apache-2.0
"""Logging sessions, correcting the record by a new entry, and fixing when to meet next."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from services.mediation.cases import meetings, rules
from services.mediation.cases.documents import Case
from services.mediation.cases.logged import entry_id
from services.mediation.cases.meetings import (
    Appointment,
    Attendance,
    Came,
    MeetingRecord,
    Mode,
    Offer,
    Result,
    Unavailable,
)
from services.mediation.cases.own_acts import must_be_own
from services.mediation.cases.parties import may_help, must_be_represented
from services.mediation.cases.preparing import must_be_ready
from services.mediation.cases.suitability import Concern
from services.mediation.limits import limits
from shared.calendar import local_date
from shared.call import Call, command
from shared.errors import RuleBroken


@command
def log_session(
    call: Call,
    /,
    case_id: str,
    *,
    mode: Mode,
    result: Result,
    made_id: UUID | None = None,
    held_on: date | None = None,
    came: Sequence[Mapping[str, Any]] = (),
    offers: Sequence[Mapping[str, Any]] = (),
    record: str = "",
    facts_agreed: Sequence[str] = (),
    safety_checked: bool = False,
    separate_times: bool = False,
    recording_alone: bool = False,
    is_open: bool = False,
    open_agreed: Sequence[str] = (),
    **details: Any,
) -> Case:
    """Log a session. No session before every necessary party consented and got its notice (PM-08, PM-12); one that is
    owed to the folder is logged after the agreement.

    `made_id` is the one that the device gave, so that the same session arrives once. Raises RuleBroken: wrong_state,
    consent_missing, rights_notice_missing, mediator_missing, safety_check_missing, helper_not_agreed,
    representative_missing, open_not_agreed, session_twice, words_of_a_private_talk, date_in_future, date_too_early; in a court's case those of
    `preparing.must_be_ready`.
    """
    case = Case.load(case_id, call)
    state = case.state if case.session_owed else rules.follow("hold_session", case.state)
    meetings.no_private_words(mode, record, offers, facts_agreed)
    _may_be_held(case, mode, safety_checked)
    must_be_ready(case, mode, separate_times=separate_times, recording_alone=recording_alone)
    meetings.may_be_open(is_open, open_agreed, case.refs)
    _who_came(case, came)
    case.must_be_day(held_on)
    session_id = entry_id(call, "session", made_id, case.sessions, twice="session_twice")
    case.sessions.append(
        MeetingRecord(
            id=session_id,
            held_on=held_on,
            mode=str(mode),
            result=str(result),
            came=[Attendance(**one) for one in came],
            offers=[Offer(**one) for one in offers],
            record=record,
            facts_agreed=list(facts_agreed),
            safety_checked=safety_checked,
            separate_times=separate_times,
            recording_alone=recording_alone,
            is_open=is_open,
            open_agreed=list(open_agreed),
            recorded_at=call.at,
            recorded_by=call.actor.id,
            **details,
        )
    )
    case.state = state
    return case.store()


def _may_be_held(case: Case, mode: Mode, safety_checked: bool) -> None:
    rules.may_hold_session(
        [(party.called, party.consent) for party in case.parties],
        [(party.called, bool(party.rights_noticed)) for party in case.parties],
    )
    if not case.mediators:
        raise RuleBroken("mediator_missing")
    meetings.may_meet(mode, violence=Concern.VIOLENCE in case.concerns, safety_checked=safety_checked)
    for party in case.parties:
        must_be_represented(party)


def _who_came(case: Case, came: Sequence[Mapping[str, Any]]) -> None:
    for one in came:
        if one["came_as"] == Came.HELPER:
            may_help(case.helper(one["who"]), case.refs)
        elif one["came_as"] in (Came.PARTY, Came.REPRESENTATIVE):
            case.party(one["who"])


@command
def correct_session(call: Call, case_id: str, *, session: str, record: str) -> Case:
    """Set a record right by a new entry; the first one stays as it was written. Raises RuleBroken `no_such_session`."""
    case = Case.load(case_id, call)
    first = next((one for one in case.sessions if one.id == session), None)
    if first is None:
        raise RuleBroken("no_such_session")
    meetings.no_private_words(Mode(first.mode), record)
    case.sessions.append(
        MeetingRecord(
            id=call.new_id("correction"),
            corrects=session,
            held_on=first.held_on,
            mode=first.mode,
            result=first.result,
            record=record,
            recorded_at=call.at,
            recorded_by=call.actor.id,
        )
    )
    return case.store()


@command
def appoint(
    call: Call, case_id: str, *, at: datetime, mode: Mode, minutes: int = 60, place: str = ""
) -> Case:
    """Fix the next meeting; earlier ones that are still to come are called off.

    Raises RuleBroken: appointment_in_past, appointment_too_far, party_cannot_come.
    """
    case = Case.load(case_id, call)
    if at <= call.at:
        raise RuleBroken("appointment_in_past")
    if at > call.at + timedelta(days=limits().meeting_days):
        raise RuleBroken("appointment_too_far", most=limits().meeting_days, field="at")
    meetings.everybody_can_come(
        local_date(at), case.unavailable, {party.ref: party.called for party in case.parties}
    )
    for earlier in case.appointments:
        if earlier.at > call.at and not earlier.cancelled:
            earlier.cancelled, earlier.sequence = True, earlier.sequence + 1
    case.appointments.append(
        Appointment(id=call.new_id("appointment"), at=at, minutes=minutes, place=place, mode=str(mode))
    )
    return case.store()


@command
def cancel_appointment(call: Call, case_id: str, *, appointment: str) -> Case:
    """Call a meeting off. Raises RuleBroken `no_such_appointment`."""
    case = Case.load(case_id, call)
    for one in case.appointments:
        if one.id == appointment:
            one.cancelled, one.sequence = True, one.sequence + 1
            return case.store()
    raise RuleBroken("no_such_appointment")


@command
def cannot_come(call: Call, case_id: str, *, ref: str, since: date, until: date) -> Case:
    """Note days on which a party can't come. Raises RuleBroken: no_such_party, act_of_another, dates_reversed,
    away_in_past, away_too_long."""
    case = Case.load(case_id, call)
    must_be_own(call, case.party(ref))
    meetings.may_be_away(since, until, local_date(call.at), limits().away_days)
    if not any((one.ref, one.since, one.until) == (ref, since, until) for one in case.unavailable):
        case.unavailable.append(Unavailable(ref=ref, since=since, until=until))
    return case.store()
