# SPDX-License-Identifier: Apache-2.0
"""From the agreement to the appeal, over HTTP with a moved clock: SB-13 to SB-16, SB-20 to SB-23, SB-25, SB-27, SB-29, SB-30."""

from datetime import date

import pytest

from shared.contracts.mediation import MisconductSustained
from tests.scoring import world
from tests.scoring.office import Office
from tests.scoring.world import closed, decided, reopened, settled


def won(office: Office, who: str = "gao", case: str = "case-1") -> None:
    """A task of three stars that is final with 44 points on 2 April."""
    office.picked(who, case)
    office.met(who, case)
    office.settled(case)
    for party in "AB":
        office.call_back(party, "satisfied", case)
    office.at("2026-04-02 09:00")
    assert office.ledger(case) == [("award", 40, 3), ("bonus", 4, 0)]


def test_sb14_only_final_stars_count_and_provisional_ones_are_shown_apart(office: Office) -> None:
    office.enrol("gao")
    office.picked()
    office.met()
    office.settled(complete=False)
    for party in "AB":
        office.call_back(party, "satisfied")
    office.at("2026-04-02 09:00")
    assert office.see("gao")["provisional"] == {"points": 40, "stars": 3}, "the file is not complete"

    office.news.arrives(closed(date(2026, 4, 2), performed=False))
    assert office.see("gao")["state"] == "provisional", "what was due is not performed"
    office.news.arrives(closed(date(2026, 4, 3)))
    assert office.see("gao")["state"] == "final"


def test_sb16_a_second_party_that_is_not_satisfied_is_a_hold_of_its_own(office: Office) -> None:
    office.enrol("gao")
    office.picked()
    office.met()
    office.settled()
    said = {"party": "A", "recording_consent": True}
    assert office.refused("centre", "callbacks", said | {"result": "not"}) == "ground_needed"
    kept = {"result": "satisfied", "ground": "not_performed"}
    assert office.refused("centre", "callbacks", said | kept) == "ground_contradicts"
    office.call_back("A", "not", ground="unfair")
    office.do("director", "rulings", {"hold": "callback:A", "sustained": False, "reason": "不属实"})
    office.call_back("B", "not", ground="other")
    assert [each["mark"] for each in office.see("director")["holds"]] == ["callback:B"]

    office.do("director", "rulings", {"hold": "callback:B", "sustained": False, "reason": "不属实"})
    office.at("2026-04-02 09:00")
    assert office.ledger()[-1] == ("award", 40, 3), "base only, for nobody praised it"


def test_sb20_a_refusal_for_its_form_holds_for_thirty_days_and_the_confirmation_frees_it(
    office: Office,
) -> None:
    office.enrol("gao")
    won(office)
    office.news.arrives(decided("rejected_unclear", date(2026, 4, 1)))
    assert office.see("director")["holds"][0]["answer_by"] == "2026-05-02"
    office.at("2026-05-03 00:00")
    assert [each["rule"] for each in office.see("director")["alerts"]] == ["SB-20"]

    office.news.arrives(decided("confirmed", date(2026, 5, 4)))
    assert sum(points for _, points, _ in office.ledger()) == 44


def test_sb20_the_panel_voids_for_a_false_file_twice_and_bars_for_ninety_days(office: Office) -> None:
    office.enrol("gao")
    won(office)
    body = {"ground": "false_file", "evidence": "核查报告"}
    assert office.refused("gao", "voids", body) == "not_your_role"
    office.do("supervisor", "voids", body)

    assert office.ledger()[-1] == ("reversal", -88, -3)
    assert "discipline" in [each["to"] for each in office.see("director")["alerts"]]
    assert office.refused("supervisor", "voids", body) == "nothing_to_void"
    office.posted("case-2")
    assert office.refused("gao", "picks", {"ties": []}, "case-2") == "cooling_down"
    office.at("2026-07-02 09:00")
    assert office.do("gao", "picks", {"ties": []}, "case-2")["holder"]["name"] == "gao"


def misconduct(on: date, case: str = "case-1-again") -> MisconductSustained:
    return MisconductSustained(
        complaint_id="c-1", case_id=case, body_id="b-1", account="m-1", kind="favouring", decided_on=on
    )


def test_sb30_misconduct_takes_every_award_of_the_case_and_freezes_the_others_of_the_quarter(
    office: Office,
) -> None:
    office.enrol("gao", "lin")
    for who, case in (("gao", "case-1"), ("gao", "case-2"), ("lin", "case-3")):
        office.at("2026-03-02 09:00")
        won(office, who, case)
    office.news.arrives(misconduct(date(2026, 4, 20)), times=3)

    assert office.ledger("case-1")[-1] == ("reversal", -44, -3)
    assert office.ledger("case-2")[-1] == ("hold", -44, -3)
    assert office.ledger("case-3")[-1] == ("bonus", 4, 0)
    hold = office.see("director", "case-2")["holds"][0]["mark"]
    office.do("director", "rulings", {"hold": hold, "sustained": False, "reason": "与他案无关"}, "case-2")
    assert office.ledger("case-2")[-1] == ("release", 44, 3)
    assert office.faults() == []


def test_sb30_misconduct_that_is_heard_of_before_the_agreement_still_takes_it(office: Office) -> None:
    office.enrol("gao")
    office.picked()
    office.met()
    office.news.arrives(misconduct(date(2026, 3, 2)))
    office.settled()

    assert (office.see("gao")["state"], office.ledger()) == ("reversed", [("zero", 0, 0)])


def test_sb21_each_entry_names_rule_version_case_evidence_actor_and_a_source_of_its_own(
    office: Office,
) -> None:
    office.enrol("gao")
    won(office)
    entries = office.see("gao")["ledger"]

    for entry in entries:
        assert entry["rule"].startswith("SB-")
        assert entry["rules_version"] == "2026-1"
        assert all(entry[name] for name in ("case_id", "evidence", "actor", "source", "cadre_id"))
    assert len({entry["source"] for entry in entries}) == len(entries)


def test_sb22_an_objection_leads_to_another_choice_and_after_two_the_panel_assigns(office: Office) -> None:
    office.enrol("gao", "lin", "song")
    office.posted()
    cadres = office.party("A").json["cadres"]
    assert [(each["name"], each["load_band"]) for each in cadres] == [
        ("gao", "free"),
        ("lin", "free"),
        ("song", "free"),
    ]
    assert set(cadres[0]) == {"id", "name", "post", "remit", "load_band"}
    office.party("A", "choices", {"cadre_id": office.ids["song"]})
    assert office.party("A", "objections").json["code"] == "own_call"
    assert office.party("B", "objections").status_code == 201
    assert office.party("A", "choices", {"cadre_id": office.ids["song"]}).json["code"] == "objected_before"
    office.at("2026-03-02 10:00")
    assert office.party("A", "choices", {"cadre_id": office.ids["lin"]}).status_code == 201
    assert office.party("B", "choices", {"cadre_id": office.ids["gao"]}).json["code"] == "call_runs"
    assert office.party("B", "objections").status_code == 201

    office.at("2026-03-02 11:00")
    assert office.party("A").json["panel_assigns"] is True
    assert office.party("A", "choices", {"cadre_id": office.ids["gao"]}).json["code"] == "calls_used_up"
    assert office.refused("gao", "picks", {"ties": []}) == "called_away"
    found = office.do("director", "choice", {"cadre_ids": [office.ids["gao"]], "reason": "两次均有异议"})
    assert found["holder"]["how"] == "assigned"


def test_sb22_who_may_choose_again_and_does_not_lets_the_race_go_on(office: Office) -> None:
    office.enrol("gao", "song")
    office.posted()
    office.party("A", "choices", {"cadre_id": office.ids["song"]})
    office.party("B", "objections")
    office.at("2026-03-05 00:00")

    assert office.see("director")["state"] == "posted"
    assert office.see("director")["open_until"] == "2026-03-10"
    assert office.do("gao", "picks", {"ties": []})["holder"]["name"] == "gao"


def test_sb22_a_one_sided_matter_knows_no_objection_and_grounds_are_checked(office: Office) -> None:
    office.enrol("song", remit=["合同纠纷"], own_villages=[])
    office.enrol("gao")
    office.posted(party_count=1)
    office.party("A", "choices", {"cadre_id": office.ids["gao"]})
    assert office.party("A").json["rounds"][0]["object_by"] is None
    for ground in ("leave", "over_cap", "outside_remit", "barred"):
        assert office.refused("gao", "call-refusal", {"ground": ground}) == "ground_not_true"
    assert office.refused("gao", "call-refusal", {"ground": "tie"}) == "tick_the_tie"
    assert office.refused("song", "call-refusal", {"ground": "leave"}) == "not_called"
    office.do("gao", "call-refusal", {"ground": "tie", "ties": ["kin"]})

    office.at("2026-03-02 10:00")
    office.party("A", "choices", {"cadre_id": office.ids["song"]})
    office.do("song", "call-refusal", {"ground": "outside_remit"})
    assert [each["end"] for each in office.party("A").json["rounds"]] == ["declined", "declined"]


def test_sb22_a_cadre_who_is_barred_is_not_called_and_a_call_that_was_open_does_not_count(
    office: Office,
) -> None:
    office.enrol("gao", "song")
    won(office)
    office.posted("case-9", party_count=1, party_keys=("zhao", "qian"))
    office.party("A", "choices", {"cadre_id": office.ids["gao"]}, "case-9")
    office.do("director", "voids", {"ground": "false_file", "evidence": "核查记录"})
    assert office.refused("gao", "call-acceptance", {"ties": []}, "case-9") == "cooling_down"
    office.at("2026-04-09 00:00")
    (round_,) = office.party("A", case="case-9").json["rounds"]
    assert round_["end"] == "declined"
    assert office.hall.get("scoring", "gao", "/history").json["silences"] == 0

    seen = office.party("A", case="case-9").json
    assert [each["name"] for each in seen["cadres"]] == ["song"]
    again = office.party("A", "choices", {"cadre_id": office.ids["gao"]}, "case-9")
    assert again.json["code"] == "cooling_down"


def test_sb16_that_a_party_was_pressed_is_over_with_the_ruling(office: Office) -> None:
    office.enrol("gao")
    office.picked()
    office.met()
    office.settled()
    office.call_back("A", "not", ground="pressed")
    assert [each["mark"] for each in office.see("supervisor")["alerts"]] == ["pressed"]
    found = office.hall.get("scoring", "supervisor", "/tasks?alert_to=supervisor").json
    assert [row["id"] for row in found] == ["case-1"]
    office.do("supervisor", "rulings", {"hold": "callback:A", "sustained": False, "reason": "没有查实"})
    assert office.see("supervisor")["alerts"] == []
    assert office.hall.get("scoring", "supervisor", "/tasks?alert_to=supervisor").json == []


def test_sb23_after_a_pick_a_call_is_a_wish_that_the_holder_sees(office: Office) -> None:
    office.enrol("gao", "song")
    office.picked()
    said = office.party("A", "choices", {"cadre_id": office.ids["song"]})

    assert (said.status_code, said.json["holder"]["name"]) == (201, "gao")
    assert [(each["party"], each["name"]) for each in office.see("gao")["wishes"]] == [("A", "song")]
    assert office.see("gao")["holder"]["how"] == "race"


def test_a_party_with_a_voucher_sees_no_word_of_the_dispute_and_no_star(office: Office) -> None:
    office.enrol("gao")
    office.picked()

    text = office.party("A").text
    for secret in (world.VILLAGE, "60000", "邻里纠纷", "points", "stars", "grade"):
        assert secret not in text
    unknown = office.party("A", case="no-such-case")
    assert (unknown.status_code, unknown.json["code"]) == (404, "not_found")


def test_sb25_an_appeal_is_marked_and_answered_from_outside_the_township(office: Office) -> None:
    office.enrol("gao")
    office.picked()
    office.met()
    office.at("2026-04-02 09:00")
    assert office.ledger() == [("lapse", -20, 0)]
    entry = next(
        item for item in office.hall.get("scoring", "gao", "/history").json["items"] if item["points"]
    )
    assert (entry["entry"], entry["appeal_until"]) == ("lapse:1", "2026-04-10")
    body = {"entry": "lapse:1", "reason": "鉴定期间应当中止"}
    assert office.refused("lin", "appeals", body) == "not_found"

    office.do("gao", "appeals", body)
    assert office.hall.get("scoring", "gao", "/history").json["under_review"] is True
    assert office.refused("gao", "appeals", body) == "appealed_before"
    answer = {"entry": "lapse:1", "outcome": "upheld", "reason": "鉴定文书属实"}
    assert office.refused("director", "appeals/answers", answer) == "not_your_role"
    office.do("supervisor", "appeals/answers", answer)

    assert office.ledger()[-1] == ("release", 20, 0)
    history = office.hall.get("scoring", "gao", "/history").json
    assert (history["points"], history["under_review"]) == (0, False)
    assert "申诉成立" in history["items"][0]["why"]
    assert office.do("gao", "picks", {"ties": []})["holder"]["name"] == "gao"


def test_sb25_an_appeal_comes_within_five_working_days_and_silence_on_it_is_told(office: Office) -> None:
    office.enrol("gao")
    office.picked()
    office.met()
    office.at("2026-04-02 09:00")
    body = {"entry": "lapse:1", "reason": "鉴定期间应当中止"}
    assert office.refused("gao", "appeals", body | {"entry": "award"}) == "no_such_entry"
    office.at("2026-04-10 23:59")
    office.do("gao", "appeals", body)
    office.at("2026-04-24 23:59")
    assert "SB-25" not in [each["rule"] for each in office.see("director")["alerts"]]
    office.at("2026-04-25 00:00")
    assert [each["to"] for each in office.see("director")["alerts"] if each["rule"] == "SB-25"] == ["city"]

    late = {"entry": "pick:1", "reason": "x"}
    assert office.refused("gao", "appeals", late) == "appeal_late"


def test_sb25_an_upheld_appeal_against_a_claw_back_gives_the_star_its_state_again(office: Office) -> None:
    office.enrol("gao")
    won(office)
    office.news.arrives(reopened(date(2026, 4, 2)))
    office.do("gao", "appeals", {"entry": "reversal:case-2", "reason": "是新的纠纷"})
    office.do(
        "city", "appeals/answers", {"entry": "reversal:case-2", "outcome": "upheld", "reason": "新的事实"}
    )

    assert (office.see("gao")["state"], office.ledger()[-1]) == ("final", ("release", 44, 3))
    office.news.town.again()
    assert office.ledger()[-1] == ("release", 44, 3)
    assert office.faults() == []


def test_sb25_what_a_court_decided_is_not_undone_by_an_appeal(office: Office) -> None:
    office.enrol("gao")
    won(office)
    office.news.arrives(decided("rejected_not_voluntary", date(2026, 4, 2)))
    mark = office.see("gao")["ledger"][-1]["source"].removeprefix("case-1/")

    assert office.refused("gao", "appeals", {"entry": mark, "reason": "不服"}) == "courts_word"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_sb27_a_cadre_reads_why_each_star_was_given_or_taken(office: Office, language: str) -> None:
    office.enrol("gao")
    won(office)
    office.news.arrives(reopened(date(2026, 4, 2)))

    found = office.hall.get("scoring", "gao", "/history", headers={"Accept-Language": language}).json

    assert [(item["kind"], item["rule"]) for item in found["items"]][:1] == [("reversal", "SB-19")]
    assert all(not item["why"].startswith("why_") for item in found["items"])
    assert ("180天" if language == "zh" else "180 days") in found["items"][0]["why"]
    assert found["points"] == sum(item["points"] for item in found["items"]) == 0
    other = office.hall.get("scoring", "gao", f"/history?cadre_id={office.ids['lin']}")
    assert other.status_code == 404
    seen = office.hall.get("scoring", "supervisor", f"/history?cadre_id={office.ids['gao']}")
    assert seen.json["points"] == 0


def test_sb29_what_a_court_says_reaches_the_board_as_a_code_only(office: Office) -> None:
    office.enrol("gao")
    won(office)
    office.news.arrives(settled(date(2026, 3, 2)), decided("confirmed", date(2026, 4, 1)))

    text = office.hall.get("scoring", "supervisor", "/tasks/case-1").text
    assert "人调字" not in text
    assert office.see("gao")["state"] == "final"


def test_sb29_a_party_that_had_to_ask_for_enforcement_freezes_the_points_until_the_panel_decides(
    office: Office,
) -> None:
    office.enrol("gao")
    won(office)
    before = office.see("supervisor")["points"]
    office.news.arrives(
        decided("confirmed", date(2026, 4, 1)), decided("enforcement_applied", date(2026, 4, 2))
    )

    seen = office.see("supervisor")
    (held,) = seen["holds"]
    assert (held["mark"], held["rule"]) == ("enforcement:2026-04-02", "SB-19")
    assert (seen["points"], seen["stars"]) == (0, 0)
    assert "当事人申请执行" in office.hall.browser("scoring", "director").get("/scoring/tasks/case-1").text

    office.do("supervisor", "rulings", {"hold": held["mark"], "sustained": False, "reason": "回访都做到了"})
    assert (office.see("supervisor")["points"], office.see("gao")["state"]) == (before, "final")


def test_sb25_an_upheld_appeal_gives_back_only_what_its_own_entry_took(office: Office) -> None:
    """A frozen award is freed once; an award that was voided after it was reversed stays void; a finding is no matter here."""
    office.enrol("gao")
    won(office)
    office.news.arrives(reopened(date(2026, 4, 2), breach_by_party=True))
    upheld = {"outcome": "upheld", "reason": "属实"}
    office.do("gao", "appeals", {"entry": "hold:case-2", "reason": "已全部回访"})
    office.do("city", "appeals/answers", {"entry": "hold:case-2"} | upheld)
    assert sum(points for _, points, _ in office.ledger()) == 44
    assert office.see("director")["holds"] == []

    office.news.arrives(reopened(date(2026, 4, 2), successor_id="case-3"))
    office.do("supervisor", "voids", {"ground": "false_file", "evidence": "核查报告"})
    assert sum(points for _, points, _ in office.ledger()) == -44
    office.do("gao", "appeals", {"entry": "reversal:case-3", "reason": "新的事实"})
    office.do("city", "appeals/answers", {"entry": "reversal:case-3"} | upheld)
    assert (office.see("gao")["state"], sum(points for _, points, _ in office.ledger())) == ("void", -44)

    office.do("gao", "appeals", {"entry": "void:panel:false_file", "reason": "案卷属实"})
    office.do("city", "appeals/answers", {"entry": "void:panel:false_file"} | upheld)
    assert (office.see("gao")["state"], sum(points for _, points, _ in office.ledger())) == ("final", 44)
    office.posted("case-9")
    assert office.do("gao", "picks", {"ties": []}, "case-9")["holder"]["name"] == "gao"
    assert office.faults() == []


def test_sb30_a_finding_of_misconduct_is_not_undone_by_an_appeal(office: Office) -> None:
    office.enrol("gao")
    won(office)
    office.news.arrives(misconduct(date(2026, 4, 2)))

    body = {"entry": "reversal:misconduct", "reason": "不服"}
    assert office.refused("gao", "appeals", body) == "found_elsewhere"
