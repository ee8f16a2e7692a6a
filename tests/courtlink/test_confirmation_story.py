# SPDX-License-Identifier: Apache-2.0
"""An agreement on its way through judicial confirmation, over real documents, with events delivered three times."""

import functools
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest

from services.courtlink.confirmations import commands, enforcing, examining, objecting
from services.courtlink.confirmations.documents import Confirmation
from services.courtlink.confirmations.review import Check, Lapse
from services.courtlink.confirmations.rules import Channel, NotTaken, Receipt, Rejection, State, Step
from shared import audit, clock
from shared.access import EVERYTHING, Actor, Scope
from shared.contracts.courtlink import ConfirmationDecided
from shared.contracts.mediation import Applicant, CaseSettled, ConfirmationRequested, SettledTerm
from shared.errors import NotFound, RuleBroken
from shared.mongo import collection
from tests.courtlink.conftest import CLERK, JUDGE, Mediation, a_call

BOTH = ["A", "B"]
NUMBER = "(2026)鲁1324民特8号"
PEOPLE = [{"ref": ref, "name": f"当事人{ref}"} for ref in BOTH]
Put = Callable[[str], datetime]


def settled(**change: Any) -> CaseSettled:
    facts: dict[str, Any] = {
        "case_id": "case-1",
        "file_number": "(2026)长新村人调字第3号",
        "body_name": "长新村人民调解委员会",
        "place": "371324109260",
        "form": "written",
        "effective_on": date(2026, 3, 10),
        "in_suit": False,
        "confirmable": True,
        "party_count": 2,
        "terms": (
            SettledTerm(kind="payment", who="B", to="A", what="赔偿6000元", due_on=date(2026, 6, 30)),
            SettledTerm(kind="act", who="B", to="A", what="院墙后移40厘米"),
        ),
    }
    return CaseSettled(**facts | change)


def apply(
    actor: Actor = CLERK, channel: Channel = Channel.COUNTER, applicants: list[str] = BOTH, **paper: Any
) -> Confirmation:
    return commands.apply(
        a_call(actor),
        "case-1",
        applicants=applicants,
        channel=channel,
        receipt=Receipt(**paper),
        people=PEOPLE,
    )


def requested(**change: Any) -> ConfirmationRequested:
    """Both parties asked online, the last one now."""
    facts: dict[str, Any] = {
        "case_id": "case-1",
        "agreement": 1,
        "requested_at": clock.now(),
        "court_code": "鲁1324",
        "court_ground": "body",
        "applicants": tuple(Applicant(ref=ref, name=f"当事人{ref}", kind="person") for ref in BOTH),
    }
    return ConfirmationRequested(**facts | change)


def hear() -> None:
    """The judge hears both; all is in order."""
    examining.examine(a_call(JUDGE), "case-1", present=BOTH, in_order=list(Check), papers_complete=True)


def found() -> Confirmation:
    return Confirmation.find("case-1", EVERYTHING)


def told() -> list[tuple[str, str]]:
    raw = collection(Confirmation).find_one({"_id": "case-1"}) or {}
    decided = [event["data"] for event in raw["outbox"] if event["type"] == ConfirmationDecided.TYPE]
    return [(data["result"], data["decided_on"]) for data in decided]


def test_an_agreement_is_offered_confirmation_at_the_court_of_its_place(
    mediation: Mediation, at: Put
) -> None:
    at("2026-03-10 10:00")

    mediation.tells(settled())

    offer = found()
    assert (offer.state, offer.version) == (State.OFFERED, 1)
    assert (offer.court_code, offer.court_name) == ("鲁1324", "兰陵县人民法院")
    assert (offer.raw_last_day, offer.last_day) == (date(2026, 4, 9), date(2026, 4, 9))
    assert {"鲁1324", "371324", "371324109260"} <= set(offer.within)
    assert offer.enforce_until is None


def test_an_agreement_within_a_suit_is_offered_none(mediation: Mediation) -> None:
    mediation.tells(settled(in_suit=True))

    with pytest.raises(NotFound):
        found()


def test_day_thirty_yes(mediation: Mediation, at: Put) -> None:
    mediation.tells(settled())
    at("2026-04-09 23:50")
    request = requested()

    at("2026-04-12 08:00")  # it was on its way for two days: the moment of the last act counts
    mediation.tells(request)

    assert found().state == State.APPLIED
    assert found().current.applied_on == date(2026, 4, 9)
    assert found().current.take_by == date(2026, 4, 15)


@pytest.mark.parametrize(
    ("actor", "channel", "paper"),
    [
        (JUDGE, Channel.COUNTER, {}),
        (CLERK, Channel.COUNTER, {}),
        (CLERK, Channel.COUNTER, {"received_on": date(2026, 4, 10)}),
        (CLERK, Channel.POST, {"posted_on": date(2026, 4, 10)}),
    ],
)
def test_day_thirty_one_no_for_anybody_on_any_channel(
    mediation: Mediation, at: Put, actor: Actor, channel: Channel, paper: dict[str, Any]
) -> None:
    mediation.tells(settled())
    at("2026-04-10 00:00:01")

    with pytest.raises(RuleBroken) as refused:
        apply(actor, channel, **paper)

    assert (refused.value.code, refused.value.details) == (
        "past_confirmation_limit",
        {"last_day": date(2026, 4, 9)},
    )
    assert (found().version, found().applications) == (1, [])


def test_what_was_posted_in_time_is_in_time_when_it_arrives_later(mediation: Mediation, at: Put) -> None:
    mediation.tells(settled())
    at("2026-04-13 10:00")

    apply(CLERK, Channel.POST, posted_on=date(2026, 4, 9), received_on=date(2026, 4, 13))

    current = found().current
    assert (current.applied_on, current.received_on) == (date(2026, 4, 9), date(2026, 4, 13))
    assert current.take_by == date(2026, 4, 16)


def test_the_counter_closes_and_online_goes_on(mediation: Mediation, at: Put) -> None:
    mediation.tells(settled(effective_on=date(2026, 8, 31)))
    at("2026-09-30 17:40")

    with pytest.raises(RuleBroken, match="counter_closed"):
        apply(CLERK, Channel.COUNTER)

    mediation.tells(requested())
    assert found().state == State.APPLIED


def test_one_party_alone_is_refused(mediation: Mediation, at: Put) -> None:
    mediation.tells(settled())
    at("2026-04-05 09:00")

    with pytest.raises(RuleBroken, match="joint_application_needed"):
        apply(applicants=["A"])
    with pytest.raises(RuleBroken, match="name_needed"):
        commands.apply(
            a_call(CLERK),
            "case-1",
            applicants=BOTH,
            channel=Channel.COUNTER,
            receipt=Receipt(),
            people=PEOPLE[:1],
        )


def test_an_old_paper_is_judged_by_its_own_date(mediation: Mediation) -> None:
    mediation.tells(settled(effective_on=date(2023, 7, 28), terms=()))

    apply(CLERK, Channel.COUNTER, received_on=date(2023, 7, 28))
    examining.take(a_call(CLERK), "case-1", taken=True, on=date(2023, 7, 28))
    examining.examine(
        a_call(JUDGE),
        "case-1",
        present=BOTH,
        in_order=list(Check),
        papers_complete=True,
        on=date(2023, 7, 28),
    )
    examining.decide(
        a_call(JUDGE), "case-1", Step.CONFIRM, on=date(2023, 7, 28), number="（2023）鲁1324诉前调确012号"
    )

    assert (found().state, found().current.decision.number) == (State.CONFIRMED, "(2023)鲁1324诉前调确12号")
    assert told() == [("confirmed", "2023-07-28")]


def test_a_year_that_is_not_announced_is_an_error_only_where_the_answer_hangs_on_it(
    mediation: Mediation, at: Put
) -> None:
    mediation.tells(settled(effective_on=date(2039, 12, 20)))
    assert (found().raw_last_day, found().last_day) == (date(2040, 1, 19), None)

    at("2040-01-19 12:00")
    with pytest.raises(RuleBroken, match="calendar_missing"):
        apply()

    at("2040-01-18 12:00")
    assert apply().state == State.APPLIED


def test_from_application_to_enforcement(mediation: Mediation, at: Put) -> None:
    mediation.tells(settled())
    at("2026-03-20 09:00")
    apply()
    assert found().current.court_ground == "body"

    at("2026-03-21 09:00")
    examining.take(a_call(CLERK), "case-1", taken=True)
    assert found().current.decide_by == date(2026, 4, 20)
    at("2026-03-30 09:00")
    hear()
    with pytest.raises(RuleBroken, match="number_needed"):
        examining.decide(a_call(JUDGE), "case-1", Step.CONFIRM)
    examining.decide(a_call(JUDGE), "case-1", Step.CONFIRM, number=NUMBER)
    objecting.serve(a_call(CLERK), "case-1", ref="A")
    with pytest.raises(RuleBroken, match="ruling_not_served"):
        enforcing.note_application(a_call(CLERK), "case-1", ref="A")
    objecting.serve(a_call(CLERK), "case-1", ref="B")
    with pytest.raises(RuleBroken, match="nothing_due_yet"):
        enforcing.note_application(a_call(CLERK), "case-1", ref="A")

    assert (found().state, found().enforce_until) == (State.CONFIRMED, date(2028, 6, 30))
    assert told() == [("confirmed", "2026-03-30")]
    at("2026-07-02 09:00")
    noted = enforcing.note_application(a_call(CLERK), "case-1", ref="A")
    assert (noted.enforcement_on, noted.enforcement_by) == (date(2026, 7, 2), "A")
    assert told() == [("confirmed", "2026-03-30"), ("enforcement_applied", "2026-07-02")]
    with pytest.raises(RuleBroken, match="step_not_open"):
        enforcing.note_application(a_call(CLERK), "case-1", ref="A")
    raw = collection(Confirmation).find_one({"_id": "case-1"}) or {}
    assert list(audit.faults(raw)) == []


def test_the_others_hear_the_ground_of_a_rejection_as_a_code(mediation: Mediation, at: Put) -> None:
    mediation.tells(settled(confirmable=False, blockers=("unclear_time:1",)))
    at("2026-03-20 09:00")
    assert (found().state, found().blockers, found().findings) == (State.OFFERED, [], ["unclear_time:1"])
    apply()
    examining.take(a_call(CLERK), "case-1", taken=True)

    with pytest.raises(RuleBroken, match="ground_needed"):
        examining.decide(a_call(JUDGE), "case-1", Step.REJECT)
    examining.decide(a_call(JUDGE), "case-1", Step.REJECT, ground=Rejection.UNCLEAR, number=NUMBER)

    assert told() == [("rejected_unclear", "2026-03-20")]
    assert found().enforce_until is None


@pytest.mark.parametrize("blocker", ["title", "status"])
def test_what_no_court_confirms_is_blocked_with_its_code(mediation: Mediation, at: Put, blocker: str) -> None:
    mediation.tells(settled(confirmable=False, blockers=(blocker,)))
    at("2026-03-20 09:00")

    assert (found().state, found().blockers) == (State.BLOCKED, [blocker])
    with pytest.raises(RuleBroken) as refused:
        apply()
    assert refused.value.details == {"blockers": blocker}


def test_what_a_court_declined_since_the_body_is_not_its_own_loses_no_day(
    mediation: Mediation, at: Put
) -> None:
    mediation.tells(settled())
    at("2026-04-07 09:00")
    apply()
    at("2026-04-13 09:00")
    examining.take(a_call(JUDGE), "case-1", taken=False, ground=NotTaken.NOT_OWN_BODY)

    assert told() == [("not_taken_not_own_body", "2026-04-13")]
    assert (found().raw_last_day, found().last_day) == (date(2026, 4, 15), date(2026, 4, 15))

    at("2026-04-15 22:00")
    mediation.tells(requested(court_code="鲁1302", court_ground="party_home"))

    assert [application.court_code for application in found().applications] == ["鲁1324", "鲁1302"]
    other = a_call(CLERK, scope=Scope(frozenset({"鲁1302"})))
    assert examining.take(other, "case-1", taken=True).state == State.TAKEN


def test_of_several_courts_the_first_to_take_it_has_it(mediation: Mediation, at: Put) -> None:
    mediation.tells(settled())
    at("2026-03-20 09:00")
    apply()
    mediation.tells(requested(court_code="鲁1302", court_ground="body"))
    assert found().waits_at == ["鲁1324", "鲁1302"]

    other = a_call(CLERK, scope=Scope(frozenset({"鲁1302"})))
    examining.take(other, "case-1", taken=True)

    assert found().current.court_code == "鲁1302"
    assert found().applications[0].acceptance.ground == NotTaken.FILED_ELSEWHERE
    with pytest.raises(RuleBroken, match="step_not_open"):
        examining.take(a_call(CLERK), "case-1", taken=True)


@pytest.mark.parametrize(
    ("result", "code"), [(Step.WITHDRAW, "withdrawn"), (Step.TREAT_AS_WITHDRAWN, "treated_withdrawn")]
)
def test_an_application_can_end_without_a_ruling(
    mediation: Mediation, at: Put, result: Step, code: str
) -> None:
    mediation.tells(settled())
    at("2026-03-20 09:00")
    apply()

    ground = Lapse.REFUSED_QUESTIONS if result is Step.TREAT_AS_WITHDRAWN else None
    examining.decide(a_call(JUDGE), "case-1", result, ground=ground)

    assert (found().state, told()) == (code, [(code, "2026-03-20")])


def test_no_step_can_be_jumped_repeated_or_dated_before_the_one_before(mediation: Mediation, at: Put) -> None:
    mediation.tells(settled())
    at("2026-03-20 09:00")

    with pytest.raises(RuleBroken, match="step_not_open"):
        examining.take(a_call(CLERK), "case-1", taken=True)
    with pytest.raises(RuleBroken, match="step_not_open"):
        examining.decide(a_call(JUDGE), "case-1", Step.CONFIRM)
    apply()
    with pytest.raises(RuleBroken, match="step_not_open"):
        apply()
    with pytest.raises(RuleBroken, match="date_too_early"):
        examining.take(a_call(CLERK), "case-1", taken=True, on=date(2026, 3, 19))
    with pytest.raises(RuleBroken, match="date_in_future"):
        examining.take(a_call(CLERK), "case-1", taken=True, on=date(2026, 3, 21))

    assert (found().state, found().version) == (State.APPLIED, 2)


def test_no_two_rulings_have_one_number(mediation: Mediation, at: Put) -> None:
    mediation.tells(settled(), settled(case_id="case-2"))
    at("2026-03-20 09:00")
    for key in ("case-1", "case-2"):
        commands.apply(
            a_call(CLERK), key, applicants=BOTH, channel=Channel.COUNTER, receipt=Receipt(), people=PEOPLE
        )
        examining.take(a_call(CLERK), key, taken=True)
    reject = functools.partial(examining.decide, a_call(JUDGE), result=Step.REJECT, ground=Rejection.UNCLEAR)

    reject(confirmation_id="case-1", number=NUMBER)
    with pytest.raises(RuleBroken, match="number_already_used"):
        reject(confirmation_id="case-2", number=NUMBER)


def test_a_repeated_or_second_application_is_one(mediation: Mediation, at: Put) -> None:
    mediation.tells(settled())
    at("2026-03-20 09:00")
    call = a_call(CLERK, "key-1")

    for _ in range(3):
        commands.apply(
            call, "case-1", applicants=BOTH, channel=Channel.COUNTER, receipt=Receipt(), people=PEOPLE
        )
    mediation.tells(requested())
    examining.take(a_call(CLERK), "case-1", taken=True)
    mediation.tells(requested())

    assert (len(found().applications), found().state) == (1, State.TAKEN)


def test_a_party_reaches_its_own_and_no_other(mediation: Mediation, at: Put) -> None:
    mediation.tells(settled(people=("party-1",)))
    at("2026-03-20 09:00")

    assert Confirmation.find("case-1", Scope(person="party-1")).id == "case-1"
    with pytest.raises(NotFound):
        Confirmation.find("case-1", Scope(person="party-2"))
    with pytest.raises(NotFound):
        Confirmation.find("case-1", Scope(frozenset({"鲁1302"})))


def test_an_offer_names_no_party_before_it_applies(mediation: Mediation, at: Put) -> None:
    mediation.tells(settled())
    raw = collection(Confirmation).find_one({"_id": "case-1"}) or {}
    assert "当事人" not in str(raw)

    at("2026-03-20 09:00")
    mediation.tells(requested())

    assert [person.name for person in found().current.people] == ["当事人A", "当事人B"]
