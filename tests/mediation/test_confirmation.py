# SPDX-License-Identifier: Apache-2.0
"""Judicial confirmation over the API, from the readiness check to enforcement: S01, S02, S13 and the rules CF-01 to CF-14."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from services.courtlink.confirmations.documents import Confirmation
from services.mediation.cases.documents import Case
from services.scoring.tasks.documents import StarTask
from shared import audit
from shared.access import Role
from shared.mongo import collection
from tests.hall import Hall, open_hall
from tests.mediation.room import Desk
from tests.mediation.test_story import at

VILLAGE, COURT, OTHER = "371324109260", "鲁1324", "鲁1302"
CHECKS = ["lawful", "no_harm", "public_order", "voluntary", "clear"]
PAY = {
    "kind": "payment",
    "who": "B",
    "to": "A",
    "what": "赔偿损失",
    "amount": "6000.00",
    "due_on": "2026-06-30",
}
WALL = {"kind": "act", "who": "B", "to": "A", "what": "院墙后移40厘米", "due_on": "2026-06-30"}
NUMBER = "（2026）鲁1324民特8号"


@pytest.fixture(scope="module")
def hall(mongo_url: str, namespace: str) -> Iterator[Hall]:
    with open_hall(mongo_url, f"{namespace}confirm_") as hall:
        hall.account("county", (Role.COUNTY_SUPERVISOR, "371324"), (Role.COUNTY_SUPERVISOR, "371302"))
        hall.account("mediator", (Role.MEDIATOR, VILLAGE))
        hall.account("judge", (Role.JUDGE, COURT))
        hall.account("clerk", (Role.COURT_CLERK, COURT))
        hall.account("other_clerk", (Role.COURT_CLERK, OTHER))
        for login in ("wang", "zhao"):
            hall.account(login, (Role.PARTY, VILLAGE))
        yield hall


@pytest.fixture(autouse=True)
def _clock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HESHILAO_CLOCK_FILE", str(tmp_path / "clock.json"))


@pytest.fixture(scope="module")
def body(hall: Hall) -> str:
    return make_body(hall, VILLAGE)


def make_body(hall: Hall, place: str) -> str:
    form = {"kind": "village_pmc", "name": f"调委会{uuid4().hex[:6]}", "place": place}
    made = hall.post("mediation", "county", "/bodies/", form).json
    appointed = {"account": hall.ids["mediator"], "name": "调解员"}
    answer = hall.post("mediation", "county", f"/bodies/{made['id']}/mediators", appointed, made["version"])
    assert answer.status_code < 300, answer.json
    return str(made["id"])


def agreed(
    hall: Hall,
    body: str,
    *terms: dict[str, Any],
    category: str = "邻里纠纷",
    form: str = "written",
    **more: Any,
) -> Desk:
    """The acts of S01: Wang signs on 8 March, Zhao thumb-prints on the 9th, the mediator too, the seal follows on the 10th."""
    at("2026-03-08T09:00")
    parties = [
        {"ref": "A", "name": "王某", "kind": "person", "account": hall.ids["wang"], "role": "申请人"},
        {"ref": "B", "name": "赵某", "kind": "person", "account": hall.ids["zhao"], "role": "被申请人"},
    ]
    case = {"body_id": body, "category": category, "channel": "applied", "parties": parties}
    answer = hall.post("mediation", "mediator", "/cases/", case)
    assert answer.status_code == 201, answer.json
    desk = Desk(hall, answer.json)
    desk.begin()
    desk.act("sessions", mode="joint", result="agreed", held_on="2026-03-08")
    desk.act("agreement", form=form, agreed_on="2026-03-08", terms=list(terms or (PAY, WALL)), **more)
    if form == "written":
        sign(desk)
    hall.town.deliver(times=3)
    return desk


def sign(desk: Desk) -> None:
    scan = desk.file("signed")
    desk.act("agreement/acts", kind="party_signed", ref="A", on="2026-03-08", means="ink", scan=scan)
    at("2026-03-09T10:05")
    desk.act("agreement/acts", kind="party_signed", ref="B", on="2026-03-09", means="thumb", scan=scan)
    desk.act("agreement/acts", kind="mediator_signed", on="2026-03-09")
    at("2026-03-10T09:00")
    assert desk.case["agreement"]["effective"] is False
    desk.act("agreement/acts", kind="seal", on="2026-03-10")


def ready(hall: Hall, desk: Desk, login: str = "mediator") -> dict[str, Any]:
    answer = hall.get("mediation", login, f"/cases/{desk.case['id']}/confirmation")
    assert answer.status_code == 200, answer.json
    return answer.json  # type: ignore[no-any-return]


def ask(hall: Hall, desk: Desk, login: str, ref: str, court: str = COURT) -> Any:
    """A party asks online, by its own account."""
    desk.case = hall.get("mediation", "mediator", f"/cases/{desk.case['id']}").json
    form = {"ref": ref, "court_code": court, "means": "online"}
    path = f"/cases/{desk.case['id']}/confirmation/asks"
    answer = hall.post("mediation", login, path, form, desk.case["version"])
    if answer.status_code == 200:
        desk.case = answer.json
    return answer


def both_ask(hall: Hall, desk: Desk, court: str = COURT) -> None:
    for login, ref in (("wang", "A"), ("zhao", "B")):
        answer = ask(hall, desk, login, ref, court)
        assert answer.status_code == 200, answer.json
    hall.town.deliver(times=3)


class Court:
    """The court's side of one agreement: each act takes the version that the one before left."""

    def __init__(self, hall: Hall, key: str, login: str = "clerk") -> None:
        self.hall, self.key, self.login = hall, key, login

    def see(self) -> dict[str, Any]:
        answer = self.hall.get("courtlink", self.login, f"/confirmations/{self.key}/file")
        assert answer.status_code == 200, answer.json
        return answer.json  # type: ignore[no-any-return]

    def try_act(self, path: str, login: str = "", **facts: Any) -> Any:
        version = self.see()["version"]
        return self.hall.post(
            "courtlink", login or self.login, f"/confirmations/{self.key}/{path}", facts, version
        )

    def act(self, path: str, login: str = "", **facts: Any) -> dict[str, Any]:
        answer = self.try_act(path, login, **facts)
        assert answer.status_code < 300, (path, answer.json)
        self.hall.town.deliver(times=3, backwards=True)
        return answer.json  # type: ignore[no-any-return]

    def code(self, path: str, login: str = "", **facts: Any) -> str:
        answer = self.try_act(path, login, **facts)
        assert answer.status_code >= 400, answer.json
        return str(answer.json["code"])

    def confirm(self) -> dict[str, Any]:
        self.act("acceptance", taken=True)
        self.act("examination", "judge", present=["A", "B"], in_order=CHECKS)
        return self.act("decision", "judge", result="confirmed", number=NUMBER)


def test_s01_effect_is_the_last_act_and_day_thirty_is_in_time(hall: Hall, body: str) -> None:
    desk = agreed(hall, body)
    assert desk.case["agreement"]["effective_on"] == "2026-03-10"
    for login in ("wang", "zhao"):
        assert ready(hall, desk, login)["last_day"] == "2026-04-09"

    at("2026-04-05T10:00")
    alone = ask(hall, desk, "wang", "A")
    hall.town.deliver(times=3)
    assert (alone.status_code, ready(hall, desk)["waits_for"]) == (200, ["B"])
    court = Court(hall, desk.case["id"])
    assert court.see()["applications"] == []
    assert court.code("applications", applicants=["A"], channel="counter") == "joint_application_needed"

    at("2026-04-09T23:50")
    assert ask(hall, desk, "zhao", "B").status_code == 200
    at("2026-04-11T09:00")  # the news is late; the act was not
    hall.town.deliver(times=3)

    seen = court.see()
    assert (seen["state"], seen["applications"][0]["applied_on"]) == ("applied", "2026-04-09")
    assert [one["name"] for one in seen["applications"][0]["people"]] == ["王某", "赵某"]


def test_s01_day_thirty_one_is_refused_for_everybody_and_no_button_overrides_it(
    hall: Hall, body: str
) -> None:
    desk = agreed(hall, body)
    at("2026-04-09T23:59:59")
    assert ask(hall, desk, "wang", "A").status_code == 200
    at("2026-04-10T00:00:01")
    late = ask(hall, desk, "zhao", "B")
    hall.town.deliver(times=3)

    assert (late.status_code, late.json["code"]) == (409, "past_confirmation_limit")
    assert "2026-04-09" in late.json["detail"]
    court = Court(hall, desk.case["id"])
    for login in ("clerk", "judge"):
        code = court.code("applications", login, applicants=["A", "B"], channel="counter")
        assert code == "past_confirmation_limit"
    assert court.see()["state"] == "expired"
    assert collection(Confirmation).find_one({"_id": desk.case["id"]})["state"] == "offered"  # type: ignore[index]
    assert ready(hall, desk)["expired"] is True


def test_s02_the_counter_closes_and_online_goes_on_until_midnight(hall: Hall, body: str) -> None:
    desk = agreed(hall, body)
    at("2026-04-09T17:40")
    court = Court(hall, desk.case["id"])

    answer = court.try_act("applications", applicants=["A", "B"], channel="counter")

    assert (answer.status_code, answer.json["code"]) == (409, "counter_closed")
    at("2026-04-09T23:30")
    both_ask(hall, desk)
    assert court.see()["state"] == "applied"


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


def test_s13_a_confirmed_agreement_that_is_not_kept_is_enforced_within_two_years(
    hall: Hall, body: str
) -> None:
    desk = agreed(hall, body, PAY, WALL)
    at("2026-03-20T09:00")
    both_ask(hall, desk)
    court = Court(hall, desk.case["id"])

    assert court.confirm()["enforce_until"] == "2028-06-30"

    at("2026-06-30T12:00")
    path = f"/cases/{desk.case['id']}/schedule"
    assert hall.get("mediation", "wang", path).json["enforcement"] is None
    at("2026-07-01T00:00")
    schedule = hall.get("mediation", "wang", path).json
    assert "enforce" in schedule["ways_open"]
    assert schedule["enforcement"] == {
        "court_name": "兰陵县人民法院",
        "number": "(2026)鲁1324民特8号",
        "until": "2028-06-30",
    }
    clocks = hall.get("mediation", "mediator", f"/cases/{desk.case['id']}").json["clocks"]
    assert [one["end"] for one in clocks if one["rule"] == "CF-11"] == ["2028-06-30"]
    raw = collection(Confirmation).find_one({"_id": desk.case["id"]}) or {}
    assert list(audit.faults(raw)) == []


def test_s13_what_a_court_rejects_is_mediated_again_as_a_new_version(hall: Hall, body: str) -> None:
    vague = {"kind": "act", "who": "B", "what": "今后好好表现", "due": "ongoing"}
    desk = agreed(hall, body, vague)
    at("2026-03-20T09:00")
    both_ask(hall, desk)
    court = Court(hall, desk.case["id"])
    court.act("acceptance", taken=True)
    court.act("examination", "judge", present=["A", "B"], in_order=CHECKS[:-1])
    assert court.code("decision", "judge", result="confirmed") == "not_in_order"
    court.act("decision", "judge", result="rejected", ground="unclear", words="第一项内容不明确")

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


def test_cf01_each_party_acts_for_itself_and_an_agent_needs_a_proxy(hall: Hall, body: str) -> None:
    desk = agreed(hall, body)

    assert ask(hall, desk, "wang", "B").json["code"] == "act_of_another"
    path = f"/cases/{desk.case['id']}/confirmation/asks"
    version = desk.case["version"]
    paper = {"ref": "A", "court_code": COURT, "means": "thumb"}
    refused = [
        hall.post("mediation", "mediator", path, paper | change, version).json["code"]
        for change in ({}, {"means": "online"}, {"scan": "scan-1", "by_agent": True})
    ]
    assert refused == ["ask_on_paper", "ask_on_paper", "agent_missing"]
    assert ask(hall, desk, "wang", "A").status_code == 200
    assert ask(hall, desk, "wang", "A").json["code"] == "already_asked"


def test_cf01_an_ask_that_waits_for_the_others_is_taken_back_by_whoever_made_it(
    hall: Hall, body: str
) -> None:
    desk = agreed(hall, body)
    ask(hall, desk, "wang", "A")

    def take_back(login: str, ref: str) -> Any:
        path, form = (
            f"/cases/{desk.case['id']}/confirmation/asks/taken-back",
            {"ref": ref, "court_code": COURT},
        )
        version = hall.get("mediation", "mediator", f"/cases/{desk.case['id']}").json["version"]
        return hall.post("mediation", login, path, form, version)

    assert take_back("zhao", "A").json["code"] == "act_of_another"
    assert take_back("zhao", "B").json["code"] == "not_asked"
    assert take_back("wang", "A").status_code == 200
    assert (ready(hall, desk)["asks"], ready(hall, desk)["waits_for"]) == ([], ["A", "B"])
    assert take_back("wang", "A").json["code"] == "not_asked"
    assert ask(hall, desk, "zhao", "B").status_code == 200
    hall.town.deliver(times=3)
    assert Court(hall, desk.case["id"]).see()["applications"] == []

    assert ask(hall, desk, "wang", "A").status_code == 200
    hall.town.deliver(times=3)
    assert Court(hall, desk.case["id"]).see()["applications"][0]["applicants"] == ["A", "B"]
    late = take_back("wang", "A")
    assert (late.status_code, late.json["code"]) == (409, "already_requested")


def test_cf02_only_a_court_with_jurisdiction_is_asked(hall: Hall, body: str) -> None:
    desk = agreed(hall, body)
    refused = ask(hall, desk, "wang", "A", OTHER)
    assert (refused.status_code, refused.json["code"]) == (422, "wrong_court")
    assert "兰陵县人民法院" in refused.json["detail"]

    address = {"address": "兰山街道一号", "phone": "13800000001", "place": "371302001"}
    desk.act("service-addresses", ref="B", **address)

    courts = {one["code"]: one["ground"] for one in ready(hall, desk)["courts"]}
    assert courts == {COURT: "body", OTHER: "party_home"}
    assert hall.get("courtlink", "other_clerk", f"/confirmations/{desk.case['id']}").status_code == 404
    both_ask(hall, desk, OTHER)
    seen = Court(hall, desk.case["id"], "other_clerk").see()
    assert seen["applications"][0]["court_ground"] == "party_home"
    assert seen["applications"][0]["people"][1]["address"] == "兰山街道一号"
    raw = repr(collection(Confirmation).find_one({"_id": desk.case["id"]}))
    assert "兰山街道一号" not in raw
    assert "13800000001" not in repr(hall.town.delivered)


def test_cf03_with_two_bodies_the_first_court_to_take_it_has_it(hall: Hall, body: str) -> None:
    second = make_body(hall, "371302001")
    desk = agreed(hall, body, PAY, with_bodies=[second])
    at("2026-03-20T09:00")
    both_ask(hall, desk, COURT)
    both_ask(hall, desk, OTHER)

    Court(hall, desk.case["id"], "other_clerk").act("acceptance", taken=True)

    first = Court(hall, desk.case["id"])
    assert first.see()["applications"][0]["acceptance"]["ground"] == "filed_elsewhere"
    assert first.code("acceptance", taken=True) == "step_not_open"
    assert ready(hall, desk)["moves"][-1]["court_name"] == "临沂市兰山区人民法院"


def test_cf04_an_oral_agreement_needs_a_record_that_everybody_signed(hall: Hall, body: str) -> None:
    desk = agreed(hall, body, PAY, form="oral")
    assert ready(hall, desk)["obstacles"] == ["oral_record_unsigned"]

    for act in (
        {"kind": "party_signed", "ref": "A"},
        {"kind": "party_signed", "ref": "B"},
        {"kind": "mediator_signed"},
    ):
        desk.act("agreement/acts", on="2026-03-08", **act)

    assert ready(hall, desk)["obstacles"] == []
    both_ask(hall, desk)
    assert Court(hall, desk.case["id"]).see()["state"] == "applied"


def test_cf05_missing_papers_are_completed_by_the_day_the_court_sets(hall: Hall, body: str) -> None:
    desk = agreed(hall, body, PAY)
    at("2026-03-20T09:00")
    assert ready(hall, desk)["missing"] == ["identity:A", "identity:B", "address:A", "address:B"]
    both_ask(hall, desk)
    court = Court(hall, desk.case["id"])
    assert court.code("supplements", papers=["address:A"], by="2026-03-20") == "date_in_past"
    court.act("supplements", papers=["address:A"], by="2026-03-30")
    assert court.code("supplements", papers=["address:B"], by="2026-03-30") == "already_asked_to_supplement"
    assert court.code("decision", "judge", result="treated_withdrawn", ground="not_supplemented") == (
        "supplement_still_open"
    )
    desk.case = hall.get("mediation", "mediator", f"/cases/{desk.case['id']}").json
    assert [one["end"] for one in desk.case["clocks"] if one["rule"] == "CF-05"] == ["2026-03-30"]
    assert desk.try_act("confirmation/supplements").json["code"] == "papers_still_missing"

    at("2026-03-25T09:00")
    desk.act("service-addresses", ref="A", address="某村一号院", phone="13800000002")
    desk.act("confirmation/supplements")
    hall.town.deliver(times=3)

    seen = court.see()
    assert seen["applications"][0]["supplements"][0]["supplied_on"] == "2026-03-25"
    assert seen["applications"][0]["take_by"] == "2026-03-30"  # the 28th is a Saturday
    assert court.code("supplements/receipt") == "no_supplement_asked"
    desk.case = hall.get("mediation", "mediator", f"/cases/{desk.case['id']}").json
    assert desk.try_act("confirmation/supplements").json["code"] == "no_supplement_asked"


def test_cf05_and_cf09_what_is_not_completed_counts_as_withdrawn_and_the_desk_was_warned(
    hall: Hall, body: str
) -> None:
    desk = agreed(hall, body, PAY)
    at("2026-03-20T09:00")
    both_ask(hall, desk)
    court = Court(hall, desk.case["id"])
    court.act("supplements", papers=["identity:A"], by="2026-03-30")

    def limit() -> dict[str, Any]:
        return next(one for one in court.see()["limits"] if one["rule"] == "CF-05")

    hall.town.tick(at("2026-03-26T23:00"))
    assert limit()["warned_at"] is None
    hall.town.tick(at("2026-03-27T00:00"))
    assert (limit()["warned_at"] is None, limit()["late_at"]) == (False, None)
    hall.town.tick(at("2026-03-31T00:00"))
    hall.town.tick(at("2026-04-02T00:00"))
    assert limit()["late_at"] == "2026-03-30T16:00:00+00:00"

    court.act("decision", "judge", result="treated_withdrawn", ground="not_supplemented")
    assert court.see()["state"] == "treated_withdrawn"
    assert ready(hall, desk)["moves"][-1]["state"] == "treated_withdrawn"


def test_cf06_the_court_has_three_days_to_take_it_and_its_silence_is_seen(hall: Hall, body: str) -> None:
    desk = agreed(hall, body, PAY)
    at("2026-03-16T09:00")
    both_ask(hall, desk)
    court = Court(hall, desk.case["id"])
    assert court.see()["applications"][0]["take_by"] == "2026-03-19"

    hall.town.tick(at("2026-03-20T00:00"))

    due = hall.get("courtlink", "clerk", "/confirmations/due").json
    mine = [row for row in due if row["id"] == desk.case["id"]]
    assert [(row["rule"], row["end"], row["late"]) for row in mine] == [("CF-06", "2026-03-19", True)]
    court.confirm()  # both come together: all in one day is allowed
    due = hall.get("courtlink", "clerk", "/confirmations/due").json
    assert desk.case["id"] not in {row["id"] for row in due}


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
    assert court.code("acceptance", taken=False) == "ground_needed"

    court.act("acceptance", taken=False, ground=ground, words="请看理由")

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

    court.act("decision", "judge", result="rejected", ground=ground)

    raw = collection(Case).find_one({"_id": desk.case["id"]}) or {}
    assert raw["confirmation_result"] == f"rejected_{ground}"
    assert collection(StarTask).count_documents({}) == 0


def test_cf09_both_are_heard_and_a_withdrawal_ends_it(hall: Hall, body: str) -> None:
    desk = agreed(hall, body, PAY)
    at("2026-03-20T09:00")
    both_ask(hall, desk)
    court = Court(hall, desk.case["id"])
    court.act("acceptance", taken=True)
    assert court.code("decision", "judge", result="confirmed") == "examination_needed"
    assert court.code("examination", "judge", present=["C"], in_order=CHECKS) == "not_an_applicant"
    court.act("examination", "judge", present=["A"], in_order=CHECKS, asked_body=True)
    assert court.code("decision", "judge", result="confirmed") == "party_not_heard"
    assert court.code("decision", "clerk", result="withdrawn") == "not_your_role"

    court.act("decision", "judge", result="withdrawn")

    for path, facts in (
        ("decision", {"result": "confirmed"}),
        ("acceptance", {"taken": True}),
        ("applications", {"applicants": ["A", "B"], "channel": "counter"}),
    ):
        assert court.code(path, "judge", **facts) == "step_not_open"


def test_cf10_fifteen_days_are_the_aim_thirty_the_limit_and_the_president_may_extend(
    hall: Hall, body: str
) -> None:
    desk = agreed(hall, body, PAY)
    at("2026-03-16T09:00")
    both_ask(hall, desk)
    court = Court(hall, desk.case["id"])
    court.act("acceptance", taken=True)
    limit = next(one for one in court.see()["limits"] if one["rule"] == "CF-10")
    assert (limit["warn_on"], limit["end"]) == ("2026-03-31", "2026-04-15")
    assert court.code("extension", "judge", until="2026-04-15", reason="案情复杂") == "date_too_early"

    court.act("extension", "judge", until="2026-04-30", reason="院长批准：案情复杂")
    hall.town.tick(at("2026-04-16T00:00"))
    assert [one["late_at"] for one in court.see()["limits"] if one["rule"] == "CF-10"] == [None, None]
    hall.town.tick(at("2026-05-01T00:00"))
    assert court.see()["limits"][-1]["late_at"] == "2026-04-30T16:00:00+00:00"


def test_cf11_the_last_instalment_starts_the_two_years(hall: Hall, body: str) -> None:
    plan = [{"amount": "3000.00", "due_on": "2026-06-30"}, {"amount": "3000.00", "due_on": "2027-12-31"}]
    desk = agreed(
        hall,
        body,
        {"kind": "payment", "who": "B", "to": "A", "what": "赔偿", "amount": "6000.00", "plan": plan},
    )
    at("2026-03-20T09:00")
    both_ask(hall, desk)

    assert Court(hall, desk.case["id"]).confirm()["enforce_until"] == "2029-12-31"


def test_cf12_a_party_objects_within_fifteen_days_a_third_person_within_six_months(
    hall: Hall, body: str
) -> None:
    desk = agreed(hall, body, PAY)
    at("2026-03-16T09:00")
    both_ask(hall, desk)
    court = Court(hall, desk.case["id"])
    assert court.code("services", ref="A") == "step_not_open"
    court.confirm()
    assert court.code("objections", who="party", ref="B") == "not_served"
    court.act("services", ref="B", on="2026-03-16")
    assert court.code("services", ref="B") == "already_served"
    assert court.code("objections", who="third_person") == "knew_on_needed"

    at("2026-04-01T09:00")
    assert court.code("objections", who="party", ref="B") == "past_objection_limit"
    court.act("objections", who="party", ref="B", on="2026-03-31")
    at("2026-10-10T09:00")
    assert court.code("objections", who="third_person", knew_on="2026-04-01") == "past_objection_limit"
    seen = court.act("objections", who="third_person", knew_on="2026-04-10")

    first, third = seen["objections"]
    assert (first["last_day"], third["last_day"]) == ("2026-03-31", "2026-10-10")
    court.act("objections/decision", "judge", objection=first["id"], upheld=False)
    assert court.see()["state"] == "confirmed"
    court.act("objections/decision", "judge", objection=third["id"], upheld=True)
    assert (
        court.code("objections/decision", "judge", objection=third["id"], upheld=True) == "no_such_objection"
    )
    assert (court.see()["state"], court.see()["enforce_until"]) == ("revoked", None)
    assert ready(hall, desk)["ways"] == ["mediate_again", "sue"]
    raw = collection(Case).find_one({"_id": desk.case["id"]}) or {}
    assert raw["confirmation_result"] == "revoked"


def test_cf14_what_a_court_declines_for_the_body_loses_no_day(hall: Hall, body: str) -> None:
    desk = agreed(hall, body, PAY)
    desk.act("service-addresses", ref="B", address="兰山街道一号", phone="13800000001", place="371302001")
    at("2026-04-07T09:00")
    both_ask(hall, desk)
    at("2026-04-13T09:00")
    Court(hall, desk.case["id"]).act("acceptance", taken=False, ground="not_own_body")

    assert ready(hall, desk)["last_day"] == "2026-04-15"
    at("2026-04-15T23:59")
    both_ask(hall, desk, OTHER)
    assert Court(hall, desk.case["id"], "other_clerk").see()["state"] == "applied"


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


def test_sp10_in_a_matter_of_status_nobody_asks_online(hall: Hall, body: str) -> None:
    desk = agreed(hall, body, PAY, category="婚姻家庭纠纷")
    assert ask(hall, desk, "wang", "A").json["code"] == "esign_barred"
    for ref in "AB":
        desk.act("confirmation/asks", ref=ref, court_code=COURT, means="ink", scan="scan-1")
    hall.town.deliver()
    assert Court(hall, desk.case["id"]).see()["state"] == "applied"


def test_the_thirty_days_are_warned_of_and_end_in_no_list_of_debts(hall: Hall, body: str) -> None:
    desk = agreed(hall, body, PAY)

    def clock() -> dict[str, Any]:
        case = hall.get("mediation", "mediator", f"/cases/{desk.case['id']}").json
        return next(one for one in case["clocks"] if one["rule"] == "CF-01")

    hall.town.tick(at("2026-04-07T00:00"))
    assert (clock()["end"], clock()["warned_at"] is None) == ("2026-04-09", False)
    hall.town.tick(at("2026-04-10T00:00"))
    assert (clock()["late_at"], clock()["met_at"]) == ("2026-04-09T16:00:00+00:00",) * 2


def test_late_and_repeated_words_of_the_court_change_nothing(hall: Hall, body: str) -> None:
    desk = agreed(hall, body, PAY)
    at("2026-03-20T09:00")
    both_ask(hall, desk)
    Court(hall, desk.case["id"]).confirm()
    before = [collection(kind).find_one({"_id": desk.case["id"]}) for kind in (Case, Confirmation)]

    hall.town.again(times=2)

    assert [collection(kind).find_one({"_id": desk.case["id"]}) for kind in (Case, Confirmation)] == before
    assert before[0]["confirmation_result"] == "confirmed"  # type: ignore[index]


def test_a_stranger_finds_nothing(hall: Hall, body: str) -> None:
    desk = agreed(hall, body, PAY)
    hall.account("stranger", (Role.PARTY, VILLAGE))

    assert hall.get("mediation", "stranger", f"/cases/{desk.case['id']}/confirmation").status_code == 404
    assert hall.get("courtlink", "wang", f"/confirmations/{desk.case['id']}").status_code == 200
    assert hall.get("courtlink", "wang", f"/confirmations/{desk.case['id']}/file").status_code == 403
    assert hall.get("courtlink", "stranger", f"/confirmations/{desk.case['id']}").status_code == 404
