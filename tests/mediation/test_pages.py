# SPDX-License-Identifier: Apache-2.0
"""The mediator's pages: from a word at the door to an agreement by forms alone, and what a private talk never shows in."""

import io
import re
from datetime import date
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from services.mediation.cases.acts import GROUPS
from services.mediation.cases.documents import Case
from shared.access import Role
from shared.mongo import collection
from tests.hall import Hall
from tests.mediation.room import LI, SUN, TERMS, Desk, applied, at, photo

LIMIT = r'class="site-clock[^>]*><strong>[^<]*</strong> (\d+)年(\d+)月(\d+)日'
PARTIES = {"parties-0-name": "李建国", "parties-0-phone": "13800000001", "parties-1-name": "王秀兰"}


@pytest.fixture
def mediator(room: Hall, summer: None) -> FlaskClient:
    """The browser of a mediator of the township."""
    return room.browser("mediation", "mediator")


def fill(client: FlaskClient, path: str, **typed: Any) -> str:
    """Open a form, fill it in, send it; the address that it leads to. What it was opened with is kept."""
    page = client.get(path)
    assert page.status_code == 200, (path, page.headers.get("Location"))
    kept = dict(re.findall(r'<input type="hidden" name="(_\w+)" value="([^"]*)">', page.text))
    answer = client.post(path, data=kept | typed)
    assert answer.status_code == 303, (answer.status_code, re.findall(r"error-message.*", answer.text))
    return answer.headers["Location"]


def agreed_to_talk(mediator: FlaskClient, pmc: str, facts: str) -> str:
    """A case that was entered and accepted by forms, to which both consented with their notices; its address."""
    case = fill(
        mediator,
        "/mediation/cases/new",
        body_id=pmc,
        channel="offered",
        category="邻里纠纷",
        facts=facts,
        **PARTIES,
    )
    assert "决定是否受理" in mediator.get(case).text
    fill(mediator, f"{case}/accept")
    for ref in ("A", "B"):
        fill(mediator, f"{case}/consents", ref=ref, answer="consented")
        fill(mediator, f"{case}/rights-notices", ref=ref)
    return case


def test_a_case_goes_from_the_door_to_its_first_session_by_forms(
    room: Hall, pmc: str, mediator: FlaskClient
) -> None:
    case = agreed_to_talk(mediator, pmc, "屋檐滴水")
    assert "（在办 0 件）" in mediator.get(f"{case}/mediators").text
    fill(mediator, f"{case}/mediators", account=room.ids["mediator"])
    assert 'value="police"' in mediator.get(f"{case}/reports").text
    fill(mediator, f"{case}/sessions", mode="joint", result="agreed", record="愿意改檐")
    agreed = {"terms-0-kind": "payment", "terms-0-who": "B", "terms-0-to": "A", "terms-0-what": "修墙"}
    fill(mediator, f"{case}/agreement", form="written", **agreed, **{"terms-0-amount": "¥1,200"})

    story = mediator.get(case).text
    for word in ("愿意改檐", "¥1,200.00", "还差 4 项", "主动上门调解", "李建国：愿意调解"):
        assert word in story
    later, earlier = story.index("愿意改檐"), story.index("来了一件纠纷")
    assert later < story.index("已受理") < earlier
    stored = Case.objects.get(id=case.rsplit("/", 1)[1])
    assert (stored.state, len(stored.sessions), stored.short_form) == ("agreed", 1, True)


def test_a_session_that_was_forgotten_before_the_agreement_is_logged_after_it(
    room: Hall, pmc: str, mediator: FlaskClient
) -> None:
    case = agreed_to_talk(mediator, pmc, "路边堆柴")
    fill(mediator, f"{case}/mediators", account=room.ids["mediator"])
    agreed = {"terms-0-kind": "apology", "terms-0-who": "B", "terms-0-to": "A", "terms-0-what": "赔不是"}
    fill(mediator, f"{case}/agreement", form="written", **agreed)

    assert f'href="{case}/sessions"' in mediator.get(case).text
    fill(mediator, f"{case}/sessions", mode="joint", result="agreed", record="当面赔了不是")

    stored = Case.objects.get(id=case.rsplit("/", 1)[1])
    assert (stored.state, len(stored.sessions)) == ("agreed", 1)
    assert f'href="{case}/sessions"' not in mediator.get(case).text


def test_the_list_names_the_parties_newest_first_and_finds_by_a_name(
    room: Hall, pmc: str, mediator: FlaskClient
) -> None:
    cases = []
    for hour, name in (("10", "孙某甲"), ("11", "孙某乙"), ("12", "孙某丙")):
        at(f"2026-06-20T{hour}:00")
        cases.append(applied(room, pmc, parties=[LI | {"name": name}, SUN]).case["id"])

    first = mediator.get("/mediation/cases/").text
    assert [first.find(case) for case in reversed(cases)] == sorted(first.find(case) for case in cases)
    assert "孙某丙" in first
    found = mediator.get("/mediation/cases/", query_string={"q": "孙某乙"}).text
    assert (cases[1] in found, cases[0] in found) == (True, False)
    assert "没有找到" in mediator.get("/mediation/cases/", query_string={"q": "没有这个人"}).text
    watching = room.browser("mediation", "county").get("/mediation/cases/").text
    assert (cases[2] in watching, "孙某丙" in watching) == (True, False)


def test_pages_of_cases_follow_each_other_by_time(room: Hall, pmc: str) -> None:
    for hour in ("10", "10", "11"):
        at(f"2026-06-21T{hour}:00")
        applied(room, pmc)
    seen, path = [], "/cases/?limit=2"
    while path and len(seen) < 200:
        answer = room.get("mediation", "mediator", path)
        seen += [row["id"] for row in answer.json]
        link = answer.headers.get("Link", "")
        path = "/cases/" + link.partition("/cases/")[2].partition(">")[0] if link else ""

    times = [Case.objects.get(id=key).applied_at for key in seen]
    assert len(seen) == len(set(seen)) >= 3
    assert times == sorted(times, reverse=True)
    assert room.get("mediation", "mediator", "/cases/?cursor=WyJ4IiwieSJd").json["code"] == "malformed_cursor"


def test_instalments_are_written_in_the_form_and_read_in_the_story(
    room: Hall, pmc: str, mediator: FlaskClient
) -> None:
    desk = applied(room, pmc, parties=[LI, SUN]).begin()
    case = f"/mediation/cases/{desk.case['id']}"
    term = {"kind": "payment", "who": "B", "to": "A", "what": "归还借款", "amount": "20000"}
    parts = {"plan-0-amount": "8000", "plan-0-due_on": "2026-08-01", "plan-1-amount": "12000"}
    fill(
        mediator,
        f"{case}/agreement",
        form="written",
        **{f"terms-0-{k}": v for k, v in (term | parts).items()},
    )

    story = mediator.get(case).text
    assert "¥20,000.00；第 1 期 ¥8,000.00，2026年8月1日 前；第 2 期 ¥12,000.00" in story
    assert f"{SUN['name']} 对 {LI['name']}：归还借款" in story


def test_one_more_party_is_asked_for_without_a_script(mediator: FlaskClient) -> None:
    asked = mediator.post("/mediation/cases/new", data=PARTIES | {"_more": "parties", "_key": "k" * 8})

    assert (asked.status_code, 'name="parties-2-name"' in asked.text) == (200, True)
    assert 'value="李建国"' in asked.text


def test_a_refused_form_comes_back_with_its_words_and_the_sentence_at_the_field(
    room: Hall, pmc: str, mediator: FlaskClient
) -> None:
    case = applied(room, pmc).begin().case
    path = f"/mediation/cases/{case['id']}/sessions"
    typed = {"_key": "refused-1", "_version": str(case["version"]), "record": "写了很多", "mode": "joint"}

    lacking = mediator.post(path, data=typed)
    stale = mediator.post(path, data=typed | {"result": "open", "_version": "1"})

    assert lacking.status_code == 422
    assert 'href="#sessions-result">请选择“结果”。' in lacking.text
    assert (stale.status_code, "已经有人改过" in stale.text) == (412, True)
    assert ("另开一页" in stale.text, "另开一页" in lacking.text) == (True, False)
    for page in (lacking, stale):
        assert "写了很多</textarea>" in page.text
        assert f'name="_version" value="{case["version"]}"' in page.text


def test_the_same_form_sent_twice_is_one_session(room: Hall, pmc: str, mediator: FlaskClient) -> None:
    case = applied(room, pmc).begin().case
    form = {"_key": "twice-123", "_version": str(case["version"]), "mode": "joint", "result": "open"}

    answers = [mediator.post(f"/mediation/cases/{case['id']}/sessions", data=form) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [303, 303]
    assert len(Case.objects.get(id=case["id"]).sessions) == 1


def test_every_act_that_is_offered_opens_and_every_other_leads_back_or_is_not_theirs(
    room: Hall, pmc: str, mediator: FlaskClient
) -> None:
    new, going = applied(room, pmc).case, applied(room, pmc).begin().case
    names = [form.name for _title, forms in GROUPS for form in forms]

    for case in (new, going):
        path = f"/mediation/cases/{case['id']}"
        offered = set(re.findall(rf'href="{path}/([a-z/-]+)"', mediator.get(path).text))
        assert offered
        for name in names:
            opens = name in offered or (name == "sessions" and case is going)
            assert mediator.get(f"{path}/{name}").status_code in ({200} if opens else {303, 403}), name


def test_a_private_talk_is_read_on_its_own_page_only(room: Hall, pmc: str, mediator: FlaskClient) -> None:
    case = applied(room, pmc).begin().case["id"]
    home = f"/mediation/private/{case}/"
    fill(mediator, f"{home}new", ref="A", text="其实可以让到八千")

    listed = mediator.get(home)
    talk = re.findall(rf'href="({home}[0-9a-f-]{{36}})"', listed.text)[0]
    assert "八千" not in listed.text
    assert "八千" not in mediator.get(f"/mediation/cases/{case}").text
    read = mediator.get(talk)
    assert "八千" in read.text
    assert 'class="govuk-template private"' in read.text
    assert read.headers["Cache-Control"] == "no-store"
    for login in ("second", "director", "county"):
        assert room.browser("mediation", login).get(talk).status_code in (403, 404)
        assert room.browser("mediation", login).get(home).status_code in (403, 404)


def test_the_desk_tells_what_is_due_and_who_is_waited_for(
    room: Hall, pmc: str, mediator: FlaskClient
) -> None:
    case = applied(room, pmc).case
    mine = applied(room, pmc).begin()
    mine.act("appointments", at="2026-06-03T09:30:00+08:00", mode="joint", place="东院")

    desk = mediator.get("/mediation/desk/").text

    assert f"/mediation/cases/{case['id']}" in desk
    assert "等 李某、孙某 答复" in desk
    assert "2026年6月3日 09:30" in desk
    assert "东院" in desk


def agreed(room: Hall, pmc: str) -> Desk:
    desk = applied(room, pmc).begin()
    desk.act("sessions", mode="joint", result="agreed", record="谈成")
    desk.act("agreement", form="written", agreed_on="2026-06-01", terms=TERMS)
    return desk


def test_the_folder_says_what_is_missing_and_leads_to_where_it_is_mended(
    room: Hall, pmc: str, mediator: FlaskClient
) -> None:
    desk = agreed(room, pmc)
    folder = f"/mediation/folder/{desk.case['id']}/"

    page = mediator.get(folder).text
    mends = {
        link.replace("&amp;", "&")
        for link in re.findall(r'site-cards__late"><a class="govuk-link" href="([^"]+)"', page)
    }
    assert mends == {
        f"{folder}sign",
        f"{folder}upload?kind=identity&ref=A",
        f"{folder}upload?kind=identity&ref=B",
    }
    lacking = f"/mediation/cases/{desk.case['id']}/absent-papers"
    assert f'href="{lacking}"' in page
    for mend in (*mends, lacking):
        assert mediator.get(mend).status_code == 200
    paper = {
        "_key": "identity-of-a",
        "kind": "identity",
        "ref": "A",
        "paper": (io.BytesIO(photo()), "身份证.jpg"),
    }
    kept = mediator.post(f"{folder}upload", data=paper)
    assert (kept.status_code, kept.headers["Location"]) == (303, folder)
    assert "身份证明 A" in mediator.get(folder).text
    empty = mediator.post(
        f"{folder}upload", data={"_key": "empty-one", "kind": "proof", "paper": (io.BytesIO(b""), "")}
    )
    assert (empty.status_code, 'value="proof" selected' in empty.text) == (422, True)


def test_the_folder_stands_beside_the_closing_and_the_nearest_limits_come_first(
    room: Hall, pmc: str, mediator: FlaskClient
) -> None:
    desk = agreed(room, pmc)
    page = f"/mediation/cases/{desk.case['id']}"
    desk.sign("2026-06-01")
    desk.act("performance", performance="performed_in_full", on="2026-06-01")
    shown = mediator.get(page).text
    (first,) = re.findall(r'<section class="site-next".*?</section>', shown, re.DOTALL)
    assert f"{page}/close" in first
    assert f'href="/mediation/folder/{desk.case["id"]}/"' in first
    ends = [date(*map(int, found)) for found in re.findall(LIMIT, shown)]
    assert len(ends) >= 2
    assert ends == sorted(ends)


def test_an_agreement_is_read_aloud_and_signed_by_finger_ink_and_seal(
    room: Hall, pmc: str, mediator: FlaskClient
) -> None:
    desk = agreed(room, pmc)
    folder = f"/mediation/folder/{desk.case['id']}/"
    aloud = mediator.get(f"{folder}aloud").text
    assert "孙某 对 李某：赔偿" in aloud
    assert "¥30,000.00" in aloud

    def put(number: int, **form: Any) -> TestResponse:
        version = room.get("mediation", "mediator", desk.path).json["version"]
        return mediator.post(
            f"{folder}sign",
            data={"_key": f"sign-{number}-xx", "_version": str(version)} | form,
            content_type="multipart/form-data",
        )

    nothing = put(1, kind="party_signed", ref="A", means="esign")
    assert (nothing.status_code, "框里还没有签名" in nothing.text) == (422, True)
    drawn = (io.BytesIO(photo()), "signature.png")
    assert (
        put(2, kind="party_signed", ref="A", means="esign", paper=drawn).headers["Location"]
        == f"{folder}sign"
    )
    assert put(3, kind="party_signed", ref="B", means="thumb").status_code == 303
    assert put(4, kind="mediator_signed", ref="", means="ink").status_code == 303
    assert put(5, kind="seal", ref="", means="stamp").headers["Location"].endswith(desk.case["id"])

    case = desk.reload()
    assert case["agreement"]["effective_on"] == "2026-06-01"
    assert case["agreement"]["acts"][0]["scan"]


def test_personal_data_is_masked_until_somebody_asks_and_asking_is_noted(
    room: Hall, pmc: str, mediator: FlaskClient
) -> None:
    desk = applied(room, pmc).begin()
    path = f"/mediation/cases/{desk.case['id']}"
    reads = collection(Case).database["reads"]
    director, county = room.browser("mediation", "director"), room.browser("mediation", "county")
    for reader in (mediator, director):
        masked = reader.get(path, headers={"Accept-Language": "zh-CN"}).text
        assert "138****0001" in masked
        assert "13800000001" not in masked
    frame = county.get(path, headers={"Accept-Language": "zh-CN"}).text
    assert not [told for told in ("李某", "李*", "138****0001") if told in frame]
    assert reads.count_documents({"contacts": desk.case["id"]}) == 0

    shown = director.post(f"{path}/contacts", headers={"Accept-Language": "zh-CN"})

    assert shown.status_code == 200
    for told in ("李某", "13800000001", "这次查看已经留下记录"):
        assert told in shown.text
    note = reads.find_one({"contacts": desk.case["id"]})
    assert note
    assert note["actor"] == room.ids["director"]
    led = mediator.get(path, headers={"Accept-Language": "zh-CN"}).text
    assert "谁抽查过这件纠纷、看过电话（1 次）" in led
    assert "看了完整的电话和地址" in led
    for login in ("party", "county"):
        assert room.browser("mediation", login).post(f"{path}/contacts").status_code == 403


@pytest.mark.parametrize(
    ("language", "said"),
    [("zh", "请填写“当事人 2”的“姓名”。"), ("en", "Please fill in “Name” of “Party 2”.")],
)
def test_a_dispute_with_one_side_only_is_told_which_name_is_missing(
    room: Hall, pmc: str, mediator: FlaskClient, language: str, said: str
) -> None:
    mediator.set_cookie("lang", language)
    one_side = {"channel": "applied", "category": "邻里纠纷", "facts": "屋檐滴水", "parties-0-name": "李建国"}

    two = {"parties-1-name": "李建国"} | {f"parties-{row}-phone": "138 0000 0001" for row in (0, 1)}
    for more in (
        two,
        {"parties-1-name": "王二", "parties-0-phone": "12345"},
        {"applied_on": "1950-01-01", "parties-1-name": "王二"},
    ):
        assert (
            mediator.post("/mediation/cases/new", data={"body_id": pmc, **one_side, **more}).status_code
            == 422
        )
    answer = mediator.post("/mediation/cases/new", data={"body_id": pmc, **one_side})

    assert answer.status_code == 422
    assert f'<a href="#new-parties-1-name">{said}</a>' in answer.text
    assert 'value="李建国"' in answer.text


def test_forms_offer_only_what_a_mediator_may_answer(room: Hall, pmc: str, mediator: FlaskClient) -> None:
    case = f"/mediation/cases/{applied(room, pmc).case['id']}"
    accepting = mediator.get(f"{case}/accept").text
    fill(mediator, f"{case}/accept")

    assert 'value="邻里" selected' in accepting
    consent = mediator.get(f"{case}/consents").text
    assert 'value="unknown"' not in consent
    assert not re.search(r'name="answer"[^>]* checked', consent)
    offered = re.findall(r'name="form" type="radio" value="(\w+)"', mediator.get(f"{case}/agreement").text)
    assert offered == ["written", "written_by_post", "oral"]


@pytest.mark.parametrize(
    ("role", "leads"),
    [
        (Role.PARTY, "/mediation/apply/"),
        (Role.GRID_WORKER, "/mediation/grid/new"),
        (Role.MEDIATOR, "/mediation/cases/new"),
        (Role.SECRETARY, "/mediation/bodies/"),
    ],
)
def test_an_empty_list_says_what_fills_it_and_leads_there(
    room: Hall, summer: None, role: Role, leads: str
) -> None:
    room.account(f"idle-{role}", (role, "371321001"))
    reader = room.browser("mediation", f"idle-{role}")

    listed = reader.get("/mediation/cases/").text
    main = listed[listed.index("<main") :]

    assert f'href="{leads}"' in main
    assert reader.get(leads, follow_redirects=True).status_code == 200


def test_an_oral_agreement_needs_no_signature_and_its_record_can_be_signed_for_a_court(
    room: Hall, pmc: str, mediator: FlaskClient
) -> None:
    desk = applied(room, pmc).begin()
    desk.act("sessions", mode="joint", result="failed")
    mediator.set_cookie("lang", "zh")
    case = mediator.get(f"/mediation/cases/{desk.case['id']}").text
    next_steps = case.partition("各方当事人")[0]
    assert "已告知其他解决途径" in next_steps
    assert "终止调解" in next_steps

    desk.act("agreement", form="oral", agreed_on="2026-06-01", terms=TERMS)
    page = mediator.get(f"/mediation/cases/{desk.case['id']}").text
    folder = f"/mediation/folder/{desk.case['id']}"
    assert "口头协议，不用签字就有效" in page
    assert "签字盖章齐全" not in page
    sign = mediator.get(f"{folder}/sign").text
    assert "当事人签字 李某" in sign
    assert "调委会盖章" not in sign
    assert "去签字" not in mediator.get(f"{folder}/aloud").text
    for kind, ref in (("party_signed", "A"), ("party_signed", "B"), ("mediator_signed", "")):
        desk.act("agreement/acts", kind=kind, ref=ref, on="2026-06-01")
    assert "oral_record_unsigned" not in desk.get("/confirmation").json["obstacles"]


def test_the_story_keeps_every_answer_and_why_a_mediator_was_changed(
    room: Hall, pmc: str, mediator: FlaskClient
) -> None:
    desk = applied(room, pmc)
    desk.act("accept")
    desk.act("consents", ref="B", answer="refused", on="2026-06-01", reason="先等村里的说法")
    desk.act("consents", ref="B", answer="consented", on="2026-06-01")
    desk.act("mediators", account=room.ids["second"])
    director = room.browser("mediation", "director")
    desk.act("objections", login="director", account=room.ids["second"], reason="是对方的表亲", ref="A")

    shown = director.get(f"/mediation/cases/{desk.case['id']}", headers={"Accept-Language": "zh-CN"}).text

    assert "：不愿意" in shown
    assert "先等村里的说法" in shown
    assert "：愿意调解" in shown
    assert "更换过调解员（1 次）" in shown
    assert "是对方的表亲" in shown
    assert re.search(r"更换调解员：\S+ 不再调解这件纠纷", shown)
