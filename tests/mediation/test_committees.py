# SPDX-License-Identifier: Apache-2.0
"""Committees elected by the law, mediators who leave them, and ties that keep one out (PM-01, PM-02, PM-05, PM-10)."""

from tests.hall import Hall
from tests.mediation.room import applied, at, code


def test_a_committee_is_elected_by_the_law_and_takes_no_case_after_its_term(room: Hall, pmc: str) -> None:
    found = room.get("mediation", "county", f"/bodies/{pmc}").json
    seats = [
        {"name": "张某", "sex": "m", "office": "director"},
        {"name": "王某", "sex": "f", "office": "member"},
        {"name": "刘某", "sex": "m", "office": "member"},
    ]
    form = {"members": seats[:2], "elected_on": "2023-07-01"}
    refused = room.post("mediation", "county", f"/bodies/{pmc}/election", form, found["version"])
    assert code(refused) == "committee_size"
    elected = room.post(
        "mediation", "county", f"/bodies/{pmc}/election", form | {"members": seats}, found["version"]
    ).json
    assert elected["term_ends_on"] == "2026-07-01"
    assert "sex" not in str(elected)
    old = form | {"members": seats, "elected_on": "2019-07-01"}
    late = room.post("mediation", "county", f"/bodies/{pmc}/election", old, elected["version"])
    assert code(late) == "election_before_last"
    desk = applied(room, pmc)
    at("2026-07-02T00:00")

    assert code(desk.try_act("mediators", account=room.ids["mediator"])) == "term_expired"


def test_a_mediator_who_took_money_is_removed_and_its_cases_wait_for_another(room: Hall, pmc: str) -> None:
    desk = applied(room, pmc).begin()
    form = {"body_id": pmc, "account": room.ids["mediator"], "kind": "taking", "text": "收了对方两条烟"}
    made = room.post("mediation", "party", "/complaints/", form).json
    path = f"/complaints/{made['id']}"
    assert room.get("mediation", "mediator", path).status_code == 404
    decision = {"sustained": True, "answer": "属实，已解聘", "consequence": "removed"}
    assert room.post("mediation", "director", f"{path}/decision", decision, 1).status_code == 403

    decided = room.post("mediation", "county", f"{path}/decision", decision, made["version"])
    room.town.deliver(times=3)

    assert decided.json["state"] == "sustained"
    assert room.get("mediation", "party", path).json["answer"] == "属实，已解聘"
    case = room.get("mediation", "director", f"/cases/{desk.case['id']}").json
    assert case["mediators"] == []
    standing = {
        m["account"]: m["standing"]
        for m in room.get("mediation", "county", f"/bodies/{pmc}").json["mediators"]
    }
    assert standing == {room.ids["mediator"]: "removed", room.ids["second"]: "active"}


def test_a_declared_tie_keeps_a_mediator_out(room: Hall, pmc: str) -> None:
    found = room.get("mediation", "county", f"/bodies/{pmc}").json
    tie = {"account": room.ids["mediator"], "phone": "138 0000 0002"}
    tied = room.post("mediation", "county", f"/bodies/{pmc}/ties", tie, found["version"])
    desk = applied(room, pmc)

    assert "0002" not in tied.text
    assert code(desk.try_act("mediators", account=room.ids["mediator"])) == "conflict_of_interest"
    desk.act("mediators", account=room.ids["second"])
