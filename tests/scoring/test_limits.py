# SPDX-License-Identifier: Apache-2.0
"""Limits, ties, doubles and the ends of a pick, over HTTP with a moved clock: SB-07 to SB-12, SB-17, SB-18."""

from datetime import date

import pytest

from shared import calendar
from shared.errors import NotFound
from tests.scoring import world
from tests.scoring.office import Office
from tests.scoring.world import failed, reopened, settled


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
    office.enrol("gao", "lin", own_villages=[world.VILLAGE])
    office.posted()
    assert office.refused("lin", "picks", {"ties": ["own_village"]}) == "tie_declared"
    assert office.refused("gao", "picks", {"ties": []}) == "own_village"
    waiver = {"cadre_id": office.ids["gao"], "paper": "评议组纪要 5 号"}
    assert office.refused("gao", "waivers", waiver) == "not_your_role"
    office.do("director", "waivers", waiver)
    assert office.refused("gao", "picks", {"ties": ["kin"]}) == "tie_declared"
    assert office.refused("gao", "picks", {"ties": []}) == "tied_to_task"
    office.do("director", "waivers", waiver | {"cadre_id": office.ids["lin"]})
    assert office.do("lin", "picks", {"ties": ["own_village"]})["holder"]["name"] == "lin"


def test_sb10_a_waiver_lifts_the_tie_that_the_cadre_itself_declared(office: Office) -> None:
    office.enrol("gao")
    office.picked()
    office.do("gao", "declaration", {"ties": ["own_village"]})
    assert office.refused("gao", "picks", {"ties": []}) == "tied_to_task"
    office.do("secretary", "waivers", {"cadre_id": office.ids["gao"], "paper": "准许 1 号"})
    assert "gao：准许 1 号" in office.hall.browser("scoring", "director").get("/scoring/tasks/case-1").text
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


def test_clocks_go_on_when_the_holidays_of_the_next_year_are_not_announced(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Decision 0012: nothing stops in the last days of December, and the page says how the days were counted."""
    monkeypatch.setattr(calendar, "is_announced", lambda year: year <= 2026)
    monkeypatch.setattr("services.scoring.tasks.reading.is_announced", lambda year: year <= 2026)
    office.at("2026-12-29 09:00")
    office.enrol("gao")
    office.posted()
    seen = office.do("gao", "picks", {"ties": []})

    assert (seen["holder"]["warn_on"], seen["holder"]["contact_by"]) == ("2026-12-31", "2027-01-06")
    assert seen["by_the_week"] == 2027
    page = office.hall.browser("scoring", "gao").get("/scoring/tasks/case-1").text
    assert "2027年的放假安排还没有公布" in page
    office.at("2027-01-07 00:00")
    assert office.see("director")["state"] == "handed_back"
    assert office.see("director")["open_until"] == "2027-01-12"
