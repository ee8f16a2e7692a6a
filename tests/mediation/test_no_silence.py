# SPDX-License-Identifier: Apache-2.0
"""Limits that nobody kept are on the desk, and what was kept leaves it; what was sent stays, under whatever key (WN-04a, PM-20)."""

from uuid import uuid4

from services.mediation.evidence.documents import CaseFile
from shared.access import Role
from tests.hall import Hall
from tests.mediation.room import TERMS, TOWN, Desk, applied, at, code, photo


def on_desk(room: Hall, desk: Desk, heap: str) -> list[tuple[str, str]]:
    found = room.get("mediation", "director", "/desk/due").json[heap]
    return [(line["rule"], line["end"]) for line in found if line["case_id"] == desk.case["id"]]


def test_an_application_that_nobody_decides_on_is_near_then_late_and_gone_once_it_is_accepted(
    room: Hall, pmc: str
) -> None:
    desk = applied(room, pmc)
    assert on_desk(room, desk, "soon") == [("WN-04a", "2026-06-04")]

    room.town.tick(at("2026-06-05T00:00"))
    assert on_desk(room, desk, "late") == [("WN-04a", "2026-06-04")]
    (clock,) = desk.reload()["clocks"]
    assert (clock["rule"], clock["late_at"]) == ("WN-04a", "2026-06-04T16:00:00+00:00")

    desk.act("accept")
    assert on_desk(room, desk, "late") == []


def test_a_duty_whose_day_passed_is_late_on_the_desk_until_it_is_performed(room: Hall, pmc: str) -> None:
    desk = applied(room, pmc).begin()
    terms = [TERMS[0] | {"due": None, "due_on": "2026-06-10"}]
    desk.act("agreement", form="oral", agreed_on="2026-06-01", terms=terms)
    room.town.tick(at("2026-06-08T00:00"))
    assert ("PM-20", "2026-06-10") in on_desk(room, desk, "soon")

    room.town.tick(at("2026-06-11T00:00"))
    assert on_desk(room, desk, "late") == [("PM-20", "2026-06-10")]

    desk.reload()
    desk.act("performed", key="1", on="2026-06-10", amount="30000.00")
    assert on_desk(room, desk, "late") == []


def test_a_day_that_is_typed_does_not_move_the_moment_that_interrupts_limitation(
    room: Hall, pmc: str
) -> None:
    desk = applied(room, pmc, applied_on="2026-05-01")
    assert code(desk.try_act("accept", accepted_on="1950-01-01")) == "date_too_early"
    assert code(desk.try_act("rights-notices", ref="A", on="2026-04-30")) == "date_too_early"

    told = desk.get("/limitation-certificate").json

    assert desk.case["applied_on"] == "2026-05-01"
    assert (told["applied_at"], told["first_applied_at"]) == ("2026-06-01T01:00:00+00:00",) * 2


def test_one_key_for_two_cases_loses_neither_session(room: Hall, pmc: str) -> None:
    one, other, key = applied(room, pmc).begin(), applied(room, pmc).begin(), str(uuid4())

    for desk in (one, other):
        answer = room.post(
            *("mediation", "mediator", f"{desk.path}/sessions"),
            {"mode": "joint", "result": "open", "record": "同一把钥匙"},
            desk.case["version"],
            key,
        )
        assert (answer.status_code, answer.json["id"]) == (200, desk.case["id"])

    assert [len(desk.reload()["sessions"]) for desk in (one, other)] == [1, 1]


def test_a_file_taken_out_of_sight_stays_sealed_in_the_store(room: Hall, pmc: str) -> None:
    desk = applied(room, pmc)
    kept = desk.file("identity", photo(), ref="A")
    sealed = CaseFile.objects.get(id=kept).sealed

    removed = room.post("mediation", "mediator", f"/files/{kept}/removal", {"reason": "传错了"}, 1)

    assert removed.status_code == 200
    assert CaseFile.objects.get(id=kept).sealed == sealed
    assert room.get("mediation", "mediator", f"/files/{kept}").status_code == 404


def test_who_handled_an_item_does_not_call_back_about_it(room: Hall, pmc: str) -> None:
    room.account("secretary", (Role.SECRETARY, TOWN))
    room.account("both", (Role.CADRE, TOWN), (Role.CALLBACK_CENTRE, TOWN))
    room.account("centre", (Role.CALLBACK_CENTRE, TOWN))
    form = {
        "source": "平台",
        "number": uuid4().hex[:8],
        "place": TOWN,
        "category": "邻里",
        "text": "路灯坏了",
    }
    item = room.post("mediation", "secretary", "/grid/items", form).json
    path = f"/grid/items/{item['id']}"
    for login, act, facts in (
        ("secretary", "accept", {"kind": "ordinary"}),
        ("secretary", "route", {"to": "供电所", "account": room.ids["both"]}),
        ("both", "reply", {"text": "已修好"}),
        ("secretary", "close", {}),
    ):
        answer = room.post("mediation", login, f"{path}/{act}", facts, item["version"])
        assert answer.status_code == 200, (act, answer.json)
        item = answer.json

    own = room.post("mediation", "both", f"{path}/callback", {"answer": "satisfied"}, item["version"])
    other = room.post("mediation", "centre", f"{path}/callback", {"answer": "satisfied"}, item["version"])

    assert code(own) == "handler_calls_back"
    assert other.json["state"] == "confirmed"


def test_the_limits_of_mediation_end_with_an_agreement_that_binds(room: Hall, pmc: str) -> None:
    desk = applied(room, pmc).begin()
    agreed = desk.act("agreement", form="oral", agreed_on="2026-06-01", terms=TERMS)
    assert [one["met_at"] is None for one in agreed["clocks"] if one["rule"] == "WN-04"] == [False]

    room.town.tick(at("2026-07-02T00:00"))
    assert "WN-04" not in [rule for rule, _end in on_desk(room, desk, "late")]


def test_a_closed_case_is_not_silent(room: Hall, pmc: str) -> None:
    def silent() -> int:
        return sum(int(row["cases"]) for row in room.get("mediation", "county", "/desk/silence").json)

    desk = applied(room, pmc)
    at("2026-06-20T09:00")
    waiting = silent()
    at("2026-06-10T09:00")
    desk.act("refuse", ground="other", go_to="court", reason="不属于调解范围")
    at("2026-06-20T09:00")

    assert silent() == waiting - 1


def test_a_party_that_refuses_while_it_is_mediated_stops_it(room: Hall, pmc: str) -> None:
    desk = applied(room, pmc).begin()
    desk.act("sessions", mode="joint", result="open")

    assert desk.act("consents", ref="B", answer="refused", reason="不谈了")["state"] == "suspended"


def test_an_act_of_signing_counts_once_and_an_electronic_one_has_the_servers_day(
    room: Hall, pmc: str
) -> None:
    desk = applied(room, pmc).begin()
    desk.act("agreement", form="written", agreed_on="2026-05-30", terms=TERMS)

    signed = desk.act("agreement/acts", kind="party_signed", ref="A", on="2026-05-30", means="esign")
    again = desk.try_act("agreement/acts", kind="party_signed", ref="A", on="2026-05-31")

    assert [act["on"] for act in signed["agreement"]["acts"]] == ["2026-06-01"]
    assert code(again) == "already_signed"


def test_an_oral_agreement_without_words_is_none(room: Hall, pmc: str) -> None:
    desk = applied(room, pmc).begin()

    assert code(desk.try_act("agreement", form="oral", agreed_on="2026-06-01", terms=[])) == "terms_missing"


def test_each_year_of_a_body_has_its_own_numbers(room: Hall, pmc: str) -> None:
    numbers = [str(applied(room, pmc).act("accept")["file_number"]) for _ in range(2)]
    at("2027-01-04T09:00")
    numbers.append(str(applied(room, pmc).act("accept", accepted_on="2027-01-04")["file_number"]))

    assert [(number[:6], number[-3:]) for number in numbers] == [
        ("(2026)", "第1号"),
        ("(2026)", "第2号"),
        ("(2027)", "第1号"),
    ]
