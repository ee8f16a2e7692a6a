# SPDX-License-Identifier: Apache-2.0
"""A judge works by the keyboard alone: finds a case on the desk, decides it, and the body is told."""

import re

import pytest
from playwright.sync_api import Page

from shared.access import Role
from tests.browser.pages import courtlink
from tests.browser.site import DESKTOP, Site, barriers


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until the element has the focus."""
    wanted = page.locator(selector).first
    for _ in range(120):
        if wanted.evaluate("one => one === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{selector} is not reached by Tab")


def test_a_judge_finds_and_decides_a_case_by_the_keyboard(site: Site) -> None:
    with site.person(Role.JUDGE, size=DESKTOP) as page:
        page.goto("/courtlink/desk/")
        tab_to(page, "#number")
        page.keyboard.type("(2026)鲁1302民初1203号".replace("2026", site_year(page)))
        page.keyboard.press("Enter")
        tab_to(page, f"main .site-cards a[href*='{site.scene['asked']}']")
        page.keyboard.press("Enter")
        page.wait_for_selector("#thing")
        assert "征询意愿" in page.locator("#thing").inner_text()

        tab_to(page, "#consents-ref")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Space")
        tab_to(page, "#consents-answer")
        page.keyboard.press("Space")
        tab_to(page, "form[action$='/consents'] button")
        page.keyboard.press("Enter")

        page.wait_for_selector(".govuk-notification-banner--success")
        assert "双方选定中" in page.locator("#thing").inner_text()
        assert barriers(page) == []


@pytest.mark.parametrize("role", [Role.JUDGE, Role.COURT_CLERK])
def test_no_page_of_a_court_holds_a_word_of_a_private_talk(site: Site, role: Role) -> None:
    words = re.compile("底线|八千|别告诉对方")
    talked = [site.scene[name] for name in ("examined", "waiting", "received", "received_too", "talked")]
    with site.person(role, size=DESKTOP) as page:
        for listed in courtlink.PAGES:
            page.goto(listed.path.format(**site.scene))
            assert not words.search(page.content()), listed.path
            page.emulate_media(media="print")
            assert not words.search(page.locator("body").inner_text()), listed.path
            page.emulate_media(media="screen")
        for case in talked:
            for path in (
                f"/mediation/cases/{case}",
                f"/mediation/private/{case}/",
                f"/mediation/court/{case}",
            ):
                answer = page.goto(path)
                assert answer
                assert answer.status in (403, 404), path
                assert not words.search(page.content())


def test_a_clerk_enters_a_judges_leave_by_the_keyboard(site: Site) -> None:
    with site.person(Role.COURT_CLERK, size=DESKTOP) as page:
        page.goto("/courtlink/teams/")
        tab_to(page, f"main a[href$='{site.scene['team']}']")
        page.keyboard.press("Enter")
        tab_to(page, "main a[href$='/delegations']")
        page.keyboard.press("Enter")

        tab_to(page, "#delegations-absent")
        page.keyboard.press("Space")
        tab_to(page, "#delegations-deputy")
        deputy = page.locator(f"input[name='deputy'][value='{site.scene['deputy']}']")
        for _ in range(6):
            if deputy.is_checked():
                break
            page.keyboard.press("ArrowDown")
        tab_to(page, "#delegations-until")
        page.locator("#delegations-until").fill(f"{int(site_year(page)) + 1}-12-31")
        tab_to(page, "form[action$='/delegations'] button")
        page.keyboard.press("Enter")

        page.wait_for_selector(".govuk-notification-banner--success")
        assert "由宋致远代行" in page.locator("main").inner_text()
        assert barriers(page) == []


def test_a_clerk_puts_a_mediator_on_the_roster_by_the_keyboard(site: Site) -> None:
    with site.person(Role.COURT_CLERK, size=DESKTOP) as page:
        page.goto(f"/courtlink/rosters/{site.scene['entry']}")
        tab_to(page, "main a[href$='/mediators']")
        page.keyboard.press("Enter")
        tab_to(page, "#mediators-name")
        page.keyboard.type("钱调解")
        tab_to(page, "form[action$='/mediators'] button")
        page.keyboard.press("Enter")

        page.wait_for_selector(".govuk-notification-banner--success")
        page.goto("/courtlink/roster/")
        assert "钱调解" in page.locator("main").inner_text()
        assert barriers(page) == []


def site_year(page: Page) -> str:
    """The year in which the scene was played."""
    return str(page.evaluate("new Date().getFullYear()"))


def test_a_judge_prints_a_case_without_what_is_only_for_the_screen(site: Site) -> None:
    with site.person(Role.JUDGE, size=DESKTOP) as page:
        page.goto(f"/courtlink/referrals/{site.scene['referral']}")
        page.emulate_media(media="print")

        assert page.locator("#thing").is_visible()
        assert not page.locator(".site-nav").is_visible()
        assert not page.locator(".site-actions").first.is_visible()
