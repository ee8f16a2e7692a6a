# SPDX-License-Identifier: Apache-2.0
"""From the gate of the board to the end of a pick, over HTTP with a moved clock: SB-01 to SB-12, SB-17, SB-18."""

import hashlib
from datetime import date

import pytest

from shared.errors import NotFound
from tests.scoring import world
from tests.scoring.office import OTHER, Office
from tests.scoring.world import FOUR_STARS, failed, reopened, settled


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


def test_sb07_more_days_are_asked_once_before_the_end_for_at_most_half_and_the_panel_grants(
    office: Office,
) -> None:
    office.enrol("gao")
    office.picked()
    office.met()
    assert office.refused("gao", "extension", {"days": 16, "reason": "勘界"}) == "extension_too_long"
    office.at("2026-04-01 23:00")
    asked = office.do("gao", "extension", {"days": 15, "reason": "等待勘界"})
    assert (asked["holder"]["due_on"], asked["holder"]["extension"]["answer_by"]) == (
        "2026-04-01",
        "2026-04-07",
    )
    office.at("2026-04-02 09:00")
    assert office.see("gao")["state"] == "working", "the limit waits for the answer"

    granted = office.do("director", "extension/answer", {"granted": True, "reason": "属实"})
    assert (granted["holder"]["due_on"], granted["holder"]["raw_due_on"]) == ("2026-04-16", "2026-04-01")
    assert office.refused("gao", "extension", {"days": 1, "reason": "再要"}) == "extended_before"
    office.at("2026-04-17 00:00")
    assert office.ledger() == [("lapse", -20, 0)]


def test_sb07_silence_on_a_request_is_told_and_grants_nothing(office: Office) -> None:
    office.enrol("gao")
    office.picked()
    office.met()
    office.at("2026-04-01 23:00")
    office.do("gao", "extension", {"days": 15, "reason": "等待勘界"})
    office.at("2026-04-07 23:59")
    assert office.see("gao")["state"] == "working"
    office.at("2026-04-08 00:00")

    found = office.see("director")
    assert (found["state"], office.ledger()) == ("lapsed", [("lapse", -20, 0)])
    assert "extension:1" in [each["mark"] for each in found["alerts"]]
    answer = {"granted": True, "reason": "迟到的同意"}
    assert office.refused("director", "extension/answer", answer) == "nobody_holds_it"


def test_sb07_a_pause_needs_its_paper_moves_the_limit_and_can_end_early(office: Office) -> None:
    office.enrol("gao")
    office.picked()
    office.met()
    office.at("2026-03-10 09:00")
    pause = {"reason": "appraisal", "paper": "鉴定委托书 12 号", "from": "2026-03-10", "until": "2026-03-19"}
    assert office.send("director", "pauses", pause | {"paper": ""}).status_code == 422
    assert office.do("director", "pauses", pause)["holder"]["due_on"] == "2026-04-11"
    assert office.refused("director", "pauses", pause) == "pause_overlaps"
    assert office.refused("director", "pauses", pause | {"from": "2026-03-01"}) == "pause_outside"
    assert office.refused("director", "pauses", pause | {"until": "2026-07-01"}) == "pause_too_long"

    office.at("2026-03-15 09:00")
    assert office.do("director", "resumption", {"on": "2026-03-15"})["holder"]["due_on"] == "2026-04-06"
    assert office.refused("director", "resumption", {"on": "2026-03-25"}) == "not_paused"


def test_sb08_who_was_not_met_in_two_working_days_is_told_and_in_five_the_task_goes_back(
    office: Office,
) -> None:
    office.enrol("gao")
    office.picked()
    office.do("gao", "first-contacts", {"party": "A", "channel": "visit"})
    office.at("2026-03-05 00:00")
    assert office.see("gao")["holder"]["contact_warning"] is True
    assert [each["rule"] for each in office.see("secretary")["alerts"]] == ["SB-08"]
    office.at("2026-03-09 23:59")
    assert office.see("gao")["state"] == "working"
    office.at("2026-03-10 00:00")
    assert (office.see("gao")["state"], office.ledger()) == ("handed_back", [("zero", 0, 0)])
    assert office.refused("gao", "first-contacts", {"party": "B", "channel": "phone"}) == "not_the_holder"


def test_sb09_two_late_hand_backs_weigh_as_one_lapse_and_the_pause_follows(office: Office) -> None:
    office.enrol("gao")
    for number in range(6):
        case = f"case-{number}"
        office.at(f"2026-01-{5 + 3 * number:02} 09:00")
        office.picked("gao", case)
        office.met("gao", case)
        office.at(f"2026-01-{7 + 3 * number:02} 09:01")
        office.do("gao", "hand-back", {"reason": "力所不及"}, case)
        assert office.ledger(case)[-1] == ("lapse", -10, 0)
    office.posted("case-9")
    assert office.refused("gao", "picks", {"ties": []}, "case-9") == "cooling_down"
    office.at("2026-02-22 09:00")
    assert office.do("gao", "picks", {"ties": []}, "case-9")["holder"]["name"] == "gao"


def test_sb10_a_party_names_a_tie_and_another_person_decides_in_three_working_days(office: Office) -> None:
    office.enrol("gao", "lin")
    office.picked()
    said = office.party("B", "challenges", {"tie": "kin", "reason": "是对方的姑父"})
    assert said.status_code == 201
    assert office.see("gao")["challenges"] == []
    mark = office.see("director")["challenges"][0]["mark"]
    office.at("2026-03-06 00:00")
    assert [each["mark"] for each in office.see("director")["alerts"] if each["rule"] == "SB-10"] == [
        f"tie:{mark}"
    ]

    answer = {"challenge": mark, "upheld": True, "reason": "户籍核实"}
    found = office.do("director", "challenges/answers", answer)
    assert (found["state"], found["tenures"][0]["ended"]) == ("handed_back", "tied")
    assert ("zero", 0, 0) in office.ledger()
    assert office.refused("gao", "picks", {"ties": []}) == "tied_to_task"
    assert office.do("lin", "picks", {"ties": []})["holder"]["name"] == "lin"


def test_sb10_who_chose_the_cadre_or_raised_the_tie_does_not_decide(office: Office) -> None:
    office.enrol("gao")
    office.posted()
    office.at("2026-03-06 09:00")
    office.do("secretary", "choice", {"cadre_ids": [office.ids["gao"]], "reason": "无人摘"})
    office.do("director", "challenges", {"party": "A", "tie": "money", "reason": "欠款"})
    mark = office.see("director")["challenges"][0]["mark"]
    answer = {"challenge": mark, "upheld": False, "reason": "查无此事"}
    for who in ("secretary", "director"):
        assert office.refused(who, "challenges/answers", answer) == "another_person_needed"
    assert office.do("supervisor", "challenges/answers", answer)["holder"]["name"] == "gao"


def test_sb10_an_open_challenge_holds_the_award_and_an_undeclared_tie_voids_it(office: Office) -> None:
    office.enrol("gao")
    office.picked()
    office.met()
    office.settled()
    for party in "AB":
        office.call_back(party, "satisfied")
    assert office.party("A", "challenges", {"tie": "household"}).status_code == 201
    office.at("2026-04-02 09:00")
    assert office.see("gao")["state"] == "provisional"

    mark = office.see("director")["challenges"][0]["mark"]
    office.do("supervisor", "challenges/answers", {"challenge": mark, "upheld": True, "reason": "同户"})

    assert (office.see("gao")["state"], office.ledger()) == ("void", [("reversal", -40, 0)])
    assert "discipline" in [each["to"] for each in office.see("director")["alerts"]]


def test_sb10_a_tie_can_be_named_until_the_stars_are_final(office: Office) -> None:
    office.enrol("gao")
    assert office.hall.apps["scoring"].test_client().get("/api/scoring/v1/calls/nonsense").json["code"] == (
        "voucher_invalid"
    )
    office.picked()
    office.met()
    office.settled()
    for party in "AB":
        office.call_back(party, "satisfied")
    office.at("2026-04-02 09:00")
    assert office.see("gao")["state"] == "final"
    assert office.party("A", "challenges", {"tie": "kin"}).json["code"] == "already_final"


def test_sb10_the_own_village_is_waived_only_in_writing(office: Office) -> None:
    office.enrol("gao", own_villages=[world.VILLAGE])
    office.posted()
    assert office.refused("gao", "picks", {"ties": []}) == "own_village"
    waiver = {"cadre_id": office.ids["gao"], "paper": "评议组纪要 5 号"}
    assert office.refused("gao", "waivers", waiver) == "not_your_role"
    office.do("director", "waivers", waiver)
    assert office.refused("gao", "picks", {"ties": ["kin"]}) == "tie_declared"
    assert office.do("gao", "picks", {"ties": ["own_village"]})["holder"]["name"] == "gao"


def test_sb11_a_case_of_ones_own_side_brings_no_star_for_thirty_days(office: Office) -> None:
    office.enrol("gao", "lin", office="综治办")
    office.enrol("tang")
    office.posted(recorded_by=office.ids["gao"])
    assert office.refused("gao", "picks", {"ties": []}) == "self_made"
    assert office.refused("lin", "picks", {"ties": []}) == "self_made"
    assert office.refused("tang", "picks", {"ties": ["entered"]}) == "tie_declared"
    office.at("2026-04-02 09:00")
    assert office.do("lin", "picks", {"ties": []})["holder"]["name"] == "lin"


def test_sb12_a_dispute_that_looks_like_a_known_one_is_merged_or_told_apart_in_writing(
    office: Office,
) -> None:
    keys = ("wang", "zhao")
    office.posted(party_keys=keys)
    for case, more in {
        "split": {"party_keys": (*keys, "qian")},
        "other-people": {"party_keys": ("sun", "li")},
        "late": {"party_keys": keys, "ended_on": date(2027, 3, 2)},
    }.items():
        office.news.arrives(failed(case, **more))
        office.do("director", "grading", {}, case)
    assert office.see("petitions", "split")["twins"] == ["case-1"]
    for case in ("other-people", "late"):
        assert office.do("petitions", "grading/confirmation", {}, case)["state"] == "posted"
    assert office.refused("petitions", "grading/confirmation", {}, "split") == "twin_found"
    body = {"into": "other-people", "reason": "同一宅基地"}
    assert office.refused("petitions", "merger", body, "split") == "no_twin"

    merged = office.do("petitions", "merger", body | {"into": "case-1"}, "split")
    assert (merged["state"], merged["merged_into"]) == ("merged", "case-1")
    office.news.arrives(failed("again", party_keys=keys))
    office.do("director", "grading", {}, "again")
    apart = {"distinct_because": "一起是宅基地，一起是借款"}
    assert office.do("petitions", "grading/confirmation", apart, "again")["state"] == "posted"


def test_sb17_a_lawful_end_brings_nothing_and_costs_nothing(office: Office) -> None:
    office.enrol("gao")
    office.picked()
    body = {"reason": "party_refuses", "evidence": "终止告知书"}
    assert office.refused("gao", "close-lawfully", body) == "not_your_role"
    office.do("director", "close-lawfully", body)
    office.at("2026-06-01 09:00")
    assert (office.see("gao")["state"], office.ledger()) == ("closed_lawfully", [("zero", 0, 0)])


@pytest.mark.parametrize(
    ("picked", "last", "after"),
    [
        ("2025-12-01 23:59", "2025-12-31 23:59", "2026-01-01 00:00"),
        ("2026-01-29 10:00", "2026-02-28 23:59", "2026-03-01 00:00"),
        ("2026-03-01 00:00", "2026-03-31 23:59", "2026-04-01 00:00"),
    ],
)
def test_sb18_a_lapse_falls_at_midnight_in_china_at_the_end_of_a_month_and_of_a_year(
    office: Office, picked: str, last: str, after: str
) -> None:
    office.at(picked)
    office.enrol("gao", "lin")
    office.picked()
    office.met()
    office.at(last)
    assert office.see("gao")["state"] == "working"
    office.at(after)
    found = office.see("gao")
    assert (found["state"], office.ledger()) == ("lapsed", [("lapse", -20, 0)])
    assert found["tenures"][0]["ended_at"][:10] < after[:10], "the moment is told in UTC"
    assert office.refused("gao", "picks", {"ties": []}) == "barred_from_task"


def test_news_that_comes_before_its_case_is_known_waits_and_is_taken_later(office: Office) -> None:
    office.enrol("gao")
    early = [settled(date(2026, 3, 2)), reopened(date(2026, 3, 5))]
    for event in early:
        with pytest.raises(NotFound):
            office.news.arrives(event)

    office.picked()
    office.news.arrives(*reversed(early))

    assert (office.see("gao")["state"], office.ledger()) == ("reversed", [("zero", 0, 0)])
