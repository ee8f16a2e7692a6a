# SPDX-License-Identifier: Apache-2.0
"""CT-22: who stands on the roster is complained of to the court, dismissed from it, and who supervises is told by codes."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson
import pytest

from services.courtlink.complaints.documents import RosterComplaint
from services.mediation.complaints.documents import Complaint
from shared.access import Role
from shared.mongo import collection
from tests.courtlink.court import COURT, TOWN, Court, Thing, at
from tests.courtlink.test_pages import opened, sent_from
from tests.hall import open_hall

WORDS = "他逼我们签字，还收了两条烟。"


@pytest.fixture(scope="module")
def court(mongo_url: str, namespace: str) -> Iterator[Court]:
    with open_hall(mongo_url, f"{namespace}blame_") as hall:
        hall.account("wang", (Role.PARTY, TOWN))
        hall.account("zhao", (Role.PARTY, TOWN))
        yield Court(hall)


@pytest.fixture(autouse=True)
def _clock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HESHILAO_CLOCK_FILE", str(tmp_path / "clock.json"))
    at("2026-05-20T09:00")


def listed(court: Court, body: str, **change: Any) -> Thing:
    """A body on the roster with one mediator."""
    form = {"court_code": COURT, "body_id": body, "body_name": "镇调委会", "kind": "other", "fee": "free"}
    made = court.hall.post("courtlink", "clerk", "/rosters/", form | change)
    entry = Thing(court.hall, "courtlink", "clerk", "/rosters", made.json)
    entry.act("mediators", name="李调解", account=court.hall.ids["mediator"])
    return entry


@pytest.fixture(scope="module")
def entry(court: Court, tmp_path_factory: pytest.TempPathFactory) -> Thing:
    return listed(court, court.body)


def complained(court: Court, entry: Thing, login: str = "wang", **change: Any) -> Thing:
    """A complaint in the judge's hands."""
    form = {"entry_id": entry.id, "kind": "took_money", "mediator": "李调解", "text": WORDS}
    made = court.hall.post("courtlink", login, "/complaints/", form | change)
    assert made.status_code == 201, made.json
    return Thing(court.hall, "courtlink", "judge", "/complaints", made.json)


@pytest.mark.parametrize(
    "kind", ["forced_mediation", "refused_without_reason", "took_money", "leaked", "other"]
)
def test_ct22_each_kind_lies_on_the_judges_desk_until_it_is_decided(
    court: Court, entry: Thing, kind: str
) -> None:
    complaint = complained(court, entry, kind=kind)
    assert ("complaints", "镇调委会") in court.desk()

    assert complaint.refused("decision", sustained=True, answer="属实") == "consequence_mismatch"
    complaint.act("decision", sustained=True, consequence="warned", answer="已经告诫。")

    assert ("complaints", "镇调委会") not in court.desk()
    assert complaint.refused("decision", sustained=False, answer="再看") == "complaint_decided"
    court.hall.town.deliver(times=3)
    told = collection(Complaint).find_one({"_id": complaint.id}) or {}
    assert (told["state"], told["court_name"], told["text"]) == ("received", "兰陵县人民法院", "")
    assert entry.again()["mediators"][0]["removed_on"] is None


def test_ct22_a_dismissal_leaves_the_roster_at_once_and_the_county_decides_on_the_mediator(
    court: Court,
) -> None:
    entry, hall = listed(court, court.other_body, body_name="行业调委会"), court.hall
    complaint = complained(court, entry)

    complaint.act("decision", sustained=True, consequence="dismissed", answer="已从名册除名。")
    hall.town.deliver(times=3)

    (mediator,) = entry.again()["mediators"]
    assert (mediator["removed_on"], mediator["removed_for"]) == ("2026-05-20", "took_money")
    assert entry.seen["removed_on"] is None
    own = hall.get("courtlink", "wang", f"/complaints/{complaint.id}").json
    assert own["answer"] == "已从名册除名。"
    told = hall.get("mediation", "county", f"/complaints/{complaint.id}").json
    assert (told["kind"], told["account"], told["court_name"]) == (
        "taking",
        hall.ids["mediator"],
        "兰陵县人民法院",
    )
    decision = {"sustained": True, "answer": "予以批评。", "consequence": "criticised"}
    done = hall.post("mediation", "county", f"/complaints/{complaint.id}/decision", decision, told["version"])
    assert done.json["state"] == "sustained"
    events = orjson.dumps(hall.town.delivered).decode()
    assert WORDS not in events


def test_ct22_a_body_as_a_whole_is_dismissed_and_one_that_nobody_supervises_here_holds_up_nothing(
    court: Court,
) -> None:
    entry = listed(court, "body-of-elsewhere", body_name="外地中心")
    complaint = complained(court, entry, mediator=None, kind="leaked")

    complaint.act("decision", sustained=True, consequence="dismissed", answer="已除名。")
    court.hall.town.deliver(times=3)

    assert (entry.again()["removed_on"], entry.seen["removed_for"]) == ("2026-05-20", "leaked")
    assert collection(Complaint).count_documents({"_id": complaint.id}) == 0
    again = court.hall.post(
        "courtlink", "wang", "/complaints/", {"entry_id": entry.id, "kind": "other", "text": "x", "mediator": "张三"}
    )  # fmt: skip
    assert again.json["code"] == "not_on_roster"


def test_a_complaint_is_read_by_the_court_and_who_brought_it_alone(court: Court, entry: Thing) -> None:
    complaint = complained(court, entry, kind="other")
    path = f"/complaints/{complaint.id}"

    assert court.hall.get("courtlink", "zhao", path).status_code == 404
    assert court.hall.get("courtlink", "stranger", path).status_code == 404
    assert court.hall.get("courtlink", "mediator", path).status_code == 403
    rows = court.hall.get("courtlink", "wang", "/complaints/").json
    assert WORDS not in str(rows)
    assert collection(RosterComplaint).find_one({"_id": complaint.id}) is not None


def test_a_clerk_enters_a_complaint_and_a_judge_decides_it_on_their_pages(court: Court, entry: Thing) -> None:
    typed = {"kind": "other", "mediator": "李调解", "text": WORDS}
    made = sent_from(court, f"/courtlink/rosters/{entry.id}/complaints", "clerk", **typed)
    assert made.status_code == 303, made.text
    (row,) = collection(RosterComplaint).find({"state": "received", "text": WORDS}).sort("_id", -1).limit(1)
    page = f"/courtlink/complaints/{row['_id']}"
    assert WORDS in opened(court, page, "clerk")
    assert "处理投诉" not in opened(court, page, "clerk")

    answer = sent_from(court, f"{page}/decision", "judge", sustained="false", answer="查无实据。")

    assert answer.status_code == 303, answer.text
    assert "Unfounded" in opened(court, page, "judge", "en")
    assert page in opened(court, "/courtlink/complaints/", "clerk")
