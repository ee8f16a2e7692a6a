# SPDX-License-Identifier: Apache-2.0
"""The callback centre's job from the login to the result: calls each party by the fixed script, and what they say is counted."""

import re

from playwright.sync_api import expect

from deploy.desks import TASKS
from services.scoring.tasks.wording import SCRIPT
from shared.access import Role
from tests.browser.scene import settled
from tests.browser.seat import Seat


def test_the_centre_calls_both_parties_by_the_script_and_the_settlement_is_verified(seat: Seat) -> None:
    task, centre = settled(seat.site.hall, seat.cadre), seat.person(Role.CALLBACK_CENTRE)
    with seat.log_in(centre) as screen:
        screen.enter("摘星任务")
        screen.link("待回访").click()
        screen.page.locator(f"main a[href*='/scoring/tasks/{task}']").click()
        screen.link("看双方的姓名和电话").click()
        screen.whole()
        screen.press("看完整的电话和地址")
        expect(screen.page.locator("main")).to_contain_text(re.compile(r"138\d{8}"))
        screen.link("回到回访稿，登记结果").click()
        lines = screen.page.locator("main ol").first.get_by_role("listitem")
        assert lines.all_inner_texts() == [screen.say(line) for line in SCRIPT]
        screen.whole()
        screen.box("A").check()
        screen.box("满意").check()
        screen.press("登记回访")
        screen.refused()
        expect(screen.box("A")).to_be_checked()
        expect(screen.box("满意")).to_be_checked()
        screen.box("是").check()
        screen.press("登记回访")
        screen.done()
        expect(screen.page).to_have_url(re.compile("/script$"))
        for label in ("B", "基本满意", "是"):
            screen.box(label).check()
        screen.press("登记回访")
        screen.done()
        expect(screen.page.get_by_text(screen.say("这个纠纷现在不用回访。"))).to_be_visible()
        screen.page.goto("/scoring/tasks/callbacks")
        expect(screen.page.locator(f"main a[href*='{task}']")).to_have_count(0)
    verified = centre.get(f"{TASKS}/{task}")
    assert verified["callbacks_open"] == 0
    assert {one["party"]: one["result"] for one in verified["callbacks"]} == {
        "A": "satisfied",
        "B": "basically",
    }
