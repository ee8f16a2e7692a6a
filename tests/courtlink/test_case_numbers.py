# SPDX-License-Identifier: Apache-2.0
"""Case numbers as courts write them (6.5)."""

import pytest

from services.courtlink.case_numbers import CaseNumber
from shared.errors import RuleBroken


@pytest.mark.parametrize(
    ("written", "stored"),
    [
        ("（2026）鲁1324民初88号", "(2026)鲁1324民初88号"),
        ("(2026)鲁1324民初088号", "(2026)鲁1324民初88号"),
        (" (2026) 鲁1324 民初 88 号 ", "(2026)鲁1324民初88号"),
        ("（２０２４）鲁１３０２民诉前调１２３号", "(2024)鲁1302民诉前调123号"),
        ("(2023)鲁1325诉前调确12号", "(2023)鲁1325诉前调确12号"),
        ("(2026)鲁13知民初5号之二", "(2026)鲁13知民初5号之二"),
        ("(2026)最高法民终1号", "(2026)最高法民终1号"),
        ("(2026)鲁民终17号", "(2026)鲁民终17号"),
        ("(2026)鲁1324新类型字9号", "(2026)鲁1324新类型字9号"),
    ],
)
def test_a_number_is_read_in_either_style_and_kept_in_one(written: str, stored: str) -> None:
    assert str(CaseNumber.read(written)) == stored


@pytest.mark.parametrize(
    "written",
    [
        "",
        "2026鲁1324民初88号",
        "(26)鲁1324民初88号",
        "(2026)鲁1324民初号",
        "(2026)1324民初88号",
        "(2026)鲁1324民初88",
        "$ne",
    ],
)
def test_what_is_no_number_is_refused(written: str) -> None:
    with pytest.raises(RuleBroken, match="case_number_unreadable"):
        CaseNumber.read(written)


def test_its_parts_tell_court_year_and_kind() -> None:
    number = CaseNumber.read("(2024)鲁1302民诉前调123号")

    assert (number.year, number.court, number.kind, number.serial) == (2024, "鲁1302", "民诉前调", 123)
    assert number.before_filing
    assert not CaseNumber.read("(2026)鲁1324民初88号").before_filing
