# SPDX-License-Identifier: Apache-2.0
"""Grading, the race, the contest, the roster, and a party that calls a cadre, in a real Chromium, in Chinese and English."""

import pytest
from playwright.sync_api import expect

from deploy.desks import failed_and_posted, failed_and_told
from shared.access import Role
from tests.browser.seat import Screen, Seat, side_job
from tests.browser.site import DESKTOP, PHONE, Site

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


def submit(screen: Screen) -> None:
    """Press the form's button, on a page that is whole."""
    screen.whole()
    screen.page.locator("main form button").last.click()


def find(screen: Screen, path: str, act: str) -> None:
    """From the home page by the door to the task, and on to an act that it offers."""
    screen.enter("摘星任务")
    screen.page.locator("main a[href='/scoring/tasks/all']").click()
    screen.page.locator(f"main a[href='{path}']").click()
    screen.page.locator(f"main a[href='{path}/{act}']").click()


def test_two_offices_grade_a_cadre_offers_a_plan_and_nobody_chooses_before_the_end(seat: Seat) -> None:
    path = f"/scoring/tasks/{failed_and_told(seat.site.hall, '两村为机井用水争执。')['id']}"
    with (
        seat.log_in(seat.person(Role.DIRECTOR)) as director,
        seat.log_in(seat.person(Role.PETITION_OFFICE)) as petitions,
        seat.log_in(seat.cadre) as cadre,
    ):
        find(director, path, "grading")
        expect(director.field("people")).to_have_value("2")
        director.field("people").fill("30")
        director.page.locator("[name=risk][value=red]").check()
        submit(director)
        director.done()

        find(petitions, path, "confirmation")
        petitions.page.go_back()
        expect(petitions.page.locator("main")).to_contain_text(
            {"zh": "30 人", "en": "30 people"}[seat.language]
        )
        petitions.page.go_forward()
        petitions.field("distinct_because").fill("另一口井")
        submit(petitions)
        petitions.heading("★★★★")

        find(cadre, path, "plans")
        cadre.field("plan").fill("先测水位，再排轮次")
        submit(cadre)
        expect(cadre.page.locator("main")).to_contain_text("先测水位，再排轮次")

        director.page.goto(f"{path}/choice")
        director.field("cadre_ids").check()
        director.field("reason").fill("方案可行")
        submit(director)
        director.refused()
        expect(director.field("reason")).to_have_value("方案可行")


@side_job
def test_a_secretary_suspends_a_cadre_who_then_cannot_pick_and_lets_go_on(seat: Seat) -> None:
    suspended = seat.cadre
    task = failed_and_posted(seat.site.hall, "两家为宅基地树荫争执。")
    with seat.log_in(seat.person(Role.SECRETARY)) as secretary, seat.log_in(suspended) as cadre:
        for active in ("false", "true"):
            secretary.page.goto("/")
            secretary.enter("干部名册")
            secretary.page.get_by_role("link", name=suspended.account["name"]).click()
            secretary.page.locator("main a[href$='/standing']").click()
            secretary.page.locator(f"[name=active][value={active}]").check()
            secretary.field("reason").fill("组织处理")
            submit(secretary)
            expect(secretary.page.locator("main")).to_contain_text("组织处理")
            if active == "false":
                cadre.page.goto(f"/scoring/tasks/{task}")
                why = {"zh": "您现在不能摘这个任务", "en": "You can't pick this task now"}
                expect(cadre.page.locator("main")).to_contain_text(why[seat.language])
                expect(cadre.page.locator("#picks-form")).to_have_count(0)
