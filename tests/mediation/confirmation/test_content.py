# SPDX-License-Identifier: Apache-2.0
"""What a court would not confirm, and what happens when it does not: S13, CF-07, CF-08, SP-03."""

from typing import Any

import pytest

from services.mediation.cases.documents import Case
from services.scoring.tasks.documents import StarTask
from shared.mongo import collection
from tests.hall import Hall
from tests.mediation.confirmation.parties import (
    CHECKS,
    COURT,
    PAY,
    SERIAL,
    Court,
    agreed,
    ask,
    both_ask,
    ready,
)
from tests.mediation.room import at


@pytest.mark.parametrize(
    ("term", "category", "obstacles", "warnings"),
    [
        ({"kind": "act", "who": "B", "what": "宅基地归陈某"}, "房屋宅基地纠纷", ["title:1"], []),
        (
            {"kind": "act", "who": "B", "what": "双方同意离婚", "due": "on_the_spot"},
            "婚姻家庭纠纷",
            ["status:1"],
            [],
        ),
        (PAY, "邻里纠纷", [], []),
        (
            {"kind": "act", "who": "B", "what": "今后好好表现", "due": "ongoing"},
            "邻里纠纷",
            [],
            ["unclear_duty:1"],
        ),
    ],
    ids=["title", "status", "payment", "unclear"],
)
def test_s13_the_check_before_applying(
    hall: Hall, body: str, term: dict[str, Any], category: str, obstacles: list[str], warnings: list[str]
) -> None:
    desk = agreed(hall, body, term, category=category)

    found = ready(hall, desk)

    assert (found["obstacles"], [w for w in found["warnings"] if "time" not in w]) == (obstacles, warnings)
    answer = ask(hall, desk, "wang", "A")
    assert answer.status_code == (409 if obstacles else 200), answer.json
    if obstacles:
        assert answer.json["code"] == "confirmation_blocked"


def test_s13_what_a_court_rejects_is_mediated_again_as_a_new_version(hall: Hall, body: str) -> None:
    vague = {"kind": "act", "who": "B", "what": "今后好好表现", "due": "ongoing"}
    desk = agreed(hall, body, vague)
    at("2026-03-20T09:00")
    both_ask(hall, desk)
    court = Court(hall, desk.case["id"])
    court.act("acceptance", taken=True)
    court.act("examination", "judge", present=["A", "B"], in_order=CHECKS[:-1])
    assert court.code("decision", "judge", result="confirmed") == "not_in_order"
    assert court.code("decision", "judge", result="rejected", ground="unclear") == "number_needed"
    court.act(
        "decision",
        "judge",
        result="rejected",
        ground="unclear",
        number=f"(2026){COURT}民特{next(SERIAL)}号",
        words="第一项内容不明确",
    )

    found = ready(hall, desk)
    assert found["ways"] == ["mediate_again", "sue"]
    assert (found["moves"][-1]["ground"], found["moves"][-1]["ground_text"]) == (
        "unclear",
        "第一项内容不明确",
    )
    told = [
        event["data"] for event in hall.town.delivered if event["type"] == "courtlink.confirmation.decided.v1"
    ]
    assert told[-1] == {"case_id": desk.case["id"], "result": "rejected_unclear", "decided_on": "2026-03-20"}

    desk.case = hall.get("mediation", "mediator", f"/cases/{desk.case['id']}").json
    desk.act("agreement", form="written", agreed_on="2026-03-20", terms=[PAY])
    for act in (
        {"kind": "party_signed", "ref": "A"},
        {"kind": "party_signed", "ref": "B"},
        {"kind": "mediator_signed"},
        {"kind": "seal"},
    ):
        desk.act("agreement/acts", on="2026-03-20", **act)
    hall.town.deliver(times=3, backwards=True)

    second = Court(hall, f"{desk.case['id']}-2").see()
    assert (second["state"], second["predecessor_id"], second["agreement"]) == ("offered", desk.case["id"], 2)
    assert court.see()["state"] == "rejected"
    raw = collection(Case).find_one({"_id": desk.case["id"]}) or {}
    assert [one["terms"][0]["what"] for one in raw["earlier_agreements"]] == ["今后好好表现"]


def test_a_new_agreement_takes_the_place_of_an_offer_nobody_took_up(hall: Hall, body: str) -> None:
    desk = agreed(hall, body)
    desk.act("agreement", form="oral", agreed_on="2026-03-10", terms=[PAY])
    hall.town.deliver(times=3)

    assert Court(hall, desk.case["id"]).see()["state"] == "superseded"
    assert Court(hall, f"{desk.case['id']}-2").see()["state"] == "offered"


@pytest.mark.parametrize(
    "ground", ["outside_competence", "wrong_court", "status", "other_procedure", "title", "not_own_body"]
)
def test_cf07_what_is_not_taken_has_its_ground_and_the_committee_hears_it(
    hall: Hall, body: str, ground: str
) -> None:
    desk = agreed(hall, body, PAY)
    at("2026-03-20T09:00")
    both_ask(hall, desk)
    court = Court(hall, desk.case["id"])
    assert court.code("acceptance", taken=False, ground=ground) == "judge_decides"
    assert court.code("acceptance", "judge", taken=False) == "ground_needed"

    court.act("acceptance", "judge", taken=False, ground=ground, words="请看理由")

    move = ready(hall, desk)["moves"][-1]
    assert (move["state"], move["ground"], move["ground_text"]) == ("not_taken", ground, "请看理由")
    assert court.code("examination", "judge", present=["A"], in_order=CHECKS) == "step_not_open"


def test_cf07_a_finding_that_is_none_is_cleared_by_a_reason_and_never_by_silence(
    hall: Hall, body: str
) -> None:
    support = {
        "kind": "payment",
        "who": "B",
        "to": "A",
        "what": "离婚后抚养费",
        "amount": "800.00",
        "due_on": "2026-06-30",
    }
    desk = agreed(hall, body, support)
    assert ready(hall, desk)["obstacles"] == ["status:1"]
    assert (
        desk.try_act("confirmation/clearings", finding="title:9", reason="没有").json["code"]
        == "no_such_finding"
    )

    desk.act("confirmation/clearings", finding="status:1", reason="只是抚养费给付，双方早已离婚")

    assert ready(hall, desk)["obstacles"] == []


@pytest.mark.parametrize(
    "ground", ["unlawful", "harms_others", "public_order", "not_voluntary", "unclear", "other"]
)
def test_cf08_a_rejection_has_its_ground_and_others_hear_a_code(hall: Hall, body: str, ground: str) -> None:
    desk = agreed(hall, body, PAY)
    at("2026-03-20T09:00")
    both_ask(hall, desk)
    court = Court(hall, desk.case["id"])
    court.act("acceptance", taken=True)
    assert court.code("decision", "judge", result="rejected") == "ground_needed"

    number = f"(2026){COURT}民特{next(SERIAL)}号"
    court.act("decision", "judge", result="rejected", ground=ground, number=number)

    raw = collection(Case).find_one({"_id": desk.case["id"]}) or {}
    assert raw["confirmation_result"] == f"rejected_{ground}"
    assert collection(StarTask).count_documents({}) == 0


def test_sp03_a_labour_agreement_is_confirmed_only_when_it_is_about_payment(hall: Hall, body: str) -> None:
    wages = {
        "kind": "payment",
        "who": "B",
        "to": "A",
        "what": "拖欠工资",
        "amount": "9000.00",
        "due_on": "2026-06-30",
    }
    back = {"kind": "act", "who": "B", "what": "恢复上班", "due_on": "2026-06-30"}

    both = agreed(hall, body, wages, back, category="劳动争议纠纷")
    money = agreed(hall, body, wages, category="劳动争议纠纷")

    assert ready(hall, both)["obstacles"] == ["labour_not_payment"]
    assert (ready(hall, money)["obstacles"], len(ready(hall, money)["courts"])) == ([], 1)
