# SPDX-License-Identifier: Apache-2.0
"""How both parties ask, in time and at a court that has jurisdiction: S01, S02, CF-01 to CF-05, SP-10."""

from typing import Any

import pytest

from services.courtlink.confirmations.documents import Confirmation
from shared.access import Role
from shared.mongo import collection
from tests.hall import Hall
from tests.mediation.confirmation.parties import (
    COURT,
    OTHER,
    PAY,
    VILLAGE,
    Court,
    agreed,
    ask,
    both_ask,
    effective,
    make_body,
    ready,
)
from tests.mediation.room import at


def test_s01_effect_is_the_last_act_and_day_thirty_is_in_time(hall: Hall, body: str) -> None:
    desk = agreed(hall, body)
    assert desk.case["agreement"]["effective_on"] == "2026-03-10"
    for login in ("wang", "zhao"):
        assert ready(hall, desk, login)["last_day"] == "2026-04-09"

    at("2026-04-05T10:00")
    alone = ask(hall, desk, "wang", "A")
    hall.town.deliver(times=3)
    assert (alone.status_code, ready(hall, desk)["waits_for"]) == (200, ["B"])
    court = Court(hall, desk.case["id"])
    assert court.see()["applications"] == []
    assert court.code("applications", applicants=["A"], channel="counter") == "joint_application_needed"

    at("2026-04-09T23:50")
    assert ask(hall, desk, "zhao", "B").status_code == 200
    at("2026-04-11T09:00")  # the news is late; the act was not
    hall.town.deliver(times=3)

    seen = court.see()
    assert (seen["state"], seen["applications"][0]["applied_on"]) == ("applied", "2026-04-09")
    assert [one["name"] for one in seen["applications"][0]["people"]] == ["王某", "赵某"]


def test_s01_day_thirty_one_is_refused_for_everybody_and_no_button_overrides_it(
    hall: Hall, body: str
) -> None:
    desk = agreed(hall, body)
    at("2026-04-09T23:59:59")
    assert ask(hall, desk, "wang", "A").status_code == 200
    at("2026-04-10T00:00:01")
    late = ask(hall, desk, "zhao", "B")
    hall.town.deliver(times=3)

    assert (late.status_code, late.json["code"]) == (409, "past_confirmation_limit")
    assert [
        word for word in ("三十日", "2026年4月9日", "起诉", "公证") if word not in late.json["detail"]
    ] == []
    court = Court(hall, desk.case["id"])
    for login in ("clerk", "judge"):
        code = court.code("applications", login, applicants=["A", "B"], channel="counter")
        assert code == "past_confirmation_limit"
        page = hall.browser("courtlink", login).get(f"/courtlink/confirmations/{desk.case['id']}")
        assert page.status_code == 200
        assert f"{desk.case['id']}/applications" not in page.text
    assert court.see()["state"] == "expired"
    assert collection(Confirmation).find_one({"_id": desk.case["id"]})["state"] == "offered"  # type: ignore[index]
    assert ready(hall, desk)["expired"] is True


@pytest.mark.parametrize(
    ("effective_on", "raw", "last_day"),
    [
        ("2026-01-31", "2026-03-02", "2026-03-02"),  # over a February of 28 days, not 03-01
        ("2026-09-02", "2026-10-02", "2026-10-08"),  # the raw day lies in the holiday
        ("2026-08-31", "2026-09-30", "2026-09-30"),
    ],
)
def test_s02_month_ends_and_holidays_move_the_last_day_of_both_sides(
    hall: Hall, body: str, effective_on: str, raw: str, last_day: str
) -> None:
    desk = effective(hall, body, effective_on)
    hall.town.deliver(times=3)

    for login in ("mediator", "wang", "zhao"):
        assert ready(hall, desk, login)["last_day"] == last_day
    (clock,) = [one for one in desk.case["clocks"] if one["rule"] == "CF-01"]
    assert (clock["raw_end"], clock["end"]) == (raw, last_day)
    assert Court(hall, desk.case["id"]).see()["last_day"] == last_day


def test_s02_the_counter_closes_and_online_goes_on_until_midnight(hall: Hall, body: str) -> None:
    desk = effective(hall, body, "2026-08-31")
    hall.town.deliver(times=3)
    at("2026-09-30T17:40")
    court = Court(hall, desk.case["id"])

    answer = court.try_act("applications", applicants=["A", "B"], channel="counter")

    assert (answer.status_code, answer.json["code"]) == (409, "counter_closed")
    assert "24:00 前仍可在线申请，请告知当事人" in answer.json["detail"]
    at("2026-09-30T23:59:59")
    both_ask(hall, desk)
    assert court.see()["state"] == "applied"


def test_s02_at_the_counter_half_past_five_is_still_in_time(hall: Hall, body: str) -> None:
    desk = effective(hall, body, "2026-08-31")
    hall.town.deliver(times=3)
    at("2026-09-30T17:29")

    court = Court(hall, desk.case["id"])
    people = [{"ref": "A", "name": "王某"}, {"ref": "B", "name": "赵某"}]
    court.act("applications", applicants=["A", "B"], channel="counter", people=people)

    assert court.see()["state"] == "applied"


def test_s02_a_year_whose_holidays_are_not_announced_is_an_error_and_no_guess(hall: Hall, body: str) -> None:
    desk = effective(hall, body, "2039-12-20")  # its thirtieth day lies in a year that nobody announced
    hall.town.deliver(times=3)

    found = ready(hall, desk)
    assert (found["last_day"], found["expired"]) == (None, False)
    at("2040-01-19T12:00")
    refused = ask(hall, desk, "wang", "A")
    assert (refused.status_code, refused.json["code"]) == (409, "calendar_missing")
    court = Court(hall, desk.case["id"])
    assert court.code("applications", applicants=["A", "B"], channel="counter") == "calendar_missing"


def test_cf01_each_party_acts_for_itself_and_an_agent_needs_a_proxy(hall: Hall, body: str) -> None:
    desk = agreed(hall, body)

    assert ask(hall, desk, "wang", "B").json["code"] == "act_of_another"
    path = f"/cases/{desk.case['id']}/confirmation/asks"
    version = desk.case["version"]
    paper = {"ref": "A", "court_code": COURT, "means": "thumb"}
    refused = [
        hall.post("mediation", "mediator", path, paper | change, version).json["code"]
        for change in ({}, {"means": "online"}, {"scan": "scan-1", "by_agent": True})
    ]
    assert refused == ["ask_on_paper", "ask_on_paper", "agent_missing"]
    assert ask(hall, desk, "wang", "A").status_code == 200
    assert ask(hall, desk, "wang", "A").json["code"] == "already_asked"


def test_cf01_an_ask_that_waits_for_the_others_is_taken_back_by_whoever_made_it(
    hall: Hall, body: str
) -> None:
    desk = agreed(hall, body)
    ask(hall, desk, "wang", "A")

    def take_back(login: str, ref: str) -> Any:
        path, form = (
            f"/cases/{desk.case['id']}/confirmation/asks/taken-back",
            {"ref": ref, "court_code": COURT},
        )
        version = hall.get("mediation", "mediator", f"/cases/{desk.case['id']}").json["version"]
        return hall.post("mediation", login, path, form, version)

    assert take_back("zhao", "A").json["code"] == "act_of_another"
    assert take_back("zhao", "B").json["code"] == "not_asked"
    assert take_back("wang", "A").status_code == 200
    assert (ready(hall, desk)["asks"], ready(hall, desk)["waits_for"]) == ([], ["A", "B"])
    assert take_back("wang", "A").json["code"] == "not_asked"
    assert ask(hall, desk, "zhao", "B").status_code == 200
    hall.town.deliver(times=3)
    assert Court(hall, desk.case["id"]).see()["applications"] == []

    assert ask(hall, desk, "wang", "A").status_code == 200
    hall.town.deliver(times=3)
    assert Court(hall, desk.case["id"]).see()["applications"][0]["applicants"] == ["A", "B"]
    late = take_back("wang", "A")
    assert (late.status_code, late.json["code"]) == (409, "already_requested")


def test_cf02_only_a_court_with_jurisdiction_is_asked(hall: Hall, body: str) -> None:
    desk = agreed(hall, body)
    refused = ask(hall, desk, "wang", "A", OTHER)
    assert (refused.status_code, refused.json["code"]) == (422, "wrong_court")
    assert "兰陵县人民法院" in refused.json["detail"]

    address = {"address": "兰山街道一号", "phone": "13800000001", "place": "371302001"}
    desk.act("service-addresses", ref="B", **address)

    courts = {one["code"]: one["ground"] for one in ready(hall, desk)["courts"]}
    assert courts == {COURT: "body", OTHER: "party_home"}
    assert hall.get("courtlink", "other_clerk", f"/confirmations/{desk.case['id']}").status_code == 404
    both_ask(hall, desk, OTHER)
    seen = Court(hall, desk.case["id"], "other_clerk").see()
    assert seen["applications"][0]["court_ground"] == "party_home"
    assert seen["applications"][0]["people"][1]["address"] == "兰山街道一号"
    raw = repr(collection(Confirmation).find_one({"_id": desk.case["id"]}))
    assert "兰山街道一号" not in raw
    assert "13800000001" not in repr(hall.town.delivered)


def test_cf03_with_two_bodies_the_first_court_to_take_it_has_it(hall: Hall, body: str) -> None:
    second = make_body(hall, "371302001")
    desk = agreed(hall, body, PAY, with_bodies=[second])
    at("2026-03-20T09:00")
    both_ask(hall, desk, COURT)
    both_ask(hall, desk, OTHER)

    Court(hall, desk.case["id"], "other_clerk").act("acceptance", taken=True)

    first = Court(hall, desk.case["id"])
    assert first.see()["applications"][0]["acceptance"]["ground"] == "filed_elsewhere"
    assert first.code("acceptance", taken=True) == "step_not_open"
    assert ready(hall, desk)["moves"][-1]["court_name"] == "临沂市兰山区人民法院"


def test_cf04_an_oral_agreement_needs_a_record_that_everybody_signed(hall: Hall, body: str) -> None:
    desk = agreed(hall, body, PAY, form="oral")
    assert ready(hall, desk)["obstacles"] == ["oral_record_unsigned"]

    for act in (
        {"kind": "party_signed", "ref": "A"},
        {"kind": "party_signed", "ref": "B"},
        {"kind": "mediator_signed"},
    ):
        desk.act("agreement/acts", on="2026-03-08", **act)

    assert ready(hall, desk)["obstacles"] == []
    both_ask(hall, desk)
    assert Court(hall, desk.case["id"]).see()["state"] == "applied"


def test_sp10_in_a_matter_of_status_nobody_asks_online(hall: Hall, body: str) -> None:
    desk = agreed(hall, body, PAY, category="婚姻家庭纠纷")
    assert ask(hall, desk, "wang", "A").json["code"] == "esign_barred"
    for ref in "AB":
        desk.act("confirmation/asks", ref=ref, court_code=COURT, means="ink", scan="scan-1")
    hall.town.deliver()
    assert Court(hall, desk.case["id"]).see()["state"] == "applied"


def test_the_thirty_days_are_warned_of_and_end_in_no_list_of_debts(hall: Hall, body: str) -> None:
    desk = agreed(hall, body, PAY)

    def clock() -> dict[str, Any]:
        case = hall.get("mediation", "mediator", f"/cases/{desk.case['id']}").json
        return next(one for one in case["clocks"] if one["rule"] == "CF-01")

    hall.town.tick(at("2026-04-07T00:00"))
    assert (clock()["end"], clock()["warned_at"] is None) == ("2026-04-09", False)
    hall.town.tick(at("2026-04-10T00:00"))
    assert (clock()["late_at"], clock()["met_at"]) == ("2026-04-09T16:00:00+00:00",) * 2


def test_a_stranger_finds_nothing(hall: Hall, body: str) -> None:
    desk = agreed(hall, body, PAY)
    hall.account("stranger", (Role.PARTY, VILLAGE))

    assert hall.get("mediation", "stranger", f"/cases/{desk.case['id']}/confirmation").status_code == 404
    assert hall.get("courtlink", "wang", f"/confirmations/{desk.case['id']}").status_code == 200
    assert hall.get("courtlink", "wang", f"/confirmations/{desk.case['id']}/file").status_code == 403
    assert hall.get("courtlink", "stranger", f"/confirmations/{desk.case['id']}").status_code == 404
