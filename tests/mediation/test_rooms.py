# SPDX-License-Identifier: Apache-2.0
"""A mediation room at work, over HTTP with a moved clock: what the law asks, and what its people would miss."""

import uuid
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import icalendar
import pytest

from shared.access import Role
from tests.hall import Hall, open_hall
from tests.mediation.test_story import TERMS, Desk, at

TOWN = "371324001"
PARTIES = [
    {"ref": "A", "name": "李某", "kind": "person", "phone": "13800000001"},
    {"ref": "B", "name": "孙某", "kind": "person", "phone": "13800000002"},
    {"ref": "C", "name": "钱某", "kind": "person"},
]


@pytest.fixture(scope="module")
def hall(mongo_url: str, namespace: str) -> Iterator[Hall]:
    with open_hall(mongo_url, f"{namespace}rooms_") as hall:
        hall.account("county", (Role.COUNTY_SUPERVISOR, "371324"))
        hall.account("director", (Role.DIRECTOR, TOWN))
        hall.account("mediator", (Role.MEDIATOR, TOWN))
        hall.account("second", (Role.MEDIATOR, TOWN))
        hall.account("party", (Role.PARTY, TOWN))
        yield hall


@pytest.fixture(autouse=True)
def _clock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HESHILAO_CLOCK_FILE", str(tmp_path / "clock.json"))
    at("2026-06-01T09:00")


@pytest.fixture
def body(hall: Hall) -> str:
    """A body of its own for each test, with two mediators."""
    form = {"kind": "township_pmc", "name": f"调委会{uuid.uuid4().hex[:8]}", "place": TOWN}
    made = hall.post("mediation", "county", "/bodies/", form).json
    for login in ("mediator", "second"):
        appointed = {"account": hall.ids[login], "name": login, "kind": "respected_villager"}
        made = hall.post(
            "mediation", "county", f"/bodies/{made['id']}/mediators", appointed, made["version"]
        ).json
    return str(made["id"])


def applied(hall: Hall, body: str, **more: Any) -> Desk:
    form = {"body_id": body, "category": "邻里纠纷", "channel": "applied", "parties": PARTIES[:2], **more}
    answer = hall.post("mediation", "mediator", "/cases/", form)
    assert answer.status_code == 201, answer.json
    return Desk(hall, answer.json)


def in_mediation(hall: Hall, body: str, **more: Any) -> Desk:
    desk = applied(hall, body, **more)
    desk.act("accept")
    for party in desk.case["parties"]:
        desk.act("consents", ref=party["ref"], answer="consented")
        desk.act("rights-notices", ref=party["ref"])
    desk.act("mediators", account=hall.ids["mediator"])
    return desk


def code(answer: Any) -> str:
    assert answer.status_code in (403, 404, 409, 422), answer.json
    return str(answer.json["code"])


def test_a_dispute_that_belongs_elsewhere_is_refused_with_where_to_go(hall: Hall, body: str) -> None:
    desk = applied(hall, body, concerns=["with_court"])

    barred = desk.try_act("accept")
    refused = desk.act("refuse", ground="with_authority", go_to="court", reason="法院已经立案")

    assert code(barred) == "not_acceptable"
    assert (refused["state"], refused["go_to"], refused["refused_for"]) == (
        "not_accepted",
        "court",
        "法院已经立案",
    )


def test_danger_starts_a_clock_of_hours_that_no_party_sees(hall: Hall, body: str) -> None:
    own = [PARTIES[0] | {"account": hall.ids["party"]}, PARTIES[1]]
    desk = applied(hall, body, concerns=["violence"], parties=own)
    seen = hall.get("mediation", "party", f"/cases/{desk.case['id']}").json

    late = (
        hall.town.tick(at("2026-06-01T11:00")) or hall.get("mediation", "director", "/desk/due").json["late"]
    )
    assert [line["rule"] for line in late if line["case_id"] == desk.case["id"]] == ["PM-13"]
    assert "PM-13" not in str(seen)
    desk.act("reports", to="police", note="已电话报告派出所")

    late = hall.get("mediation", "director", "/desk/due").json["late"]
    assert [line for line in late if line["case_id"] == desk.case["id"]] == []
    after = hall.get("mediation", "party", f"/cases/{desk.case['id']}").json
    assert "派出所" not in str(after)


def test_no_joint_session_after_violence_without_a_safety_check(hall: Hall, body: str) -> None:
    desk = in_mediation(hall, body, concerns=["violence"], category="婚姻家庭纠纷")

    assert code(desk.try_act("sessions", mode="joint", result="open")) == "safety_check_missing"
    desk.act("sessions", mode="caucus", result="open")
    desk.act("sessions", mode="joint", result="open", safety_checked=True)


def test_a_session_is_logged_with_all_that_belongs_to_it_and_corrected_by_a_new_entry(
    hall: Hall, body: str
) -> None:
    desk = in_mediation(hall, body)
    helper = desk.act("helpers", name="村会计", kind="neighbour")["helpers"][0]["id"]
    came = [{"who": "A", "came_as": "party"}, {"who": helper, "came_as": "helper"}]
    made = str(uuid.uuid4())
    session = {
        "id": made,
        "mode": "joint",
        "result": "partial",
        "held_on": "2026-05-31",
        "place": "村委会",
        "began_at": "2026-05-31T19:00:00+08:00",
        "ended_at": "2026-05-31T21:00:00+08:00",
        "device_at": "2026-05-31T21:03:00+08:00",
        "came": came,
        "record": "双方同意先清沟",
        "offers": [{"by": "B", "what": "出一半工钱", "amount": "300.00"}],
        "next_on": "2026-06-05",
    }

    assert code(desk.try_act("sessions", **session)) == "helper_not_agreed"
    for ref in "AB":
        desk.act("helpers/consents", helper=helper, ref=ref)
    logged = desk.act("sessions", **session)["sessions"][-1]
    assert code(desk.try_act("sessions", **session)) == "session_twice"
    fixed = desk.act("sessions/corrections", session=made, record="双方同意先清沟，工钱各半")["sessions"]

    times = [datetime.fromisoformat(logged[name]) for name in ("device_at", "recorded_at")]
    assert times == [datetime(2026, 5, 31, 13, 3, tzinfo=UTC), datetime(2026, 6, 1, 1, 0, tzinfo=UTC)]
    assert [one["record"] for one in fixed] == ["双方同意先清沟", "双方同意先清沟，工钱各半"]
    assert fixed[-1]["corrects"] == made
    assert (
        hall.get("mediation", "mediator", f"/cases/{desk.case['id']}/summary").json["recorded_sessions"] == 1
    )


def test_a_session_logged_twice_from_two_phones_shows_the_conflict(hall: Hall, body: str) -> None:
    desk = in_mediation(hall, body)
    stale = dict(desk.case)
    desk.act("sessions", mode="joint", result="open", record="第一台手机")

    answer = hall.post(
        *("mediation", "mediator", f"/cases/{stale['id']}/sessions"),
        {"mode": "joint", "result": "open", "record": "第二台手机"},
        stale["version"],
    )

    assert (answer.status_code, answer.json["code"]) == (412, "version_mismatch")


def test_a_consent_that_is_withdrawn_stops_the_mediation(hall: Hall, body: str) -> None:
    desk = in_mediation(hall, body)
    desk.act("sessions", mode="joint", result="open")
    desk.act("consents", ref="B", answer="withdrawn")

    assert desk.case["state"] == "suspended"
    assert code(desk.try_act("sessions", mode="joint", result="open")) == "wrong_state"


def test_appointments_reach_a_calendar_and_respect_who_cannot_come(hall: Hall, body: str) -> None:
    desk = in_mediation(hall, body)
    desk.act("unavailable", ref="B", since="2026-06-05", until="2026-06-06")

    assert (
        code(desk.try_act("appointments", at="2026-06-05T09:00:00+08:00", mode="joint"))
        == "party_cannot_come"
    )
    assert (
        code(desk.try_act("appointments", at="2026-05-30T09:00:00+08:00", mode="joint"))
        == "appointment_in_past"
    )
    desk.act("appointments", at="2026-06-07T09:00:00+08:00", mode="joint", place="村委会")
    desk.act("appointments", at="2026-06-08T09:00:00+08:00", mode="joint", place="村委会")

    text = hall.get("mediation", "mediator", f"/cases/{desk.case['id']}/appointments.ics").data
    events = icalendar.Calendar.from_ical(text).walk("VEVENT")
    assert [str(event["STATUS"]) for event in events] == ["CANCELLED", "CONFIRMED"]
    assert "李某" not in text.decode()


def test_only_the_mediators_of_the_case_and_the_director_see_it(hall: Hall, body: str) -> None:
    desk = applied(hall, body)
    path = f"/cases/{desk.case['id']}"
    assert hall.get("mediation", "second", path).status_code == 200

    desk.act("mediators", account=hall.ids["mediator"])
    assert hall.get("mediation", "second", path).status_code == 404
    assert hall.get("mediation", "director", path).status_code == 200

    desk.act("objections", account=hall.ids["mediator"], ref="B", reason="是对方的表亲")
    assert hall.get("mediation", "mediator", path).status_code == 404
    assert hall.get("mediation", "second", path).status_code == 200


def test_a_private_talk_is_for_whoever_mediates_the_case_now(hall: Hall, body: str) -> None:
    desk = in_mediation(hall, body)
    kept = {"case_id": desk.case["id"], "ref": "A", "text": "底线是八千"}
    talk = hall.post("mediation", "mediator", "/talks/", kept).json
    path, of_case = f"/talks/{talk['id']}", f"/talks/?case_id={desk.case['id']}"
    assert [one["id"] for one in hall.get("mediation", "mediator", of_case).json] == [talk["id"]]
    assert "八千" not in hall.get("mediation", "mediator", of_case).text
    assert hall.get("mediation", "second", path).status_code == 404

    desk.act("mediators", account=hall.ids["second"])
    desk.act("objections", account=hall.ids["mediator"], reason="更换调解员")

    assert hall.get("mediation", "second", path).json["text"] == "底线是八千"
    for login, status in (("mediator", 404), ("director", 403), ("county", 403), ("party", 403)):
        assert hall.get("mediation", login, path).status_code == status
        assert hall.get("mediation", login, of_case).status_code == status


def test_earlier_disputes_of_the_same_people_are_counted_and_never_shown(hall: Hall, body: str) -> None:
    people = [party | {"phone": f"139{number}0000000"} for number, party in enumerate(PARTIES[:2])]
    for _ in range(3):
        applied(hall, body, parties=people, facts="秘密的旧事")
    desk = applied(hall, body, parties=[people[0], PARTIES[2] | {"ref": "B"}])

    answer = hall.get("mediation", "mediator", f"/cases/{desk.case['id']}/repeats")

    assert [(one["ref"], one["earlier"], one["in_ledgers"]) for one in answer.json] == [
        ("A", 3, 0),
        ("B", 0, 0),
    ]
    assert "秘密" not in answer.text


def test_an_agreement_with_uneven_instalments_is_followed_to_its_end(hall: Hall, body: str) -> None:
    desk = in_mediation(hall, body)
    desk.act("sessions", mode="joint", result="agreed", held_on="2026-06-01")
    plan = [{"amount": "5000.00", "due": "端午节前"}, {"amount": "3000.00", "due": "年底前"}]
    terms = [
        {"kind": "payment", "who": "B", "what": "赔偿医疗费", "amount": "8000.00", "plan": plan},
        {"kind": "acceleration", "who": "B", "what": "一期不付，全部到期"},
        {"kind": "apology", "who": "B", "to": "A", "what": "当面道歉", "due": "on_the_spot"},
    ]
    for wrong, row in (
        ("to_oneself", terms[0] | {"to": "B"}),
        ("due_before_agreed", terms[2] | {"due_on": "2026-05-31"}),
        ("due_too_far", terms[2] | {"due_on": "2206-05-31"}),
        ("plan_after_due", terms[0] | {"due_on": "2026-06-30", "plan": [{"due_on": "2026-07-01"}]}),
        ("invalid_input", terms[0] | {"amount": "0.00", "plan": []}),
    ):
        assert code(desk.try_act("agreement", form="written", agreed_on="2026-06-01", terms=[row])) == wrong
    short = [terms[0] | {"plan": [plan[0], plan[1] | {"amount": "2000.00"}]}]
    refused = desk.try_act("agreement", form="written", agreed_on="2026-06-01", terms=short)
    assert refused.status_code == 422
    assert "各期加起来是¥7,000.00，和总数¥8,000.00不一样" in refused.json["detail"]
    written = desk.act("agreement", form="written", agreed_on="2026-06-01", terms=terms)["agreement"]
    assert [term["to"] for term in written["terms"]] == ["A", None, "A"]  # the only other party
    assert [part["due_on"] for part in written["terms"][0]["plan"]] == ["2026-06-18", "2026-12-31"]
    for ref in "AB":
        desk.act("agreement/acts", kind="party_signed", ref=ref, on="2026-06-01", means="thumb")
    for kind in ("mediator_signed", "seal"):
        desk.act("agreement/acts", kind=kind, on="2026-06-01")
    path = f"/cases/{desk.case['id']}/schedule"
    assert [line["due_on"] for line in hall.get("mediation", "mediator", path).json["lines"]] == [
        *("2026-06-18", "2026-12-31", None)
    ]
    planned = [one["end"] for one in desk.case["clocks"] if one["rule"] == "WN-05"]
    assert planned == ["2026-06-21", "2026-07-01", "2027-01-03"]

    for key, amount, wrong in (
        ("1.1", "99999999999.00", "more_than_owed"),
        ("3", "500.00", "not_owed_in_money"),
    ):
        assert code(desk.try_act("performed", key=key, on="2026-06-01", amount=amount)) == wrong
    desk.act("performed", key="1.1", on="2026-06-01", amount="2000.00")
    hall.town.tick(at("2026-06-19T00:00"))
    late = hall.get("mediation", "mediator", path).json
    assert [line["state"] for line in late["lines"]] == [
        "late",
        "late",
        "undated",
    ]  # the clause takes the rest along
    assert late["ways_open"] == ["urge", "mediate_again", "sue"]
    assert desk.try_act("performed", key="9", amount="1.00").json["code"] == "no_such_duty"
    desk.case["version"] = hall.get("mediation", "mediator", f"/cases/{desk.case['id']}").json["version"]
    for key, amount in (("1.1", "3000.00"), ("1.2", None), ("3", None)):
        desk.act("performed", key=key, on="2026-06-19", amount=amount)

    assert desk.case["performance"] == "performed_in_full"
    visit = desk.act("follow-ups", ref="A", on="2026-06-19", satisfied=True, record="已收到")
    assert [one["end"] for one in visit["clocks"] if one["rule"] == "WN-05" and one["met_at"]] == [
        "2026-06-21"
    ]


def test_what_was_typed_wrongly_is_refused_or_set_right(hall: Hall, body: str) -> None:
    desk = applied(hall, body, parties=[PARTIES[0], PARTIES[2]])
    lawless = {"form": "written", "agreed_on": "2026-06-01", "terms": TERMS}
    assert desk.act("accept", category="物业纠纷")["grid_category"] == "合同"
    assert code(desk.try_act("agreement", **lawless)) == "mediator_missing"
    desk.act("consents", ref="A", answer="refused", on="2026-06-01")
    at("2026-06-03T09:00")
    desk.act("consents", ref="A", answer="consented", on="2026-06-03")
    assert code(desk.try_act("consents", ref="A", answer="refused", on="2026-06-02")) == "answered_since"
    far = {"at": "2099-06-01T09:00:00+08:00", "mode": "joint"}
    assert code(desk.try_act("appointments", **far)) == "appointment_too_far"
    for ref in "AC":
        desk.act("remedies-notices", ref=ref, delivered=True)
    assert code(desk.try_act("terminate", reason="limit_over")) == "limit_ahead"
    assert code(desk.try_act("parties/details", ref="C")) == "nothing_to_change"
    assert code(desk.try_act("parties/details", ref="C", name="钱多")) == "reason_missing"

    assert code(hall.post("mediation", "mediator", "/links/", {"case_id": desk.case["id"], "ref": "C"})) == (
        "phone_missing"
    )
    mended = desk.act("parties/details", ref="C", name="钱多", phone="13800000003", reason="登记时听错")
    assert [party["name"] for party in mended["parties"]] == ["李某", "钱多"]
    given = hall.post("mediation", "mediator", "/links/", {"case_id": desk.case["id"], "ref": "C"})
    assert given.status_code == 201
    page = hall.browser("mediation", "mediator").get(f"/mediation/cases/{desk.case['id']}").text
    assert "原来的姓名：钱某" in page


def test_a_file_that_was_closed_without_agreement_keeps_its_end(hall: Hall, body: str) -> None:
    taken_back, failed = applied(hall, body), in_mediation(hall, body)
    taken_back.act("withdraw", reason="自己谈好了")
    for ref in "AB":
        failed.act("remedies-notices", ref=ref, delivered=True)
    failed.act("terminate", reason="gap_too_wide")
    browser = hall.browser("mediation", "mediator")
    for desk, told in ((taken_back, ("申请已撤回", "自己谈好了")), (failed, ("调解终止", "分歧太大"))):
        assert hall.get("mediation", "mediator", f"/papers/{desk.case['id']}").json["missing"] == []
        desk.act("close")
        page = browser.get(f"/mediation/cases/{desk.case['id']}").text
        assert all(words in page for words in (*told, "已结案归档"))
        assert hall.get("mediation", "mediator", f"/papers/{desk.case['id']}").json["missing"] == []


def test_a_minor_signs_through_the_parent(hall: Hall, body: str) -> None:
    parent = {"name": "李父", "standing": "legal_representative", "relation": "父亲"}
    child = PARTIES[0] | {"capacity": "none", "representative": parent}
    desk = in_mediation(hall, body, parties=[child, PARTIES[1]])
    desk.act("agreement", form="written", agreed_on="2026-06-01", terms=TERMS)
    acts = [("party_signed", "B"), ("mediator_signed", ""), ("seal", "")]
    for kind, ref in acts:
        desk.act("agreement/acts", kind=kind, ref=ref, on="2026-06-01")
    assert desk.case["agreement"]["effective"] is False

    desk.act("agreement/acts", kind="representative_signed", ref="A", on="2026-06-01")

    assert desk.case["agreement"]["effective"] is True


def test_a_limit_stands_still_for_an_appraisal_and_is_longer_only_if_all_agree(hall: Hall, body: str) -> None:
    desk = in_mediation(hall, body)
    desk.act("sessions", mode="joint", result="open")
    assert desk.case["limit_ends_on"] == "2026-07-01"
    desk.act("suspend", reason="伤情鉴定", excluded=True)
    at("2026-06-11T09:00")
    desk.act("resume", reason="鉴定完成")
    assert desk.case["limit_ends_on"] == "2026-07-11"

    assert code(desk.try_act("extensions", days=10, agreed=["A"])) == "extension_not_agreed"
    desk.act("extensions", days=10, agreed=["A", "B"])
    assert desk.case["limit_ends_on"] == "2026-07-21"
    hall.town.tick(at("2026-07-18T00:00"))
    soon = hall.get("mediation", "director", "/desk/due").json["soon"]
    assert [line["rule"] for line in soon if line["case_id"] == desk.case["id"]] == ["WN-04"]
    hall.town.tick(at("2026-07-22T00:00"))
    late = hall.get("mediation", "county", "/desk/due").json["late"]
    assert [line["end"] for line in late if line["case_id"] == desk.case["id"]] == ["2026-07-21"]


def test_silence_and_hot_spots_are_shown_to_those_who_must_act(hall: Hall, body: str) -> None:
    before = {row["from_days"]: row["cases"] for row in hall.get("mediation", "county", "/desk/silence").json}
    at("2026-08-03T09:00")
    for _ in range(3):
        applied(hall, body, category="物业纠纷", risk="orange")
    at("2026-08-20T09:00")

    silent = {row["from_days"]: row["cases"] for row in hall.get("mediation", "county", "/desk/silence").json}
    spots = hall.get("mediation", "county", "/desk/hot-spots").json

    assert list(silent) == [1, 8, 16, 31]
    assert silent[16] - before.get(16, 0) >= 3
    assert {"place": TOWN, "category": "物业纠纷", "cases": 3, "risk": "orange"} in spots
    assert hall.get("mediation", "party", "/desk/hot-spots").status_code == 403
