# SPDX-License-Identifier: Apache-2.0
"""An operator's job from login to result: what is red, why, and the button that mends it."""

import itertools
import re

from playwright.sync_api import expect

from deploy.desks import NAMES
from shared.access import Role
from tests.browser.seat import Seat
from tests.browser.site import DESKTOP, PHONE, Site


def test_an_operator_finds_what_was_not_handled_and_deals_with_it_by_a_reason(seat: Seat) -> None:
    act, why = "重新投递" if seat.is_wide else "暂缓", f"等待升级 {seat.number}"
    message, operator = seat.site.scene[f"dead-{seat.number}"], seat.person(Role.OPERATOR)
    with seat.log_in(operator) as screen:
        screen.enter("运维")
        screen.whole()
        screen.page.locator(f"a[href$='/dead/courtlink/{message}']").click()
        screen.link(act).click()
        screen.box("理由").fill(why)
        screen.page.keyboard.press("Enter")
        expect(screen.page.get_by_text(why).first).to_be_visible()
        expect(screen.page.get_by_text(screen.say("下达过的操作")).first).to_be_visible()
    assert why in str(operator.get("/api/courtlink/v1/operations/"))


def test_an_operator_reads_why_a_court_lacks_something_and_sees_no_word_of_the_case(site: Site) -> None:
    with site.person(Role.OPERATOR, size=DESKTOP) as page:
        page.goto("/courtlink/operations/courts/")
        expect(page.get_by_text("临沂市兰山区人民法院还没有收到").first).to_be_visible()
        expect(page.get_by_text("连不上法院系统").first).to_be_visible()
        expect(page.get_by_text("签名不正确").first).to_be_visible()
        for path in (
            "/courtlink/operations/courts/",
            "/courtlink/operations/",
            "/courtlink/operations/books",
        ):
            page.goto(path)
            assert not re.search("|".join([*itertools.chain(*NAMES), "借款"]), page.content())


def test_an_account_is_opened_and_its_password_works_at_once(site: Site) -> None:
    with site.person(Role.OPERATOR, size=DESKTOP) as page:
        page.goto("/courtlink/operations/accounts")
        page.get_by_role("link", name="开设账号").click()
        page.get_by_label("登录名").fill("new.mediator")
        page.get_by_label("姓名").fill("赵新")
        page.get_by_label("岗位").select_option("mediator")
        page.get_by_label("地方或法院").fill("兰山街道")
        page.get_by_role("button", name="开设账号").click()
        told = page.get_by_text("只显示这一次").first.inner_text()
        password = re.search(r"[a-z2-9]{4}(?:-[a-z2-9]{4}){3}", told)
        assert password
    with site.person(None, size=PHONE) as page:
        page.goto("/login")
        page.locator("input[name=login]").fill("new.mediator")
        page.locator("input[name=password]").fill(password[0])
        page.keyboard.press("Enter")
        expect(page.get_by_text("赵新").first).to_be_visible()
