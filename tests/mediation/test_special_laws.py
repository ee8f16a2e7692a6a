# SPDX-License-Identifier: Apache-2.0
"""What special laws ask beyond the default: petitions, openness, danger, and that only those who must act see it."""

import pytest

from tests.hall import Hall
from tests.mediation.room import LI, SUN, Desk, applied, at, code


def clock(desk: Desk, rule: str) -> str:
    return str(next(one["end"] for one in desk.case["clocks"] if one["rule"] == rule and not one["met_at"]))


def test_a_petition_is_routed_in_fifteen_days_and_decided_in_sixty_and_thirty_more(
    room: Hall, pmc: str
) -> None:
    desk = applied(room, pmc, channel="petition")
    assert clock(desk, "SP-07/route") == "2026-06-16"
    at("2026-06-03T09:00")
    desk.act("accept")
    assert clock(desk, "SP-07") == "2026-08-02"

    longer = {"days": 30, "approved_by": "县信访局"}
    assert code(desk.try_act("petition-extensions", **longer, noticed=False)) == "petition_notice_missing"
    desk.act("petition-extensions", **longer, noticed=True)
    assert clock(desk, "SP-07") == "2026-09-01"
    assert code(desk.try_act("petition-extensions", **longer, noticed=True)) == "already_extended"

    room.town.tick(at("2026-09-02T00:00"))
    late = room.get("mediation", "director", "/desk/due").json["late"]
    assert "SP-07" in [line["rule"] for line in late if line["case_id"] == desk.case["id"]]


def test_only_a_petition_has_the_limits_of_petitions(room: Hall, pmc: str) -> None:
    desk = applied(room, pmc)
    desk.act("accept")

    answer = desk.try_act("petition-extensions", days=10, approved_by="县信访局", noticed=True)

    assert code(answer) == "petition_missing"
    assert not [one for one in desk.case["clocks"] if one["rule"].startswith("SP-07")]


@pytest.mark.parametrize(("moment", "status"), [("2026-06-08T23:59", 200), ("2026-06-09T00:00", 409)])
def test_a_wrong_addressee_says_so_within_five_working_days(
    room: Hall, pmc: str, moment: str, status: int
) -> None:
    desk = applied(room, pmc, channel="petition")
    at(moment)

    answer = desk.try_act("refuse", ground="elsewhere", go_to="other_body", reason="属于邻县")

    assert answer.status_code == status
    if status == 409:
        assert answer.json["code"] == "petition_return_too_late"


@pytest.mark.parametrize("concern", ["administrative", "with_court", "with_authority", "reserved_by_law"])
def test_what_a_petition_office_may_not_move_to_a_committee(room: Hall, pmc: str, concern: str) -> None:
    desk = applied(room, pmc, channel="petition", concerns=[concern])

    refused = desk.try_act("accept")

    assert (code(refused), "SP-08" in refused.json["detail"]) == ("not_acceptable", True)


def test_a_session_is_open_only_if_every_party_agreed(room: Hall, pmc: str) -> None:
    desk = applied(room, pmc, category="医疗纠纷").begin()
    session = {"mode": "joint", "result": "open", "open": True}

    assert code(desk.try_act("sessions", **session)) == "open_not_agreed"
    assert code(desk.try_act("sessions", **session, open_agreed=["A"])) == "open_not_agreed"
    assert desk.act("sessions", **session, open_agreed=["A", "B"])["sessions"][-1]["open"] is True
    assert desk.act("sessions", mode="joint", result="open")["sessions"][-1]["open"] is False


def test_a_medical_dispute_has_thirty_working_days_without_the_appraisal(room: Hall, pmc: str) -> None:
    desk = applied(room, pmc, category="医疗纠纷").begin()
    desk.act("sessions", mode="joint", result="open")
    assert clock(desk, "SP-01") == "2026-07-14"
    at("2026-06-08T09:00")
    desk.act("suspend", reason="医疗损害鉴定", excluded=True)
    at("2026-06-15T09:00")
    desk.act("resume", reason="鉴定完成")

    assert clock(desk, "SP-01") == "2026-07-21"


def test_the_danger_of_a_case_is_for_those_who_must_act_and_for_no_party(room: Hall, pmc: str) -> None:
    own = [LI | {"account": room.ids["party"]}, SUN]
    desk = applied(room, pmc, concerns=["suicide_risk"], risk="orange", parties=own)
    desk.act("reports", to="police", note="已报派出所")

    seen = desk.get("/danger", login="director").json
    assert (seen["risk"], [one["to"] for one in seen["reports"]]) == ("orange", ["police"])
    assert desk.get("/danger").status_code == 200
    assert desk.get("/danger", login="party").status_code == 403
    for path in ("", "/summary", "/schedule"):
        shown = desk.get(path, login="party").text
        assert not [word for word in ("orange", "suicide", "派出所", "PM-13") if word in shown]
    listed = room.get("mediation", "party", "/cases/").text
    assert "orange" not in listed


def test_a_report_is_due_at_once_and_late_after_two_hours(room: Hall, pmc: str) -> None:
    desk = applied(room, pmc, concerns=["suspected_crime"])

    def late(at_: str) -> list[str]:
        room.town.tick(at(at_))
        rows = room.get("mediation", "director", "/desk/due").json["late"]
        return [row["rule"] for row in rows if row["case_id"] == desk.case["id"]]

    assert "PM-13" not in late("2026-06-01T10:59")
    today = room.get("mediation", "director", "/desk/due").json["today"]
    assert "PM-13" in [row["rule"] for row in today if row["case_id"] == desk.case["id"]]
    assert "PM-13" in late("2026-06-01T11:00")


def test_one_thing_that_is_quarrelled_over_again_and_again_is_a_hot_spot(room: Hall, pmc: str) -> None:
    made = sorted(applied(room, pmc, subject="东坡三号地").case["id"] for _ in range(3))
    applied(room, pmc, subject="西坡一号地")

    spots = room.get("mediation", "county", "/desk/hot-subjects").json

    assert made in [spot["cases"] for spot in spots]
    assert "东坡" not in str(spots)
    assert room.get("mediation", "mediator", "/desk/hot-subjects").status_code == 403
