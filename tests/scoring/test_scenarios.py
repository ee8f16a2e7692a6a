# SPDX-License-Identifier: Apache-2.0
"""The acceptance scenarios of the star board over HTTP with a moved clock: S17, S20, S21, S23."""

from collections import Counter
from datetime import date

from services.scoring.tasks.documents import StarTask
from shared.contracts.scoring import TaskPicked
from shared.mongo import collection
from tests.scoring import world
from tests.scoring.office import Office, at_once
from tests.scoring.world import FOUR_STARS, closed, reopened, settled


def events(case: str = "case-1") -> list[str]:
    return world.outbox(case)


def test_s17_of_two_who_press_at_once_one_holds_the_task_and_repeats_say_the_same(office: Office) -> None:
    """S17: one 201, one 409; retries repeat the first answer; one ledger row, one event; no trace on the loser."""
    office.enrol("gao", "lin")
    office.at("2026-07-01 09:00")
    office.posted()
    for name in ("gao", "lin"):
        office.hall.browser("scoring", name)

    def press(name: str) -> object:
        answer = office.hall.post(
            "scoring", name, "/tasks/case-1/picks", {"ties": []}, key=f"press-of-{name}"
        )
        return answer.status_code, answer.data

    first = at_once([lambda: press("gao"), lambda: press("lin")])
    again = [press(name) for _ in range(2) for name in ("gao", "lin")]

    assert sorted(status for status, _ in first) == [201, 409]
    assert again == first * 2
    task = office.see("supervisor")
    assert [entry["rule"] for entry in task["ledger"]] == ["SB-04"]
    assert events() == [TaskPicked.TYPE]
    assert task["holder"]["due_on"] == "2026-07-31"
    loser = "lin" if task["holder"]["name"] == "gao" else "gao"
    history = office.hall.get("scoring", loser, "/history").json
    assert (history["points"], history["items"]) == (0, [])


def test_s17_of_fifty_presses_over_http_one_wins_and_forty_nine_are_told_who(office: Office) -> None:
    """S17, SB-05: the same with fifty parallel picks; each has a key of its own."""
    office.enrol("gao", "lin", "song", "tang")
    office.at("2026-07-01 09:00")
    office.posted()
    names = [("gao", "lin", "song", "tang")[number % 4] for number in range(50)]
    for name in set(names):
        office.hall.browser("scoring", name)

    def press(name: str) -> tuple[int, str]:
        client = office.hall.apps["scoring"].test_client()
        client._cookies.update(office.hall.browser("scoring", name)._cookies)  # type: ignore[attr-defined]
        answer = client.post(
            "/api/scoring/v1/tasks/case-1/picks",
            json={"ties": []},
            headers={"Idempotency-Key": f"press-{id(client)}"},
        )
        return answer.status_code, str((answer.json or {}).get("code", name))

    found = at_once([lambda name=name: press(name) for name in names])  # type: ignore[misc]

    winner = office.see("supervisor")["holder"]["name"]
    statuses = Counter(status for (status, _), name in zip(found, names, strict=True) if name != winner)
    assert set(statuses) == {409}
    assert {code for status, code in found if status == 409} == {"already_taken"}
    assert all(status == 201 for (status, _), name in zip(found, names, strict=True) if name == winner)
    assert events() == [TaskPicked.TYPE]
    assert office.hall.get("scoring", "tang", "/tasks/case-1").json["holder"]["name"] == winner


def test_s17_a_pick_whose_answer_was_lost_shows_the_holder(office: Office) -> None:
    """S17: the database took the pick and the reply was lost; the retry with the same or another key shows Gao."""
    office.enrol("gao", "lin")
    office.posted()
    office.hall.post("scoring", "gao", "/tasks/case-1/picks", {"ties": []}, key="lost-answer-1")
    collection(StarTask).database["idempotency"].delete_many({})

    same = office.hall.post("scoring", "gao", "/tasks/case-1/picks", {"ties": []}, key="lost-answer-1")
    other = office.hall.post("scoring", "gao", "/tasks/case-1/picks", {"ties": []}, key="lost-answer-2")
    lin = office.hall.post("scoring", "lin", "/tasks/case-1/picks", {"ties": []})

    assert [(each.status_code, each.json["holder"]["name"]) for each in (same, other)] == [(201, "gao")] * 2
    assert (lin.status_code, lin.json["detail"]) == (409, "已被gao摘走。")
    assert events() == [TaskPicked.TYPE]


def made_final(office: Office) -> None:
    """Four stars, settled on 1 April, final on 6 May with 70 and 7 points."""
    office.enrol("gao")
    office.posted(inputs=FOUR_STARS)
    office.do("gao", "plans", {"plan": "先勘界,再谈补偿", "ties": []})
    office.at("2026-03-12 09:00")
    office.do("director", "choice", {"cadre_ids": [office.ids["gao"]], "reason": "方案可行"})
    office.met()
    office.at("2026-04-01 15:00")
    office.news.arrives(settled(date(2026, 4, 1)))
    office.at("2026-04-10 09:00")
    office.call_back("A", "satisfied")
    office.call_back("B", "basically")
    office.at("2026-05-06 10:00")
    office.news.arrives(closed(date(2026, 5, 6)))
    assert office.ledger() == [("award", 70, 4), ("bonus", 7, 0)]


def test_s20_a_quarrel_that_returns_within_180_days_takes_the_stars_back_once(office: Office) -> None:
    """S20: the entry stands in August, replays change nothing, the sum may go below zero, the boards agree."""
    made_final(office)
    office.at("2026-08-20 09:00")
    office.news.arrives(reopened(date(2026, 8, 20)), times=3)
    office.news.town.again(times=3)

    entries = [each for each in office.see("supervisor")["ledger"] if each["kind"] == "reversal"]
    assert [(each["points"], each["stars"], each["at"][:7]) for each in entries] == [(-77, -4, "2026-08")]
    assert office.see("gao")["state"] == "reversed"
    history = office.hall.get("scoring", "gao", "/history").json
    assert (history["points"], history["stars"]) == (0, 0)
    assert "180天" in history["items"][0]["why"]
    assert office.faults() == []


def test_s20_day_180_counts_and_day_181_leaves_only_a_mark(office: Office) -> None:
    made_final(office)
    office.at("2026-09-29 09:00")
    office.news.arrives(reopened(date(2026, 9, 29)))
    assert (office.see("gao")["state"], office.ledger()[-1][0]) == ("final", "bonus")

    office.news.arrives(reopened(date(2026, 9, 28), successor_id="case-3"))
    assert office.ledger()[-1] == ("reversal", -77, -4)


def test_s20_a_debtors_default_freezes_the_points_and_the_panel_is_reminded(office: Office) -> None:
    made_final(office)
    office.at("2026-08-20 09:00")
    office.news.arrives(reopened(date(2026, 8, 20), breach_by_party=True))
    assert office.ledger()[-1] == ("hold", -77, -4)
    assert office.see("director")["holds"][0]["answer_by"] == "2026-09-03"

    office.at("2026-09-04 00:00")
    alerts = office.see("director")["alerts"]
    assert [(each["rule"], each["to"]) for each in alerts if each["mark"].startswith("hold:")] == [
        ("SB-19", "supervisor")
    ]
    office.do("director", "rulings", {"hold": "case-2", "sustained": False, "reason": "已全部回访催促"})
    assert office.ledger()[-1] == ("release", 77, 4)
    assert office.see("gao")["state"] == "final"


def test_s21_the_centre_calls_each_party_apart_and_the_cadre_sees_no_answer(office: Office) -> None:
    """S21: what a cadre says of satisfaction is not even taken; A basically, B unreachable: base, no bonus, rate of one."""
    office.enrol("gao")
    office.at("2026-06-01 09:00")
    office.picked()
    office.met()
    office.at("2026-06-15 10:00")
    office.settled()
    own = {"party": "A", "result": "satisfied", "recording_consent": True}
    assert office.refused("gao", "callbacks", own) == "not_your_role"
    assert office.refused("near", "callbacks", own) == "centre_not_apart"
    for ties in (["kin"], []):
        answer = office.send("other_caller", "callbacks", own | {"ties": ties})
        assert (answer.json or {})["code"] == "tie_declared", "who declared a tie calls nobody of this task"

    office.call_back("A", "basically")
    for moment in ("2026-06-16 09:00", "2026-06-17 09:30", "2026-06-18 09:50"):
        office.at(moment)
        office.call_back("B", "unreachable")
    assert office.see("centre")["callbacks_open"] == 1, "three days, but each at the same hour"
    office.at("2026-06-18 15:00")
    office.call_back("B", "unreachable")
    assert office.see("centre")["callbacks_open"] == 1, "two hours are not three"
    office.at("2026-06-19 19:00")
    office.call_back("B", "unreachable")
    assert office.see("centre")["callbacks_open"] == 0
    assert office.see("gao")["callbacks"] == []

    office.at("2026-07-15 23:59")
    assert office.see("gao")["state"] == "provisional"
    office.at("2026-07-16 00:00")
    assert office.ledger() == [("award", 40, 3)]
    row = office.hall.get("scoring", "supervisor", "/standings?place=371324").json["items"][0]
    assert row["points"] == 40


def test_s21_a_party_that_was_pressed_to_sign_holds_the_points_and_opens_the_matter_of_conduct(
    office: Office,
) -> None:
    office.enrol("gao")
    office.picked()
    office.met()
    office.settled()
    office.call_back("A", "not", ground="pressed")

    assert ("hold", 0, 0) in office.ledger()
    assert [each["to"] for each in office.see("director")["alerts"] if each["rule"] == "SB-30"] == [
        "supervisor"
    ]
    seen = office.hall.get("scoring", "gao", "/tasks/case-1").text
    assert "pressed" not in seen
    assert office.see("gao")["alerts"] == []

    office.do("supervisor", "rulings", {"hold": "callback:A", "sustained": True, "reason": "已核查"})
    assert office.see("gao")["state"] == "void"
    assert sum(points for _, points, _ in office.ledger()) == 0


def called(office: Office, name: str = "song") -> None:
    office.enrol("gao", "song")
    office.at("2026-06-18 09:00")
    office.posted()
    assert office.party("A", "choices", {"cadre_id": office.ids[name]}).status_code == 201


def test_s23_a_call_of_a_two_sided_case_waits_for_the_other_side_and_then_for_the_cadre(
    office: Office,
) -> None:
    """S23 with the holiday of 19 to 21 June; too busy is no listed ground; silence is counted, and the party chooses again."""
    called(office)
    round_ = office.party("A").json["rounds"][0]
    assert (round_["object_by"], round_["answer_by"], round_["mine"]) == ("2026-06-23", "2026-06-25", True)
    office.news.town.deliver()
    (told,) = [
        each["data"] for each in office.news.town.delivered if each["type"] == "scoring.cadre.called.v1"
    ]
    assert (told["party"], told["cadre_name"], told["object_by"]) == ("A", "song", "2026-06-23")
    assert office.refused("gao", "picks", {"ties": []}) == "called_away"
    assert office.refused("song", "call-acceptance", {"ties": []}) == "objection_open"

    office.at("2026-06-24 09:00")
    busy = office.send("song", "call-refusal", {"ground": "too_busy"})
    assert busy.status_code == 422
    assert office.refused("song", "call-refusal", {"ground": "over_cap"}) == "ground_not_true"
    assert office.party("B", "objections").json["code"] == "objection_late"

    office.at("2026-06-25 23:59")
    assert office.see("director")["state"] == "called"
    office.at("2026-06-26 00:00")
    seen = office.party("A").json
    assert (seen["rounds"][0]["end"], seen["state"]) == ("silent", "called")
    assert [each["to"] for each in office.see("secretary")["alerts"] if each["mark"] == "silent:1"] == [
        "secretary"
    ]
    assert office.hall.get("scoring", "song", "/history").json["silences"] == 1
    assert office.refused("song", "call-acceptance", {"ties": []}) == "no_call_runs"
    assert office.party("A", "choices", {"cadre_id": office.ids["gao"]}).status_code == 201


def test_s23_a_cadre_who_holds_three_may_decline_and_it_is_not_counted(office: Office) -> None:
    office.enrol("song", "gao")
    for case in ("old-1", "old-2", "old-3"):
        office.picked("song", case)
        office.met("song", case)
    office.posted()
    assert office.party("A", "choices", {"cadre_id": office.ids["song"]}).status_code == 201

    office.do("song", "call-refusal", {"ground": "over_cap"})

    assert office.party("A").json["rounds"][0]["end"] == "declined"
    assert office.hall.get("scoring", "song", "/history").json["silences"] == 0


def test_s23_an_accepted_call_is_the_one_live_pick_and_brings_the_bonus(office: Office) -> None:
    called(office)
    office.at("2026-06-24 09:00")
    taken = office.do("song", "call-acceptance", {"ties": []})
    assert (taken["holder"]["how"], taken["holder"]["due_on"]) == ("called", "2026-07-24")
    assert office.refused("gao", "picks", {"ties": []}) == "already_taken"
    office.met("song")
    office.settled()
    office.call_back("A", "satisfied")
    office.call_back("B", "satisfied")
    office.at("2026-07-25 00:00")

    assert office.ledger() == [("award", 40, 3), ("bonus", 4, 0), ("bonus", 4, 0)]
