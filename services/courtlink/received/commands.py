# SPDX-License-Identifier: Apache-2.0
"""Taking in a pack, and answering it: filed, returned, or refused; each answer goes back to mediation."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from services.courtlink import limits, places
from services.courtlink.case_numbers import CaseNumber
from services.courtlink.courts.rules import must_be_number_of, must_be_of_type
from services.courtlink.limits import figures
from services.courtlink.received import rules
from services.courtlink.received.documents import AttendedSession, GivenAnswer, ReceivedCase, ReceivedParty
from services.courtlink.received.rules import Answer, Refusal, Route, State
from services.courtlink.referrals.documents import Referral
from shared.calendar import local_date
from shared.call import Call, command
from shared.contracts.courtlink import HandoverAnswered
from shared.contracts.mediation import HandoverMade
from shared.errors import NotFound, RuleBroken
from shared.mongo import collection
from shared.regions import regions


@command
def take_in(call: Call, made: HandoverMade) -> ReceivedCase:
    """A pack came: a new one, or the completed version of one that was returned (CPL art 126: seven days to answer).

    A version that is known or older changes nothing. Raises RuleBroken `unknown_court`.
    """
    try:
        case = ReceivedCase.load(made.handover_id, call)
    except NotFound:
        case = ReceivedCase(
            id=made.handover_id,
            case_id=made.case_id,
            within=places.court_path(made.court_code),
            **_content(made, call),
        ).begin(call)
        _must_answer(case, call)
        return case.create()
    if not rules.takes(State(case.state), known=case.pack, pack=made.pack, refused_for=case.refused_for):
        return case
    for name, value in _content(made, call).items():
        setattr(case, name, value)
    case.state = State.WAITING
    limits.meet(case.limits, call.at, rules.ANSWER, rules.COMPLETE)
    _must_answer(case, call)
    return case.store()


def _must_answer(case: ReceivedCase, call: Call) -> None:
    case.limits.append(
        limits.start(
            rules.ANSWER,
            local_date(call.at),
            days=rules.ANSWER_WITHIN_DAYS,
            warn_days=figures().answer_warn_days,
        )
    )


def _content(made: HandoverMade, call: Call) -> dict[str, Any]:
    """The fields of one version."""
    return {
        "pack": made.pack,
        "court_code": made.court_code,
        "court_name": regions().court(made.court_code).name,
        "body_name": made.body_name,
        "place": made.place,
        "category": made.category,
        "made_at": made.made_at,
        "landed_at": call.at,
        "ended_on": made.ended_on,
        "reason": made.reason,
        "parties": [
            ReceivedParty(
                ref=one.ref,
                role=one.role,
                kind=one.kind,
                count=one.count,
                wishes_to_sue=one.wishes_to_sue,
                name=one.name,
                phone=one.sealed_phone,
                address=one.sealed_address,
            )
            for one in made.parties
        ],
        "undisputed_facts": list(made.undisputed_facts),
        "in_dispute": made.in_dispute_text,
        "attendance": [
            AttendedSession(result=one.result, present=list(one.present)) for one in made.attendance
        ],
    }


@command
def file(call: Call, case_id: str, *, number: str, on: date | None = None) -> ReceivedCase:
    """The clerk files the case under its new number.

    Raises RuleBroken: pack_answered, case_number_unreadable, number_of_another_court, number_of_a_later_year,
    number_of_wrong_type, number_already_used, date_in_future, date_too_early.
    """
    read = CaseNumber.read(number)
    case, day = _load(call, case_id, on)
    must_be_number_of(read, case.court_code, day)
    must_be_of_type(read, fits=read.first_instance)
    _must_be_free(read, case)
    return _answer(case, call, Answer.FILE, day, number=str(read))


def _must_be_free(number: CaseNumber, case: ReceivedCase) -> None:
    """The number is not that of another filed pack, nor of a referral with other parties.

    Raises RuleBroken `number_already_used`.
    """
    names = {party.name for party in case.parties if party.name}
    other = collection(Referral).find_one(
        {"number": str(number), "court_code": case.court_code}, {"names": 1}
    )
    filed = collection(ReceivedCase).find_one({"answers.number": str(number), "_id": {"$ne": case.id}})
    if filed or (other and names and names.isdisjoint(other["names"])):
        raise RuleBroken("number_already_used", field="number", number=str(number))


@command
def send_back(
    call: Call, case_id: str, *, missing: Sequence[str], words: str = "", on: date | None = None
) -> ReceivedCase:
    """The clerk returns the pack, says what is missing, and by when it is wanted (INT art 208).

    Raises RuleBroken: pack_answered, date_in_future, date_too_early.
    """
    case, day = _load(call, case_id, on)
    limit = limits.start(
        rules.COMPLETE,
        local_date(call.at),
        days=figures().complete_pack_days,
        warn_days=figures().complete_warn_days,
    )
    case.limits.append(limit)
    by = limit.end or limit.raw_end
    return _answer(case, call, Answer.RETURN, day, missing=list(missing), words=words, by=by)


@command
def refuse(
    call: Call,
    case_id: str,
    *,
    reason: Refusal,
    words: str,
    routes: Sequence[Route],
    on: date | None = None,
) -> ReceivedCase:
    """The court does not file the case: the reason, and where the parties may go (CPL arts 122, 127).

    Raises RuleBroken: pack_answered, route_needed, completion_runs, not_completed_unfit, date_in_future, date_too_early.
    """
    rules.must_show_a_way(routes)
    case, day = _load(call, case_id, on)
    complete_by = case.complete_by.end if case.complete_by else None
    rules.may_refuse_for(reason, State(case.state), complete_by=complete_by, today=local_date(call.at))
    return _answer(case, call, Answer.REFUSE, day, reason=reason, words=words, routes=list(routes))


def _load(call: Call, case_id: str, on: date | None) -> tuple[ReceivedCase, date]:
    case = ReceivedCase.load(case_id, call)
    today = local_date(call.at)
    day = on or today
    rules.must_follow(day, after=local_date(case.landed_at), today=today)
    return case, day


def _answer(case: ReceivedCase, call: Call, answer: Answer, day: date, **facts: Any) -> ReceivedCase:
    case.state = rules.answered(answer, State(case.state))
    given = GivenAnswer(pack=case.pack, answer=answer, on=day, at=call.at, **facts)
    case.answers.append(given)
    met = (rules.ANSWER,) if answer is Answer.RETURN else (rules.ANSWER, rules.COMPLETE)
    limits.meet(case.limits, call.at, *met)
    case.record(
        HandoverAnswered(
            handover_id=case.id,
            pack=case.pack,
            answer=str(answer),
            on=day,
            court_name=case.court_name,
            number=given.number,
            missing=tuple(given.missing),
            reason=given.reason,
            reason_text=given.words,
            routes=tuple(given.routes),
            by=given.by,
        )
    )
    return case.store()
