# SPDX-License-Identifier: Apache-2.0
"""Who mediates: chosen or assigned, jointly with another committee, with how much on the desk; and what is due of bodies."""

import uuid
from typing import Any

from services.mediation.cases.documents import Case
from shared.access import Role
from tests.hall import Hall
from tests.mediation.room import LI, SUN, TERMS, Desk, applied, at, code

OTHER_TOWN = "371324101"


def neighbour(room: Hall, kind: str = "township_pmc", **more: Any) -> dict[str, Any]:
    """A committee of another township with a mediator of its own."""
    room.account("abroad", (Role.MEDIATOR, OTHER_TOWN))
    form = {"kind": kind, "name": f"邻镇调委会{uuid.uuid4().hex[:6]}", "place": OTHER_TOWN, **more}
    made = room.post("mediation", "county", "/bodies/", form).json
    appointed = {
        "account": room.ids["abroad"],
        "name": "邻镇调解员",
        "skills": ["土地"],
        "languages": ["沂蒙话"],
    }
    found: dict[str, Any] = room.post(
        "mediation", "county", f"/bodies/{made['id']}/mediators", appointed, made["version"]
    ).json
    return found


def test_two_committees_mediate_together_and_the_first_one_leads(room: Hall, pmc: str) -> None:
    other, desk = neighbour(room), applied(room, pmc)
    desk.act("accept")
    assert desk.get(login="abroad").status_code == 404
    desk.act("partners", body_id=other["id"], reason="跨镇土地纠纷")
    assert desk.get(login="abroad").status_code == 200

    desk.act("mediators", account=room.ids["mediator"])
    desk.act("mediators", account=room.ids["abroad"])

    desk.act("consents", ref="A", answer="consented")
    agreed = desk.act("agreement", form="written", agreed_on="2026-06-01", terms=TERMS)
    assert agreed["state"] == "agreed"
    assert Case.objects.get(id=desk.case["id"]).agreement.with_bodies == [other["id"]]
    assert desk.case["body_id"] == pmc
    assert set(desk.case["mediators"]) == {room.ids["mediator"], room.ids["abroad"]}
    assert [one["body_id"] for one in desk.case["partners"]] == [other["id"]]
    assert desk.get(login="second").status_code == 404
    assert code(desk.try_act("partners", body_id=other["id"], reason="再请一次")) == "partner_there"
    assert code(desk.try_act("partners", body_id=pmc, reason="请自己")) == "partner_there"
    assert code(desk.try_act("partners", body_id="nothing", reason="没有的")) == "unknown_body"


def test_a_commercial_body_is_no_partner_of_a_committee(room: Hall, pmc: str) -> None:
    commercial = neighbour(room, "commercial")
    desk = applied(room, pmc)

    assert code(desk.try_act("partners", body_id=commercial["id"], reason="专业")) == "partner_unfit"


def test_whom_all_parties_choose_mediates(room: Hall, pmc: str) -> None:
    desk = applied(room, pmc, parties=[LI | {"account": room.ids["party"]}, SUN])
    desk.act("accept")
    assert code(desk.try_act("choices", ref="A", account="nobody")) == "not_a_mediator"

    chosen = desk.try_act("choices", login="party", ref="A", account=room.ids["second"])
    desk.case = chosen.json
    desk.act("choices", ref="B", account=room.ids["mediator"])
    assert desk.case["mediators"] == []
    desk.act("choices", ref="B", account=room.ids["second"])

    assert desk.case["mediators"] == [room.ids["second"]]


def test_the_load_of_mediators_is_shown_to_those_who_assign(room: Hall, pmc: str) -> None:
    def load(login: str) -> dict[str, tuple[int, int]]:
        rows = room.get("mediation", login, "/desk/load").json
        return {row["name"]: (row["open"], row["late"]) for row in rows if row["body_id"] == pmc}

    before = load("director")["mediator"]
    applied(room, pmc).begin()
    at("2026-07-02T09:00")

    after = load("director")["mediator"]
    assert (after[0] - before[0], after[1] - before[1] >= 1) == (1, True)
    assert room.get("mediation", "mediator", "/desk/load").status_code == 403
    assert room.get("mediation", "party", "/desk/load").status_code == 403


def test_a_mediators_public_profile_holds_nothing_private(room: Hall, pmc: str) -> None:
    other = neighbour(room)
    tie = {"account": room.ids["abroad"], "phone": "13900000009"}
    room.post("mediation", "county", f"/bodies/{other['id']}/ties", tie, other["version"])

    (profile,) = room.get("mediation", "party", f"/bodies/{other['id']}").json["mediators"]

    assert set(profile) == {
        *(
            "account",
            "name",
            "kind",
            "appointed_on",
            "grade",
            "skills",
            "languages",
            "introduction",
            "standing",
        )
    }
    assert (profile["skills"], profile["languages"]) == (["土地"], ["沂蒙话"])


def elected(room: Hall, body: str, on: str) -> None:
    seats = [
        {"name": "张某", "sex": "m", "office": "director"},
        {"name": "王某", "sex": "f", "office": "member"},
        {"name": "刘某", "sex": "m", "office": "member"},
    ]
    version = room.get("mediation", "county", f"/bodies/{body}").json["version"]
    form = {"members": seats, "elected_on": on}
    assert room.post("mediation", "county", f"/bodies/{body}/election", form, version).status_code == 200


def test_a_term_is_warned_of_ninety_days_before_on_the_desk_of_director_and_supervisor(
    room: Hall, pmc: str
) -> None:
    elected(room, pmc, "2023-09-15")

    def lines(login: str) -> list[tuple[str, str, bool]]:
        rows = room.get("mediation", login, "/desk/bodies").json
        return [(row["rule"], row["end"], row["late"]) for row in rows if row["body_id"] == pmc]

    at("2026-06-16T09:00")
    assert lines("director") == []
    at("2026-06-17T09:00")
    assert lines("director") == lines("county") == [("PM-02", "2026-09-15", False)]
    at("2026-09-16T09:00")
    assert lines("county") == [("PM-02", "2026-09-15", True)]
    assert room.get("mediation", "party", "/desk/bodies").status_code == 403


def test_a_new_medical_committee_is_filed_within_thirty_working_days(room: Hall, pmc: str) -> None:
    made = neighbour(room, "industry_pmc", trade="medical")
    assert made["file_by"] == "2026-07-14"  # thirty working days; 19 June is a holiday

    (line,) = [
        one for one in room.get("mediation", "county", "/desk/bodies").json if one["body_id"] == made["id"]
    ]
    assert (line["rule"], line["end"]) == ("SP-01", "2026-07-14")
    path = f"/bodies/{made['id']}/filing"
    assert (
        code(room.post("mediation", "county", path, {"on": "2026-07-01"}, made["version"]))
        == "date_in_future"
    )
    room.post("mediation", "county", path, {"on": "2026-06-01"}, made["version"])

    assert not [
        one for one in room.get("mediation", "county", "/desk/bodies").json if one["body_id"] == made["id"]
    ]


def test_the_court_learns_of_new_and_changed_committees(room: Hall, pmc: str) -> None:
    room.account("clerk", (Role.COURT_CLERK, "鲁1324"))
    elected(room, pmc, "2026-05-01")

    rows = room.get("mediation", "clerk", "/bodies/changes?since=2026-06-01").json

    (row,) = [one for one in rows if one["id"] == pmc]
    assert [member["name"] for member in row["members"]] == ["张某", "王某", "刘某"]
    assert "sex" not in str(row)
    assert room.get("mediation", "clerk", "/bodies/changes?since=2026-06-02").json == []


def joint(room: Hall, pmc: str) -> tuple[Desk, dict[str, Any]]:
    """A dispute that two committees mediate, each with a mediator of its own."""
    other, desk = neighbour(room), applied(room, pmc)
    room.account("neighbour-director", (Role.DIRECTOR, OTHER_TOWN))
    desk.act("accept")
    desk.act("partners", body_id=other["id"], reason="跨镇土地纠纷")
    for login in ("mediator", "abroad"):
        desk.act("mediators", account=room.ids[login])
    return desk, other


def test_the_lead_goes_to_a_partner_with_the_consent_of_all_and_by_its_own_answer(
    room: Hall, pmc: str
) -> None:
    desk, other = joint(room, pmc)
    number = desk.case["file_number"]
    offer = {"body_id": other["id"], "reason": "标的物在邻镇"}
    assert code(desk.try_act("lead", **offer, agreed=["A"])) == "lead_not_agreed"
    assert code(desk.try_act("lead/answer", login="abroad", taken=True)) == "no_lead_offered"

    offered = desk.act("lead", **offer, agreed=["A", "B"])
    assert (offered["body_id"], offered["lead_offer"]["agreed"]) == (pmc, ["A", "B"])
    assert code(desk.try_act("lead/answer", taken=True)) == "not_of_that_body"
    assert code(desk.try_act("lead/answer", login="director", taken=True)) == "not_of_that_body"
    taken = desk.try_act("lead/answer", login="neighbour-director", taken=True).json

    assert (taken["body_id"], taken["body_name"], taken["place"]) == (other["id"], other["name"], OTHER_TOWN)
    assert taken["file_number"] == f"(2026){other['name']}人调字第1号"
    (change,) = taken["lead_changes"]
    assert (change["from_body_id"], change["from_number"]) == (pmc, number)
    assert (change["offer"]["reason"], change["offer"]["agreed"]) == ("标的物在邻镇", ["A", "B"])
    assert (taken["lead_offer"], [one["body_id"] for one in taken["partners"]]) == (None, [pmc])
    for login in ("mediator", "abroad", "director", "neighbour-director"):
        assert desk.get(login=login).status_code == 200
    query = "first=2026-06-01&last=2026-06-30"
    counted = room.get("mediation", "county", f"/statistics/?place={OTHER_TOWN}&{query}").json
    assert counted["total"]["taken"] == 1


def test_a_lead_that_is_declined_stays_and_a_stranger_gets_none(room: Hall, pmc: str) -> None:
    desk, other = joint(room, pmc)
    form = {"kind": "township_pmc", "name": f"外镇{uuid.uuid4().hex[:6]}", "place": "371324102"}
    stranger = room.post("mediation", "county", "/bodies/", form).json

    assert (
        code(desk.try_act("lead", body_id=stranger["id"], reason="试试", agreed=["A", "B"])) == "no_partner"
    )
    desk.act("lead", body_id=other["id"], reason="标的物在邻镇", agreed=["A", "B"])
    kept = desk.try_act("lead/answer", login="abroad", taken=False).json

    assert (kept["body_id"], kept["lead_offer"], kept["lead_changes"]) == (pmc, None, [])
