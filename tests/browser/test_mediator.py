# SPDX-License-Identifier: Apache-2.0
"""A mediator's whole job on a phone, in both languages: from the login to an agreement signed with a finger."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.site import DESKTOP, PHONE, Site
from tests.browser.test_offline import MEDIATOR

WORDS = {
    "zh": {
        "account": "账号",
        "password": "密码",
        "log in": "登录",
        "desk": "待办",
        "new": "登记一件新纠纷",
        "enter": "登记",
        "accept": "受理",
        "consent": "登记是否愿意调解",
        "notice": "已告知权利义务",
        "assign": "确定调解员",
        "agreement": "登记协议",
        "sign": "登记签字盖章",
        "use": "用这个签名",
        "stamp": "登记纸上的签署",
        "effective": "协议生效",
    },
    "en": {
        "account": "Account",
        "password": "Password",
        "log in": "Log in",
        "desk": "To do",
        "new": "Enter a new dispute",
        "enter": "Enter it",
        "accept": "Accept the dispute",
        "consent": "Note whether a party wants mediation",
        "notice": "Told its rights",
        "assign": "Assign a mediator",
        "agreement": "Record the agreement",
        "sign": "Note a signature or seal",
        "use": "Use this signature",
        "stamp": "Note the signature on paper",
        "effective": "Agreement in effect",
    },
}


def draw(page: Page) -> None:
    """Sign with a finger."""
    pad = page.locator("canvas").first
    pad.scroll_into_view_if_needed()
    box = pad.bounding_box()
    assert box
    x, y = box["x"] + 40, box["y"] + 40
    page.mouse.move(x, y)
    page.mouse.down()
    for step in range(1, 8):
        page.mouse.move(x + 20 * step, y + 8 * (step % 3))
    page.mouse.up()


@pytest.mark.parametrize(("language", "size"), [("zh", PHONE), ("en", DESKTOP)])
def test_from_the_login_to_a_signed_agreement(site: Site, language: str, size: dict[str, int]) -> None:
    words = WORDS[language]
    with site.person(None, language=language, size=size) as page:
        page.goto("/mediation/desk/")
        page.goto("/login?next=/mediation/desk/")
        page.get_by_label(words["account"]).fill(MEDIATOR)
        page.get_by_label(words["password"]).fill(site.account(MEDIATOR)["password"])
        page.get_by_role("button", name=words["log in"]).click()
        expect(page.get_by_role("heading", name=words["desk"])).to_be_visible()

        page.get_by_role("link", name=words["new"]).click()
        page.locator("#new-category").select_option("邻里纠纷")
        page.locator("#new-parties-0-name").fill("赵大爷")
        page.locator("#new-parties-1-name").fill("钱大妈")
        page.locator("#new-facts").fill("鸡吃了菜")
        page.get_by_role("button", name=words["enter"], exact=True).click()
        case = page.url
        press(page, words["accept"])
        for _party in range(2):
            press(page, words["consent"])
        for _party in range(2):
            press(page, words["notice"])
        page.get_by_role("link", name=words["assign"]).first.click()
        page.locator("[name=account]").first.check()
        page.get_by_role("button", name=words["assign"]).click()

        page.get_by_role("link", name=words["agreement"]).first.click()
        page.locator("#agreement-form").select_option("written")
        page.locator("#agreement-terms-0-kind").select_option("payment")
        page.locator("[name=terms-0-who][value=B]").check()
        page.locator("[name=terms-0-to][value=A]").check()
        page.locator("#agreement-terms-0-what").fill("赔菜钱")
        page.locator("#agreement-terms-0-amount").fill("50")
        page.get_by_role("button", name=words["agreement"]).click()
        page.get_by_role("link", name=words["sign"]).first.click()
        for _signer in range(3):
            draw(page)
            with page.expect_navigation():  # the message of the signature before looks the same
                page.get_by_role("button", name=words["use"]).first.click()
            expect(page.locator(".govuk-notification-banner--success")).to_be_visible()
        page.get_by_role("button", name=words["stamp"]).click()

        expect(page).to_have_url(case)
        expect(page.get_by_text(words["effective"])).to_be_visible()
        expect(page.get_by_text(re.compile("50.00"))).not_to_have_count(0)


def press(page: Page, act: str) -> None:
    """Take the next step that the case asks for, as its form is filled in already."""
    page.get_by_role("link", name=act).first.click()
    page.get_by_role("button", name=act).click()
    expect(page.locator(".govuk-notification-banner--success")).to_be_visible()


def test_the_way_through_a_form_needs_no_mouse(site: Site) -> None:
    with site.person(None, size=PHONE) as page:
        page.goto("/login")
        page.keyboard.press("Tab")
        expect(page.locator(".govuk-skip-link")).to_be_focused()
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        expect(page.get_by_label("账号")).to_be_focused()
        page.keyboard.type("nobody")
        page.keyboard.press("Tab")
        page.keyboard.type("wrong")
        page.keyboard.press("Enter")

        expect(page.locator(".govuk-error-summary")).to_be_focused()
        expect(page.get_by_label("账号")).to_have_value("nobody")


def test_a_page_works_without_scripts(site: Site) -> None:
    with site.person(None, size=PHONE, java_script_enabled=False) as page:
        page.goto("/login")
        page.get_by_label("账号").fill(MEDIATOR)
        page.get_by_label("密码").fill(site.account(MEDIATOR)["password"])
        page.get_by_role("button", name="登录").click()
        page.goto("/mediation/cases/new")
        page.get_by_role("button", name=re.compile("再加一项")).click()

        expect(page.locator("[name=parties-2-name]")).to_be_visible()
