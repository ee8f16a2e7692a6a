# SPDX-License-Identifier: Apache-2.0
"""The operator's pages: in both languages, what asks for somebody stands on top, and every button does what it says."""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from services.courtlink import SERVICE
from services.courtlink.exchange.documents import Outgoing, Partner
from services.courtlink.referrals.documents import Referral
from shared import clock
from shared.access import Role
from shared.calendar import SHANGHAI
from shared.mongo import collection
from shared.operations import acts, shared_collection
from shared.operations.documents import Order
from shared.town import Town
from tests.courtlink.conftest import Mediation
from tests.courtlink.exchange.court import AWAY, COURT, NUMBER, SUIT
from tests.courtlink.test_referral_story import accepted
from tests.hall import Hall, open_hall

DESK, EXCHANGE = "/courtlink/operations", "/courtlink/operations/courts"


@pytest.fixture(scope="module")
def hall(mongo_url: str, namespace: str) -> Iterator[Hall]:
    with open_hall(mongo_url, f"{namespace}opp_") as hall:
        hall.account("operator", (Role.OPERATOR, "3713"))
        hall.account("judge", (Role.JUDGE, COURT))
        hall.town = Town([SERVICE])
        yield hall


@pytest.fixture(autouse=True)
def _clock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HESHILAO_CLOCK_FILE", str(tmp_path / "clock.json"))
    clock.put(datetime(2026, 5, 19, 16, tzinfo=SHANGHAI), running=False)


def look(hall: Hall, path: str, language: str = "zh", who: str = "operator") -> str:
    answer = hall.browser("courtlink", who).get(
        path, headers={"Accept": "text/html", "Accept-Language": language}
    )
    assert answer.status_code == 200, (path, answer.status_code)
    return answer.get_data(as_text=True)


def press(hall: Hall, path: str, **typed: Any) -> Any:
    """Open a form, type, and send it."""
    form = look(hall, path)
    hidden = dict(re.findall(r'<input type="hidden" name="(_\w+)" value="([^"]*)"', form))
    return hall.browser("courtlink", "operator").post(
        path, data=hidden | typed, headers={"Accept": "text/html"}, follow_redirects=True
    )


def seen(**more: Any) -> None:
    """Courtlink's worker saw this just now."""
    now = datetime.now(UTC)
    row = {
        "at": now,
        "title": "诉调对接",
        "broker": True,
        "owing": {"documents": 0, "since": None},
        "queues": {"ready": 0, "retry": 0, "dead": 0},
        "dead": [],
    }
    shared_collection("sights").delete_many({})
    shared_collection("sights").insert_one({"_id": "courtlink"} | row | more)
    shared_collection("pulses").delete_many({})
    for kind in ("web", "worker", "relay"):
        pulse = {"_id": kind, "service": "courtlink", "kind": kind, "at": now}
        shared_collection("pulses").insert_one(pulse)


def test_all_well_is_told_in_one_word(hall: Hall) -> None:
    seen()

    assert "正常" in look(hall, f"{DESK}/")
    assert "需要处理" not in look(hall, f"{DESK}/")
    assert "All well" in look(hall, f"{DESK}/", "en")


def test_each_trouble_is_a_sentence_that_says_what_to_do(hall: Hall) -> None:
    long_ago = datetime.now(UTC) - timedelta(hours=3)
    dead = [{"id": "m.1.0", "type": "mediation.referral.ended.v1", "fault": "UnknownEvent"}]
    seen(broker=False, owing={"documents": 4, "since": long_ago}, dead=dead, at=long_ago)
    shared_collection("pulses").delete_many({"kind": "relay"})

    page, english = look(hall, f"{DESK}/"), look(hall, f"{DESK}/", "en")

    for sentence in (
        "收件进程已有 3 小时 没有消息",
        "连不上消息服务器",
        "发件进程没有在运行",
        "有 4 份文书的消息还没有发出，最早的已等 3 小时",
        "有 1 条消息没有办成",
        "请先升级本服务，再重新投递",
        "调解结果",
    ):
        assert sentence in page, sentence
    assert "Upgrade the service, then deliver it again" in english
    assert not re.search(
        "[\u4e00-\u9fff]{4,}",
        re.sub(r"<footer.*?</footer>|<header.*?</header>", "", english, flags=re.DOTALL),
    )


def test_a_dead_message_is_delivered_again_by_a_button_with_a_reason(hall: Hall) -> None:
    seen(dead=[{"id": "m.7.0", "type": "mediation.referral.ended.v1", "fault": "already_referred"}])
    collection(Order).delete_many({})

    assert "规则不允许（already_referred）" in look(hall, f"{DESK}/dead/courtlink/m.7.0")
    refused = press(hall, f"{DESK}/dead/courtlink/m.7.0/retry", reason="")
    done = press(hall, f"{DESK}/dead/courtlink/m.7.0/retry", reason="对方已升级")

    assert refused.status_code == 422
    assert "对方已升级" in done.get_data(as_text=True)
    (order,) = collection(Order).find()
    assert (order["service"], order["what"], order["ids"]) == ("courtlink", "retry", ["m.7.0"])
    collection(Order).update_one({"_id": order["_id"]}, {"$set": {"stage": "done", "moved": 1}})
    assert "重新投递后又没有办成" in look(hall, f"{DESK}/")
    gone = hall.browser("courtlink", "operator").get(
        f"{DESK}/dead/courtlink/none", headers={"Accept": "text/html"}
    )
    assert gone.status_code == 404


def test_a_gap_in_the_books_is_published_again_by_a_button(hall: Hall) -> None:
    collection(Order).delete_many({})
    gap = {
        "service": "mediation",
        "hour": "2026-05-19T04",
        "type": "mediation.referral.ended.v1",
        "gap": "lacks",
    }
    report = {
        "service": "courtlink",
        "day": "2026-05-19",
        "at": datetime.now(UTC),
        "compared": 3,
        "events": 9,
    }
    shared_collection("reports").replace_one(
        {"_id": "2026-05-19|courtlink"}, report | {"gaps": [gap | {"sent": 5, "received": 4}]}, upsert=True
    )

    page = look(hall, f"{DESK}/books")
    press(
        hall, f"{DESK}/books/mediation/2026-05-19T04/mediation.referral.ended.v1/republish", reason="少一条"
    )

    assert "2026年5月19日 12:00" in page
    (order,) = collection(Order).find()
    assert (order["what"], order["service"], order["hour"]) == ("republish", "mediation", "2026-05-19T04")


def test_the_audit_trail_is_searched_by_document_or_login(hall: Hall) -> None:
    collection(Referral).delete_many({})
    made = hall.post("courtlink", "judge", "/referrals/", SUIT).json

    by_document = look(hall, f"{DESK}/audit?document={made['id']}")
    by_login = look(hall, f"{DESK}/audit?actor=judge")
    assert "委派或者委托调解" in by_document
    assert "委派/委托调解" in by_document

    assert "记录完整" in by_document
    assert made["id"] in by_login
    assert "王甲" not in by_document + by_login
    by_number = look(hall, f"{DESK}/audit?document={SUIT['number'].replace('(', '（').replace(')', '）')}")
    assert "记录完整" in by_number
    assert made["id"] in by_number
    assert "请填写卷宗编号、案号或登录名" in look(hall, f"{DESK}/audit")
    assert "没有找到" in look(hall, f"{DESK}/audit?document=none")


def test_who_read_phones_and_addresses_is_found_by_document_and_by_login(hall: Hall) -> None:
    collection(Referral).delete_many({})
    made = hall.post("courtlink", "judge", "/referrals/", SUIT).json
    nobody = look(hall, f"{DESK}/audit?document={made['id']}")
    hall.browser("courtlink", "judge").post(f"/courtlink/referrals/{made['id']}/contacts")

    assert "没有人看过完整的电话" in nobody
    for question in (f"document={made['id']}", "actor=judge"):
        page = look(hall, f"{DESK}/audit?{question}")
        assert "看了完整的电话和地址" in page, question
        assert made["id"] in page
        assert f"/mediation/operations/audit?{question}".split("=")[0] in page  # the search goes along
    rows = hall.get("courtlink", "operator", f"/operations/readings?document={made['id']}").json
    assert [(row["what"], row["document"], row["actor"]) for row in rows] == [
        ("contacts", made["id"], hall.ids["judge"])
    ]
    assert hall.get("courtlink", "operator", "/operations/readings").status_code == 422
    assert hall.get("courtlink", "judge", "/operations/readings?actor=x").status_code == 403


def test_the_trail_calls_an_act_by_what_it_did_to_that_kind_of_document(hall: Hall) -> None:
    with hall.apps["courtlink"].test_request_context(headers={"Accept-Language": "zh"}):
        assert acts.act(SERVICE, "Confirmation", "decide") == "作出裁定或者终结"
        assert acts.act(SERVICE, "RosterComplaint", "decide") == "处理投诉"


def test_an_account_is_opened_and_closed_by_buttons_and_its_password_is_shown_once(hall: Hall) -> None:
    opened = press(
        hall, f"{DESK}/accounts/open", login="li.na", name="李娜", role="mediator", place="371324109"
    ).get_data(as_text=True)
    password = re.search(r"：([a-z2-9]{4}(?:-[a-z2-9]{4}){3})", opened)
    assert password
    key = hall.get("courtlink", "operator", "/operations/accounts?login=li.na").json[0]["id"]

    again = look(hall, f"{DESK}/accounts/{key}")
    closed = press(hall, f"{DESK}/accounts/{key}/close", reason="调离").get_data(as_text=True)

    assert password[1] not in again
    assert "已停用" in closed
    assert "调离" in closed
    own = look(hall, f"{DESK}/accounts/{hall.ids['operator']}")
    assert "这是您自己的账号" in own
    assert "重设密码</a>" not in own
    taken = press(hall, f"{DESK}/accounts/{key}/reopen", reason="调回")
    revoked = press(hall, f"{DESK}/accounts/{key}/revoke", held="mediator@371324109")
    assert (taken.status_code, revoked.status_code) == (200, 200)
    assert hall.get("courtlink", "operator", f"/operations/accounts/{key}").json["grants"] == []
    assert "撤销岗位</a>" not in look(hall, f"{DESK}/accounts/{key}")


def test_the_exchange_says_in_plain_words_what_a_court_lacks_and_why(hall: Hall) -> None:
    for kind in (Partner, Outgoing, Referral):
        collection(kind).delete_many({})
    press(hall, f"{EXCHANGE}/partners/connect", court_code=COURT, line="http", url=AWAY)
    keyed = press(hall, f"{EXCHANGE}/partners/{COURT}/key", algorithm="hmac-sm3").get_data(as_text=True)
    assert re.search(r"[0-9a-f]{64}", keyed)
    assert not re.search(r"[0-9a-f]{64}", look(hall, f"{EXCHANGE}/partners/{COURT}"))
    made = hall.post("courtlink", "judge", "/referrals/", SUIT).json
    Mediation().tells(accepted(Referral(id=made["id"])))
    tick: Callable[[timedelta], None] = lambda span: (  # noqa: E731
        clock.put(clock.now() + span, running=False),
        hall.town.tick(clock.now()),
    )[0]
    for span in (3, 3, 3 * 3600, 3):
        tick(timedelta(seconds=span))

    page = look(hall, f"{EXCHANGE}/")
    sentence = f"兰陵县人民法院还没有收到 {NUMBER} 的“调解组织的答复”，已 3 小时：连不上法院系统"
    assert sentence in page
    assert "the court&#39;s system can&#39;t be reached" in look(hall, f"{EXCHANGE}/", "en")
    assert "王甲" not in page
    message = f"{EXCHANGE}/outgoing/{made['id']}-referral_answer"
    held = press(hall, f"{message}/hold", reason="法院系统检修").get_data(as_text=True)
    assert "暂缓" in held
    assert "由运维人员暂缓（法院系统检修）" in look(hall, f"{EXCHANGE}/")
    assert press(hall, f"{message}/retry", reason="检修结束").status_code == 200


@pytest.mark.parametrize(
    "path", [f"{DESK}/", f"{DESK}/books", f"{DESK}/audit", f"{DESK}/accounts", f"{EXCHANGE}/"]
)
def test_the_desk_is_for_operators_alone(hall: Hall, path: str) -> None:
    answer = hall.browser("courtlink", "judge").get(path, headers={"Accept": "text/html"})

    assert answer.status_code == 403


@pytest.mark.parametrize(
    ("role", "place", "code"),
    [
        ("mediator", "兰山街道", "371302001"),
        ("mediator", "莒南县 大店镇", "371327102"),
        ("judge", "兰山区人民法院", "鲁1302"),
    ],
)
def test_a_place_of_an_account_is_given_by_its_name(hall: Hall, role: str, place: str, code: str) -> None:
    login = f"named.{code[-4:]}"

    press(hall, f"{DESK}/accounts/open", login=login, name="李娜", role=role, place=place)

    (made,) = hall.get("courtlink", "operator", f"/operations/accounts?login={login}").json
    assert [one["place"] for one in made["grants"]] == [code]


@pytest.mark.parametrize(
    ("role", "place"),
    [
        ("county_supervisor", "371302001"),
        ("judge", "371302001"),
        ("mediator", "鲁1302"),
        ("cadre", "3713"),
    ],
)
def test_a_role_is_given_for_a_place_of_its_level(hall: Hall, role: str, place: str) -> None:
    form = {"login": f"level.{role}", "name": "李娜", "role": role, "place": place}

    refused = hall.post("courtlink", "operator", "/operations/accounts", form)

    assert (refused.status_code, refused.json["code"]) == (422, "wrong_level_of_place")


@pytest.mark.parametrize(
    ("place", "said"),
    [("没有这地方", "没有这个地方：没有这地方"), ("官庄村", "不止一个"), ("鲁9999", "没有这个法院")],
)
def test_a_place_that_is_not_one_is_said_at_its_field(hall: Hall, place: str, said: str) -> None:
    typed = {"login": "li.nobody", "name": "李娜", "role": "mediator", "place": place}
    path = f"{DESK}/accounts/open"
    hidden = dict(re.findall(r'name="(_key)" value="([^"]*)"', look(hall, path)))

    answer = hall.browser("courtlink", "operator").post(path, data=hidden | typed)

    assert answer.status_code == 422
    assert said in answer.text
    assert 'id="open-place-error"' in answer.text
