# SPDX-License-Identifier: Apache-2.0
"""A director and a supervisor at their desks, from the login to the result, in both languages and sizes."""

import re

from playwright.sync_api import expect

from shared.access import Role
from tests.browser.scene import CASES, PARTIES
from tests.browser.seat import Seat


def test_a_director_finds_a_case_without_a_mediator_and_assigns_one(seat: Seat) -> None:
    form = {
        "body_id": seat.site.scene["body"],
        "category": "物业纠纷",
        "channel": "applied",
        "parties": PARTIES,
    }
    case = seat.person(Role.MEDIATOR).post(f"{CASES}/", form)["id"]
    director = seat.person(Role.DIRECTOR)
    with seat.log_in(director) as screen:
        screen.enter("监督")
        screen.whole()
        screen.page.locator(f"a[href='/mediation/cases/{case}/mediators']").click()
        chosen = screen.field("account")
        chosen.check()
        mediator = chosen.input_value()
        screen.press("确定调解员")

        expect(screen.page).to_have_url(re.compile(f"/mediation/cases/{case}$"))
        screen.done()
        screen.whole()
        screen.page.goto("/mediation/watch/")
        expect(screen.page.locator(f"a[href*='{case}/mediators']")).to_have_count(0)
    assert director.get(f"{CASES}/{case}")["mediators"] == [mediator]


def test_a_supervisor_decides_a_complaint(seat: Seat) -> None:
    mediator, path = seat.person(Role.MEDIATOR), "/api/mediation/v1/complaints/"
    text = f"推了三次 {seat.number}"
    blame = {
        "body_id": seat.site.scene["body"],
        "account": mediator.id,
        "kind": "refusing",
        "text": text,
    }
    complaint = mediator.post(path, blame)["id"]
    supervisor = seat.person(Role.COUNTY_SUPERVISOR)
    with seat.log_in(supervisor) as screen:
        screen.enter("投诉")
        screen.page.locator(f"a[href$='{complaint}']").click()
        expect(screen.page.get_by_text(text)).to_be_visible()
        screen.link("处理投诉").click()
        screen.box("是").check()
        screen.box("批评教育、责令改正").check()
        screen.press("处理投诉")
        screen.refused()
        expect(screen.box("是")).to_be_checked()
        expect(screen.box("批评教育、责令改正")).to_be_checked()
        screen.whole()
        screen.field("answer").fill("情况属实，已经处理")
        screen.press("处理投诉")

        screen.heading("属实")
        expect(screen.page.get_by_text("情况属实，已经处理")).to_be_visible()
    decided = supervisor.get(f"{path}{complaint}")
    assert (decided["state"], decided["consequence"]) == ("sustained", "criticised")
