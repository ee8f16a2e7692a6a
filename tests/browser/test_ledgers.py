# SPDX-License-Identifier: Apache-2.0
"""A clerk's job from the login to the statistics: check a ledger, see what to put right, import it, find it counted."""

import io
from pathlib import Path

import openpyxl
import pytest

from shared import clock
from shared.access import Role
from shared.calendar import local_date
from tests.browser.site import DESKTOP, PHONE, Site, barriers, complaints, too_wide
from tests.browser.test_pages import photograph
from tests.mediation.test_ledgers import GOOD, register

WORDS = {
    "zh": ("上传并核对", "正式导入 3 行", "台账已经导入", "下载退回的行", "看统计"),
    "en": ("Send and check", "Import 3 rows", "The ledger is imported", "Download the refused rows", "Show"),
}


def ledger(mark: str) -> bytes:
    """A register of the director's township in the present year: three good rows, one of an unknown kind."""
    today = local_date(clock.now())
    rows = [
        [number, kind, f"{mark}{number}", f"{today:%Y.%m.%d}", "兰山街道", None, *GOOD[6:]]
        for number, kind in enumerate(("邻里", "赡养纠纷", "拖欠工资", "吵架"), 1)
    ]
    return register(*rows, title=f"兰山区人民调解工作台账（{today.year}年度）")


@pytest.mark.parametrize(("language", "kind"), [("zh", "phone"), ("en", "desktop")])
def test_a_ledger_is_checked_imported_and_counted(
    site: Site, tmp_path: Path, language: str, kind: str
) -> None:
    file = tmp_path / "台账.xlsx"
    file.write_bytes(ledger(f"{language}-"))
    send, accept, done, download, show = WORDS[language]
    with site.person(Role.DIRECTOR, language=language, size=PHONE if kind == "phone" else DESKTOP) as page:
        page.goto("/mediation/ledgers/")
        page.set_input_files("input[type=file]", file)
        page.get_by_role("button", name=send).click()

        page.get_by_role("button", name=accept).wait_for()
        assert page.get_by_role("cell", name="吵架", exact=True).count() == 1
        assert page.get_by_role("cell", name="B6", exact=True).count() == 1
        assert barriers(page) == []
        assert not too_wide(page)
        photograph(page, f"ledger-checked-{kind}-{language}")
        with page.expect_download() as loaded:
            page.get_by_role("link", name=download).click()
        refused = openpyxl.load_workbook(io.BytesIO(Path(loaded.value.path()).read_bytes())).active
        assert [cell.value for cell in refused[3]][1] == "吵架"

        page.get_by_role("button", name=accept).click()
        page.get_by_role("heading", name=done).wait_for()
        assert barriers(page) == []
        photograph(page, f"ledger-imported-{kind}-{language}")
        page.goto("/mediation/statistics/")
        page.get_by_role("button", name=show).wait_for()
        assert int(page.locator(".site-figures strong").first.inner_text()) >= 3
        if kind == "desktop":
            page.locator("[data-canvas] svg").wait_for()
        assert barriers(page) == []
        assert complaints(page) == []
        assert not too_wide(page)
        photograph(page, f"statistics-counted-{kind}-{language}")


def test_a_file_that_can_not_be_taken_is_refused_in_plain_words(site: Site, tmp_path: Path) -> None:
    file = tmp_path / "旧台账.xlsx"
    file.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    with site.person(Role.DIRECTOR) as page:
        page.goto("/mediation/ledgers/")
        page.set_input_files("input[type=file]", file)
        page.get_by_role("button", name="上传并核对").click()

        page.get_by_role("alert").wait_for()
        assert "另存为" in page.get_by_role("alert").inner_text()
        assert page.locator("input[type=file]").count() == 1
