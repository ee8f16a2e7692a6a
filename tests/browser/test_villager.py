# SPDX-License-Identifier: Apache-2.0
"""A villager with a phone: applies by the code on the door, comes back with the own link, and answers."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.site import DESKTOP, PHONE, Site, barriers, complaints, too_wide

WORDS = {
    "zh": {
        "next": "下一步",
        "send": "交上去",
        "look": "查看",
        "got": "以后从这里看进展",
        "mine": "我的纠纷",
        "can": "您现在可以",
    },
    "en": {
        "next": "Next",
        "send": "Hand it in",
        "look": "Show",
        "got": "See how it goes here",
        "mine": "My dispute",
        "can": "What you can do now",
    },
}


def whole(page: Page) -> None:
    """The page has no barrier, fits the phone, and its scripts do not complain."""
    assert barriers(page) == []
    assert complaints(page) == []
    assert not too_wide(page)


@pytest.mark.parametrize(("language", "size"), [("zh", PHONE), ("en", DESKTOP)])
def test_a_villager_applies_and_comes_back(site: Site, language: str, size: dict[str, int]) -> None:
    words = WORDS[language]
    phone = {"zh": "13805391001", "en": "13805391002"}[language]
    with site.person(None, language=language, size=size) as page:
        page.goto(site.scene["door"])
        page.locator("input[name=agreed]").check()
        for name, typed in (
            ("category", "邻里纠纷"),
            ("facts", "他家的水淌到我家墙根"),
            ("name", "赵大妈"),
            ("name", "钱二"),
        ):
            whole(page)
            page.locator("main button").click()
            field = page.locator(f"[name={name}]")
            expect(field).to_be_visible()
            if name == "category":
                field.select_option(typed)
            else:
                field.fill(typed)
            if typed == "赵大妈":
                page.locator("[name=phone]").fill(phone)
        page.locator("main button").click()
        expect(page.get_by_text("他家的水淌到我家墙根")).to_be_visible()
        whole(page)
        page.get_by_role("button", name=words["send"]).click()

        expect(page.get_by_role("heading", name=words["got"])).to_be_visible()
        whole(page)
        page.locator("main a.govuk-link").first.click()
        page.locator("[name=code]").fill(phone[-4:])
        page.locator("main button").click()
        expect(page.get_by_role("heading", name=words["mine"])).to_be_visible()
        expect(page.get_by_role("heading", name=words["can"])).to_be_visible()
        whole(page)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_an_elder_sees_the_case_large_and_says_when_it_cannot_come(site: Site, language: str) -> None:
    with site.person(None, language=language) as page:
        page.goto(f"/elder/on?next={site.scene['my']}")
        assert "elder" in (page.locator("html").get_attribute("class") or "")
        page.locator("[name=code]").fill("0001")
        page.locator("main button").click()
        expect(page.get_by_role("heading", name=WORDS[language]["mine"])).to_be_visible()
        whole(page)

        page.goto(f"{site.scene['my']}/away")
        page.locator("[name=since]").fill("2031-01-02")
        page.locator("[name=until]").fill("2031-01-01")
        page.locator("main button").click()
        assert page.locator("[name=since]").input_value() == "2031-01-02"
        whole(page)
        page.locator("[name=until]").fill("2031-01-03")
        page.locator("main button").click()

        expect(page.get_by_role("heading", name=WORDS[language]["mine"])).to_be_visible()
        assert "2031" in page.locator("main").inner_text()
