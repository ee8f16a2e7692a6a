# SPDX-License-Identifier: Apache-2.0
"""A cadre's job from the login to the result: reads the board, picks a star, meets both parties, asks for more days."""

import re

from playwright.sync_api import expect

from deploy.desks import TASKS, failed_and_posted
from tests.browser.seat import Seat


def test_a_cadre_picks_a_star_meets_the_parties_and_asks_for_more_days(seat: Seat) -> None:
    task = failed_and_posted(seat.site.hall, "两家为宅基地排水争执。")
    cadre = seat.cadre
    with seat.log_in(cadre) as screen:
        screen.enter("摘星任务")
        screen.whole()
        screen.page.locator(f"main a[href='/scoring/tasks/{task}']").click()
        screen.press("摘星")
        screen.done()

        screen.link("看当事人的姓名和电话").click()
        screen.whole()
        screen.press("看完整的电话和地址")
        expect(screen.page.locator("main")).to_contain_text(re.compile(r"138\d{8}"))
        screen.link("回到任务，登记见面").click()
        for party in "AB":
            screen.link("登记首次见面").click()
            screen.box(party).check()
            screen.box("上门").check()
            screen.press("登记首次见面")
            screen.done()
        screen.link("申请延期").click()
        screen.field("days").fill("3")
        screen.press("申请延期")
        screen.refused()
        expect(screen.field("days")).to_have_value("3")
        screen.field("reason").fill("要等测绘结果")
        screen.press("申请延期")
        screen.done()
        screen.page.goto("/scoring/tasks/mine")
        expect(screen.page.locator(f"main a[href='/scoring/tasks/{task}']")).to_be_visible()
        screen.whole()
    stored = cadre.get(f"{TASKS}/{task}")
    assert (stored["state"], stored["holder"]["cadre_id"]) == ("working", cadre.id)
    assert stored["holder"]["extension"]["days"] == 3
