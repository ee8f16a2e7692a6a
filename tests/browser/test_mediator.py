# SPDX-License-Identifier: Apache-2.0
"""A mediator's whole job on a phone, in both languages: from the login to an agreement signed with a finger."""

import re

from playwright.sync_api import Page, expect

from shared.access import Role
from tests.browser.scene import CASES
from tests.browser.seat import Screen, Seat
from tests.browser.site import PHONE, Site
from tests.browser.test_offline import MEDIATOR


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


def test_from_the_login_to_a_signed_agreement(seat: Seat) -> None:
    mediator = seat.person(Role.MEDIATOR)
    with seat.log_in(mediator) as screen:
        screen.enter("待办")
        screen.heading("待办")
        screen.link("登记一件新纠纷").click()
        screen.field("category").select_option("邻里纠纷")
        screen.field("parties-0-name").fill("赵大爷")
        screen.field("parties-1-name").fill("钱大妈")
        screen.field("facts").fill("鸡吃了菜")
        screen.press("登记")
        case = screen.page.url
        step(screen, "受理")
        for _party in range(2):
            step(screen, "登记是否愿意调解", answer="consented")
        for _party in range(2):
            step(screen, "已告知权利义务")
        screen.link("确定调解员").click()
        screen.field("account").check()
        screen.press("确定调解员")

        screen.link("登记协议").click()
        screen.page.locator("main [name=form][value=written]").check()
        screen.field("terms-0-kind").select_option("payment")
        screen.page.locator("[name=terms-0-who][value=B]").check()
        screen.page.locator("[name=terms-0-to][value=A]").check()
        screen.field("terms-0-what").fill("赔菜钱")
        screen.field("terms-0-amount").fill("50")
        screen.press("登记协议")
        screen.link("登记签字盖章").click()
        for _signer in range(3):
            draw(screen.page)
            with screen.page.expect_navigation():  # the message of the signature before looks the same
                screen.press("用这个签名")
            screen.done()
        screen.press("登记纸上的签署")

        expect(screen.page).to_have_url(case)
        expect(screen.page.get_by_text(screen.say("协议生效"))).to_be_visible()
        expect(screen.page.get_by_text(re.compile("50.00"))).not_to_have_count(0)
    stored = mediator.get(f"{CASES}/{case.rpartition('/')[2]}")
    assert stored["agreement"]["effective"]
    assert [term["amount"] for term in stored["agreement"]["terms"]] == ["50.00"]
    assert len(stored["agreement"]["acts"]) == 4


def step(screen: Screen, act: str, **chosen: str) -> None:
    """Take the next step that the case asks for, as its form is filled in already but for what is `chosen`."""
    screen.link(act).click()
    for name, value in chosen.items():
        screen.page.locator(f"main [name={name}][value={value}]").check()
    screen.press(act)
    screen.done()


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
