# SPDX-License-Identifier: Apache-2.0
"""The pages of judge and clerk: a case is referred, chosen, decided and searched on them, and they say nothing private."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.courtlink.court import COURT, Court, Thing, at
from tests.hall import open_hall


@pytest.fixture(scope="module")
def court(mongo_url: str, namespace: str) -> Iterator[Court]:
    with open_hall(mongo_url, f"{namespace}desk_") as hall:
        yield Court(hall)


@pytest.fixture(autouse=True)
def _clock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HESHILAO_CLOCK_FILE", str(tmp_path / "clock.json"))
    at("2026-05-20T09:00")


def opened(court: Court, path: str, login: str = "judge", language: str = "zh") -> str:
    """The text of a page, in a language."""
    browser = court.hall.browser("courtlink", login)
    browser.get(f"/login?lang={language}")
    answer = browser.get(path)
    assert answer.status_code == 200, (path, answer.status_code)
    return answer.text


def sent_from(court: Court, path: str, login: str = "judge", **typed: Any) -> Any:
    """Fill in the form at `path` and send it, with the hidden fields that it was opened with."""
    browser = court.hall.browser("courtlink", login)
    hidden = dict(re.findall(r'name="(_key|_version)" value="([^"]*)"', browser.get(path).text))
    return browser.post(path, data=hidden | typed)


def test_a_judge_refers_a_case_by_the_form_and_finds_it_by_its_number(court: Court) -> None:
    typed = {
        "number": f"（2026）{COURT}民初0501号",
        "court_code": COURT,
        "referred_on": "2026-05-20",
        "procedure": "ordinary",
        "cause": "买卖合同纠纷",
        "category": "合同纠纷",
        "claim": "120000",
        "claims": "请付货款",
        "filed_on": "2026-05-18",
        "parties-0-ref": "A",
        "parties-0-name": "王甲",
        "parties-0-role": "原告",
        "parties-0-kind": "person",
        "parties-1-ref": "B",
        "parties-1-name": "某某经营部",
        "parties-1-role": "被告",
        "parties-1-kind": "org",
        "consented": ["A"],
        "body_id": court.body,
    }
    refused = sent_from(court, "/courtlink/referrals/new", **typed)
    assert refused.status_code == 409
    assert "尚未同意调解" in refused.text
    assert "某某经营部" in refused.text  # what was typed is kept

    done = sent_from(court, "/courtlink/referrals/new", **typed | {"body_id": ""})
    assert done.status_code == 303
    page = opened(court, done.location)
    assert f"(2026){COURT}民初501号" in page
    assert "征询意愿" in page
    for words in ("¥2,700.00", "¥120,000.00", "请付货款", "judge", "2026年5月18日"):
        assert words in page, words

    found = opened(court, f"/courtlink/desk/?number=(2026){COURT}民初501号")
    assert found.count(f"(2026){COURT}民初501号") >= 2
    assert "没有这个案号" in opened(court, f"/courtlink/desk/?number=(2026){COURT}民初99999号")
    assert "案号格式不对" in opened(court, "/courtlink/desk/?number=abc")
    assert opened(court, "/courtlink/desk/?number=0501").count(f"(2026){COURT}民初501号") >= 2
    assert "没有这个案号" in opened(court, "/courtlink/desk/?number=01")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_each_state_has_a_page_in_both_languages(court: Court, language: str) -> None:
    hall = court.hall
    asked = court.refer(body_id=None, consented=["A"])
    choosing = court.refer(body_id=None)
    appointing = court.refer(body_id=None)
    appointing.act("appointment-request")
    received = court.refer()
    suspected = court.refer()
    case = court.begun(suspected)
    case.act("referral/suspicion", flags=["no_real_quarrel"])
    case.act("referral/recusals", account=hall.ids["mediator"], ref="B", ground="interest")
    case.act("guidance", topic="law", article="民法典第五百八十五条")
    failed = court.refer()
    court.failed(court.begun(failed))
    everything = (asked, choosing, appointing, received, suspected, failed)

    for sent in everything:
        page = opened(court, f"/courtlink/referrals/{sent.id}", language=language)
        assert sent.again()["number"] in page
        beside = opened(court, f"/courtlink/desk/?item={sent.id}", language=language)
        assert 'id="thing"' in beside
    desk = opened(court, "/courtlink/desk/", language=language)
    for sent in (asked, choosing, appointing, suspected, failed):
        assert sent.seen["number"] in desk
    assert opened(court, "/courtlink/referrals/", language=language)
    opened(court, "/courtlink/roster/", language=language)
    (question, *_) = hall.get("courtlink", "judge", "/guidance/", query_string={"open": "true"}).json
    opened(court, f"/courtlink/guidance/{question['id']}", language=language)
    asked_page = opened(court, f"/courtlink/guidance/{question['id']}", "clerk")
    assert "由法官答复" in asked_page
    told = sent_from(court, f"/courtlink/guidance/{question['id']}/answer", text="请问 138 0000 0001。")
    assert (told.status_code, "电话号码" in told.text or "phone" in told.text) == (422, True)
    answer = sent_from(court, f"/courtlink/guidance/{question['id']}/answer", text="可以请求适当减少。")
    assert answer.status_code == 303
    listed = opened(court, "/courtlink/guidance/", language=language)
    assert f"/courtlink/guidance/{question['id']}" in listed


def test_a_judge_decides_what_lies_on_the_desk_by_its_form(court: Court) -> None:
    sent = court.refer()
    court.failed(court.begun(sent))
    beside = opened(court, f"/courtlink/desk/?item={sent.id}")
    assert "调解组织复核后，文字才会显示在这里" in beside
    assert f'action="/courtlink/referrals/{sent.id}/acknowledge"' in beside
    assert "转审理" in beside
    assert "庭外结案" not in beside.split("怎样处理")[1].split("</fieldset>")[0]  # not of this regime

    done = sent_from(
        court, f"/courtlink/referrals/{sent.id}/acknowledge", disposition="to_trial", on="2026-05-20"
    )

    assert done.status_code == 303
    assert sent.again()["state"] == "court_acknowledged"


def test_the_next_step_stands_open_and_marks_are_not_folded(court: Court) -> None:
    choosing, asking = court.refer(body_id=None), court.refer(body_id=None, consented=["A"])
    suspected = court.refer()
    case = court.begun(suspected)
    case.act("referral/suspicion", flags=["no_real_quarrel"])
    court.hall.town.deliver(times=3)

    def open_form(sent: Thing) -> list[str]:
        return re.findall(
            r'action="/courtlink/referrals/[^/"]+/([a-z]+)"', opened(court, f"/courtlink/referrals/{sent.id}")
        )

    assert (open_form(choosing), open_form(asking), open_form(suspected)) == (
        ["choice"],
        ["consents"],
        ["suspicion"],
    )
    assert '<details class="govuk-details" open>' in opened(court, f"/courtlink/referrals/{suspected.id}")
    court.failed(case)
    assert open_form(suspected) == ["acknowledge", "contacts"]
    assert "请先列入名册" not in opened(court, f"/courtlink/referrals/{suspected.id}")


def test_pages_of_another_court_are_not_there(court: Court) -> None:
    sent = court.refer()
    browser = court.hall.browser("courtlink", "stranger")

    assert browser.get(f"/courtlink/referrals/{sent.id}").status_code == 404
    assert browser.get(f"/courtlink/referrals/{sent.id}/materials").status_code == 404
    page = browser.get(f"/courtlink/desk/?item={sent.id}")
    assert sent.seen["number"] not in page.text


def test_a_judges_pages_say_nothing_of_a_private_talk(court: Court) -> None:
    sent = court.refer()
    case = court.begun(sent)
    case.act("sessions", mode="joint", result="failed", record="乙方说漏嘴：最多出八万七")
    talk = {"case_id": sent.id, "ref": "B", "text": "最多出八万七"}
    court.hall.post("mediation", "mediator", "/talks/", talk)
    court.failed(case)

    for path in (
        f"/courtlink/referrals/{sent.id}",
        f"/courtlink/desk/?item={sent.id}",
        "/courtlink/referrals/",
    ):
        assert "八万七" not in opened(court, path)


def on_roster(court: Court, body: str, name: str, *accounts: str) -> None:
    """The clerk puts a body on the roster, with mediators that have these accounts."""
    form = {"court_code": COURT, "body_id": body, "body_name": name, "kind": "pmc", "fee": "free"}
    made = court.hall.post("courtlink", "clerk", "/rosters/", form)
    entry = Thing(court.hall, "courtlink", "clerk", "/rosters", made.json)
    for account in accounts:
        entry.act("mediators", name=f"{account}调解员", account=court.hall.ids[account])


def test_a_body_that_nobody_knows_declines_at_once_and_another_is_appointed(court: Court) -> None:
    on_roster(court, "123", "没有的调委会")
    on_roster(court, court.other_body, "行业调委会", "mediator")
    sent = court.refer(body_id="123")

    path = f"/courtlink/referrals/{sent.id}"
    assert (sent.again()["state"], sent.seen["answer"]["reason"]) == ("declined", "body_unknown")
    page = opened(court, path)
    assert "系统里没有这个调解组织" in page
    assert ("to_decide", sent.seen["number"]) in court.desk()
    choice = page.split("重新指定调解组织")[1]
    assert (court.other_body in choice, 'value="123"' in choice) == (True, False)
    assert court.hall.ids["mediator"] in choice
    assert court.hall.ids["second"] not in choice

    typed = {"body_id": court.other_body, "mediators": [court.hall.ids["second"]]}
    refused = sent_from(court, f"{path}/reappointment", **typed)
    assert "选的调解员不在名册上" in refused.text
    done = sent_from(court, f"{path}/reappointment", **typed | {"mediators": [court.hall.ids["mediator"]]})

    second = sent.again()["successor_id"]
    assert done.location.endswith(second)
    page = opened(court, path)
    assert f"/courtlink/referrals/{second}" in page
    assert f"{path}/reappointment" not in page
    assert sent.refused("acknowledge", disposition="to_trial") == "already_reappointed"


def test_what_no_body_took_may_go_to_trial_on_a_day_that_can_be(court: Court) -> None:
    sent = court.refer()
    court.case(sent).act("referral/decline", reason="不属于本会范围")
    court.hall.town.deliver(times=3)
    path = f"/courtlink/referrals/{sent.id}/acknowledge"

    refused = sent_from(court, path, disposition="to_trial", on="1900-01-01")
    assert refused.status_code == 422
    assert sent_from(court, path, disposition="to_trial", on="2026-05-20").status_code == 303
    assert sent.again()["state"] == "court_acknowledged"
    assert "转审理 2026年5月20日" in opened(court, f"/courtlink/referrals/{sent.id}")
    assert ("to_decide", sent.seen["number"]) not in court.desk()


def test_days_long_before_are_refused_and_each_answer_is_shown_with_its_day(court: Court) -> None:
    for days in ({"filed_on": "1900-01-01"}, {"filed_on": "2026-05-18", "consented_on": "1900-01-01"}):
        answer = court.hall.post("courtlink", "judge", "/referrals/", court.paper(**days))
        assert (answer.status_code, answer.json["code"]) == (422, "date_long_before")
    sent = court.refer(body_id=None, consented=["A"], consented_on="2026-05-19")
    assert sent.refused("consents", ref="B", answer="agreed", on="1900-01-01") == "date_long_before"
    sent.act("consents", ref="B", answer="refused", on="2026-05-20")

    page = opened(court, f"/courtlink/referrals/{sent.id}")
    assert "同意调解 2026年5月19日" in page
    assert "不同意 2026年5月20日" in page
    choosing = opened(court, f"/courtlink/referrals/{court.refer(body_id=None).id}")
    assert 'name="by"' in choosing
    assert "checked" not in choosing.split('name="by"', 1)[1]


def test_a_judge_reads_what_was_suspected_what_was_answered_and_that_it_ended_it(court: Court) -> None:
    sent = court.refer()
    court.begun(sent).act("referral/suspicion", flags=["no_real_quarrel"])
    court.hall.town.deliver(times=3)
    sent.again()
    sent.act("suspicion", answer="stopped")
    court.hall.town.deliver(times=3)

    page = opened(court, f"/courtlink/referrals/{sent.id}")
    for words in ("调解员报告", "2026年5月20日 终止调解，转审理 judge", "法院因涉嫌虚假调解终止了调解"):
        assert words in page, words
    for words in ("其他原因", "复核后，文字才会显示", "0 次中到场"):
        assert words not in page, words


def test_a_clerk_has_on_the_desk_what_a_clerk_may_do(court: Court) -> None:
    hall = court.hall
    form = {"court_code": COURT, "name": "速裁团队"}
    team = Thing(hall, "courtlink", "clerk", "/teams", hall.post("courtlink", "clerk", "/teams/", form).json)
    for login in ("judge", "clerk"):
        team.act("members", account=hall.ids[login], seat=login)
    asking, suspected = court.refer(body_id=None, consented=["A"], team=team.id), court.refer()
    court.begun(suspected).act("referral/suspicion", flags=["no_real_quarrel"])
    hall.town.deliver(times=3)

    assert ("to_decide", asking.seen["number"]) in court.desk("clerk")
    assert ("red_flags", suspected.seen["number"]) not in court.desk("clerk")
    assert ("red_flags", suspected.seen["number"]) in court.desk("clerk", whose="court")
    chosen = opened(court, "/courtlink/referrals/new").split('name="team"')[1]
    assert f'value="{team.id}" selected' in chosen or f'value="{team.id}" checked' in chosen


def test_a_judge_takes_back_a_referral_with_a_wrong_name_and_enters_it_anew(court: Court) -> None:
    sent, given = court.refer(body_id=None, consented=["A"]), court.refer()
    path = f"/courtlink/referrals/{sent.id}"
    assert sent_from(court, f"{path}/recall", reason="party_wrong").status_code == 303

    page = opened(court, path)
    assert "当事人写错" in page
    assert (sent.again()["state"], sent.seen["recalled"]["reason"]) == ("recalled", "party_wrong")
    assert ("to_decide", sent.seen["number"]) not in court.desk()
    assert court.refer(number=sent.seen["number"]).id != sent.id
    assert given.refused("recall", reason="party_wrong") == "step_not_open"


def test_a_partys_name_finds_its_referral(court: Court) -> None:
    sent = court.refer()
    found = opened(court, f"/courtlink/desk/?number={sent.seen['parties'][0]['name']}")
    assert found.count(sent.seen["number"]) >= 1
    named = court.refer(parties=[party | {"name": f"林大{party['ref']}山"} for party in sent.seen["parties"]])
    assert named.seen["number"] in opened(court, "/courtlink/desk/?number=林大A山")
    assert "没有这个案号" in opened(court, "/courtlink/desk/?number=林小山")
    assert f"(2026){COURT}民初88号" in opened(court, "/courtlink/desk/?number=abc")
