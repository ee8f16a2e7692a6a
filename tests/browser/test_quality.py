# SPDX-License-Identifier: Apache-2.0
"""What holds for every page, shown where it matters most: without scripts, with mistakes, in another language, while it takes long."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from deploy.desks import TASKS, accepted, failed_and_posted
from shared import clock
from shared.access import Role
from shared.calendar import local_date
from tests.browser.scene import CASES
from tests.browser.seat import Screen, Seat, side_job
from tests.browser.site import Site
from tests.mediation.test_ledgers import GOOD, register


@pytest.fixture
def plain(site: Site, request: pytest.FixtureRequest) -> Iterator[Page]:
    """The phone of somebody with the role named by the test, whose browser runs no script."""
    with site.person(request.param, java_script_enabled=False) as page:
        yield page


@pytest.mark.parametrize("plain", [Role.MEDIATOR], indirect=True)
def test_without_scripts_a_mediator_is_led_from_the_log_to_a_form_that_stores_the_session(
    site: Site, plain: Page
) -> None:
    case = accepted(site.hall, "没有脚本也要能登记").id
    plain.goto("/mediation/log/")
    plain.get_by_role("link", name="纠纷", exact=True).last.click()
    plain.locator(f"main a[href='/mediation/cases/{case}']").click()
    plain.get_by_role("link", name="登记一次调解", exact=True).first.click()
    plain.locator(f"main a[href='/mediation/cases/{case}/sessions']").first.click()
    plain.locator("main [name=mode]").first.select_option("joint")
    plain.locator("main [name=result][value=open]").check()
    plain.locator("main [name=record]").fill("双方都来了")
    plain.locator("main form button").last.click()

    expect(plain.locator(".govuk-notification-banner--success")).to_be_visible()
    sessions = site.hall.person(Role.MEDIATOR, "371302001").get(f"{CASES}/{case}")["sessions"]
    assert [session["record"] for session in sessions] == ["双方都来了"]


@pytest.mark.parametrize("plain", [Role.CADRE], indirect=True)
def test_without_scripts_a_cadre_picks_a_star(site: Site, plain: Page) -> None:
    task, cadre = failed_and_posted(site.hall, "两家为宅基地采光争执。"), site.hall.cadres("371302001")[0]
    plain.goto("/scoring/tasks")
    plain.locator(f"main a[href='/scoring/tasks/{task}']").click()
    plain.get_by_role("button", name="摘星", exact=True).click()

    expect(plain.locator(".govuk-notification-banner--success")).to_be_visible()
    seen = cadre.get(f"{TASKS}/{task}")
    assert seen["holder"]["cadre_id"] == cadre.id
    cadre.post(f"{TASKS}/{task}/hand-back", {"reason": "给别人留着"}, seen["version"])


@pytest.mark.parametrize("plain", [Role.DIRECTOR], indirect=True)
def test_a_long_import_shows_how_far_it_is_and_goes_on_without_scripts(plain: Page, tmp_path: Path) -> None:
    today, file = local_date(clock.now()), tmp_path / "长台账.xlsx"
    rows = [
        [number, "邻里", f"长{number}", f"{today:%Y.%m.%d}", "兰山街道", None, *GOOD[6:]]
        for number in range(1, 1101)
    ]
    file.write_bytes(register(*rows, title=f"兰山区人民调解工作台账（{today.year}年度）"))
    plain.goto("/mediation/ledgers/")
    plain.set_input_files("input[type=file]", file)
    plain.get_by_role("button", name="上传并核对").click()
    plain.get_by_role("button", name="正式导入 1100 行").click()

    expect(plain.get_by_role("progressbar", name="已导入")).to_have_attribute("value", "1000")
    expect(plain.locator(".site-progress")).to_contain_text("1000 / 1100")
    plain.get_by_role("button", name="继续导入").click()
    expect(plain.get_by_role("heading", level=1)).to_have_text("台账已经导入")


def typed(screen: Screen) -> list[object]:
    """What stands in the form of an agreement."""
    texts = [screen.field(name).input_value() for name in ("form", "terms-0-kind", "terms-0-what")]
    ticked = screen.page.locator("main input:checked")
    return [
        *texts,
        screen.field("terms-0-amount").input_value(),
        [(one.get_attribute("name"), one.get_attribute("value")) for one in ticked.all()],
    ]


@side_job
def test_a_mistake_is_told_at_its_field_and_keeps_every_text_and_choice(seat: Seat) -> None:
    case = seat.site.scene["going"]
    with seat.log_in(seat.person(Role.MEDIATOR)) as screen:
        screen.page.goto(f"/mediation/cases/{case}/agreement")
        screen.page.locator("main [name=form][value=written]").check()
        screen.field("terms-0-kind").select_option("payment")
        screen.page.locator("[name=terms-0-who][value=B]").check()
        screen.page.locator("[name=terms-0-to][value=A]").check()
        screen.field("terms-0-what").fill("赔墙裂的钱")
        screen.field("terms-0-amount").fill("五百")
        before = typed(screen)
        screen.press("登记协议")

        screen.refused()
        assert typed(screen) == before
        amount = screen.field("terms-0-amount")
        expect(amount).to_have_attribute("aria-invalid", "true")
        told = str(amount.get_attribute("aria-describedby")).split()[-1]
        expect(screen.page.locator(f"[id='{told}']")).to_be_visible()
        screen.page.locator(f".govuk-error-summary a[href='#{amount.get_attribute('id')}']").click()
        expect(amount).to_be_focused()
        screen.whole()


@side_job
def test_the_language_is_switched_where_one_stands(seat: Seat) -> None:
    other = {"zh": "English", "en": "中文"}[seat.language]
    lang = {"zh": "en", "en": "zh-CN"}[seat.language]
    case = seat.site.scene["going"]
    with seat.log_in(seat.person(Role.MEDIATOR)) as screen:
        for path in ("/mediation/cases/?q=%E6%9D%8E%E5%BB%BA", f"/mediation/cases/{case}"):
            screen.page.goto(path)
            screen.page.locator(".site-tools").get_by_role("link", name=other, exact=True).click()

            expect(screen.page).to_have_url(seat.site.address + path)
            expect(screen.page.locator("html")).to_have_attribute("lang", lang)
            screen.page.goto(f"/login?lang={seat.language}")


@side_job
def test_the_language_is_switched_on_a_form_that_came_back(seat: Seat) -> None:
    path = f"/mediation/cases/{seat.site.scene['going']}/agreement"
    with seat.log_in(seat.person(Role.MEDIATOR)) as screen:
        screen.page.goto(path)
        screen.field("terms-0-what").fill("赔墙裂的钱")
        there, complaints = Screen(screen.page, {"zh": "en", "en": "zh"}[seat.language]), 0
        for reads in (there, screen):
            name = {"zh": "中文", "en": "English"}[reads.language]
            screen.page.locator(".site-tools").get_by_role("button", name=name, exact=True).click()

            expect(screen.page.locator("html")).to_have_attribute("lang", re.compile(reads.language))
            expect(screen.field("terms-0-what")).to_have_value("赔墙裂的钱")
            expect(screen.page.locator(".govuk-error-summary")).to_have_count(complaints)
            reads.press("登记协议")
            reads.refused()
            complaints = 1
