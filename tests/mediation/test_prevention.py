# SPDX-License-Identifier: Apache-2.0
"""Prevention counts: tied to a case, with evidence, seen by a second person (ST-04)."""

from typing import Any

from tests.hall import Hall
from tests.mediation.room import LI, SUN, Desk, applied, code


def claim(desk: Desk, **more: Any) -> Any:
    wanted = {"case_id": desk.case["id"], "kind": "crime", "on": "2026-06-01", "evidence": []} | more
    return desk.hall.post("mediation", "mediator", "/prevention/", wanted)


def figure(room: Hall, kind: str) -> dict[str, int]:
    query = "place=371324&first=2026-06-01&last=2026-06-30"
    found: dict[str, int] = room.get("mediation", "county", f"/prevention/figures?{query}").json["kinds"][
        kind
    ]
    return found


def test_a_free_number_or_a_claim_without_evidence_is_refused(room: Hall, pmc: str) -> None:
    desk, other = applied(room, pmc), applied(room, pmc)

    assert claim(desk).status_code == 422
    assert code(claim(desk, evidence=[other.file("record")])) == "evidence_missing"
    typed = claim(desk, evidence=[desk.file("record")], persons=500)
    assert (typed.status_code, typed.json["errors"]["json"]) == (
        422,
        {"persons": ["没有这一项，请删去或者核对名称。"]},
    )
    assert claim(desk, evidence=[desk.file("record")], case_id="nothing").status_code == 404


def test_a_count_counts_once_and_only_when_a_second_person_confirmed_it(room: Hall, pmc: str) -> None:
    before = figure(room, "crime")
    desk = applied(room, pmc, parties=[LI | {"count": 3}, SUN])
    made = claim(desk, evidence=[desk.file("record")]).json
    again = claim(desk, evidence=[desk.file("record")]).json
    assert (again["id"], made["persons"]) == (made["id"], 4)
    path = f"/prevention/{made['id']}/judgement"
    assert figure(room, "crime") == before

    assert room.post("mediation", "mediator", path, {"confirmed": True}, 1).status_code == 403
    judged = room.post("mediation", "director", path, {"confirmed": True}, made["version"]).json

    assert judged["state"] == "confirmed"
    assert (
        code(room.post("mediation", "county", path, {"confirmed": False}, judged["version"]))
        == "count_judged"
    )
    after = figure(room, "crime")
    assert (after["cases"] - before["cases"], after["persons"] - before["persons"]) == (1, 4)


def test_nobody_confirms_a_count_of_its_own(room: Hall, pmc: str) -> None:
    desk = applied(room, pmc)
    wanted = {
        "case_id": desk.case["id"],
        "kind": "suicide",
        "on": "2026-06-01",
        "evidence": [desk.file("record")],
    }
    made = room.post("mediation", "director", "/prevention/", wanted).json

    judged = room.post(
        "mediation", "director", f"/prevention/{made['id']}/judgement", {"confirmed": True}, made["version"]
    )

    assert code(judged) == "own_count"
