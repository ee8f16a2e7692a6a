# SPDX-License-Identifier: Apache-2.0
"""The wall of a town hall: it changes by itself, says when it can't, and recovers by itself."""

import re
from pathlib import Path

import pytest
import requests
from playwright.sync_api import Page, expect

from deploy.local.processes import end
from shared.access import Role
from tests.browser.scene import TOWN
from tests.browser.seat import Seat
from tests.browser.site import DESKTOP, WALL, Site, barriers, complaints

SMALLEST = 20  # px at 1920
CITY = "3713"


def opened(page: Page, place: str = TOWN) -> Page:
    page.goto(f"/scoring/wall?place={place}")
    expect(page.locator("[data-canvas] svg")).to_be_visible()
    return page


@pytest.mark.parametrize("place", [TOWN, CITY])
def test_the_wall_fits_the_screen_and_can_be_read_from_afar(site: Site, place: str) -> None:
    for language in ("zh", "en"):
        with site.person(None, language=language, size=WALL) as page:
            opened(page, place)
            smallest = page.evaluate(
                """() => Math.min(...[...document.querySelectorAll("main *")]
                    .filter((each) => each.tagName !== "SCRIPT"
                        && [...each.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim()))
                    .map((each) => parseFloat(getComputedStyle(each).fontSize)))"""
            )
            beyond = page.evaluate(
                "() => [document.documentElement.scrollHeight > innerHeight, document.documentElement.scrollWidth > innerWidth]"
            )

            cut = page.evaluate(
                "() => [...document.querySelectorAll('.county')].filter((each) => each.scrollHeight > each.clientHeight + 1).length"
            )

            assert smallest >= SMALLEST
            assert cut == 0
            assert page.locator(".tile").count() == {TOWN: 11, CITY: 156}[place]
            assert beyond == [False, False]
            assert barriers(page) == []
            assert complaints(page) == []


def test_a_pick_shows_on_the_walls_of_both_languages_without_anybody_touching_them(site: Site) -> None:
    with (
        site.person(None, size=WALL) as wall,
        site.person(None, language="en", size=WALL) as other,
        site.person(Role.CADRE, size=DESKTOP) as cadre,
    ):
        opened(wall)
        opened(other)
        before = int(re.search(r"\d+", wall.locator("#wait").inner_text())[0])  # more wait than are listed
        cadre.goto(f"/scoring/tasks/{site.scene['posted']}/picks")
        cadre.get_by_role("button", name="摘星", exact=True).click()
        expect(cadre.locator(".govuk-notification-banner--success")).to_be_visible()

        for page, live in ((wall, "实时"), (other, "Live")):
            now = re.compile(rf"(?<!\d){before - 1}(?!\d)")
            expect(page.locator("#wait")).to_contain_text(now, timeout=20_000)
            expect(page.locator("[data-state]")).to_have_text(live)


def test_the_wall_says_that_it_lost_touch_and_recovers_by_itself(site: Site) -> None:
    supervisor = site.stack._supervisor
    assert supervisor is not None
    with site.person(None, size=WALL) as page:
        opened(page)
        shown = page.locator(".wall-time time").inner_text()
        for program in supervisor.programs:
            if program.name in ("scoring web", "scoring events") and program.process:
                end(program.process, within=1.0)

        expect(page.locator("[data-state]")).to_contain_text("连接中断", timeout=20_000)
        assert page.locator(".wall-time time").inner_text() == shown
        expect(page.locator("[data-state]")).to_have_text("实时", timeout=60_000)
        assert page.locator(".wall-rank h2").is_visible()


def test_the_public_board_leads_from_the_year_to_a_month_and_to_another_place(seat: Seat) -> None:
    with seat.guest(f"/scoring/board?place={TOWN}") as screen:
        screen.link("本月").click()
        expect(screen.link("本月")).to_have_attribute("aria-current", "page")
        screen.box("看哪里的榜").select_option("371302")
        screen.press("看榜")

        screen.heading("兰山区")
        screen.whole()
        shown = screen.page.locator(".board-tasks").inner_text()
        with screen.page.expect_download() as loaded:
            screen.link("表格 .xlsx").click()
        assert Path(loaded.value.path()).read_bytes().startswith(b"PK")
    listed = requests.get(f"{seat.site.address}/api/scoring/v1/board?place=371302", timeout=20).json()[
        "items"
    ]
    assert listed
    assert [row["code"] for row in listed if row["code"] not in shown] == []
