# SPDX-License-Identifier: Apache-2.0
"""Applying online without an account: one thing a page, nothing typed is lost, handed in once."""

from typing import Any
from urllib.parse import urlsplit

import pytest
from flask.testing import FlaskClient

from services.mediation.applying.rules import Step, next_step
from services.mediation.cases.documents import Case
from services.mediation.drafts.documents import Draft
from shared.mongo import collection
from tests.hall import Hall

PAGES: list[tuple[str, dict[str, Any]]] = [
    ("start", {"agreed": "true"}),
    ("kind", {"category": "邻里纠纷"}),
    ("facts", {"facts": "他家的水淌到我家墙根"}),
    ("me", {"name": "赵大妈", "phone": "138 0539 0042"}),
    ("other", {"name": "钱二"}),
]


def visitor(room: Hall) -> FlaskClient:
    return room.apps["mediation"].test_client()


def fill(browser: FlaskClient, pages: list[tuple[str, dict[str, Any]]]) -> str:
    """Send each page; returns where the last one leads."""
    where = ""
    for name, typed in pages:
        answer = browser.post(f"/mediation/apply/{name}", data=typed)
        assert answer.status_code == 303, (name, answer.text)
        where = urlsplit(answer.headers["Location"]).path
    return where


def test_a_villager_applies_by_the_code_on_the_door_and_gets_its_own_link(room: Hall, pmc: str) -> None:
    browser = visitor(room)
    assert browser.get(f"/mediation/apply/?body={pmc}").headers["Location"].endswith("/start")
    assert fill(browser, PAGES) == "/mediation/apply/check"
    checked = browser.get("/mediation/apply/check").text
    for word in ("他家的水淌到我家墙根", "赵大妈", "钱二", "邻里纠纷"):
        assert word in checked

    handed = browser.post("/mediation/apply/check")
    keep = urlsplit(handed.headers["Location"]).path
    own = keep.removesuffix("/keep")
    shown = browser.get(keep).text
    assert "赵大妈" not in shown
    assert own in shown
    assert "<svg" in shown

    assert browser.post(own, data={"code": "0042"}).status_code == 303
    assert "调解室已经收到" in browser.get(own).text
    case = Case.objects.get(body_id=pmc)
    assert (case.channel, case.way, case.facts) == ("applied", "qr", "他家的水淌到我家墙根")
    assert [party.consent for party in case.parties] == ["consented", "unknown"]
    kept = collection(Draft).find_one({"_id": case.id}) or {}
    assert (kept["state"], kept.get("sealed", "")) == ("applied", "")


def test_who_comes_without_a_code_finds_the_room_by_the_name_of_the_place(room: Hall, pmc: str) -> None:
    browser = visitor(room)
    browser.get("/mediation/apply/")
    lost = browser.post("/mediation/apply/where", data={"where": "蓬莱仙岛"})
    assert lost.status_code == 422
    assert "没有找到“蓬莱仙岛”" in lost.text
    assert fill(browser, [PAGES[0], ("where", {"where": "兰陵县"})]) == "/mediation/apply/room"
    assert pmc in browser.get("/mediation/apply/room").text
    unchosen = browser.post("/mediation/apply/room", data={})
    assert (unchosen.status_code, "govuk-error-summary" in unchosen.text) == (422, True)

    assert fill(browser, [("room", {"body_id": pmc}), *PAGES[1:]]) == "/mediation/apply/check"
    browser.post("/mediation/apply/check")

    assert Case.objects.get(body_id=pmc).way == "online"


def test_what_was_typed_is_there_when_one_comes_back_and_can_be_changed(room: Hall, pmc: str) -> None:
    browser = visitor(room)
    browser.get(f"/mediation/apply/?body={pmc}")
    fill(browser, PAGES[:3])

    assert browser.get("/mediation/apply/").headers["Location"].endswith("/me")
    assert "他家的水淌到我家墙根" in browser.get("/mediation/apply/facts").text
    fill(browser, [("facts", {"facts": "改成这样"}), *PAGES[3:]])
    assert "改成这样" in browser.get("/mediation/apply/check").text
    assert "改成这样" not in str(list(collection(Draft).find()))


def test_nobody_else_sees_the_draft_and_nothing_is_taken_without_consent(room: Hall, pmc: str) -> None:
    browser, other = visitor(room), visitor(room)
    browser.get(f"/mediation/apply/?body={pmc}")
    refused = browser.post("/mediation/apply/start", data={})
    assert refused.status_code == 422
    assert "请勾选“我知道了，同意”。" in refused.text
    fill(browser, PAGES)

    assert other.get("/mediation/apply/check").status_code == 303
    assert other.post("/mediation/apply/check").status_code == 303
    assert Case.objects(body_id=pmc).count() == 0


def test_an_application_that_is_not_complete_cannot_be_handed_in(room: Hall, pmc: str) -> None:
    browser = visitor(room)
    browser.get(f"/mediation/apply/?body={pmc}")
    fill(browser, PAGES[:2])

    assert browser.post("/mediation/apply/check").headers["Location"].endswith("/mediation/apply/")
    wrong = browser.post("/mediation/apply/me", data={"name": "赵大妈", "phone": "没有"})
    assert (wrong.status_code, "赵大妈" in wrong.text) == (422, True)


def test_one_phone_hands_in_a_few_a_day(room: Hall, pmc: str) -> None:
    mine = [(name, typed | ({"phone": "13805390077"} if name == "me" else {})) for name, typed in PAGES]
    answers = []
    for _ in range(4):
        browser = visitor(room)
        browser.get(f"/mediation/apply/?body={pmc}")
        fill(browser, mine)
        answers.append(browser.post("/mediation/apply/check"))

    assert [answer.status_code for answer in answers] == [303, 303, 303, 409]
    assert "请明天再来" in answers[-1].text
    assert Case.objects(body_id=pmc).count() == 3


@pytest.mark.parametrize(
    ("done", "room_known", "step"),
    [
        ([], False, Step.START),
        (["start"], False, Step.WHERE),
        (["start"], True, Step.KIND),
        (["start", "where", "room", "kind", "facts", "me", "other"], False, Step.CHECK),
    ],
)
def test_the_next_page_is_the_first_that_is_still_open(done: list[str], room_known: bool, step: Step) -> None:
    assert next_step(done, room_known=room_known) is step
