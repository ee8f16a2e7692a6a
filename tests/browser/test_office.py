# SPDX-License-Identifier: Apache-2.0
"""A director and supervisors at their desks, from the login to the result, in both languages and sizes."""

import re
from pathlib import Path
from urllib.parse import urlsplit

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


def test_a_city_supervisor_sees_who_bears_much_and_takes_a_countys_figures_along(seat: Seat) -> None:
    city, path = seat.person(Role.CITY_SUPERVISOR), "/api/mediation/v1/statistics"
    with seat.log_in(city) as screen:
        screen.enter("监督")
        load = screen.page.get_by_role("table", name=screen.say("调解员的负担"))
        expect(load).to_contain_text(seat.person(Role.MEDIATOR).account["name"])
        screen.whole()

        screen.page.goto("/")
        screen.enter("统计")
        screen.box("地方").select_option("371302")
        screen.press("看统计")
        expect(screen.page.locator(".site-caption")).to_contain_text("兰山区")
        screen.whole()
        taken = int(screen.page.locator(".site-figures strong").first.inner_text())
        with screen.page.expect_download() as loaded:
            screen.link("统计表").click()
        assert Path(loaded.value.path()).read_bytes().startswith(b"PK")
        asked = urlsplit(loaded.value.url).query
    assert taken == city.get(f"{path}/?{asked}")["total"]["taken"] > 0
