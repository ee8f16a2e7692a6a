# SPDX-License-Identifier: Apache-2.0
"""Grading, the race, the contest, the roster, and a party that calls a cadre, in a real Chromium, in Chinese and English."""

import pytest
from playwright.sync_api import Page, expect

from shared.access import Role
from tests.browser.site import DESKTOP, PHONE, Site, barriers, complaints, too_wide

BOTH = pytest.mark.parametrize(("language", "size"), [("zh", PHONE), ("en", DESKTOP)])
CADRE = f"{Role.CADRE}-371302001"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_of_two_cadres_who_press_at_once_one_has_it_and_the_other_reads_who(
    site: Site, language: str
) -> None:
    path = f"/scoring/tasks/{site.scene[f'raced-{language}']}"
    button = {"zh": "摘星", "en": "Pick the star"}[language]
    with (
        site.person(Role.CADRE, language=language, size=PHONE, login=f"{CADRE}-2") as one,
        site.person(Role.CADRE, language=language, size=DESKTOP, login=f"{CADRE}-3") as other,
    ):
        for page in (one, other):
            page.goto(path)
        for page in (one, other):
            page.get_by_role("button", name=button, exact=True).click(no_wait_after=True)
        for page in (one, other):
            page.wait_for_load_state()

        texts = [page.locator("main").inner_text() for page in (one, other)]
        said = {"zh": "摘走", "en": "Already taken by"}[language]
        assert [said in text for text in texts].count(True) == 1
        one.goto("/scoring/tasks/mine")
        other.goto("/scoring/tasks/mine")
        held = [page.locator(f'a[href="{path}"]').count() for page in (one, other)]
        assert sorted(held) == [0, 1]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_party_sees_on_its_phone_whom_it_may_call_and_no_star(site: Site, language: str) -> None:
    with site.person(None, language=language, size=PHONE) as page:
        page.goto(f"/scoring/calls/{site.scene['voucher']}")

        text = page.locator("main").inner_text()
        assert page.get_by_role("button").filter(has_text={"zh": "来办", "en": "Ask "}[language]).count() >= 3
        assert "★" not in text
        assert {"zh": "不是投票", "en": "no vote"}[language] in text


def submit(page: Page) -> None:
    """Press the form's button, on a page that is whole."""
    assert (barriers(page), complaints(page), too_wide(page)) == ([], [], False)
    page.locator("main form button").last.click()


def find(page: Page, path: str, act: str) -> None:
    """From the home page by the door to the task, and on to an act that it offers."""
    page.goto("/")
    page.locator(".site-doors a[href='/scoring/tasks']").click()
    page.locator(f"main a[href='{path}']").click()
    page.locator(f"main a[href='{path}/{act}']").click()


@BOTH
def test_two_offices_grade_a_cadre_offers_a_plan_and_nobody_chooses_before_the_end(
    site: Site, language: str, size: dict[str, int]
) -> None:
    path = f"/scoring/tasks/{site.scene[f'ungraded-{language}']}"
    with (
        site.person(Role.DIRECTOR, language=language, size=size) as director,
        site.person(Role.PETITION_OFFICE, language=language, size=size) as petitions,
        site.person(Role.CADRE, language=language, size=size, login=f"{CADRE}-2") as cadre,
    ):
        find(director, path, "grading")
        expect(director.locator("[name=people]")).to_have_value("2")
        director.locator("[name=people]").fill("30")
        director.locator("[name=risk][value=red]").check()
        submit(director)
        expect(director.locator(".govuk-notification-banner--success")).to_be_visible()

        find(petitions, path, "confirmation")
        petitions.go_back()
        expect(petitions.locator("main")).to_contain_text({"zh": "30 人", "en": "30 people"}[language])
        petitions.go_forward()
        petitions.locator("[name=distinct_because]").fill("另一口井")
        submit(petitions)
        expect(petitions.locator("h1")).to_contain_text("★★★★")

        find(cadre, path, "plans")
        cadre.locator("[name=plan]").fill("先测水位，再排轮次")
        submit(cadre)
        expect(cadre.locator("main")).to_contain_text("先测水位，再排轮次")

        director.goto(f"{path}/choice")
        director.locator("[name=cadre_ids]").check()
        director.locator("[name=reason]").fill("方案可行")
        submit(director)
        expect(director.locator(".govuk-error-summary")).to_be_visible()
        expect(director.locator("[name=reason]")).to_have_value("方案可行")


@BOTH
def test_a_secretary_suspends_a_cadre_who_then_cannot_pick_and_lets_go_on(
    site: Site, language: str, size: dict[str, int]
) -> None:
    name = site.account(f"{CADRE}-3")["name"]
    task = f"/scoring/tasks/{site.scene['posted']}"
    with (
        site.person(Role.SECRETARY, language=language, size=size) as secretary,
        site.person(Role.CADRE, language=language, size=size, login=f"{CADRE}-3") as cadre,
    ):
        for active in ("false", "true"):
            secretary.goto("/")
            secretary.locator(".site-doors a[href='/scoring/cadres']").click()
            secretary.get_by_role("link", name=name).click()
            secretary.locator("main a[href$='/standing']").click()
            secretary.locator(f"[name=active][value={active}]").check()
            secretary.locator("[name=reason]").fill("组织处理")
            submit(secretary)
            expect(secretary.locator("main")).to_contain_text("组织处理")
            if active == "false":
                cadre.goto(task)
                submit(cadre)
                expect(cadre.locator(".govuk-error-summary")).to_be_visible()
