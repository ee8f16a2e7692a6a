# SPDX-License-Identifier: Apache-2.0
"""A villager with a phone: applies by the code on the door, comes back with the own link, and answers."""

from playwright.sync_api import expect

from shared.access import Role
from tests.browser.scene import CASES
from tests.browser.seat import Seat


def test_a_villager_applies_and_comes_back(seat: Seat) -> None:
    applicant, phone = f"赵大{'妈婶娘嫂'[seat.number - 1]}", f"1380539100{seat.number}"
    with seat.guest(seat.site.scene["door"]) as screen:
        screen.field("agreed").check()
        for name, typed in (
            ("category", "邻里纠纷"),
            ("facts", "他家的水淌到我家墙根"),
            ("name", applicant),
            ("name", "钱二"),
        ):
            screen.whole()
            screen.press("下一步")
            field = screen.field(name)
            expect(field).to_be_visible()
            if name == "category":
                field.select_option(typed)
            else:
                field.fill(typed)
            if typed == applicant:
                screen.field("phone").fill(phone)
        screen.press("下一步")
        expect(screen.page.get_by_text("他家的水淌到我家墙根")).to_be_visible()
        screen.whole()
        screen.press("交上去")

        screen.heading("以后从这里看进展")
        screen.whole()
        screen.page.locator("main a.govuk-link").first.click()
        screen.field("code").fill(phone[-4:])
        screen.press("查看")
        screen.heading("我的纠纷")
        expect(screen.page.get_by_role("heading", name=screen.say("您现在可以"))).to_be_visible()
        screen.whole()
    director = seat.person(Role.DIRECTOR)
    found = director.get(f"{CASES}/?q={applicant}")[0]["id"]
    case = director.get(f"{CASES}/{found}")
    assert (case["channel"], case["facts"]) == ("applied", "他家的水淌到我家墙根")
    assert [party["name"] for party in case["parties"]] == [applicant, "钱二"]


def test_an_elder_sees_the_case_large_and_says_when_it_cannot_come(seat: Seat) -> None:
    case, year = seat.site.scene["going"], f"{2030 + seat.number}"
    with seat.guest(f"{seat.site.scene['my']}?elder=on") as screen:
        assert "elder" in (screen.page.locator("html").get_attribute("class") or "")
        screen.field("code").fill("0001")
        screen.press("查看")
        screen.heading("我的纠纷")
        screen.whole()

        screen.page.goto(f"{seat.site.scene['my']}/away")
        screen.field("since").fill(f"{year}-01-02")
        screen.field("until").fill(f"{year}-01-01")
        screen.page.locator("main form button").last.click()
        screen.refused()
        expect(screen.field("since")).to_have_value(f"{year}-01-02")
        screen.whole()
        screen.field("until").fill(f"{year}-01-03")
        screen.page.locator("main form button").last.click()

        screen.heading("我的纠纷")
        expect(screen.page.locator("main")).to_contain_text(year)
    stored = seat.person(Role.MEDIATOR).get(f"{CASES}/{case}")
    assert f"{year}-01-03" in str(stored["unavailable"])
