# SPDX-License-Identifier: Apache-2.0
"""The court's pages of confirmations and received cases: what they show, and that their forms do what they say."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.datastructures import MultiDict
from werkzeug.test import TestResponse

from services.courtlink.received.documents import ReceivedCase
from shared.access import Role
from shared.mongo import collection
from tests.courtlink.test_court_papers import body, settled  # noqa: F401 - the fixture
from tests.hall import Hall, open_hall
from tests.mediation.test_story import Desk, at

TOWN, COURT = "371324001", "鲁1324"


@pytest.fixture(scope="module")
def hall(mongo_url: str, namespace: str) -> Iterator[Hall]:
    with open_hall(mongo_url, f"{namespace}court_pages_") as hall:
        hall.account("county", (Role.COUNTY_SUPERVISOR, "371324"))
        hall.account("mediator", (Role.MEDIATOR, TOWN))
        hall.account("judge", (Role.JUDGE, COURT))
        hall.account("clerk", (Role.COURT_CLERK, COURT))
        hall.account("far_clerk", (Role.COURT_CLERK, "鲁1302"))
        yield hall


@pytest.fixture(autouse=True)
def _clock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HESHILAO_CLOCK_FILE", str(tmp_path / "clock.json"))


class Reader:
    """Somebody with a browser."""

    def __init__(self, hall: Hall, login: str) -> None:
        self.client: FlaskClient = hall.browser("courtlink", login)

    def see(self, path: str, language: str = "zh-CN") -> str:
        answer = self.client.get(path, headers={"Accept-Language": language})
        assert answer.status_code == 200, (path, answer.status_code)
        return answer.text

    def send(self, path: str, **typed: Any) -> TestResponse:
        opened = self.see(path)
        form = MultiDict(typed)
        for name in ("_key", "_version"):
            found = re.search(rf'name="{name}" value="([^"]+)"', opened)
            assert found, opened
            form[name] = found[1]
        return self.client.post(path, data=form, headers={"Accept-Language": "zh-CN"})

    def done(self, path: str, **typed: Any) -> None:
        answer = self.send(path, **typed)
        assert answer.status_code == 303, re.findall(r"govuk-error[^<]*<[^<]*", answer.text)


def test_the_court_examines_with_the_checks_beside_the_text(hall: Hall, body: str) -> None:  # noqa: F811
    desk, case = settled(hall, body)
    key = case["id"]
    hall.town.deliver()
    clerk, judge = Reader(hall, "clerk"), Reader(hall, "judge")
    path = f"/courtlink/confirmations/{key}"
    assert "登记申请" in clerk.see(path)
    nameless = clerk.send(f"{path}/apply", channel="counter", applicants=["A", "B"])
    assert "请填写申请人 A、B 的姓名或者名称" in nameless.text
    assert 'name="people-1-name"' in clerk.see(f"{path}/apply")
    for ref in "AB":
        desk.act("confirmation/asks", ref=ref, court_code=COURT, means="thumb", scan="scan-1")
    hall.town.deliver()

    page = clerk.see(path)
    assert "兰陵县某村12号" not in page
    asked = clerk.client.post(f"{path}/contacts", headers={"Accept-Language": "zh-CN"}).text
    assert "兰陵县某村12号" in asked
    assert "这次查看已经留下记录" in asked
    assert f'href="{path}?lang=en"' in asked
    for words in ("赔偿损失", "审查要点", "还缺：", "要求补正", "调解组织所在地"):
        assert words in page, words
    assert "民诉法解释第358条" in page
    assert "CF-0" not in page
    clerk.done(f"{path}/supplement", papers=["identity:A", "identity:B"], by="2026-03-20")
    open_still = judge.send(f"{path}/decide", result="treated_withdrawn", ground="not_supplemented")
    assert "补正期限（2026年3月20日）还没有过" in open_still.text
    clerk.done(f"{path}/supplied")
    refused = judge.send(f"{path}/accept", taken="false")
    assert (refused.status_code, "请选择理由" in refused.text) == (422, True)
    clerk.done(f"{path}/accept", taken="true", words="请到庭核实")
    page = clerk.see(path)
    assert "“已受理”已经记下" in page
    assert "请到庭核实" in page
    early = judge.send(f"{path}/decide", result="confirmed")
    assert (early.status_code, "确认之前要先审查" in early.text) == (409, True)
    checks = ["lawful", "no_harm", "public_order", "voluntary", "clear"]
    judge.done(f"{path}/examine", present=["A", "B"], in_order=checks[1:])
    again = judge.see(f"{path}/examine")
    assert [f'value="{check}" checked' in again for check in ("A", *checks)] == [True, False, *[True] * 4]
    judge.done(f"{path}/extend", until="2026-05-30", reason="案情复杂，院长批准")
    doubted = judge.send(f"{path}/decide", result="confirmed", number="（2026）鲁1324民特8号")
    assert "审查没有通过的事项：不违反法律强制性规定" in doubted.text
    empty = judge.send(f"{path}/examine")
    assert "什么都没有勾选" in empty.text
    judge.done(f"{path}/examine", present=["A", "B"], in_order=checks, papers_complete="true")
    judge.done(f"{path}/decide", result="confirmed", number="（2026）鲁1324民特8号")

    page = judge.see(path)
    assert "(2026)鲁1324民特8号" in page
    assert "延长审查期限到 2026年5月30日" in page
    assert "案情复杂，院长批准" in page
    assert "可以申请执行到 2028年12月31日" in page
    english = judge.see(path, "en")
    for words in ("Checks", "Confirmed", "Parties heard", "Enforcement can be asked for until 31 Dec 2028"):
        assert words in english, words
    assert "作出裁定" not in clerk.see(path)
    assert hall.browser("courtlink", "far_clerk").get(path).status_code == 404
    assert "已确认" in judge.see("/courtlink/confirmations/?state=confirmed")


def test_the_clerk_returns_refuses_or_files_a_pack(hall: Hall, body: str) -> None:  # noqa: F811
    keys = [handed_over(hall, body) for _ in range(3)]
    clerk, judge = Reader(hall, "clerk"), Reader(hall, "judge")
    listed = clerk.see("/courtlink/received/")
    assert listed.count("/courtlink/received/") > 3
    assert f'/courtlink/received/{keys[0]}">当事人A</a>' in listed
    assert "当事人A" in clerk.see("/courtlink/desk/")
    back, refused, filed = (f"/courtlink/received/{key}" for key in keys)

    page = clerk.see(back)
    for words in ("货已交付", "是否逾期", "要求起诉", "未同意移交", "第1版", "答复期限"):
        assert words in page, words
    clerk.done(f"{back}/return", missing=["name:B", "plaint"], words="请补被告姓名")
    assert clerk.client.get(f"{refused}/refuse").status_code == 403
    lack = judge.send(f"{refused}/refuse", reason="arbitration_first", words="应先仲裁")
    assert (lack.status_code, "至少选一项" in lack.text) == (422, True)
    judge.done(f"{refused}/refuse", reason="arbitration_first", words="应先仲裁", routes=["arbitration"])
    clerk.done(f"{filed}/file", number="（2026）鲁1324民初77号")

    assert "姓名或者名称（B）" in clerk.see(back)
    assert "Not filed" in clerk.see(refused, "en")
    assert "当事人还可以走的途径：申请仲裁" in clerk.see(refused)
    assert "(2026)鲁1324民初77号" in clerk.see(filed)
    assert "现在可以办" not in clerk.see(filed)


def test_phones_and_addresses_of_a_pack_are_masked_until_somebody_asks_and_asking_is_noted(
    hall: Hall,
    body: str,  # noqa: F811
) -> None:
    key = handed_over(hall, body)
    path, clerk = f"/courtlink/received/{key}", Reader(hall, "clerk")
    masked = clerk.see(path)
    assert "138****0001" in masked
    assert not [told for told in ("13800000001", "兰陵县某村12号") if told in masked]

    shown = clerk.client.post(f"{path}/contacts", headers={"Accept-Language": "zh-CN"}).text

    for told in ("13800000001", "兰陵县某村12号", "这次查看已经留下记录"):
        assert told in shown
    note = collection(ReceivedCase).database["reads"].find_one({"contacts": key})
    assert note
    assert note["actor"] == hall.ids["clerk"]
    api = hall.get("courtlink", "judge", f"/received/{key}").json["parties"][0]
    assert api["address"] == "兰陵县某村12号"
    assert collection(ReceivedCase).database["reads"].count_documents({"contacts": key}) == 2
    assert hall.browser("courtlink", "far_clerk").post(f"{path}/contacts").status_code == 404


def handed_over(hall: Hall, body_id: str) -> str:
    at("2026-05-18T09:00")
    parties = [{"ref": ref, "name": f"当事人{ref}", "kind": "person"} for ref in "AB"]
    case = {"body_id": body_id, "category": "合同纠纷", "channel": "applied", "parties": parties}
    desk = Desk(hall, hall.post("mediation", "mediator", "/cases/", case).json)
    desk.act("accept")
    desk.begin()
    fact = desk.act("undisputed-facts", text="货已交付")["undisputed"][-1]["id"]
    for ref in "AB":
        desk.act("undisputed-facts/signatures", fact=fact, ref=ref)
        desk.act("remedies-notices", ref=ref, delivered=True)
    desk.act("service-addresses", ref="A", address="兰陵县某村12号", phone="13800000001")
    desk.act("sessions", mode="joint", result="failed")
    desk.act("terminate", reason="unwilling")
    key = str(desk.case["id"])
    made = hall.post("mediation", "mediator", "/handovers/", {"case_id": key, "in_dispute": "是否逾期"}).json
    for ref, items in (("A", ["name", "address", "facts", "dispute"]), ("B", ["facts", "dispute"])):
        said = {"ref": ref, "wish": "sue" if ref == "A" else "undecided", "items": items, "scan": "scan-1"}
        made = hall.post("mediation", "mediator", f"/handovers/{key}/words", said, made["version"]).json
    hall.post("mediation", "mediator", f"/handovers/{key}/packs", {}, made["version"])
    hall.town.deliver()
    return key
