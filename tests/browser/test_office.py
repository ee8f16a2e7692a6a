# SPDX-License-Identifier: Apache-2.0
"""A director and a supervisor at their desks, from the login to the result, in both languages and sizes."""

import re

import pytest
from playwright.sync_api import Page, expect

from deploy.browser import Person
from shared.access import Role
from tests.browser.scene import CASES, PARTIES, TOWN
from tests.browser.site import DESKTOP, PHONE, Site, barriers, complaints, too_wide
from tests.browser.test_offline import MEDIATOR

WORDS = {
    "zh": {
        "account": "账号",
        "password": "密码",
        "log in": "登录",
        "watch": "监督",
        "assign": "确定调解员",
        "complaints": "投诉",
        "decide": "处理投诉",
        "yes": "是",
        "critic": "批评教育、责令改正",
        "sustained": "属实",
    },
    "en": {
        "account": "Account",
        "password": "Password",
        "log in": "Log in",
        "watch": "Watch",
        "assign": "Assign a mediator",
        "complaints": "Complaints",
        "decide": "Decide the complaint",
        "yes": "Yes",
        "critic": "Criticised and told to mend",
        "sustained": "Sustained",
    },
}
BOTH = pytest.mark.parametrize(("language", "size"), [("zh", PHONE), ("en", DESKTOP)])


def log_in(site: Site, page: Page, login: str, words: dict[str, str]) -> None:
    """As a person does, from the first page."""
    page.goto("/")
    page.get_by_label(words["account"]).fill(login)
    page.get_by_label(words["password"]).fill(site.account(login)["password"])
    page.get_by_role("button", name=words["log in"]).click()
    expect(page.locator(".site-doors")).to_be_visible()


def whole(page: Page) -> None:
    assert (barriers(page), complaints(page), too_wide(page)) == ([], [], False)


@BOTH
def test_a_director_finds_a_case_without_a_mediator_and_assigns_one(
    site: Site, language: str, size: dict[str, int]
) -> None:
    words, mediator = WORDS[language], Person(site.address, site.account(MEDIATOR))
    form = {"body_id": site.scene["body"], "category": "物业纠纷", "channel": "applied", "parties": PARTIES}
    case = mediator.post(f"{CASES}/", form)
    with site.person(None, language=language, size=size) as page:
        log_in(site, page, f"{Role.DIRECTOR}-{TOWN}", words)
        page.locator(".site-doors").get_by_role("link", name=words["watch"]).first.click()
        whole(page)
        page.locator(f"a[href='/mediation/cases/{case['id']}/mediators']").click()
        page.locator("main [name=account]").first.check()
        page.get_by_role("button", name=words["assign"]).click()

        expect(page).to_have_url(re.compile(f"/mediation/cases/{case['id']}$"))
        expect(page.locator(".govuk-notification-banner--success")).to_be_visible()
        whole(page)
        page.goto("/mediation/watch/")
        expect(page.locator(f"a[href*='{case['id']}/mediators']")).to_have_count(0)


@BOTH
def test_a_supervisor_decides_a_complaint(site: Site, language: str, size: dict[str, int]) -> None:
    words, mediator = WORDS[language], Person(site.address, site.account(MEDIATOR))
    blame = {
        "body_id": site.scene["body"],
        "account": mediator.id,
        "kind": "refusing",
        "text": f"推了三次 {language}",
    }
    complaint = mediator.post("/api/mediation/v1/complaints/", blame)
    with site.person(None, language=language, size=size) as page:
        log_in(site, page, f"{Role.COUNTY_SUPERVISOR}-371302", words)
        page.locator(".site-doors").get_by_role("link", name=words["complaints"]).first.click()
        page.locator(f"a[href$='{complaint['id']}']").click()
        expect(page.get_by_text(f"推了三次 {language}")).to_be_visible()
        page.get_by_role("link", name=words["decide"]).click()
        page.get_by_role("button", name=words["decide"]).click()
        expect(page.locator(".govuk-error-summary")).to_be_visible()
        whole(page)
        page.get_by_label(words["yes"], exact=True).check()
        page.locator("main [name=answer]").fill("情况属实，已经处理")
        page.get_by_label(words["critic"], exact=True).check()
        page.get_by_role("button", name=words["decide"]).click()

        expect(page.get_by_role("heading", level=1)).to_contain_text(words["sustained"])
        expect(page.get_by_text("情况属实，已经处理")).to_be_visible()
