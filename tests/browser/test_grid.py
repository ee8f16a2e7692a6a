# SPDX-License-Identifier: Apache-2.0
"""The grid's round in Chromium: a worker reports by phone, the township whistles, a cadre comes and replies, the centre calls back."""

from playwright.sync_api import expect

from deploy.desks import GRID
from shared.access import Role
from tests.browser.seat import Screen, Seat


def find(screen: Screen, text: str) -> None:
    """From the home page to the item with this text."""
    screen.enter("网格事项")
    screen.page.get_by_text(text).first.locator("xpath=..").get_by_role("link").click()


def act(screen: Screen, name: str, **fields: str) -> None:
    """Take the act that the page offers, fill its form in, send it, and see that it was done."""
    screen.link(name).click()
    for field, value in fields.items():
        screen.field(field).fill(value)
    screen.press(name)
    screen.done()


def test_an_item_goes_from_a_workers_phone_round_to_its_confirmation(seat: Seat) -> None:
    text, reporter = f"路灯坏了，晚上有人摔倒 {seat.number}", seat.person(Role.GRID_WORKER)
    cadre = seat.person(Role.CADRE)
    with seat.log_in(reporter) as worker:
        worker.enter("网格事项")
        worker.link("上报一件事").click()
        worker.field("place").select_option(index=1)
        worker.field("category").select_option("其他")
        worker.field("text").fill(text)
        worker.press("上报")
        worker.done()
        worker.whole()
        item = worker.page.url.rpartition("/")[2]

        with seat.log_in(seat.person(Role.SECRETARY)) as screen:
            find(screen, text)
            screen.link("受理并分级").click()
            screen.page.locator("main [name=kind][value=ordinary]").check()
            screen.press("受理并分级")
            screen.link("吹哨：请部门到场").click()
            screen.field("to").fill("兰山街道市政所")
            screen.field("account").select_option(cadre.id)
            screen.press("吹哨：请部门到场")
            expect(screen.page.locator(".site-story")).to_contain_text("兰山街道市政所")

        worker.page.reload()
        expect(worker.page.locator(".site-clock")).to_contain_text(worker.say("最晚答复"))
        with seat.log_in(cadre) as screen:
            find(screen, text)
            act(screen, "答复上报人", text="换好了")
            act(screen, "办结")
        with seat.log_in(seat.person(Role.CALLBACK_CENTRE)) as screen:
            find(screen, text)
            screen.link("登记对上报人的回访").click()
            screen.box("满意").check()
            screen.press("登记对上报人的回访")
            screen.heading("已确认")

        worker.page.reload()
        worker.heading("已确认")
        expect(worker.page.locator(".site-story")).to_contain_text("换好了")
    stored = reporter.get(f"{GRID}/{item}")
    assert (stored["state"], stored["reply"], stored["answer"]) == ("confirmed", "换好了", "satisfied")
