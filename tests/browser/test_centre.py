# SPDX-License-Identifier: Apache-2.0
"""The callback centre's job from the login to the result: calls each party by the fixed script, and what they say is counted."""

import re

from playwright.sync_api import expect

from deploy.browser import Person, there, wait_for
from deploy.desks import CASES, TASKS, failed_and_posted, sign
from deploy.replay.driver import File
from deploy.town_hall import TownHall
from services.scoring.tasks.wording import SCRIPT
from shared.access import Role
from tests.browser.scene import TOWN
from tests.browser.seat import Seat


def settled(hall: TownHall, cadre: Person) -> str:
    """A dispute that the cadre took and whose parties agreed, so that they are to be called; gives the task's id."""
    task, mediator = failed_and_posted(hall, "两家为宅基地滴水争执。"), hall.person(Role.MEDIATOR, TOWN)
    cadre.post(f"{TASKS}/{task}/picks", {"ties": []})

    def successor() -> str | None:
        rows = mediator.get(f"{CASES}/?limit=100")
        return next((row["id"] for row in rows if row.get("predecessor_id") == task), None)

    file = File(mediator, mediator.get(f"{CASES}/{wait_for(successor, 'the case taken up again')}"))
    file.act("accept")
    file.begin()
    sign(file)
    centre = hall.person(Role.CALLBACK_CENTRE, "371302")

    def known() -> bool | None:
        found = there(centre, f"{TASKS}/{task}")
        return True if found and found["state"] == "provisional" else None

    wait_for(known, "the agreement's arrival")
    return task


def test_the_centre_calls_both_parties_by_the_script_and_the_settlement_is_verified(seat: Seat) -> None:
    task, centre = settled(seat.site.hall, seat.cadre), seat.person(Role.CALLBACK_CENTRE)
    with seat.log_in(centre) as screen:
        screen.enter("摘星任务")
        screen.link("待回访").click()
        screen.page.locator(f"main a[href*='/scoring/tasks/{task}']").click()
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
