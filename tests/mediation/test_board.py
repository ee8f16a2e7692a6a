# SPDX-License-Identifier: Apache-2.0
"""A hard dispute on the star board before it fails: grounds and bars of SB-01 from what the case holds, through three services."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from random import randrange
from typing import Any

import pytest

from services.mediation.cases.board import Hardness, bar_of, grounds_of
from services.mediation.cases.documents import Case
from services.mediation.limits import limits
from services.scoring.tasks.documents import StarTask
from shared.access import Role
from shared.mongo import collection
from tests.hall import Hall
from tests.mediation.room import LI, SUN, TERMS, TOWN, Desk, applied, code

NEAR, FAR = "371324001015", "371324101"
NAMES = ("李某", "孙某", "13800000001", "三年排水", "恐怕要上访")


@pytest.fixture(autouse=True)
def offices(room: Hall, summer: None) -> None:
    for login, role in (
        ("petitions", Role.PETITION_OFFICE),
        ("secretary", Role.SECRETARY),
        ("cadre", Role.CADRE),
    ):
        room.account(login, (role, TOWN))
    form = {"account": room.ids["cadre"], "name": "高镇长", "post": "副镇长", "township": TOWN}
    assert room.post("scoring", "secretary", "/cadres", form).status_code in (201, 409)


def hard(room: Hall, pmc: str) -> Desk:
    """A petition of two people who never quarrelled before."""
    pair = [party | {"phone": f"139{randrange(10**8):08}"} for party in (LI, SUN)]
    return applied(room, pmc, facts="三年排水", channel="petition", parties=pair).begin()


def task_of(room: Hall, desk: Desk) -> Any:
    return room.get("scoring", "secretary", f"/tasks/{desk.case['id']}")


def grade(room: Hall, desk: Desk) -> dict[str, Any]:
    path = f"/tasks/{desk.case['id']}/grading"
    room.post("scoring", "director", path, {}, task_of(room, desk).json["version"])
    made = room.post("scoring", "petitions", f"{path}/confirmation", {}, task_of(room, desk).json["version"])
    assert made.status_code == 200, made.json
    found: dict[str, Any] = made.json
    return found


def pick(room: Hall, desk: Desk) -> None:
    path = f"/tasks/{desk.case['id']}/picks"
    answer = room.post("scoring", "cadre", path, {"ties": []}, task_of(room, desk).json["version"])
    assert answer.status_code in (200, 201), answer.json


def stored(room: Hall) -> Iterator[str]:
    """All that the star board keeps, and all that was ever told."""
    database = collection(StarTask).database
    for name in database.list_collection_names():
        yield str(list(database[name].find()))
    yield str(room.town.delivered)


@pytest.mark.parametrize(
    ("facts", "grounds"),
    [
        ({"channel": "petition"}, ["petition"]),
        ({"parties": [LI | {"place": NEAR}, SUN | {"place": FAR}]}, ["cross_village"]),
        ({"parties": [LI | {"count": 4}, SUN]}, ["group"]),
        ({"risk": "orange"}, ["risk"]),
        ({"risk": "red"}, ["risk"]),
        ({"earlier_failures": 1}, ["failed"]),
        ({"concerns": ["mass_incident"]}, ["group"]),
        ({"channel": "petition", "risk": "red"}, ["petition", "risk"]),
    ],
)
def test_sb01_the_grounds_follow_from_what_the_case_holds_and_the_task_appears(
    room: Hall, pmc: str, facts: dict[str, Any], grounds: list[str]
) -> None:
    desk = applied(room, pmc, **facts).begin()
    assert desk.get("/board").json == {"grounds": grounds, "bar": None, "may": True, "put_forward": None}

    desk.act("board", reason="村里办不了，恐怕要上访")
    room.town.deliver(times=3)

    task = task_of(room, desk).json
    assert (task["state"], sorted(task["entered_for"])) == ("proposed", sorted(grounds))
    assert desk.case["state"] == "accepted"
    assert desk.get("/board").json["put_forward"]["grounds"] == grounds


@pytest.mark.parametrize(
    "facts",
    [
        {},
        {"risk": "yellow"},
        {"channel": "grid"},
        {"parties": [LI | {"place": NEAR}, SUN | {"place": NEAR}]},
        {"parties": [LI | {"place": TOWN}, SUN | {"place": NEAR}]},
        {"parties": [LI | {"count": 3}, SUN]},
    ],
)
def test_sb01_without_a_ground_nothing_is_put_forward(room: Hall, pmc: str, facts: dict[str, Any]) -> None:
    desk = applied(room, pmc, **facts).begin()

    refused = desk.try_act("board", reason="想早点有人管")
    room.town.deliver()

    assert code(refused) == "board_ground_missing"
    assert "信访" in refused.json["detail"]
    assert task_of(room, desk).status_code == 404


@pytest.mark.parametrize(
    ("concern", "word"),
    [
        ("with_court", "法院"),
        ("with_authority", "公安"),
        ("suspected_crime", "公安"),
        ("minor_at_risk", "未成年"),
        ("violence", "家庭暴力"),
    ],
)
def test_sb01_what_is_barred_goes_on_the_board_neither_before_nor_after_it_failed(
    room: Hall, pmc: str, concern: str, word: str
) -> None:
    desk = hard(room, pmc)
    desk.act("concerns", concerns=[concern])

    refused = desk.try_act("board", reason="试试")
    desk.act("sessions", mode="phone", result="failed")
    for ref in "AB":
        desk.act("remedies-notices", ref=ref, delivered=True)
    desk.act("terminate", reason="gap_too_wide")
    room.town.deliver()

    assert code(refused) == "board_barred"
    assert word in refused.json["detail"]
    assert task_of(room, desk).json["state"] == "closed_lawfully"


def test_no_name_and_no_word_crosses_to_the_board(room: Hall, pmc: str) -> None:
    desk = hard(room, pmc)
    desk.act("board", reason="恐怕要上访")
    room.town.deliver(times=3, backwards=True)

    assert task_of(room, desk).json["entered_for"] == ["petition"]
    for text in stored(room):
        assert not [name for name in NAMES if name in text]


def test_a_picked_dispute_goes_on_in_the_same_case_and_its_agreement_brings_stars(
    room: Hall, pmc: str
) -> None:
    desk = hard(room, pmc)
    desk.act("board", reason="请干部包保")
    room.town.deliver()
    grade(room, desk)
    pick(room, desk)
    room.town.deliver(times=3)

    assert desk.reload()["lead_cadre"] == "高镇长"
    assert desk.case["successor_id"] is None
    desk.act("sessions", mode="joint", result="agreed", held_on="2026-06-01")
    desk.act("agreement", form="oral", agreed_on="2026-06-01", terms=TERMS)
    room.town.deliver(times=3)
    assert task_of(room, desk).json["state"] == "provisional"


def test_the_cadre_in_charge_and_then_the_callback_centre_read_whom_to_reach_and_every_look_is_noted(
    room: Hall, pmc: str
) -> None:
    room.account("centre", (Role.CALLBACK_CENTRE, "371324"))
    centre, desk = room.browser("mediation", "centre"), hard(room, pmc)
    path = f"/mediation/reach/callbacks/{desk.case['id']}"
    desk.act("board", reason="请干部包保")
    room.town.deliver()
    grade(room, desk)
    pick(room, desk)
    room.town.deliver(times=3)
    link = re.compile(r"/mediation/reach/holders/[^\"]+")
    holder = link.search(room.browser("scoring", "cadre").get(f"/scoring/tasks/{desk.case['id']}").text)
    assert holder, "the cadre in charge is led to the parties"
    assert not link.search(room.browser("scoring", "secretary").get(f"/scoring/tasks/{desk.case['id']}").text)
    cadre = room.browser("mediation", "cadre")
    assert not re.findall(r"139\d{8}", cadre.get(holder[0]).text)
    assert len(re.findall(r"139\d{8}", cadre.post(holder[0]).text)) == 2
    room.account("cadre-2", (Role.CADRE, TOWN))
    assert room.browser("mediation", "cadre-2").post(holder[0]).status_code == 403
    assert centre.get(path).status_code == 404, "nothing is settled"
    desk.reload()
    desk.act("sessions", mode="joint", result="agreed", held_on="2026-06-01")
    desk.act("agreement", form="oral", agreed_on="2026-06-01", terms=TERMS)

    masked = centre.get(path).text
    assert re.findall(r"139\*{4}\d{4}", masked)
    assert not re.findall(r"139\d{8}|李某", masked)
    shown = centre.post(path).text
    assert len(re.findall(r"139\d{8}", shown)) == 2
    assert "李某" in shown
    notes = collection(Case).database["reads"].find({"contacts": desk.case["id"]})
    assert [note["actor"] for note in notes] == [room.ids["cadre"], room.ids["centre"]]
    for login in ("cadre", "county", "director"):
        assert room.browser("mediation", login).post(path).status_code == 403


@pytest.mark.parametrize("graded", [False, True])
def test_what_is_settled_before_anybody_picks_leaves_the_board(room: Hall, pmc: str, graded: bool) -> None:
    desk = hard(room, pmc)
    desk.act("board", reason="请干部包保")
    room.town.deliver()
    if graded:
        grade(room, desk)

    desk.act("sessions", mode="joint", result="agreed", held_on="2026-06-01")
    desk.act("agreement", form="oral", agreed_on="2026-06-01", terms=TERMS)
    room.town.deliver(times=3)

    task = task_of(room, desk).json
    assert (task["state"], task["ended_for"]) == ("closed_lawfully", "settled_without_holder")


def test_what_is_withdrawn_before_anybody_picks_leaves_the_board(room: Hall, pmc: str) -> None:
    desk = hard(room, pmc)
    desk.act("board", reason="请干部包保")
    desk.act("withdraw", reason="自己谈好了")
    desk.act("close")
    room.town.deliver(times=3)

    task = task_of(room, desk).json
    assert (task["state"], task["ended_for"]) == ("closed_lawfully", "withdrawn")


def test_what_fails_on_the_board_stays_there_once_and_the_township_takes_it_up(room: Hall, pmc: str) -> None:
    desk = hard(room, pmc)
    desk.act("board", reason="请干部包保")
    assert code(desk.try_act("board", reason="再提一次")) == "on_board_already"
    for ref in "AB":
        desk.act("remedies-notices", ref=ref, delivered=True)
    desk.act("terminate", reason="gap_too_wide")
    room.town.deliver(times=3)
    grade(room, desk)
    pick(room, desk)
    room.town.deliver(times=3)

    onward = Desk(room, desk.get("", login="director").json)
    assert onward.case["successor_id"]
    successor = room.get("mediation", "director", f"/cases/{onward.case['successor_id']}")
    assert successor.json["task_id"] == desk.case["id"]
    assert StarTask.objects(case_ids=desk.case["id"]).count() == 1


def test_only_what_is_being_mediated_is_put_forward_and_only_by_its_people(room: Hall, pmc: str) -> None:
    fresh = applied(room, pmc, channel="petition")
    assert code(fresh.try_act("board", reason="还没受理")) == "wrong_state"
    desk = hard(room, pmc)
    assert code(desk.try_act("board", login="second", reason="不是我的案子")) == "not_found"
    for login in ("party", "county", "secretary"):
        assert desk.try_act("board", login=login, reason="越权").status_code == 403
    assert desk.try_act("board", reason="").status_code == 422
    assert desk.try_act("board", login="director", reason="主任提请").status_code == 200


def test_an_unknown_home_is_refused(room: Hall, pmc: str) -> None:
    form = {"body_id": pmc, "category": "邻里纠纷", "channel": "applied"}
    answer = room.post(
        "mediation", "mediator", "/cases/", form | {"parties": [LI | {"place": "999999"}, SUN]}
    )
    assert code(answer) == "unknown_place"


def test_who_put_it_forward_has_no_star_of_it(room: Hall, pmc: str) -> None:
    room.account("both", (Role.MEDIATOR, TOWN), (Role.CADRE, TOWN))
    form = {"account": room.ids["both"], "name": "林镇长", "post": "副镇长", "township": TOWN}
    assert room.post("scoring", "secretary", "/cadres", form).status_code == 201
    version = room.get("mediation", "county", f"/bodies/{pmc}").json["version"]
    appointed = {"account": room.ids["both"], "name": "林某"}
    room.post("mediation", "county", f"/bodies/{pmc}/mediators", appointed, version)
    desk = hard(room, pmc)
    desk.act("mediators", account=room.ids["both"])
    desk.case = desk.try_act("board", login="both", reason="自己提请").json
    room.town.deliver()
    grade(room, desk)

    path = f"/tasks/{desk.case['id']}/picks"
    answer = room.post("scoring", "both", path, {"ties": []}, task_of(room, desk).json["version"])

    assert code(answer) == "self_made"


def test_both_services_count_a_group_from_the_same_number() -> None:
    stars = tomllib.loads(Path("services/scoring/stars.toml").read_text("utf-8"))
    assert limits().group_people == stars["rules"][-1]["group_from_people"]


def test_a_referred_case_and_what_intake_told_are_barred() -> None:
    assert bar_of([], None, in_suit=True) == "accepted_by_court"
    assert bar_of([], "discipline_inspection") == "discipline_inspection"
    assert bar_of(["suicide_risk"], None) is None
    easy = Hardness("applied", "none", (), 2, (), failed_before=False)
    assert grounds_of(easy, group_people=5) == []
