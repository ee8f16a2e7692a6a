# SPDX-License-Identifier: Apache-2.0
"""What the court gets and what stays at home (CT-13, table 6.3; S07)."""

from collections.abc import Iterator
from typing import Any

import orjson
import pytest

from services.courtlink.referrals.documents import Referral
from shared.contracts.mediation import ReferralEnded
from shared.mongo import collection
from tests.courtlink.court import Court
from tests.hall import Hall
from tests.printed import words_of


def test_a_failure_comes_back_with_its_reviewed_paper_addresses_and_attendance_only(
    court: Court, hall: Hall
) -> None:
    sent = court.refer()
    case = court.begun(sent)
    came = [{"who": "A", "came_as": "party"}]
    case.act("sessions", mode="joint", result="failed", came=came, record="乙方未到，甲方坚持全款")
    fact = case.act("undisputed-facts", text="合同日期2025-04-02，价款120000元")["undisputed"][0]["id"]
    half = case.act("undisputed-facts", text="只有原告签的一条")["undisputed"][1]["id"]
    for ref in "AB":
        case.act("undisputed-facts/signatures", fact=fact, ref=ref)
    case.act("undisputed-facts/signatures", fact=half, ref="A")

    paper: dict[str, Any] = {
        "course": "调解一次，被告未到场。",
        "matters": "被告住所已变更。",
        "conduct": [{"ref": "B", "code": "absent_without_reason", "shown_on": "2026-05-20"}],
    }
    for words in ("背靠背时被告愿付3万元", "被告的底线是分期", "原告应当支持"):
        assert case.refused("referral/failure-paper", **paper | {"course": words}) == "not_neutral"
    case.act("referral/failure-paper", **paper)
    assert case.refused("referral/failure-paper/review") == "own_paper"
    case.seen = court.case(sent, "director").act("referral/failure-paper/review")
    court.failed(case)

    outcome = sent.again()["outcome"]
    assert outcome == {
        "code": "failed",
        "ended_on": "2026-05-20",
        "sessions": [{"held_on": None, "result": "failed"}],
        "reason": "gap_too_wide",
        "reason_text": "调解一次，被告未到场。",
        "matters": "被告住所已变更。",
        "conduct": [{"ref": "B", "code": "absent_without_reason"}],
        "attendance": [{"ref": "A", "came": 1, "of": 1}, {"ref": "B", "came": 0, "of": 1}],
        "undisputed_facts": ["合同日期2025-04-02，价款120000元"],
        "agreement_digest": None,
        "effective_on": None,
        "terms": [],
    }
    addresses = hall.get("courtlink", "judge", f"/referrals/{sent.id}/addresses").json
    assert [(one["addressee"], one["phone"]) for one in addresses] == [
        ("收件人A", "13812345678"),
        ("收件人B", "13812345678"),
    ]
    raw = str(collection(Referral).find_one({"_id": sent.id})) + str(hall.town.delivered)
    assert "13812345678" not in raw
    assert "A村1号" not in raw
    classes = hall.get("courtlink", "judge", f"/referrals/{sent.id}/materials").json
    assert {kind: [paper["title"] for paper in papers] for kind, papers in classes.items()} == {
        "instruments": ["referral_letter", "failure_paper"],
        "application": ["service_address:A", "service_address:B"],
        "evidence": ["undisputed_facts"],
        "agents": [],
        "other": [],
    }


def everything_at_the_court(hall: Hall, referral_id: str) -> Iterator[tuple[str, str]]:
    """All that the court keeps, shows, prints and exports, and every event that travelled."""
    database = collection(Referral).database
    for name in database.list_collection_names():
        yield name, "".join(str(list(database[name].find())).split())
    yield "events", orjson.dumps(hall.town.delivered).decode()
    year = "first=2026-01-01&last=2026-12-31"
    for path in (f"/referrals/{referral_id}", "/desk/?whose=court", f"/statistics/workbook?{year}"):
        yield path, words_of(hall.get("courtlink", "judge", path).data)
    for form in hall.get("courtlink", "judge", f"/papers/referrals/{referral_id}").json:
        printed = hall.get("courtlink", "judge", f"/papers/referrals/{referral_id}/{form['form']}.pdf")
        yield form["title"], words_of(printed.data)


def test_s07_of_a_failed_entrustment_the_court_learns_the_result_and_what_both_signed(
    court: Court, hall: Hall
) -> None:
    sent = court.refer()
    case = court.begun(sent)
    offers = [{"by": "B", "what": "愿付30 000元", "amount": "30000.77"}]
    words = "被告承认迟延交货，愿付30 000.77元"
    case.act("sessions", mode="caucus", result="open")
    case.act("sessions", mode="joint", result="failed", offers=offers, record=words)
    talk = {"case_id": sent.id, "ref": "B", "text": words}
    assert hall.post("mediation", "mediator", "/talks/", talk).status_code == 201
    signed = ("合同签订于2025-04-02", "价款120000元", "被告迟延交货")
    for text, signers in zip(signed, ("AB", "AB", "A"), strict=True):
        fact = case.act("undisputed-facts", text=text)["undisputed"][-1]["id"]
        for ref in signers:
            case.act("undisputed-facts/signatures", fact=fact, ref=ref)

    court.failed(case)

    outcome = sent.again()["outcome"]
    told = {name: value for name, value in outcome.items() if value not in (None, "", [])}
    assert told == {
        "code": "failed",
        "ended_on": "2026-05-20",
        "reason": "gap_too_wide",
        "sessions": [{"held_on": None, "result": result} for result in ("open", "failed")],
        "attendance": told["attendance"],
        "undisputed_facts": ["合同签订于2025-04-02", "价款120000元"],
    }
    for where, text in everything_at_the_court(hall, sent.id):
        for secret in ("30000.77", "愿付30000", "被告迟延交货", "承认迟延"):
            assert secret not in text, (where, secret)
    with pytest.raises(TypeError):
        ReferralEnded(referral_id=sent.id, outcome="failed", ended_on=None, offers=words)  # type: ignore[call-arg]


def test_words_that_nobody_reviewed_stay_at_home(court: Court, hall: Hall) -> None:
    sent = court.refer()
    case = court.begun(sent)
    case.act("referral/failure-paper", course="双方各执一词。")
    court.failed(case)

    assert (sent.again()["outcome"]["reason_text"], sent.seen["outcome"]["reason"]) == ("", "gap_too_wide")


def test_a_paper_that_is_reviewed_after_the_end_still_reaches_the_court(court: Court, hall: Hall) -> None:
    sent = court.refer()
    case = court.begun(sent)
    case.act("referral/failure-paper", course="双方各执一词。")
    court.failed(case)
    case.act("close")
    page = hall.browser("mediation", "director").get(f"/mediation/cases/{sent.id}").text
    assert "referral/failure-paper/review" in page
    assert "双方各执一词。" in page

    court.case(sent, "director").act("referral/failure-paper/review")
    hall.town.deliver(times=3)

    outcome = sent.again()["outcome"]
    assert (outcome["reason_text"], outcome["reason"]) == ("双方各执一词。", "gap_too_wide")
    assert court.case(sent).refused("referral/failure-paper", course="又改。") == "already_sent_back"


def test_a_withdrawn_case_goes_back_to_the_court(court: Court, hall: Hall) -> None:
    sent = court.refer()
    court.begun(sent).act("withdraw", reason="原告撤回")
    hall.town.deliver(times=3)

    assert (sent.again()["state"], sent.seen["outcome"]["reason"]) == ("failed", "unwilling")
