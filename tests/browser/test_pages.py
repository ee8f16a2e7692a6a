# SPDX-License-Identifier: Apache-2.0
"""Every page: whole, without a barrier, in Chinese on a phone and in English on a desktop; photographed when asked."""

import contextlib
import os
import re
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, Response, expect
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

from deploy.topology import SERVICES
from shared import mongo
from shared.settings import KitSettings
from shared.web.app import create_app
from tests.browser.pages import Listed, courtlink, kit, mediation, operations, scoring
from tests.browser.site import DESKTOP, PHONE, WALL, Site, barriers, chinese_marks, complaints, too_wide

PAGES = (*kit.PAGES, *mediation.PAGES, *scoring.PAGES, *courtlink.PAGES, *operations.PAGES)
FOLDER = os.environ.get("SCREENSHOTS")


def photograph(page: Page, name: str) -> None:
    """Keep a picture of the whole page, where `make screenshots` asks for it."""
    if FOLDER:
        folder = Path(FOLDER)
        folder.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=folder / f"{name}.png", full_page=True)


def address(site: Site, listed: Listed) -> str:
    """The path of the page in this scene."""
    return listed.path.format(**site.scene)


def looked_at(site: Site, listed: Listed, **how: Any) -> AbstractContextManager[Page]:
    """The window of who opens this page; a guest's is fresh, as a link that was opened leaves a cookie in it."""
    return site.same_person(listed.role, **how) if listed.role else site.person(None, **how)


def opened(site: Site, page: Page, listed: Listed) -> Response:
    """Go to the page; a party's own link is opened first by the last digits of its phone."""
    path = address(site, listed)
    if listed.code:
        page.goto("/".join(path.split("/")[:4]))
        page.locator("[name=code]").fill(listed.code)
        page.locator("main button").click()
        page.wait_for_selector("main h1 .govuk-tag")
    answer = page.goto(path)
    assert answer
    assert answer.status < 500, f"{path} answered {answer.status}"
    return answer


def whole(page: Page) -> None:
    """No barrier, no complaint of a script, nothing that must be moved sideways to be read."""
    assert barriers(page) == []
    assert complaints(page) == []
    assert not too_wide(page)


def prints(page: Page) -> None:
    """On paper stands what the page is about, without what is only for the screen."""
    page.emulate_media(media="print")
    assert page.locator("main").first.inner_text().strip()
    for one in page.locator(".site-nav, .site-tools, .site-actions, .govuk-back-link").all():
        assert not one.is_visible()
    page.emulate_media(media="screen")


@pytest.mark.parametrize("listed", PAGES, ids=lambda listed: listed.name)
@pytest.mark.parametrize(("language", "kind"), [("zh", "phone"), ("en", "desktop")])
def test_a_page_is_whole_and_open_to_everybody(site: Site, listed: Listed, language: str, kind: str) -> None:
    size = WALL if listed.wall else {"phone": PHONE, "desktop": DESKTOP}[kind]
    with looked_at(site, listed, language=language, size=size) as page:
        opened(site, page, listed)

        assert page.locator("html").get_attribute("lang") == {"zh": "zh-CN", "en": "en"}[language]
        assert language == "zh" or chinese_marks(page) == []
        whole(page)
        photograph(page, f"{listed.name}-{kind}-{language}")
        prints(page)
    if FOLDER and kind == "desktop":
        with looked_at(site, listed, size=size) as page:
            opened(site, page, listed)
            photograph(page, f"{listed.name}-{kind}-zh")


FIRST = [
    one
    for one in PAGES
    if one.name in ("login", "desk", "case-going", "log", "grid", "my-code", "board", "apply")
]


@pytest.mark.parametrize("listed", FIRST, ids=lambda listed: listed.name)
def test_the_first_page_on_a_phone_is_less_than_60_kilobytes_on_the_wire(site: Site, listed: Listed) -> None:
    with site.person(listed.role) as page:
        wire = page.context.new_cdp_session(page)
        wire.send("Network.enable")
        sizes = list[float]()
        wire.on("Network.loadingFinished", lambda done: sizes.append(done["encodedDataLength"]))
        page.goto(address(site, listed))
        page.wait_for_load_state("networkidle")

        assert len(sizes) >= 3
        assert sum(sizes) < 60_000


@pytest.mark.parametrize("listed", [one for one in PAGES if one.tour], ids=lambda listed: listed.name)
def test_every_form_that_a_page_offers_is_whole(site: Site, listed: Listed) -> None:
    with looked_at(site, listed) as page:
        opened(site, page, listed)
        here = urlsplit(page.url).path.rstrip("/")
        links = page.locator("main .site-actions a, main .site-next a, main .site-more a")
        paths = [str(link.get_attribute("href")) for link in links.all()]
        forms = sorted({path for path in paths if path.startswith(f"{here.removesuffix('/court')}/")})
        assert forms

        for path in forms:
            answer = page.goto(path)
            assert answer
            assert (answer.status, urlsplit(page.url).path) == (200, path)
            expect(page.locator("main form button").last).to_be_visible()
            whole(page)
            photograph(page, f"{listed.name}-{path.removeprefix(here).strip('/').replace('/', '-')}-phone-zh")


NOT_LISTED = {  # GET routes that are no page to look at, or are looked at by a test of their own
    "health.livez": "for programs",
    "health.readyz": "for programs",
    "health.version": "for programs",
    "health.metrics": "for programs",
    "identity.choose_look": "leads back",
    "identity.log_in_by_oidc": "leads to the identity provider",
    "identity.oidc_callback": "leads on",
    "pocket_pages.cases": "for a script",
    "pocket_pages.service_worker": "a script",
    "link_pages.call_a_cadre": "leads to the star board",
    "scoring_tasks.list_first": "leads on",
    "sample_pages.folder": "a PDF",
    "ledger_pages.refused_rows": "a workbook",
    "ledger_pages.show_upload": "tests/browser/test_ledgers.py",
    "reaching.holder_page": "tests/browser/test_cadre.py",
    "applying.check": "tests/browser/test_villager.py",
    "scoring_events.ring": "server-sent events",
}


def test_every_page_is_in_a_list_or_has_a_reason_not_to_be() -> None:
    left = []
    for service in SERVICES:
        app = create_app(service, KitSettings.read())
        mongo.disconnect([service.name, "identity"])
        found = app.url_map.bind("localhost")
        listed = set()
        for page in PAGES:
            path = urlsplit(
                re.sub(
                    r"\{(\w+)\}",
                    r"\1",
                    page.path.replace("{my}", "/mediation/my/t").replace("{agreed_my}", "/mediation/my/t"),
                )
            ).path
            with contextlib.suppress(HTTPException, RequestRedirect):
                listed.add(found.match(path)[0])
        for rule in app.url_map.iter_rules():
            own = rule.rule.split("/")[1] in (service.name, "login", "problems", "")
            form = rule.endpoint.rpartition(".")[2].startswith(
                "open_"
            )  # one template, and the tour opens what is offered
            desk = (
                rule.endpoint.startswith(("operations_pages", "account_pages"))
                and service.name != "courtlink"
            )
            if "GET" in (rule.methods or ()) and own and not form and not desk:
                left.append(rule.endpoint)
        left = [one for one in left if one not in listed and one not in NOT_LISTED]

    assert sorted(set(left)) == []


def test_every_page_has_a_name_of_its_own() -> None:
    names = [listed.name for listed in PAGES]

    assert len(names) == len(set(names))
