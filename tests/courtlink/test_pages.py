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
    court.failed(case)
    assert open_form(suspected) == ["acknowledge", "contacts"]
    assert '<details class="govuk-details" open>' in opened(court, f"/courtlink/referrals/{suspected.id}")


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
