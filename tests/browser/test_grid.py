# SPDX-License-Identifier: Apache-2.0
"""The grid's round in Chromium: a worker reports by phone, the township whistles, a cadre comes and replies, the centre calls back."""

import pytest
from playwright.sync_api import Page, expect

from shared.access import Role
from tests.browser.site import DESKTOP, PHONE, Site, barriers, complaints, too_wide

WORDS = {
    "zh": {
        "door": "网格事项",
        "report": "上报一件事",
        "send": "上报",
        "accept": "受理并分级",
        "ordinary": "一般",
        "whistle": "吹哨：请部门到场",
        "by": "最晚答复",
        "reply": "答复上报人",
        "close": "办结",
        "call": "登记对上报人的回访",
        "satisfied": "满意",
        "confirmed": "已确认",
    },
    "en": {
        "door": "Grid items",
        "report": "Report something",
        "send": "Report it",
        "accept": "Accept it and set its class",
        "ordinary": "Ordinary",
        "whistle": "Whistle: call a department to come",
        "by": "Reply by",
        "reply": "Reply to the reporter",
        "close": "Close it",
        "call": "Note the callback",
        "satisfied": "Satisfied",
        "confirmed": "Confirmed",
    },
}


def act(page: Page, name: str, **fields: str) -> None:
    """Take the act that the page offers, fill its form in, send it, and see that it was done."""
    page.locator(".site-actions").get_by_role("link", name=name, exact=True).click()
    for field, value in fields.items():
        page.locator(f"main [name={field}]").fill(value)
    page.locator("main form button").last.click()
    expect(page.locator(".govuk-notification-banner--success")).to_be_visible()


@pytest.mark.parametrize(("language", "size"), [("zh", PHONE), ("en", DESKTOP)])
def test_an_item_goes_from_a_workers_phone_round_to_its_confirmation(
    site: Site, language: str, size: dict[str, int]
) -> None:
    words, text = WORDS[language], f"路灯坏了，晚上有人摔倒 {language}"
    with site.person(Role.GRID_WORKER, language=language, size=size) as worker:
        worker.goto("/")
        worker.locator(".site-doors").get_by_role("link", name=words["door"]).click()
        worker.get_by_role("link", name=words["report"]).click()
        worker.locator("#new-place").select_option(index=1)
        worker.locator("#new-category").select_option("其他")
        worker.locator("#new-text").fill(text)
        worker.get_by_role("button", name=words["send"], exact=True).click()
        expect(worker.locator(".govuk-notification-banner--success")).to_be_visible()
        assert (barriers(worker), complaints(worker), too_wide(worker)) == ([], [], False)
        path = worker.url

        with site.person(Role.SECRETARY, language=language, size=size) as centre:
            centre.goto("/mediation/grid/")
            centre.get_by_text(text).first.locator("xpath=..").get_by_role("link").click()
            centre.get_by_role("link", name=words["accept"], exact=True).click()
            centre.get_by_label(words["ordinary"]).first.check()
            centre.get_by_role("button", name=words["accept"]).click()
            centre.get_by_role("link", name=words["whistle"], exact=True).click()
            centre.locator("main [name=to]").fill("兰山街道市政所")
            cadre = site.account(f"{Role.CADRE}-371302001")["id"]
            centre.locator("main [name=account]").select_option(cadre)
            centre.get_by_role("button", name=words["whistle"]).click()
            expect(centre.locator(".site-story")).to_contain_text("兰山街道市政所")

        worker.reload()
        expect(worker.locator(".site-clock")).to_contain_text(words["by"])
        with site.person(Role.CADRE, language=language, size=size) as handler:
            handler.goto("/mediation/grid/")
            handler.get_by_text(text).first.locator("xpath=..").get_by_role("link").click()
            act(handler, words["reply"], text="换好了")
            act(handler, words["close"])
        with site.person(Role.CALLBACK_CENTRE, language=language, size=size) as centre:
            centre.goto(path)
            centre.get_by_role("link", name=words["call"], exact=True).click()
            centre.get_by_label(words["satisfied"], exact=True).check()
            centre.get_by_role("button", name=words["call"]).click()
            expect(centre.get_by_role("heading", level=1)).to_contain_text(words["confirmed"])

        worker.reload()
        expect(worker.get_by_role("heading", level=1)).to_contain_text(words["confirmed"])
        expect(worker.locator(".site-story")).to_contain_text("换好了")
