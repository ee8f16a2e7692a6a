# SPDX-License-Identifier: Apache-2.0
"""Disputes told from end to end: over HTTP for people, by events between the services, each delivered three times."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from services.courtlink.confirmations.documents import Confirmation
from services.courtlink.referrals.documents import Referral
from services.mediation.bodies.documents import Body
from services.mediation.cases.documents import Case
from services.mediation.talks.documents import PrivateTalk
from services.scoring.tasks.documents import StarTask
from shared import audit, clock
from shared.access import Role
from shared.calendar import SHANGHAI
from shared.mongo import collection
from tests.hall import Hall, open_hall

TOWN, COURT = "371324001", "鲁1324"
PARTIES = [{"ref": ref, "name": f"当事人{ref}", "kind": "person"} for ref in "AB"]
TERMS = [{"kind": "payment", "who": "B", "to": "A", "what": "赔偿", "amount": "30000.00"}]


@pytest.fixture(scope="module")
def hall(mongo_url: str, namespace: str) -> Iterator[Hall]:
    with open_hall(mongo_url, f"{namespace}story_") as hall:
        hall.account("county", (Role.COUNTY_SUPERVISOR, "371324"))
        hall.account("mediator", (Role.MEDIATOR, TOWN))
        hall.account("other", (Role.MEDIATOR, TOWN))
        hall.account("judge", (Role.JUDGE, COURT))
        hall.account("clerk", (Role.COURT_CLERK, COURT))
        yield hall


@pytest.fixture(autouse=True)
def _clock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HESHILAO_CLOCK_FILE", str(tmp_path / "clock.json"))


def at(text: str) -> datetime:
    moment = datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)
    clock.put(moment, running=False)
    return moment


@pytest.fixture(scope="module")
def body(hall: Hall) -> str:
    form = {"kind": "township_pmc", "name": "镇调委会", "place": TOWN}
    made = hall.post("mediation", "county", "/bodies/", form).json
    appointed = {"account": hall.ids["mediator"], "name": "调解员"}
    hall.post("mediation", "county", f"/bodies/{made['id']}/mediators", appointed, made["version"])
    return str(made["id"])


class Desk:
    """A mediator's desk: each act takes the version that the one before left."""

    def __init__(self, hall: Hall, case: dict[str, Any]) -> None:
        self.hall, self.case = hall, case

    def act(self, path: str, **facts: Any) -> dict[str, Any]:
        answer = self.try_act(path, **facts)
        assert answer.status_code < 300, (path, answer.json)
        self.case = answer.json
        return self.case

    def try_act(self, path: str, **facts: Any) -> Any:
        return self.hall.post(
            "mediation", "mediator", f"/cases/{self.case['id']}/{path}", facts, self.case["version"]
        )

    def begin(self) -> None:
        for ref in "AB":
            self.act("consents", ref=ref, answer="consented")
            self.act("rights-notices", ref=ref)
            if self.case["referral"]:
                self.act("referral/preparations", ref=ref, identity_checked=True, warned=True)
        self.act("mediators", account=self.hall.ids["mediator"])


def applied(hall: Hall, body: str, **more: Any) -> Desk:
    form = {"body_id": body, "category": "邻里纠纷", "channel": "applied", "parties": PARTIES, **more}
    answer = hall.post("mediation", "mediator", "/cases/", form)
    assert answer.status_code == 201, answer.json
    return Desk(hall, answer.json)


def test_a_session_waits_for_consents_notices_and_a_mediator(hall: Hall, body: str) -> None:
    desk = applied(hall, body)
    desk.act("accept")

    def code() -> str:
        return str(desk.try_act("sessions", mode="joint", result="open").json["code"])

    assert code() == "consent_missing"
    for ref in "AB":
        desk.act("consents", ref=ref, answer="consented")
    assert code() == "rights_notice_missing"
    for ref in "AB":
        desk.act("rights-notices", ref=ref)
    assert code() == "mediator_missing"
    desk.act("mediators", account=hall.ids["mediator"])
    desk.act("sessions", mode="joint", result="open")
    assert desk.try_act("terminate", reason="unwilling").json["code"] == "remedies_notice_missing"


def agree(desk: Desk) -> None:
    """The acts of scenario S01: the last one is the seal, on 10 March."""
    desk.begin()
    desk.act("sessions", mode="joint", result="agreed", held_on="2026-03-08")
    desk.act("agreement", form="written", agreed_on="2026-03-08", terms=TERMS)
    at("2026-03-09T10:00")
    desk.act("agreement/acts", kind="party_signed", ref="A", on="2026-03-08")
    desk.act("agreement/acts", kind="party_signed", ref="B", on="2026-03-09")
    desk.act("agreement/acts", kind="mediator_signed", on="2026-03-09")
    at("2026-03-10T09:00")
    assert desk.case["agreement"]["effective"] is False
    desk.act("agreement/acts", kind="seal", on="2026-03-10")


def confirm(desk: Desk) -> Any:
    """Both ask, on paper in front of the mediator; the answer to the second one."""
    for ref in "AB":
        answer = desk.try_act("confirmation/asks", ref=ref, court_code=COURT, means="thumb", scan="scan-1")
        desk.case = answer.json if answer.status_code < 300 else desk.case
    return answer


@pytest.mark.parametrize(("moment", "status"), [("2026-04-09T23:50", 200), ("2026-04-10T00:00:01", 409)])
def test_confirmation_on_day_thirty_yes_on_day_thirty_one_no(
    hall: Hall, body: str, moment: str, status: int
) -> None:
    at("2026-03-08T09:00")
    desk = applied(hall, body)
    desk.act("accept")
    agree(desk)
    assert desk.case["agreement"]["effective_on"] == "2026-03-10"
    hall.town.deliver(times=3)

    at(moment)
    answer = confirm(desk)
    hall.town.deliver(times=3)

    assert answer.status_code == status, answer.json
    assert collection(Confirmation).count_documents({"_id": desk.case["id"]}) == 1


def test_a_dispute_is_performed_followed_up_and_filed(hall: Hall, body: str) -> None:
    at("2026-03-08T09:00")
    desk = applied(hall, body)
    desk.act("accept")
    agree(desk)
    desk.act("performance", performance="performed_in_full", on="2026-03-10")
    desk.act("follow-ups", ref="A", on="2026-03-10", record="已收到")
    desk.act("absent-papers", paper="identity", reason="本村熟人，未留复印件")
    closed = desk.act("close")

    assert closed["state"] == "closed"
    assert closed["file_number"].startswith("(2026)镇调委会人调字第")
    summary = hall.get("mediation", "mediator", f"/cases/{closed['id']}/summary").json
    assert (summary["payable_total"], summary["final_state"]) == ("30000.00", "closed_performed")
    raw = collection(Case).find_one({"_id": closed["id"]})
    assert raw is not None
    assert list(audit.faults(raw)) == []


def refer(hall: Hall, body: str, number: int, on: str) -> dict[str, Any]:
    form = {
        "number": f"(2026){COURT}民初{number}号",
        "court_code": COURT,
        "cause": "买卖合同纠纷",
        "category": "合同纠纷",
        "procedure": "ordinary",
        "referred_on": on,
        "body_id": body,
        "parties": [party | {"role": "原告"} for party in PARTIES],
        "consented": ["A", "B"],
    }
    answer = hall.post("courtlink", "judge", "/referrals/", form)
    assert answer.status_code == 201, answer.json
    hall.town.deliver(times=3)
    return answer.json  # type: ignore[no-any-return]


def arrived(hall: Hall, case: str) -> Desk:
    return Desk(hall, hall.get("mediation", "mediator", f"/cases/{case}").json)


def test_a_referral_that_nobody_accepts_lapses_after_three_working_days(hall: Hall, body: str) -> None:
    at("2026-02-13T16:00")
    sent = refer(hall, body, 1, "2026-02-13")
    hall.town.tick(at("2026-02-25T23:59"))
    assert hall.get("courtlink", "judge", f"/referrals/{sent['id']}").json["state"] == "received"

    late = at("2026-02-26T00:00")
    refused = arrived(hall, sent["id"]).try_act("referral/accept")
    hall.town.tick(late)

    assert (refused.status_code, refused.json["code"]) == (409, "accepted_too_late")
    assert hall.get("courtlink", "judge", f"/referrals/{sent['id']}").json["state"] == "lapsed"


def test_only_what_may_cross_reaches_the_judge_when_mediation_fails(hall: Hall, body: str) -> None:
    at("2026-05-20T09:00")
    sent = refer(hall, body, 2, "2026-05-20")
    desk = arrived(hall, sent["id"])
    desk.act("referral/accept")
    desk.begin()
    spoken = desk.try_act("sessions", mode="caucus", result="failed", record="债务人愿付 87654 元")
    assert (spoken.status_code, spoken.json["code"]) == (422, "words_of_a_private_talk")
    desk.act("sessions", mode="caucus", result="failed")
    secret = {"case_id": sent["id"], "ref": "B", "text": "我承认交货晚了，最多出 87654 元"}
    talk = hall.post("mediation", "mediator", "/talks/", secret).json
    for text, refs in (("合同日期 2025-04-02，价款 120000 元", "AB"), ("只有原告签的一条", "A")):
        fact = desk.act("undisputed-facts", text=text)["undisputed"][-1]["id"]
        for ref in refs:
            desk.act("undisputed-facts/signatures", fact=fact, ref=ref)
    for ref in "AB":
        desk.act("remedies-notices", ref=ref, delivered=True)
    desk.act("terminate", reason="gap_too_wide")
    hall.town.deliver(times=3)

    seen = hall.get("courtlink", "judge", f"/referrals/{sent['id']}")

    assert seen.json["outcome"]["undisputed_facts"] == ["合同日期 2025-04-02，价款 120000 元"]
    assert seen.json["outcome"]["sessions"] == [{"held_on": None, "result": "failed"}]
    for database in (collection(Referral).database, collection(StarTask).database):
        for name in database.list_collection_names():
            assert "87654" not in str(list(database[name].find()))
    assert "87654" not in str(hall.town.delivered)
    assert "承认" not in str(collection(PrivateTalk).find_one({"_id": talk["id"]}))
    assert hall.get("mediation", "other", f"/talks/{talk['id']}").status_code == 404
    assert hall.get("mediation", "judge", f"/talks/{talk['id']}").status_code == 404
    assert hall.get("mediation", "mediator", f"/talks/{talk['id']}").json["text"] == secret["text"]
    assert collection(Body).database["reads"].count_documents({"talk": talk["id"]}) == 1


def test_an_entrusted_case_goes_back_by_itself_when_its_extended_limit_is_over(hall: Hall, body: str) -> None:
    at("2026-05-20T09:00")
    sent = refer(hall, body, 3, "2026-05-20")
    desk = arrived(hall, sent["id"])
    assert desk.act("referral/accept")["referral"]["limit_ends_on"] == "2026-06-04"
    desk.begin()
    at("2026-06-03T09:00")
    assert desk.try_act("referral/extend", agreed=["A"]).json["code"] == "extension_not_agreed"
    assert desk.act("referral/extend", agreed=["A", "B"])["referral"]["limit_ends_on"] == "2026-07-06"
    assert desk.try_act("referral/extend", agreed=["A", "B"]).json["code"] == "already_extended"

    hall.town.tick(at("2026-07-06T23:59"))
    assert arrived(hall, sent["id"]).case["state"] == "accepted"
    hall.town.tick(at("2026-07-07T00:00"))

    seen = hall.get("courtlink", "judge", f"/referrals/{sent['id']}").json
    assert (seen["state"], seen["outcome"]["reason"]) == ("failed", "limit_over")
    assert hall.get("courtlink", "judge", f"/confirmations/{sent['id']}").status_code == 404


def test_redelivery_of_everything_changes_nothing(hall: Hall) -> None:
    before = [list(collection(kind).find().sort("_id")) for kind in (Case, Referral, Confirmation, StarTask)]

    hall.town.again()

    after = [list(collection(kind).find().sort("_id")) for kind in (Case, Referral, Confirmation, StarTask)]
    assert before == after
