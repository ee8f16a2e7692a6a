# SPDX-License-Identifier: Apache-2.0
"""Who sees what of a case (PV-20): those who mediate all, the director of the own body, who watches only the frame."""

import io
import uuid
from typing import Any

import openpyxl
import pytest

from shared.access import Role
from tests.hall import Hall
from tests.mediation.room import LI, SUN, TERMS, TOWN, Desk, applied, at, code
from tests.mediation.test_watching import closed, draw
from tests.mediation.test_who_mediates import neighbour

VILLAGE = "371324001015"
OTHER_TOWN = "371324101"
CONTENT = {
    *("parties", "sessions", "facts", "subject", "appointments", "unavailable", "helpers", "choices"),
    *("undisputed", "guidance", "referral", "absent", "refused_for", "partners", "lead_cadre"),
}


@pytest.fixture(autouse=True)
def watchers(room: Hall) -> None:
    room.account("secretary", (Role.SECRETARY, TOWN))
    room.account("city", (Role.CITY_SUPERVISOR, "3713"))
    room.account("neighbour-director", (Role.DIRECTOR, OTHER_TOWN))


def told(room: Hall, pmc: str) -> Desk:
    """A case with words of every kind in it."""
    desk = applied(
        room, pmc, facts="为排水沟吵了三年", subject="东坡三号地", parties=[LI, SUN], risk="orange"
    ).begin()
    desk.act("reports", to="police", note="孙某放话要打人")
    desk.act("sessions", mode="joint", result="open", held_on="2026-06-01", record="李某先说", place="李某家")
    desk.act("appointments", at="2026-06-02T09:00:00+08:00", mode="joint", place="孙某家")
    desk.act("agreement", form="oral", agreed_on="2026-06-01", terms=TERMS)
    return desk


@pytest.mark.parametrize("login", ["county", "city", "secretary"])
def test_who_watches_sees_the_frame_of_a_case_and_no_word_of_it(room: Hall, pmc: str, login: str) -> None:
    desk = told(room, pmc)

    frame = desk.get(login=login)

    assert frame.status_code == 200
    assert (frame.json["state"], frame.json["category"]) == ("agreed", "邻里纠纷")
    assert (frame.json["body_name"], frame.json["file_number"]) == (
        desk.case["body_name"],
        desk.case["file_number"],
    )
    assert [clock["rule"] for clock in frame.json["clocks"]] == [
        clock["rule"] for clock in desk.reload()["clocks"]
    ]
    assert set(frame.json["agreement"]) == {"form", "agreed_on", "effective", "effective_on", "partial"}
    assert CONTENT.isdisjoint(frame.json)
    for word in ("李某", "孙某", "排水沟", "东坡", "赔偿", "30000"):
        assert word not in frame.text, word


@pytest.mark.parametrize("login", ["county", "city", "secretary"])
def test_who_watches_reaches_no_paper_file_schedule_or_act(room: Hall, pmc: str, login: str) -> None:
    desk = told(room, pmc)
    file = desk.file("identity", ref="A")
    case = desk.case["id"]

    for path in (
        *(f"/cases/{case}/{part}" for part in ("schedule", "confirmation", "repeats", "readings")),
        *(f"/cases/{case}/{part}" for part in ("limitation-certificate", "appointments.ics")),
        *(f"/papers/{case}", f"/papers/{case}/record.pdf", f"/papers/{case}/folder.pdf"),
        *(f"/files/{file}", f"/files/?case_id={case}"),
    ):
        assert room.get("mediation", login, path).status_code == 403, path
    assert desk.try_act("close", login=login).status_code == 403
    browser = room.browser("mediation", login)
    for page in (f"/mediation/cases/{case}", "/mediation/cases/", "/mediation/desk/"):
        shown = browser.get(page)
        assert shown.status_code == 200
        assert not [word for word in ("李某", "孙某", "排水沟") if word in shown.text], page
    assert browser.get(f"/mediation/folder/{case}/").status_code == 403


def test_who_watches_learns_of_a_danger_without_its_words(room: Hall, pmc: str) -> None:
    desk = told(room, pmc)

    danger = desk.get("/danger", login="county").json

    assert (danger["risk"], danger["reports"][0]["to"]) == ("orange", "police")
    assert "孙某" not in str(danger)
    assert "孙某放话" in str(desk.get("/danger").json)


def test_who_watches_does_not_find_a_case_by_a_partys_name(room: Hall, pmc: str) -> None:
    desk = applied(room, pmc, parties=[LI | {"name": "诸葛青云"}, SUN])

    def found(login: str, words: str) -> list[str]:
        rows = room.get("mediation", login, "/cases/", query_string={"q": words, "limit": 100}).json
        return [row["id"] for row in rows]

    assert found("mediator", "诸葛青云") == found("director", "诸葛青云") == [desk.case["id"]]
    for login in ("county", "city", "secretary"):
        assert found(login, "诸葛青云") == []
        assert desk.case["id"] in found(login, "兰陵县")


def test_the_register_for_a_supervisor_has_no_names_and_no_facts(room: Hall, pmc: str) -> None:
    applied(room, pmc, facts="宅基地边界", parties=[LI | {"name": "司马长风"}, SUN]).act("accept")
    query = f"?place={TOWN}&first=2026-06-01&last=2026-06-30"

    def register(login: str) -> str:
        content = room.get("mediation", login, f"/statistics/register{query}").data
        sheet = openpyxl.load_workbook(io.BytesIO(content)).active
        return str(list(sheet.iter_rows(values_only=True)))

    assert "司马长风" in register("director")
    assert not [word for word in ("司马长风", "宅基地") if word in register("county")]


def test_a_drawn_case_is_read_with_its_content_and_every_reading_stays_on_record(
    room: Hall, pmc: str
) -> None:
    desk, going = closed(room, pmc), applied(room, pmc)
    sample = draw(room, reason="群众反映本季度协议履行不实").json
    path = f"/samples/{sample['id']}/{desk.case['id']}"
    assert desk.get("/readings").json == []

    first = room.get("mediation", "county", path)
    at("2026-06-02T10:00")
    room.get("mediation", "county", path)
    room.get("mediation", "county", f"{path}/folder.pdf")

    assert [party["name"] for party in first.json["parties"]] == ["李某", "孙某"]
    assert "13800000001" not in first.text
    seen = desk.get("/readings").json
    assert [(one["what"], one["at"][:13]) for one in seen] == [
        ("case", "2026-06-01T01"),
        ("case", "2026-06-02T02"),
        ("folder", "2026-06-02T02"),
    ]
    assert {(one["by"], one["reason"]) for one in seen} == {
        (room.ids["county"], "群众反映本季度协议履行不实")
    }
    shown = room.browser("mediation", "mediator").get(f"/mediation/cases/{desk.case['id']}").text
    assert "谁抽查过这件纠纷、看过电话（3 次）" in shown
    assert shown.count("群众反映本季度协议履行不实") == 3
    again = room.get("mediation", "county", f"/samples/{sample['id']}").json
    assert (again["opened"], len(again["readings"])) == ([desk.case["id"]], 3)
    assert room.get("mediation", "county", f"/samples/{sample['id']}/{going.case['id']}").status_code == 404
    for login in ("city", "director", "mediator"):
        assert room.get("mediation", login, path).status_code in (403, 404)
    assert CONTENT.isdisjoint(desk.get(login="county").json)


def body_at(room: Hall, place: str, mediator: str) -> str:
    room.account(mediator, (Role.MEDIATOR, place))
    form = {"kind": "village_pmc", "name": f"村调委会{uuid.uuid4().hex[:6]}", "place": place}
    made: dict[str, Any] = room.post("mediation", "county", "/bodies/", form).json
    appointed = {"account": room.ids[mediator], "name": mediator}
    room.post("mediation", "county", f"/bodies/{made['id']}/mediators", appointed, made["version"])
    return str(made["id"])


def test_a_director_reads_the_cases_of_the_own_body_and_not_those_of_a_village_below(
    room: Hall, pmc: str
) -> None:
    village = body_at(room, VILLAGE, "villager")
    room.account("village-director", (Role.DIRECTOR, VILLAGE))
    form = {"body_id": village, "category": "邻里纠纷", "channel": "applied", "parties": [LI, SUN]}
    case = room.post("mediation", "villager", "/cases/", form).json["id"]
    own = applied(room, pmc)

    assert own.get(login="director").status_code == 200
    assert own.get(login="village-director").status_code == 404
    assert room.get("mediation", "village-director", f"/cases/{case}").status_code == 200
    assert room.get("mediation", "director", f"/cases/{case}").status_code == 404


def test_the_director_of_a_joint_body_reads_the_case_without_mediating(room: Hall, pmc: str) -> None:
    other, desk = neighbour(room), applied(room, pmc)
    assert desk.get(login="neighbour-director").status_code == 404

    desk.act("partners", body_id=other["id"], reason="跨镇土地纠纷")

    seen = desk.get(login="neighbour-director")
    assert [party["name"] for party in seen.json["parties"]] == ["李某", "孙某"]
    due = room.get("mediation", "neighbour-director", "/desk/due").json
    assert desk.case["id"] in str(due)
    query = "&first=2026-06-01&last=2026-06-30"
    counted = room.get("mediation", "neighbour-director", f"/statistics/?place={OTHER_TOWN}{query}").json
    assert counted["total"]["taken"] == 0
    assert (
        code(room.get("mediation", "neighbour-director", f"/statistics/?place={TOWN}{query}")) == "not_found"
    )
