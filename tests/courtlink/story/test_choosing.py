# SPDX-License-Identifier: Apache-2.0
"""Before a case leaves the court: asked, chosen, appointed, sent back (CT-01, CT-04 to CT-07)."""

from typing import Any

from tests.courtlink.court import COURT, Court, at
from tests.hall import Hall


def test_the_parties_are_asked_choose_within_two_working_days_or_the_court_appoints_within_three(
    court: Court, hall: Hall
) -> None:
    at("2026-04-30T09:00")
    asked = court.refer(body_id=None, consented=["A"], referred_on="2026-04-30")
    assert asked.seen["state"] == "asking"
    assert asked.refused("choice", body_id=court.body, by=["A", "B"]) == "step_not_open"

    asked.act("consents", ref="B", answer="agreed")
    assert (asked.seen["state"], asked.seen["choose_by"]) == ("choosing", "2026-05-07")  # Labour Day between
    assert asked.refused("choice", body_id=court.body, by=["A"]) == "choice_not_joint"
    hall.town.tick(at("2026-05-07T23:59"))
    assert asked.again()["state"] == "choosing"
    hall.town.tick(at("2026-05-08T00:00"))

    assert (asked.again()["state"], asked.seen["appoint_by"]) == (
        "appointing",
        "2026-05-11",
    )  # Saturday 9 May works
    assert asked.refused("choice", body_id=court.body, by=["A", "B"]) == "step_not_open"
    assert ("to_decide", asked.seen["number"]) in court.desk()
    asked.act("appointment", body_id=court.body)
    hall.town.deliver(times=3)
    assert court.case(asked).seen["state"] == "applied"


def test_both_parties_choose_several_mediators_and_who_leads(court: Court, hall: Hall) -> None:
    chosen = court.refer(body_id=None)
    both = [hall.ids["mediator"], hall.ids["second"]]
    choice: dict[str, Any] = {"body_id": court.body, "by": ["A", "B"], "mediators": both}

    assert chosen.refused("choice", **choice) == "lead_needed"
    chosen.act("choice", **choice, lead=both[1])
    hall.town.deliver(times=3)
    case = court.case(chosen)
    case.act("referral/accept")

    assert sorted(case.seen["mediators"]) == sorted(both)
    assert case.seen["referral"]["lead"] == both[1]
    hall.town.deliver(times=3)
    assert sorted(chosen.again()["staff"]) == ["mediator调解员", "second调解员"]


def test_the_parties_may_ask_the_court_to_appoint_before_their_time_is_over(court: Court) -> None:
    asked = court.refer(body_id=None)

    asked.act("appointment-request")

    assert (asked.seen["state"], asked.seen["appoint_by"]) == ("appointing", "2026-05-25")


def test_one_refusal_ends_the_question_and_frees_the_number(court: Court, hall: Hall) -> None:
    asked = court.refer(body_id=None, consented=["A"])

    asked.act("consents", ref="B", answer="refused")

    assert asked.seen["state"] == "not_consented"
    paper = court.paper(number=asked.seen["number"])
    assert hall.post("courtlink", "judge", "/referrals/", paper).status_code == 201


def test_ct04_a_request_before_filing_goes_back_with_the_way_that_is_right(court: Court, hall: Hall) -> None:
    old = {"referred_on": "2024-12-30", "body_id": None, "consented": ["A"]}
    asked = court.refer(number=f"(2024){COURT}民诉前调941号", **old)

    assert asked.refused("request-return", ground="outside_competence") == "route_needed"
    for wrong in (None, COURT):
        assert (
            asked.refused("request-return", ground="wrong_court", right_court=wrong) == "right_court_needed"
        )
    unknown = asked.tried("request-return", ground="wrong_court", right_court="鲁9999")
    assert unknown.json["code"] == "unknown_court"
    asked.act("request-return", ground="outside_competence", routes=["arbitration"], words="先申请劳动仲裁。")

    assert (asked.seen["state"], asked.seen["sent_back"]["routes"]) == ("sent_back", ["arbitration"])
    assert asked.refused("consents", ref="B", answer="agreed") == "step_not_open"
    assert asked.refused("request-return", ground="not_online") == "step_not_open"
    again = hall.post("courtlink", "judge", "/referrals/", court.paper(number=asked.seen["number"], **old))
    assert again.status_code == 201  # the number is free
    filed = court.refer(body_id=None, consented=["A"])
    assert filed.refused("request-return", ground="not_online") == "filed_already"
