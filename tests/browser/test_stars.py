# SPDX-License-Identifier: Apache-2.0
"""Two cadres who press at once, and a party that calls one, in a real Chromium, in Chinese and English."""

import pytest

from shared.access import Role
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
