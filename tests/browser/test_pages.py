# SPDX-License-Identifier: Apache-2.0
"""Every page: whole, without a barrier, in Chinese on a phone and in English on a desktop; photographed when asked."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.pages import Listed, courtlink, kit, mediation, operations, scoring
from tests.browser.site import DESKTOP, PHONE, WALL, Site, barriers, complaints, too_wide

PAGES = (*kit.PAGES, *mediation.PAGES, *scoring.PAGES, *courtlink.PAGES, *operations.PAGES)
FOLDER = os.environ.get("SCREENSHOTS")


def photograph(page: Page, name: str) -> None:
    """Keep a picture of the whole page, where `make screenshots` asks for it."""
    if FOLDER:
        folder = Path(FOLDER)
        folder.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=folder / f"{name}.png", full_page=True)


@pytest.mark.parametrize("listed", PAGES, ids=lambda listed: listed.name)
@pytest.mark.parametrize(("language", "kind"), [("zh", "phone"), ("en", "desktop")])
def test_a_page_is_whole_and_open_to_everybody(site: Site, listed: Listed, language: str, kind: str) -> None:
    size = WALL if listed.wall else {"phone": PHONE, "desktop": DESKTOP}[kind]
    with site.person(listed.role, language=language, size=size) as page:
        answer = page.goto(listed.path.format(**site.scene))

        assert answer
        assert answer.status < 500, f"{listed.path} answered {answer.status}"
        assert page.locator("html").get_attribute("lang") == {"zh": "zh-CN", "en": "en"}[language]
        assert barriers(page) == []
        assert complaints(page) == []
        assert not too_wide(page)
        photograph(page, f"{listed.name}-{kind}-{language}")
        if FOLDER and kind == "desktop":
            page.goto(f"/language/zh?next={listed.path.format(**site.scene)}")
            photograph(page, f"{listed.name}-{kind}-zh")


def test_every_page_has_a_name_of_its_own() -> None:
    names = [listed.name for listed in PAGES]

    assert len(names) == len(set(names))
