# SPDX-License-Identifier: Apache-2.0
"""Each paper between court, body and parties, printed over the API and read back from the PDF."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from services.courtlink.received.documents import ReceivedCase
from shared.access import Role
from shared.mongo import collection
from shared.papers import court
from shared.papers.court import Duty, Matter, Person
from shared.papers.paper import BLANK_DAY, day, formal_day, wide
from tests.hall import Hall, open_hall
from tests.mediation.test_story import Desk, at
from tests.printed import words_of

TOWN, COURT = "371324001", "鲁1324"
NUMBER = "（2026）鲁1324民初88号"
PARTIES = [
    {"ref": "A", "name": "王某", "kind": "person", "role": "原告"},
    {"ref": "B", "name": "赵#strong[某]", "kind": "person", "role": "被告"},
]
CHECKS = ["lawful", "no_harm", "public_order", "voluntary", "clear"]


@pytest.fixture(scope="module")
def hall(mongo_url: str, namespace: str) -> Iterator[Hall]:
    with open_hall(mongo_url, f"{namespace}court_papers_") as hall:
        hall.account("county", (Role.COUNTY_SUPERVISOR, "371324"))
        hall.account("mediator", (Role.MEDIATOR, TOWN))
        hall.account("judge", (Role.JUDGE, COURT))
        hall.account("clerk", (Role.COURT_CLERK, COURT))
        hall.account("far_judge", (Role.JUDGE, "鲁1302"))
        yield hall


@pytest.fixture(autouse=True)
def _clock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HESHILAO_CLOCK_FILE", str(tmp_path / "clock.json"))


@pytest.fixture(scope="module")
def body(hall: Hall) -> str:
    form = {"kind": "township_pmc", "name": f"镇调委会{uuid4().hex[:4]}", "place": TOWN}
    made = hall.post("mediation", "county", "/bodies/", form).json
    appointed = {"account": hall.ids["mediator"], "name": "调解员"}
    hall.post("mediation", "county", f"/bodies/{made['id']}/mediators", appointed, made["version"])
    return str(made["id"])


def text_of(hall: Hall, service: str, login: str, path: str) -> str:
    answer = hall.get(service, login, f"/papers/{path}.pdf")
    assert answer.status_code == 200, answer.text
    assert answer.headers["Content-Disposition"].startswith("attachment")
    return words_of(answer.data)


def holds(text: str, *words: str) -> None:
    lack = [word for word in words if word not in text]
    assert not lack, (lack, text)


def referred(hall: Hall, body: str, serial: int, **change: Any) -> str:
    at("2026-05-20T09:00")
    form = {
        "number": f"(2026){COURT}民初{serial}号",
        "court_code": COURT,
        "division": "向城人民法庭",
        "cause": "买卖合同纠纷",
        "category": "合同纠纷",
        "procedure": "ordinary",
        "claims": "请求支付货款120000元",
        "referred_on": "2026-05-20",
        "body_id": body,
        "body_name": "镇调委会",
        "parties": PARTIES,
        "consented": ["A", "B"],
    } | change
    answer = hall.post("courtlink", "judge", "/referrals/", form)
    assert answer.status_code == 201, answer.json
    hall.town.deliver()
    return str(answer.json["id"])


def arrived(hall: Hall, key: str) -> Desk:
    return Desk(hall, hall.get("mediation", "mediator", f"/cases/{key}").json)


def test_a_letter_of_a_case_before_filing_delegates_it_for_thirty_days(hall: Hall, body: str) -> None:
    key = referred(hall, body, 91, number=f"(2024){COURT}民诉前调91号", referred_on="2024-12-31")

    letter = text_of(hall, "courtlink", "judge", f"referrals/{key}/referral")

    holds(letter, "委派调解函", "调解期限为30日")
    assert "委托" not in letter.replace("委托代理人", "")


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        (
            {"ground": "outside_competence", "routes": ["arbitration", "administrative"]},
            "不属于人民法院受案范围。你们可以：申请仲裁；请行政机关处理",
        ),
        ({"ground": "wrong_court", "right_court": "鲁1302"}, "请选择临沂市兰山区人民法院邀请的调解组织"),
        ({"ground": "not_online", "words": "请带身份证。"}, "请到我院诉讼服务大厅"),
    ],
)
def test_a_request_that_goes_back_tells_the_parties_in_writing_where_to_go(
    hall: Hall, body: str, facts: dict[str, Any], words: str
) -> None:
    serial = str(len(facts["ground"]))
    asked = {"number": f"(2024){COURT}民诉前调{serial}号", "referred_on": "2024-12-31"}
    key = referred(hall, body, 0, **asked, body_id=None, consented=["A"])
    seen = hall.get("courtlink", "judge", f"/referrals/{key}").json

    back = hall.post("courtlink", "clerk", f"/referrals/{key}/request-return", facts, seen["version"])

    assert (back.status_code, back.json["state"]) == (200, "sent_back")
    holds(text_of(hall, "courtlink", "clerk", f"referrals/{key}/request-return"), "退回调解申请通知书", words)
    assert hall.get("courtlink", "judge", f"/papers/referrals/{key}/referral.pdf").status_code == 404


def test_the_letters_of_a_referral_that_failed(hall: Hall, body: str) -> None:
    key = referred(hall, body, 88)
    letter = text_of(hall, "courtlink", "judge", f"referrals/{key}/referral")
    holds(
        letter,
        "兰陵县人民法院",
        "委托调解函",
        NUMBER,
        "镇调委会：",
        "调解期限为15日",
        "三个工作日内确认是否接受",
    )
    holds(letter, "二〇二六年五月二十日", "（院印）", "第1页共1页", "赵#strong[某]", "请求支付货款120000元")
    assert hall.get("courtlink", "judge", f"/papers/referrals/{key}/return.pdf").status_code == 404

    desk = arrived(hall, key)
    desk.act("referral/accept")
    desk.begin()
    for text, signers in (("合同签订于2025年4月2日", "AB"), ("逾期交货三十日", "A")):
        fact = desk.act("undisputed-facts", text=text)["undisputed"][-1]["id"]
        for ref in signers:
            desk.act("undisputed-facts/signatures", fact=fact, ref=ref)
    form = text_of(hall, "mediation", "mediator", f"{key}/court/facts")
    holds(
        form,
        "无争议事实记载",
        NUMBER,
        "合同签订于2025年4月2日",
        "王某（签名、盖章或者按指印）",
        "不得在以后的诉讼中",
    )
    holds(
        text_of(hall, "mediation", "mediator", f"{key}/court/acceptance"), "接受委托调解函", "2026年5月20日"
    )
    blank = text_of(hall, "mediation", "mediator", f"{key}/court/extension")
    holds(blank, "延长调解期限同意书", "调解期限延长三十日", "延长的期间不计入审理期限")
    desk.act("sessions", mode="joint", result="failed", offers=[{"by": "B", "what": "愿付30000元"}])
    for ref in "AB":
        desk.act("remedies-notices", ref=ref, delivered=True)
    desk.act("terminate", reason="gap_too_wide")
    hall.town.deliver()

    back = text_of(hall, "courtlink", "clerk", f"referrals/{key}/return")
    holds(back, "调解终止退回函", NUMBER, "共调解1次", "各方当事人意见差距过大", "合同签订于2025年4月2日")
    assert [word for word in ("30000", "愿付", "逾期交货") if word in back] == []
    holds(
        text_of(hall, "courtlink", "clerk", f"referrals/{key}/facts"),
        "无争议事实记载",
        "合同签订于2025年4月2日",
    )
    listed = [one["form"] for one in hall.get("courtlink", "judge", f"/papers/referrals/{key}").json]
    assert listed == ["referral", "acceptance", "return", "facts"]
    assert hall.get("courtlink", "far_judge", f"/papers/referrals/{key}").status_code == 404
    assert hall.get("courtlink", "judge", f"/papers/nothing/{key}").status_code == 404


def test_the_letters_of_a_refusal_and_of_an_extension(hall: Hall, body: str) -> None:
    declined = referred(hall, body, 89)
    arrived(hall, declined).act("referral/decline", reason="超出本组织的受理范围")
    extended = referred(hall, body, 90)
    desk = arrived(hall, extended)
    desk.act("referral/accept")
    at("2026-06-03T09:00")
    desk.act("referral/extend", agreed=["A", "B"])
    hall.town.deliver()

    refusal = text_of(hall, "courtlink", "judge", f"referrals/{declined}/refusal")
    holds(refusal, "不接受委托调解函", "（2026）鲁1324民初89号", "超出本组织的受理范围", "镇调委会（印章）")
    holds(text_of(hall, "mediation", "mediator", f"{declined}/court/refusal"), "不接受委托调解函")
    agreement = text_of(hall, "courtlink", "judge", f"referrals/{extended}/extension")
    holds(agreement, "延长调解期限同意书", "延长至2026年7月6日", "2026年6月3日")


def settled(hall: Hall, body: str) -> tuple[Desk, dict[str, Any]]:
    """An agreement for whose confirmation both parties asked on paper."""
    at("2026-03-08T09:00")
    case = {"body_id": body, "category": "邻里纠纷", "channel": "applied", "parties": PARTIES}
    desk = Desk(hall, hall.post("mediation", "mediator", "/cases/", case).json)
    desk.act("accept")
    desk.begin()
    desk.act("sessions", mode="joint", result="agreed", held_on="2026-03-08")
    plan = [{"amount": "3000.00", "due_on": "2026-06-30"}, {"amount": "3000.00", "due_on": "2026-12-31"}]
    term = {"kind": "payment", "who": "B", "to": "A", "what": "赔偿损失", "amount": "6000.00", "plan": plan}
    desk.act("agreement", form="written", agreed_on="2026-03-08", terms=[term])
    for act in (
        {"kind": "party_signed", "ref": "A"},
        {"kind": "party_signed", "ref": "B"},
        {"kind": "mediator_signed"},
        {"kind": "seal"},
    ):
        desk.act("agreement/acts", on="2026-03-08", **act)
    desk.act("service-addresses", ref="A", address="兰陵县某村12号", phone="13800000001", electronic=True)
    return desk, desk.case


def test_the_application_the_address_form_and_both_drafts_of_a_ruling(hall: Hall, body: str) -> None:
    desk, case = settled(hall, body)
    key = case["id"]
    form = text_of(hall, "mediation", "mediator", f"{key}/court/confirmation")
    holds(
        form,
        "司法确认申请书",
        "此致兰陵县人民法院",
        "陆仟元整",
        "第2期3000.00元（叁仟元整），2026年12月31日前",
    )
    holds(form, "王某的送达地址确认书", "没有恶意串通", "2026年3月8日")
    address = text_of(hall, "mediation", "mediator", f"{key}/court/addresses")
    holds(
        address,
        "送达地址确认书",
        "兰陵县某村12号",
        "13800000001",
        "是否接受电子送达是",
        "文书退回之日视为送达之日",
    )
    for ref in "AB":
        desk.act("confirmation/asks", ref=ref, court_code=COURT, means="thumb", scan="scan-1")
    hall.town.deliver()

    def court_act(path: str, login: str = "judge", **facts: Any) -> None:
        version = hall.get("courtlink", "judge", f"/confirmations/{key}").json["version"]
        answer = hall.post("courtlink", login, f"/confirmations/{key}/{path}", facts, version)
        assert answer.status_code < 300, answer.json

    holds(text_of(hall, "courtlink", "clerk", f"confirmations/{key}/application"), "司法确认申请书", "王某")
    assert hall.get("courtlink", "judge", f"/papers/confirmations/{key}/confirming.pdf").status_code == 404
    court_act("acceptance", "clerk", taken=True)
    rejecting = text_of(hall, "courtlink", "judge", f"confirmations/{key}/rejecting")
    holds(
        rejecting,
        "民事裁定书",
        "（草稿",
        "驳回申请人王某与申请人赵#strong[某]确认调解协议的申请",
        "第三百五十八条",
    )
    holds(rejecting, "山东省兰陵县人民法院", "（2026）鲁1324民特")
    assert "人调字" not in rejecting
    court_act("examination", present=["A", "B"], in_order=CHECKS, papers_complete=True)
    court_act("decision", result="confirmed", number="(2026)鲁1324民特8号")

    ruling = text_of(hall, "courtlink", "judge", f"confirmations/{key}/confirming")
    holds(
        ruling,
        "兰陵县人民法院民事裁定书",
        "（2026）鲁1324民特8号",
        "主持调解达成的调解协议有效",
        "第二百零六条",
    )
    holds(ruling, "二〇二六年三月八日", "审判员", "书记员", "申请执行", "第1页共1页")
    assert hall.get("courtlink", "judge", f"/papers/confirmations/{key}/rejecting.pdf").status_code == 404
    court_act("objections", who="third_person", knew_on="2026-03-08")
    objection = hall.get("courtlink", "judge", f"/confirmations/{key}").json["objections"][0]["id"]
    court_act("objections/decision", objection=objection, upheld=True)
    assert hall.get("courtlink", "judge", f"/papers/confirmations/{key}/confirming.pdf").status_code == 404


def test_what_was_handed_over_can_be_printed_for_the_file(hall: Hall, body: str) -> None:
    at("2026-05-18T09:00")
    case = {"body_id": body, "category": "合同纠纷", "channel": "applied", "parties": PARTIES}
    desk = Desk(hall, hall.post("mediation", "mediator", "/cases/", case).json)
    desk.act("accept")
    desk.begin()
    fact = desk.act("undisputed-facts", text="合同签订于2025年4月2日")["undisputed"][-1]["id"]
    for ref in "AB":
        desk.act("undisputed-facts/signatures", fact=fact, ref=ref)
        desk.act("remedies-notices", ref=ref, delivered=True)
    desk.act("service-addresses", ref="A", address="兰陵县某村12号", phone="13800000001")
    desk.act("sessions", mode="joint", result="failed")
    desk.act("terminate", reason="unwilling")
    key = desk.case["id"]
    made = hall.post("mediation", "mediator", "/handovers/", {"case_id": key}).json
    for ref in "AB":
        said = {"ref": ref, "wish": "sue", "items": ["name", "address", "facts"], "scan": "scan-1"}
        made = hall.post("mediation", "mediator", f"/handovers/{key}/words", said, made["version"]).json
    hall.post("mediation", "mediator", f"/handovers/{key}/packs", {}, made["version"])
    hall.town.deliver()

    holds(
        text_of(hall, "courtlink", "clerk", f"received/{key}/facts"),
        "无争议事实记载",
        "合同签订于2025年4月2日",
    )
    addresses = text_of(hall, "courtlink", "clerk", f"received/{key}/addresses")
    holds(addresses, "送达地址确认书", "兰陵县某村12号", "第1页共1页")
    assert collection(ReceivedCase).database["reads"].count_documents({"contacts": key}) == 2
    assert hall.get("courtlink", "mediator", f"/papers/received/{key}").status_code == 403


@pytest.mark.parametrize(
    ("value", "short", "formal"),
    [
        (date(2026, 3, 10), "2026年3月10日", "二〇二六年三月十日"),
        (date(2026, 12, 21), "2026年12月21日", "二〇二六年十二月二十一日"),
        (date(2030, 10, 30), "2030年10月30日", "二〇三〇年十月三十日"),
        (None, BLANK_DAY, BLANK_DAY),
    ],
)
def test_days_as_papers_write_them(value: date | None, short: str, formal: str) -> None:
    assert (day(value), formal_day(value)) == (short, formal)
    assert wide("(2026)鲁1324民特8号") == "（2026）鲁1324民特8号"


def test_who_did_not_consent_to_be_named_stands_as_a_letter() -> None:
    matter = Matter("(2026)鲁1324民特8号", "法院", "调委会", "纠纷", [Person("A", "王某"), Person("B")])

    assert court.duty_line(matter, 1, Duty("B", "道歉", "A")) == "1. 由当事人B向王某：道歉。"
    delegated = court.referral_letter(
        matter, entrusted=False, days=30, referred_on=date(2024, 12, 31), claims="", division=""
    )
    assert delegated.title == "委派调解函"
    assert "审理期限" not in str(delegated.as_data())
