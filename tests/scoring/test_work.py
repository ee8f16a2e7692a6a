# SPDX-License-Identifier: Apache-2.0
"""From the gate of the board to the pick, over HTTP with a moved clock: SB-01 to SB-06."""

import hashlib

import pytest

from tests.scoring import world
from tests.scoring.office import OTHER, Office
from tests.scoring.world import FOUR_STARS, failed


@pytest.mark.parametrize(
    ("facts", "state", "entered"),
    [
        ({"failed_attempts": 1}, "proposed", ["failed", "group"]),
        ({"failed_attempts": 0, "people": 2}, "closed_lawfully", []),
        ({"failed_attempts": 0, "people": 2, "risk": "orange"}, "proposed", ["risk"]),
        ({"failed_attempts": 0, "people": 2, "grounds": ("petition",)}, "proposed", ["petition"]),
        ({"failed_attempts": 0, "people": 2, "grounds": ("cross_village",)}, "proposed", ["cross_village"]),
        ({"failed_attempts": 2, "barred_for": "minor_victim"}, "closed_lawfully", ["failed", "group"]),
    ],
)
def test_sb01_a_dispute_needs_a_ground_and_no_bar(
    office: Office, facts: dict[str, object], state: str, entered: list[str]
) -> None:
    office.news.arrives(failed(**facts))

    found = office.see("director")
    assert (found["state"], found["entered_for"]) == (state, entered)


def test_sb01_a_bar_that_comes_to_light_before_posting_keeps_the_dispute_off(office: Office) -> None:
    office.news.arrives(failed())
    found = office.do("director", "bar", {"reason": "accepted_by_police", "evidence": "受案回执"})
    assert (found["state"], found["ended_for"]) == ("closed_lawfully", "accepted_by_police")

    office.posted("case-2")
    body = {"reason": "accepted_by_court", "evidence": "受理通知书"}
    assert office.refused("director", "bar", body, "case-2") == "already_posted"


def test_sb02_two_offices_fix_the_grade_and_a_posted_one_is_changed_only_by_two(office: Office) -> None:
    office.enrol("gao")
    office.news.arrives(failed())
    office.do("director", "grading", {})
    assert office.refused("director", "grading/confirmation", {}) == "second_person_needed"
    assert office.refused("supervisor", "grading/confirmation", {}) == "other_office_needed"
    assert office.do("petitions", "grading/confirmation", {})["grade"] == 3

    office.do("petitions", "grading", {"risk": "yellow", "departments": 2})
    assert office.see("gao")["grade"] == 3, "a proposal changes nothing"
    assert office.do("director", "grading/confirmation", {})["grade"] == 4


def test_sb02_after_a_pick_a_grade_needs_minutes_and_never_rises_for_the_holder(office: Office) -> None:
    office.enrol("gao")
    office.picked()
    assert office.refused("director", "grading", {"people": 2}) == "minutes_needed"
    higher = {"risk": "red", "minutes": "纪要第3号"}
    assert office.refused("director", "grading", higher) == "never_upward"

    office.do("director", "grading", {"people": 2, "failed_attempts": 0, "minutes": "纪要第3号"})
    found = office.do("petitions", "grading/confirmation", {})

    assert (found["grade"], found["holder"]["grade"], found["holder"]["due_on"]) == (2, 2, "2026-04-01")
    office.met()
    office.settled()
    assert office.see("gao")["provisional"] == {"points": 20, "stars": 2}
    assert office.refused("director", "grading", {"minutes": "纪要第4号"}) == "grade_frozen"


def test_sb03_a_cadre_who_is_transferred_keeps_what_is_held_and_picks_where_the_new_post_is(
    office: Office,
) -> None:
    office.enrol("gao")
    office.picked()
    office.posted("case-2")
    path = f"/cadres/{office.ids['gao']}"
    today = {"township": OTHER, "from": "2026-03-02"}
    assert office.hall.post("scoring", "supervisor", f"{path}/transfer", today, 1).status_code == 412
    version = office.hall.get("scoring", "supervisor", path).json["version"]
    refused = office.hall.post("scoring", "supervisor", f"{path}/transfer", today, version)
    assert refused.json["code"] == "from_tomorrow"
    moved = office.hall.post(
        "scoring", "supervisor", f"{path}/transfer", today | {"from": "2026-03-04"}, version
    )
    assert moved.json["township"] == world.TOWNSHIP

    office.at("2026-03-03 23:59")
    assert office.do("gao", "picks", {"ties": []}, "case-2")["holder"]["name"] == "gao"
    office.at("2026-03-04 00:00")
    assert office.hall.get("scoring", "supervisor", path).json["township"] == OTHER
    office.posted("case-3")
    assert office.refused("gao", "picks", {"ties": []}, "case-3") == "wrong_township"
    assert office.see("supervisor")["holder"]["name"] == "gao"

    office.do("secretary", "relief", {"reason": "transferred", "evidence": "任免通知"})
    assert office.ledger() == [("zero", 0, 0)]
    assert office.see("supervisor")["state"] == "handed_back"


def test_sb03_leave_suspension_departure_and_the_roster_s_dates_keep_from_picking(office: Office) -> None:
    office.enrol("gao", until="2026-03-31")
    office.enrol("lin", **{"from": "2026-03-10"})
    office.posted()
    assert office.refused("lin", "picks", {"ties": []}) == "not_yet_on_roster"
    assert office.refused("tang", "picks", {"ties": []}) == "not_on_roster"
    path = f"/cadres/{office.ids['gao']}"

    def change(act: str, body: dict[str, object]) -> None:
        version = office.hall.get("scoring", "secretary", path).json["version"]
        assert office.hall.post("scoring", "secretary", f"{path}/{act}", body, version).status_code == 200

    change("leave", {"from": "2026-03-01", "until": "2026-03-08"})
    assert office.refused("gao", "picks", {"ties": []}) == "on_leave"
    change("leave/end", {})
    change("leave", {"from": "2026-03-01", "until": "2026-03-07"})
    change("standing", {"active": False, "reason": "停职检查"})
    assert office.refused("gao", "picks", {"ties": []}) == "suspended"
    change("standing", {"active": True, "reason": "复职"})
    office.at("2026-04-01 00:00")
    assert office.refused("gao", "picks", {"ties": []}) == "off_roster"


def test_sb06_the_cap_counts_picks_of_a_seconded_cadre_in_both_townships(office: Office) -> None:
    office.hall.account("lent", (world.Role.CADRE, world.TOWNSHIP), (world.Role.CADRE, OTHER))
    office.enrol("lent")
    path = f"/cadres/{office.ids['lent']}"
    for case in ("case-1", "case-2"):
        office.picked("lent", case)
    office.posted("far-1", place=f"{OTHER}201", graders=("supervisor", "far_petitions"))
    assert office.refused("lent", "picks", {"ties": []}, "far-1") == "wrong_township"

    version = office.hall.get("scoring", "supervisor", path).json["version"]
    lent = {"township": OTHER, "from": "2026-03-01", "until": "2026-03-31"}
    assert office.hall.post("scoring", "supervisor", f"{path}/secondments", lent, version).status_code == 201
    office.do("lent", "picks", {"ties": []}, "far-1")
    office.posted("case-4")
    assert office.refused("lent", "picks", {"ties": []}, "case-4") == "over_cap"
    office.at("2026-04-01 09:00")
    office.posted("far-2", place=f"{OTHER}201", graders=("supervisor", "far_petitions"))
    assert office.refused("lent", "picks", {"ties": []}, "far-2") in {"wrong_township", "over_cap"}


def contested(office: Office, *names: str) -> None:
    office.enrol(*names)
    office.posted(inputs=FOUR_STARS)
    for name in names:
        office.do(name, "plans", {"plan": f"方案 {name}", "ties": []})


def test_sb04_equal_plans_go_to_who_holds_less_and_then_to_a_lot_that_anybody_can_check(
    office: Office,
) -> None:
    office.enrol("tang")
    office.picked("tang", "old")
    contested(office, "gao", "lin")
    office.do("tang", "plans", {"plan": "方案 tang", "ties": []})
    office.at("2026-03-06 09:00")
    equal = sorted(office.ids[name] for name in ("gao", "lin", "tang"))

    found = office.do("director", "choice", {"cadre_ids": equal, "reason": "三份方案相当"})

    lot = found["holder"]["lot"]
    assert lot["candidates"] == sorted([office.ids["gao"], office.ids["lin"]])
    digest = hashlib.sha256("\0".join([lot["seed"], *lot["candidates"]]).encode()).digest()
    assert found["holder"]["cadre_id"] == lot["candidates"][int.from_bytes(digest) % 2]
    assert found["holder"]["how"] == "contest"


def test_sb04_a_party_may_object_to_a_plan_and_the_panel_answers_in_writing(office: Office) -> None:
    contested(office, "gao", "lin")
    assert [each["name"] for each in office.party("B").json["plans"]] == ["gao", "lin"]
    said = office.party("B", "objections", {"cadre_id": office.ids["gao"], "reason": "以前处理过我家的事"})
    assert said.status_code == 201
    office.at("2026-03-06 09:00")
    choice = {"cadre_ids": [office.ids["gao"]], "reason": "方案好"}
    assert office.refused("director", "choice", choice) == "party_objects"

    found = office.do("director", "choice", choice | {"overruled": "已查实并非其经办"})
    assert "已查实" in found["holder"]["reason"]
    assert office.see("gao")["objections"] == []


def test_sb04_a_window_that_nobody_used_is_told_to_the_secretary_who_assigns_base_only(
    office: Office,
) -> None:
    office.enrol("gao")
    office.posted()
    office.at("2026-03-05 23:59")
    assert office.see("director")["alerts"] == []
    office.at("2026-03-06 00:00")
    assert [each["to"] for each in office.see("director")["alerts"]] == ["secretary"]
    waiting = office.hall.get("scoring", "secretary", "/tasks?alert_to=secretary").json
    assert [row["id"] for row in waiting] == ["case-1"]

    office.do("secretary", "choice", {"cadre_ids": [office.ids["gao"]], "reason": "无人摘"})
    assert office.refused("gao", "first-contacts", {"party": "A", "channel": "visit"}) == "declare_first"
    office.do("gao", "declaration", {"ties": []})
    office.met()
    office.settled()
    for party in "AB":
        office.call_back(party, "satisfied")
    office.at("2026-04-06 00:00")
    assert office.ledger() == [("award", 40, 3)]
