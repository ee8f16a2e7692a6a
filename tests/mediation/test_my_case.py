# SPDX-License-Identifier: Apache-2.0
"""A villager's own pages: no account, but the link and the last four of the phone; what it sees, and what it can do."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from flask.testing import FlaskClient

from services.mediation.cases.documents import Case
from services.mediation.cases.reactions import tell_other_side
from services.mediation.complaints.documents import Complaint
from shared import clock
from shared.access import Actor
from shared.calendar import local_date
from shared.call import Call
from shared.contracts.scoring import CadreCalled
from tests.hall import Hall
from tests.mediation.room import LI, SUN, TERMS, Desk, applied, at


class Villager:
    """A phone's browser with a party's link."""

    def __init__(self, desk: Desk, ref: str, *, code: str = "") -> None:
        wanted = {"case_id": desk.case["id"], "ref": ref}
        made = desk.hall.post("mediation", "mediator", "/links/", wanted)
        assert made.status_code == 201, made.json
        self.path = made.json["path"]
        self.browser: FlaskClient = desk.hall.apps["mediation"].test_client()
        if code:
            assert self.browser.post(self.path, data={"code": code}).status_code == 303

    def page(self) -> str:
        """The case as the villager sees it."""
        answer = self.browser.get(self.path)
        assert answer.status_code == 200
        return answer.text

    def act(self, name: str, **typed: Any) -> Any:
        """Send a form."""
        return self.browser.post(f"{self.path}/{name}", data={"_key": str(uuid4()), **typed})


def settled(room: Hall, pmc: str) -> Desk:
    desk = applied(room, pmc).begin()
    desk.act("sessions", mode="joint", result="agreed", held_on="2026-06-01", record="内部记录")
    desk.act("agreement", form="written", agreed_on="2026-06-01", terms=TERMS)
    desk.sign("2026-06-01")
    return desk


def test_nothing_is_told_before_the_four_digits_are_right(room: Hall, pmc: str) -> None:
    desk = settled(room, pmc)
    villager = Villager(desk, "A")

    assert "手机号后四位" in villager.page()
    assert desk.case["file_number"] not in villager.page()
    wrong = villager.browser.post(villager.path, data={"code": "9999"})
    assert (wrong.status_code, "还可以试 4 次" in wrong.text) == (403, True)
    for name in ("willing", "away", "solved", "call"):
        assert villager.browser.get(f"{villager.path}/{name}").status_code == 303
    assert villager.act("solved", satisfied="true").status_code == 303
    assert Case.objects.get(id=desk.case["id"]).follow_ups == []


def test_a_party_sees_state_dates_and_what_each_side_must_do_and_no_more(room: Hall, pmc: str) -> None:
    desk = settled(room, pmc)
    page = Villager(desk, "A", code="0001").page()

    for told in (
        desk.case["file_number"],
        "已经达成协议",
        "对方要办的",
        "对方 对 您：赔偿",
        "调解员：",
        "30,000.00",
        "2026年12月31日",
    ):
        assert told in page, told
    for hidden in ("孙某", "内部记录", "13800000002", "WN-05", "PM-13"):
        assert hidden not in page, hidden
    assert "我要办的" in Villager(desk, "B", code="0002").page()


def test_one_link_does_not_open_another(room: Hall, pmc: str) -> None:
    desk = settled(room, pmc)
    mine, other = Villager(desk, "A", code="0001"), Villager(desk, "B")

    assert "手机号后四位" in mine.browser.get(other.path).text
    assert mine.browser.post(f"{other.path}/stop", data={"reason": "冒充"}).status_code == 303
    assert room.get("mediation", "mediator", desk.path).json["state"] == "agreed"


def test_a_link_shuts_after_five_wrong_tries_and_when_it_is_old(room: Hall, pmc: str) -> None:
    desk = applied(room, pmc)
    tried, old, known = Villager(desk, "A"), Villager(desk, "A"), Villager(desk, "A", code="0001")

    shape = [
        tried.browser.post(tried.path, data={"code": code}).status_code for code in ("", "12", "abcd") * 2
    ]
    answers = [tried.browser.post(tried.path, data={"code": "0000"}).status_code for _ in range(6)]
    for locked in (tried.browser.get(tried.path), tried.browser.post(tried.path, data={"code": "0001"})):
        assert ("已经锁上" in locked.text, 'name="code"' in locked.text) == (True, False)
    assert shape == [422] * 6
    at("2026-08-31T09:00")

    assert answers == [403] * 6
    assert old.browser.get(old.path).status_code == 404
    assert known.browser.get(known.path).status_code == 404
    assert old.browser.get("/mediation/my/nothing").status_code == 404


def test_a_party_answers_says_when_it_cannot_come_and_chooses_a_mediator(room: Hall, pmc: str) -> None:
    desk = applied(room, pmc)
    li, sun = Villager(desk, "A", code="0001"), Villager(desk, "B", code="0002")

    assert li.act("willing", answer="consented").status_code == 303
    assert sun.act("willing", answer="refused", reason="他先道歉").status_code == 303
    for _ in range(2):
        assert li.act("away", since="2026-06-05", until="2026-06-06").status_code == 303
    wrong = li.act("away", since="2026-06-09", until="2026-06-08")
    assert (wrong.status_code, "结束日期在开始日期之前" in wrong.text, "2026-06-09" in wrong.text) == (
        422,
        True,
        True,
    )
    for since, until in (("2026-05-31", "2026-06-02"), ("2026-06-05", "2099-12-31")):
        assert li.act("away", since=since, until=until).status_code == 422
    desk.reload()
    met = {"at": "2026-06-05T09:00:00+08:00", "mode": "joint"}
    desk.act("accept")
    refused = desk.try_act("appointments", **met)
    assert "A 李某 说过2026年6月5日不能到场" in refused.json["detail"]
    for villager in (li, sun):
        assert villager.act("mediator", account=room.ids["second"]).status_code == 303

    chosen = next(
        one["name"]
        for one in room.get("mediation", "director", f"/bodies/{pmc}").json["mediators"]
        if one["account"] == room.ids["second"]
    )
    assert "您的答复：愿意调解" in li.page()
    assert f"您选的调解员：{chosen}" in li.page()
    case = room.get("mediation", "director", desk.path).json
    assert [party["consent"] for party in case["parties"]] == ["consented", "refused"]
    assert case["unavailable"] == [{"ref": "A", "since": "2026-06-05", "until": "2026-06-06"}]
    assert case["mediators"] == [room.ids["second"]]
    story = room.browser("mediation", "director").get(f"/mediation/cases/{desk.case['id']}").text
    assert f"李某 选 {chosen} 来调解" in story
    assert "不能来：2026年6月5日" in story


def test_who_applied_withdraws_and_the_other_stops_the_mediation(room: Hall, pmc: str) -> None:
    first, second = applied(room, pmc), applied(room, pmc).begin()
    second.act("sessions", mode="joint", result="open")

    Villager(first, "A", code="0001").act("stop")
    Villager(second, "B", code="0002").act("stop", reason="不想谈了")

    assert first.reload()["state"] == "withdrawn"
    assert second.reload()["state"] == "suspended"
    assert second.case["parties"][1]["consent"] == "withdrawn"
    left = Villager(second, "B", code="0002").page()
    assert ("您已经退出调解" in left, "我不想再调解了" in left) == (True, False)
    shown = room.browser("mediation", "mediator").get(f"/mediation/cases/{second.case['id']}").text
    first_steps = shown[shown.index('class="site-next"') :].partition("</section>")[0]
    assert "终止调解" in first_steps


def test_it_was_not_really_solved_and_comes_back(room: Hall, pmc: str) -> None:
    desk = settled(room, pmc)
    villager = Villager(desk, "A", code="0001")

    assert villager.act("solved", satisfied="false", words="钱还没给").status_code == 303
    assert "您说：没有解决。" in villager.page()
    assert any(one["rule"] == "WN-05" and not one["met_at"] for one in desk.reload()["clocks"])
    mediator = room.browser("mediation", "mediator")
    assert "李某 说：没有解决" in mediator.get(f"/mediation/cases/{desk.case['id']}").text
    assert "说没有解决，请回访" in mediator.get("/mediation/desk/").text
    assert villager.act("solved", satisfied="true", words="改口").status_code == 409
    assert villager.act("again", same_facts="true", breach_by_party="true").status_code == 303

    case = Case.objects.get(id=desk.case["id"])
    assert [(visit.satisfied, visit.record) for visit in case.follow_ups] == [(False, "钱还没给")]
    later = room.get("mediation", "mediator", f"/cases/{case.successor_id}").json
    assert (later["predecessor_id"], later["state"]) == (desk.case["id"], "applied")
    assert "这件事又重新申请了调解" in villager.page()
    for one, other in ((desk.case["id"], later["id"]), (later["id"], desk.case["id"])):
        assert f'href="/mediation/cases/{other}"' in mediator.get(f"/mediation/cases/{one}").text
    story = mediator.get(f"/mediation/cases/{later['id']}").text
    assert f"以前在 {desk.case['file_number']} 达成过协议" in story
    assert f"以前在 {desk.case['file_number']} 调过 1 次" in story
    assert "说没有解决，请回访" not in mediator.get("/mediation/desk/").text
    assert "又闹起来了" not in villager.page()


def test_a_filed_folder_tells_what_is_not_performed_and_who_owes_jointly(room: Hall, pmc: str) -> None:
    desk = applied(room, pmc).begin()
    desk.act("sessions", mode="joint", result="agreed", held_on="2026-06-01")
    both = {"kind": "act", "who": "A,B", "what": "一起清沟", "due_on": "2026-07-01"}
    desk.act("agreement", form="written", agreed_on="2026-06-01", terms=[TERMS[0], both])
    desk.sign("2026-06-01")
    desk.act("performed", key="1", on="2026-06-01")
    story = room.browser("mediation", "mediator").get(f"/mediation/cases/{desk.case['id']}").text
    assert "履行了孙某：赔偿 ¥30,000.00" in story
    desk.act("absent-papers", paper="identity", reason="本村熟人")
    desk.act("close")

    for ref, last_four in (("A", "0001"), ("B", "0002")):
        page = Villager(desk, ref, code=last_four).page()
        assert "协议还有 1 项没有履行" in page
        assert "一起清沟" in page[page.index("我要办的") :]


def test_not_solved_is_on_the_desk_also_where_nobody_mediates_any_more(room: Hall, pmc: str) -> None:
    desk = settled(room, pmc)
    villager = Villager(desk, "A", code="0001")
    desk.act("objections", account=room.ids["mediator"], reason="调走了")
    assert villager.act("solved", satisfied="false", words="").status_code == 303

    for login in ("second", "director"):
        shown = room.browser("mediation", login).get("/mediation/desk/").text
        cards = shown[shown.index("当事人说没有解决") :]
        assert f"/mediation/cases/{desk.case['id']}" in cards.partition("</section>")[0]


def test_a_party_with_an_account_speaks_for_itself_in_its_own_words(room: Hall, pmc: str) -> None:
    desk = applied(room, pmc, parties=[LI, SUN | {"account": room.ids["party"]}])
    desk.act("accept")
    own = room.browser("mediation", "party")
    page = own.get(f"/mediation/cases/{desk.case['id']}").text
    assert ("回答愿不愿意调解" in page, "登记是否愿意调解" in page, "撤回申请" in page) == (
        True,
        False,
        False,
    )
    form = own.get(f"/mediation/cases/{desk.case['id']}/consents").text
    assert ('value="B"' in form, 'value="A"' in form) == (True, False)
    assert 'href="/mediation/apply/"' in own.get("/mediation/cases/").text


def test_a_party_complains_about_its_mediator_and_the_mediator_does_not_see_it(room: Hall, pmc: str) -> None:
    desk = applied(room, pmc).begin()
    villager = Villager(desk, "B", code="0002")

    assert "各方都选同一个人" not in villager.browser.get(f"{villager.path}/complain").text
    sent = villager.act("complain", account=room.ids["mediator"], kind="favouring", text="总向着对方说话")

    assert sent.status_code == 303
    (made,) = Complaint.objects(case_id=desk.case["id"])
    assert (made.kind, made.account, made.state) == ("favouring", room.ids["mediator"], "received")
    assert room.get("mediation", "mediator", f"/complaints/{made.id}").status_code == 404
    assert room.get("mediation", "county", f"/complaints/{made.id}").json["text"] == "总向着对方说话"


def test_a_cadre_is_called_with_a_voucher_only_when_mediation_failed(room: Hall, pmc: str) -> None:
    desk = applied(room, pmc).begin()
    villager = Villager(desk, "A", code="0001")
    assert villager.browser.get(f"{villager.path}/call").status_code == 404
    desk.act("sessions", mode="joint", result="failed")
    for ref in "AB":
        desk.act("remedies-notices", ref=ref, delivered=True)
    desk.act("terminate", reason="gap_too_wide")

    answer = villager.browser.get(f"{villager.path}/call")

    assert answer.status_code == 303
    assert answer.headers["Location"].startswith("/scoring/calls/")
    assert "是因为有人没有按协议办吗" not in villager.browser.get(f"{villager.path}/again/unsettled").text
    assert "点将" in villager.page()


def test_the_other_side_of_a_call_reads_whom_and_until_when_it_may_object(room: Hall, pmc: str) -> None:
    """SB-22: a call must not pass the other side by; news that comes late does not hide a newer call."""
    desk = applied(room, pmc).begin()
    desk.act("sessions", mode="joint", result="failed")
    for ref in "AB":
        desk.act("remedies-notices", ref=ref, delivered=True)
    desk.act("terminate", reason="gap_too_wide")
    caller, other = Villager(desk, "A", code="0001"), Villager(desk, "B", code="0002")

    def hears(name: str, object_by: date | None, answer_by: date) -> None:
        facts = {"task_id": desk.case["id"], "case_id": desk.case["id"], "party": "A", "cadre_post": "副镇长"}
        event = CadreCalled(cadre_name=name, object_by=object_by, answer_by=answer_by, **facts)
        tell_other_side(Call(Actor("system:mediation"), clock.now()), event)

    today = local_date(clock.now())
    hears("宋某", today, today + timedelta(days=2))
    assert "对方想请宋某（副镇长）来办这件事" in other.page()
    assert "宋某" not in caller.page()

    hears("高某", today + timedelta(days=1), today + timedelta(days=3))
    hears("宋某", today, today + timedelta(days=2))
    assert "对方想请高某" in other.page()

    hears("林某", None, today + timedelta(days=4))
    assert "对方想请" not in other.page()


@pytest.mark.parametrize(("language", "word"), [("en", "What you can do now"), ("zh-CN", "您现在可以")])
def test_the_page_speaks_both_languages(room: Hall, pmc: str, language: str, word: str) -> None:
    villager = Villager(applied(room, pmc, parties=[LI, SUN]), "A", code="0001")

    assert word in villager.browser.get(villager.path, headers={"Accept-Language": language}).text
