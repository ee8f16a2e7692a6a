# SPDX-License-Identifier: Apache-2.0
"""A dispute that could not be settled goes to a court with what its parties consented to, and the answers come back."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from services.courtlink.received.documents import ReceivedCase
from services.mediation.handovers.documents import Handover
from shared import audit
from shared.access import Role
from shared.mongo import collection
from tests.hall import Hall, open_hall
from tests.mediation.test_story import Desk, at

VILLAGE, COURT = "371324109260", "鲁1324"
EVERY_ITEM = ["name", "address", "facts", "dispute", "attendance"]
SECRETS = ("愿付30000元", "底线两万", "13800000001", "某村七号院")


@pytest.fixture(scope="module")
def hall(mongo_url: str, namespace: str) -> Iterator[Hall]:
    with open_hall(mongo_url, f"{namespace}handover_") as hall:
        hall.account("county", (Role.COUNTY_SUPERVISOR, "371324"))
        hall.account("mediator", (Role.MEDIATOR, VILLAGE))
        hall.account("clerk", (Role.COURT_CLERK, COURT))
        hall.account("judge", (Role.JUDGE, COURT))
        hall.account("other_clerk", (Role.COURT_CLERK, "鲁1302"))
        for login in ("wang", "zhao", "stranger"):
            hall.account(login, (Role.PARTY, VILLAGE))
        yield hall


@pytest.fixture(autouse=True)
def _clock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HESHILAO_CLOCK_FILE", str(tmp_path / "clock.json"))


@pytest.fixture(scope="module")
def body(hall: Hall) -> str:
    form = {"kind": "village_pmc", "name": f"调委会{uuid4().hex[:6]}", "place": VILLAGE}
    made = hall.post("mediation", "county", "/bodies/", form).json
    appointed = {"account": hall.ids["mediator"], "name": "调解员"}
    hall.post("mediation", "county", f"/bodies/{made['id']}/mediators", appointed, made["version"])
    return str(made["id"])


def failed(hall: Hall, body: str) -> Desk:
    """A mediation that failed on 19 May, with a private talk, an offer, one fact signed by both and one by A alone."""
    at("2026-05-18T09:00")
    parties = [
        {"ref": "A", "name": "王某", "kind": "person", "account": hall.ids["wang"], "role": "申请人"},
        {"ref": "B", "name": "赵某", "kind": "person", "account": hall.ids["zhao"], "role": "被申请人"},
    ]
    case = {
        "body_id": body,
        "category": "合同纠纷",
        "channel": "applied",
        "parties": parties,
        "facts": "某村七号院旁",
    }
    desk = Desk(hall, hall.post("mediation", "mediator", "/cases/", case).json)
    desk.act("accept")
    desk.begin()
    came = [{"who": ref, "came_as": "party"} for ref in "AB"]
    offers = [{"by": "B", "what": "愿付30000元"}]
    desk.act("sessions", mode="joint", result="failed", held_on="2026-05-18", came=came, offers=offers)
    talk = {"case_id": desk.case["id"], "ref": "B", "text": "底线两万"}
    assert hall.post("mediation", "mediator", "/talks/", talk).status_code == 201
    for text, signers in (("合同签订于2025年4月2日，价款120000元", "AB"), ("B逾期交货三十日", "A")):
        fact = desk.act("undisputed-facts", text=text)["undisputed"][-1]["id"]
        for ref in signers:
            desk.act("undisputed-facts/signatures", fact=fact, ref=ref)
    desk.act("service-addresses", ref="A", address="某村七号院", phone="13800000001")
    at("2026-05-19T09:00")
    for ref in "AB":
        desk.act("remedies-notices", ref=ref, delivered=True)
    desk.act("terminate", reason="gap_too_wide")
    hall.town.deliver(times=3)
    return desk


class Handing:
    """A hand-over in the hands of mediator and parties."""

    def __init__(self, hall: Hall, case_id: str) -> None:
        self.hall, self.id = hall, case_id
        form = {"case_id": case_id, "in_dispute": "是否逾期交货，各方说法不一。"}
        answer = hall.post("mediation", "mediator", "/handovers/", form)
        assert answer.status_code == 201, answer.json

    def see(self, login: str = "mediator") -> dict[str, Any]:
        answer = self.hall.get("mediation", login, f"/handovers/{self.id}")
        assert answer.status_code == 200, answer.json
        return answer.json  # type: ignore[no-any-return]

    def try_act(self, path: str, login: str = "mediator", **facts: Any) -> Any:
        return self.hall.post(
            "mediation", login, f"/handovers/{self.id}/{path}", facts, self.see()["version"]
        )

    def act(self, path: str, login: str = "mediator", **facts: Any) -> dict[str, Any]:
        answer = self.try_act(path, login, **facts)
        assert answer.status_code == 200, answer.json
        self.hall.town.deliver(times=3, backwards=True)
        return answer.json  # type: ignore[no-any-return]

    def code(self, path: str, login: str = "mediator", **facts: Any) -> str:
        answer = self.try_act(path, login, **facts)
        assert answer.status_code >= 400, answer.json
        return str(answer.json["code"])

    def all_consent(self) -> None:
        self.act("words", "wang", ref="A", wish="sue", items=EVERY_ITEM)
        self.act("words", "zhao", ref="B", wish="undecided", items=EVERY_ITEM)


def received(hall: Hall, key: str, login: str = "clerk") -> dict[str, Any]:
    answer = hall.get("courtlink", login, f"/received/{key}")
    assert answer.status_code == 200, answer.json
    return answer.json  # type: ignore[no-any-return]


def answer(hall: Hall, key: str, path: str, **facts: Any) -> Any:
    login = "judge" if path == "refusal" else "clerk"
    found = hall.post("courtlink", login, f"/received/{key}/{path}", facts, received(hall, key)["version"])
    hall.town.deliver(times=3, backwards=True)
    return found


def test_a_pack_holds_what_table_6_3_allows_and_the_parties_consented_to(hall: Hall, body: str) -> None:
    desk = failed(hall, body)
    handing = Handing(hall, desk.case["id"])
    handing.all_consent()
    said = handing.see("zhao")["said"][0]
    assert (said["receiver"], said["purpose"]) == ("兰陵县人民法院", "立案审查")

    at("2026-05-20T09:00")
    handing.act("packs")

    seen = received(hall, handing.id)
    assert (seen["state"], seen["pack"], seen["reason"]) == ("waiting", 1, "gap_too_wide")
    assert [(p["name"], p["address"], p["wishes_to_sue"]) for p in seen["parties"]] == [
        ("王某", "某村七号院", True),
        ("赵某", None, False),
    ]
    assert seen["undisputed_facts"] == ["合同签订于2025年4月2日，价款120000元"]
    assert seen["in_dispute"] == "是否逾期交货，各方说法不一。"
    assert seen["attendance"] == [{"result": "failed", "present": ["A", "B"]}]
    stored = repr(collection(ReceivedCase).find_one({"_id": handing.id})) + repr(hall.town.delivered)
    assert [secret for secret in SECRETS if secret in stored] == []
    assert hall.get("courtlink", "other_clerk", f"/received/{handing.id}").status_code == 404


def test_what_one_party_does_not_consent_to_stays_here(hall: Hall, body: str) -> None:
    handing = Handing(hall, failed(hall, body).case["id"])
    assert handing.code("packs") == "wish_to_sue_missing"
    handing.act("words", "wang", ref="A", wish="sue", items=["facts"])
    assert handing.code("packs") == "name_not_consented"
    handing.act("words", "wang", ref="A", wish="sue", items=["name", "facts", "dispute"])
    handing.act("words", "zhao", ref="B", wish="not_sue", items=["dispute"])
    assert handing.see()["would_hold"] == ["dispute", "name:A"]

    handing.act("packs")

    seen = received(hall, handing.id)
    assert [p["name"] for p in seen["parties"]] == ["王某", None]
    assert (seen["undisputed_facts"], seen["attendance"], seen["in_dispute"] != "") == ([], [], True)


def test_new_words_about_the_dispute_need_consent_anew(hall: Hall, body: str) -> None:
    handing = Handing(hall, failed(hall, body).case["id"])
    handing.all_consent()

    handing.act("dispute", in_dispute="货款是否已经付清。")

    assert "dispute" not in handing.see()["would_hold"]


def test_a_party_speaks_for_itself_and_a_mediator_only_with_its_paper(hall: Hall, body: str) -> None:
    handing = Handing(hall, failed(hall, body).case["id"])

    assert handing.code("words", "wang", ref="B", wish="sue", items=["name"]) == "act_of_another"
    assert handing.code("words", ref="A", wish="sue", items=["name"]) == "ask_on_paper"
    assert handing.code("words", "wang", ref="A", wish="sue", items=["phone"]) == "invalid_input"
    handing.act("words", ref="A", wish="sue", items=["name"], scan="scan-1")
    assert hall.get("mediation", "stranger", f"/handovers/{handing.id}").status_code == 404


def test_the_clerk_files_it_and_everybody_hears_the_number(hall: Hall, body: str) -> None:
    handing = Handing(hall, failed(hall, body).case["id"])
    handing.all_consent()
    handing.act("packs")
    refused = [
        answer(hall, handing.id, "filing", number=number).json["code"]
        for number in (
            "第8号",
            "(2026)鲁1302民初90008号",
            "(2027)鲁1324民初8号",
            "(2026)鲁1324民特77号",
            "(2026)鲁1324执77号",
        )
    ]
    assert refused == [
        "case_number_unreadable",
        "number_of_another_court",
        "number_of_a_later_year",
        *["number_of_wrong_type"] * 2,
    ]

    other = {
        "number": "(2026)鲁1324民初90009号",
        "court_code": COURT,
        "cause": "买卖合同纠纷",
        "category": "合同纠纷",
        "procedure": "ordinary",
        "referred_on": "2026-05-18",
        "parties": [
            {"ref": "A", "name": "钱某", "role": "原告", "kind": "person"},
            {"ref": "B", "name": "孙某", "role": "被告", "kind": "person"},
        ],
        "consented": ["A"],
    }
    assert hall.post("courtlink", "judge", "/referrals/", other).status_code == 201
    taken = answer(hall, handing.id, "filing", number=other["number"])
    assert taken.json["code"] == "number_already_used"

    filed = answer(hall, handing.id, "filing", number="（2026）鲁1324民初090008号").json

    assert (filed["state"], filed["number"]) == ("filed", "(2026)鲁1324民初90008号")
    for login in ("mediator", "wang", "zhao"):
        seen = handing.see(login)
        assert (seen["state"], seen["answers"][0]["number"]) == ("filed", "(2026)鲁1324民初90008号")
    assert answer(hall, handing.id, "return", missing=["facts"]).json["code"] == "pack_answered"
    assert handing.code("packs") == "already_handed_over"
    assert handing.code("words", "wang", ref="A", wish="not_sue", items=[]) == "already_handed_over"


def test_a_pack_that_came_back_is_completed_as_a_new_version(hall: Hall, body: str) -> None:
    desk = failed(hall, body)
    handing = Handing(hall, desk.case["id"])
    handing.act("words", "wang", ref="A", wish="sue", items=EVERY_ITEM)
    handing.act("words", "zhao", ref="B", wish="undecided", items=["facts", "dispute", "attendance"])
    handing.act("packs")
    back = answer(hall, handing.id, "return", missing=["name:B", "address:B", "plaint"], words="请补被告信息")
    assert back.status_code == 200, back.json
    assert (handing.see()["state"], handing.see("wang")["answers"][0]["reason_text"]) == (
        "returned",
        "请补被告信息",
    )
    assert handing.code("packs") == "pack_incomplete"

    handing.act("words", "zhao", ref="B", wish="undecided", items=EVERY_ITEM)
    desk.act("service-addresses", ref="B", address="某村八号院", phone="13800000002")
    handing.act("packs")

    seen = received(hall, handing.id)
    assert (seen["state"], seen["pack"], seen["parties"][1]["name"]) == ("waiting", 2, "赵某")
    before = collection(ReceivedCase).find_one({"_id": handing.id})
    hall.town.again(times=2)
    assert collection(ReceivedCase).find_one({"_id": handing.id}) == before
    assert handing.see()["state"] == "sent"  # the old answer, told again, is not one to the new version
    answer(hall, handing.id, "filing", number="(2026)鲁1324民初90010号")
    assert handing.see()["state"] == "filed"
    for kind in (ReceivedCase, Handover):
        assert list(audit.faults(collection(kind).find_one({"_id": handing.id}) or {})) == []


def test_versions_that_arrive_in_the_wrong_order_leave_the_newest(hall: Hall, body: str) -> None:
    handing = Handing(hall, failed(hall, body).case["id"])
    handing.all_consent()
    handing.act("packs")
    answer(hall, handing.id, "return", missing=["evidence"])
    handing.act("packs")
    packs = [
        e
        for e in hall.town.delivered
        if e["type"] == "mediation.handover.made.v1" and e["subject"] == handing.id
    ]
    collection(ReceivedCase).delete_one({"_id": handing.id})

    for event in (packs[-1], packs[0], packs[-1]):
        hall.town.hand_over(event)

    assert (received(hall, handing.id)["pack"], received(hall, handing.id)["state"]) == (2, "waiting")


def test_a_refusal_names_the_reason_and_the_other_ways(hall: Hall, body: str) -> None:
    handing = Handing(hall, failed(hall, body).case["id"])
    handing.all_consent()
    handing.act("packs")
    facts = {"reason": "arbitration_first", "words": "应当先申请劳动仲裁。"}
    assert answer(hall, handing.id, "refusal", **facts, routes=[]).json["code"] == "route_needed"

    answer(hall, handing.id, "refusal", **facts, routes=["arbitration", "appeal"])

    told = handing.see("wang")["answers"][0]
    assert (told["reason"], told["reason_text"], told["routes"]) == (
        *facts.values(),
        ["arbitration", "appeal"],
    )
    assert handing.code("packs") == "already_handed_over"


def test_the_court_has_seven_days_to_answer_is_warned_and_its_silence_is_seen_once(
    hall: Hall, body: str
) -> None:
    handing = Handing(hall, failed(hall, body).case["id"])
    handing.all_consent()
    at("2026-05-20T09:00")
    handing.act("packs")

    def limit() -> dict[str, Any]:
        return received(hall, handing.id)["limits"][-1]  # type: ignore[no-any-return]

    assert limit()["end"] == "2026-05-27"
    hall.town.tick(at("2026-05-25T00:00"))
    assert (limit()["warned_at"] is None, limit()["late_at"]) == (False, None)
    hall.town.tick(at("2026-05-28T00:00"))
    hall.town.tick(at("2026-05-29T00:00"))
    assert limit()["late_at"] == "2026-05-27T16:00:00+00:00"
    assert (
        answer(hall, handing.id, "filing", number="(2026)鲁1324民初90001号", on="2026-05-19").json["code"]
        == "date_too_early"
    )


def needs(hall: Hall, key: str) -> list[tuple[str, str, str | None]]:
    """Why the pack lies on the clerk's desk, its state there, and until when."""
    rows = hall.get("courtlink", "clerk", "/desk/").json
    return [(row["need"], row["state"], row["by"]) for row in rows if row["path"] == f"/received/{key}"]


def test_a_pack_lies_on_the_desk_of_the_court_until_it_is_answered_and_is_found_by_its_number(
    hall: Hall, body: str
) -> None:
    handing = Handing(hall, failed(hall, body).case["id"])
    handing.all_consent()
    at("2026-05-20T09:00")
    handing.act("packs")
    assert needs(hall, handing.id) == [("received", "waiting", "2026-05-27")]

    answer(hall, handing.id, "filing", number="(2026)鲁1324民初90071号")

    assert needs(hall, handing.id) == []
    query = {"number": "（2026）鲁1324民初090071号"}
    (found,) = hall.get("courtlink", "clerk", "/desk/search", query_string=query).json
    assert (found["path"], found["state"]) == (f"/received/{handing.id}", "filed")
    assert hall.get("courtlink", "other_clerk", "/desk/search", query_string=query).json == []


def due_heap(hall: Hall, key: str, login: str = "mediator") -> list[tuple[str, str, str]]:
    """Where the pack lies on the mediator's desk: heap, rule, last day."""
    found = hall.get("mediation", login, "/desk/due").json
    return [
        (heap, line["rule"], line["end"])
        for heap, lines in found.items()
        for line in lines
        if line["case_id"] == key and line["rule"] == "INT-208"
    ]


def test_a_returned_pack_has_its_last_day_is_seen_by_everybody_when_it_passed_and_may_then_be_refused(
    hall: Hall, body: str
) -> None:
    handing = Handing(hall, failed(hall, body).case["id"])
    handing.all_consent()
    handing.act("packs")
    answer(hall, handing.id, "return", missing=["plaint"])
    for login in ("mediator", "wang", "zhao"):
        told = handing.see(login)["answers"][0]
        assert (told["missing"], told["by"]) == (["plaint"], "2026-06-03")
    assert (due_heap(hall, handing.id), needs(hall, handing.id)) == ([], [])
    refusal = {"words": "逾期没有补充。", "routes": ["other_court"]}
    early = answer(hall, handing.id, "refusal", reason="not_completed", **refusal)
    assert (early.status_code, early.json["code"]) == (409, "completion_runs")

    hall.town.tick(at("2026-06-01T09:00"))
    assert due_heap(hall, handing.id) == [("soon", "INT-208", "2026-06-03")]
    hall.town.tick(at("2026-06-03T23:59"))
    assert (due_heap(hall, handing.id)[0][0], needs(hall, handing.id)) == ("today", [])
    for day in ("2026-06-04T00:00", "2026-06-05T00:00"):
        hall.town.tick(at(day))
        assert due_heap(hall, handing.id, "county") == [("late", "INT-208", "2026-06-03")]
        assert needs(hall, handing.id) == [("received", "returned", "2026-06-03")]

    other = answer(hall, handing.id, "refusal", reason="no_claim", **refusal)
    assert other.json["code"] == "not_completed_unfit"
    answer(hall, handing.id, "refusal", reason="not_completed", **refusal)
    assert handing.see("wang")["state"] == "refused"
    assert (due_heap(hall, handing.id), needs(hall, handing.id)) == ([], [])


def test_a_pack_that_waits_is_not_refused_for_not_being_completed(hall: Hall, body: str) -> None:
    handing = Handing(hall, failed(hall, body).case["id"])
    handing.all_consent()
    handing.act("packs")

    refusal = {"reason": "not_completed", "words": "没有补充。", "routes": ["other_court"]}

    assert answer(hall, handing.id, "refusal", **refusal).json["code"] == "not_completed_unfit"


def test_a_completed_pack_that_crossed_with_the_refusal_is_taken_all_the_same(hall: Hall, body: str) -> None:
    handing = Handing(hall, failed(hall, body).case["id"])
    handing.all_consent()
    handing.act("packs")
    answer(hall, handing.id, "return", missing=["plaint"])
    at("2026-06-03T23:59")
    assert handing.try_act("packs").status_code == 200  # not delivered yet
    at("2026-06-04T00:00")
    refusal = {"reason": "not_completed", "words": "逾期没有补充。", "routes": ["other_court"]}
    seen = received(hall, handing.id)
    path = f"/received/{handing.id}/refusal"
    assert hall.post("courtlink", "clerk", path, refusal, seen["version"]).json["code"] == "not_your_role"
    hall.post("courtlink", "judge", path, refusal, seen["version"])

    hall.town.deliver(times=3, backwards=True)

    assert (received(hall, handing.id)["state"], received(hall, handing.id)["pack"]) == ("waiting", 2)
    assert handing.see()["state"] == "sent"


def test_only_what_failed_is_handed_over_and_once(hall: Hall, body: str) -> None:
    at("2026-05-18T09:00")
    parties = [{"ref": ref, "name": f"当事人{ref}", "kind": "person"} for ref in "AB"]
    case = {"body_id": body, "category": "合同纠纷", "channel": "applied", "parties": parties}
    running = hall.post("mediation", "mediator", "/cases/", case).json
    assert (
        hall.post("mediation", "mediator", "/handovers/", {"case_id": running["id"]}).json["code"]
        == "not_failed"
    )

    handing = Handing(hall, failed(hall, body).case["id"])

    assert (
        hall.post("mediation", "mediator", "/handovers/", {"case_id": handing.id}).json["code"]
        == "already_prepared"
    )
    assert hall.post("mediation", "wang", "/handovers/", {"case_id": handing.id}).status_code == 403
