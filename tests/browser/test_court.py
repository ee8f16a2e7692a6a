# SPDX-License-Identifier: Apache-2.0
"""What a clerk and a judge do at their desks, from the list to the result, by keyboard where it matters, in both languages."""

import pytest
from playwright.sync_api import expect

from shared.access import Role
from tests.browser.site import DESKTOP, PHONE, Site, barriers

FILING = {
    "zh": ("received_too", "立案", "新案号", "9009", "已立案"),
    "en": ("received_en", "File it", "New case number", "9010", "Filed"),
}


@pytest.mark.parametrize(("language", "size"), [("zh", DESKTOP), ("en", PHONE)])
def test_a_clerk_files_a_pack_that_mediation_handed_over(
    site: Site, language: str, size: dict[str, int]
) -> None:
    case, act, label, number, filed = FILING[language]
    with site.person(Role.COURT_CLERK, language=language, size=size) as page:
        page.goto("/courtlink/received/")
        page.locator(f"a[href$='/courtlink/received/{site.scene[case]}']").first.click()
        expect(page.get_by_text("双方签订合同，价款十二万元，货已交付。")).to_be_visible()
        page.get_by_role("link", name=act, exact=True).focus()
        page.keyboard.press("Enter")
        page.get_by_label(label).fill("（2026）鲁1324民初9号")
        page.get_by_role("button", name=act, exact=True).click()
        expect(page.get_by_role("alert")).to_be_visible()
        assert page.get_by_label(label).input_value() == "（2026）鲁1324民初9号"
        assert barriers(page) == []

        page.get_by_label(label).fill(f"（2026）鲁1302民初{number}号")
        page.keyboard.press("Enter")

        expect(page.get_by_role("heading", level=1)).to_contain_text(f"(2026)鲁1302民初{number}号")
        expect(page.get_by_role("heading", level=1)).to_contain_text(filed)


def test_a_judge_examines_and_confirms_with_the_checks_beside_the_text(site: Site) -> None:
    with site.person(Role.JUDGE, language="en", size=DESKTOP) as page:
        page.goto(f"/courtlink/confirmations/{site.scene['examined']}")
        expect(page.get_by_role("heading", name="Checks")).to_be_visible()
        text, checks = (page.get_by_role("heading", name=name).bounding_box() for name in ("Terms", "Checks"))
        assert text
        assert checks
        assert text["x"] < checks["x"]
        assert abs(text["y"] - checks["y"]) < 40

        page.get_by_role("link", name="Record the examination").click()
        for name in ("Parties who were heard", "What is in order"):
            for box in page.get_by_role("group", name=name).get_by_role("checkbox").all():
                box.check()
        page.get_by_role("button", name="Record the examination").click()
        page.get_by_role("link", name="Rule, or end it").click()
        page.get_by_label("Confirm", exact=True).check()
        page.get_by_label("Number of the ruling").fill("（2026）鲁1302民特901号")
        page.get_by_role("button", name="Rule, or end it").click()

        expect(page.get_by_role("heading", level=1)).to_contain_text("Confirmed")
        expect(page.get_by_text("Enforcement can be asked for until").first).to_be_visible()
        with page.expect_download() as printed:
            page.get_by_role("link", name="民事裁定书").click()
        assert printed.value.suggested_filename.endswith(".pdf")
