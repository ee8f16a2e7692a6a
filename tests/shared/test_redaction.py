# SPDX-License-Identifier: Apache-2.0
"""What points at a person is taken out of public text however it is spelled (PV-17, S25)."""

import pytest

from shared.redaction import GONE, holds_number, redacted


@pytest.mark.parametrize(
    "secret",
    [
        "371302199001011234",
        "37130219900101123X",
        "371302 19900101 1234",
        "3 7 1 3 0 2 1 9 9 0 0 1 0 1 1 2 3 4",
        "３７１３０２１９９００１０１１２３４",
        "３７１３０２　１９９００１０１　１２３４",
        "371302-19900101-1234",
        "371302\u200b199001011234",
        "371302900101123",
        "13812345678",
        "138 1234 5678",
        "１３８－１２３４－５６７８",
        "一三八一二三四五六七八",
        "0539-8312345",
        "6222021234567890123",
        "6222 0212 3456 7890 123",
        "鲁Q12345",
        "鲁 Q·1234Ｄ",
        "鲁QD12345",
        "12号楼3单元502室",
        "zhang.san@example.com",
    ],
)
def test_a_secret_is_caught_in_any_spelling(secret: str) -> None:
    text = redacted(f"副镇长（{secret}）负责")

    assert text == f"副镇长({GONE})负责"


@pytest.mark.parametrize(
    "text", ["副镇长", "党委委员、武装部部长", "2026年3月2日", "鲁城镇副镇长", "ZX0A1B2C3D4E", "二级主任科员"]
)
def test_ordinary_words_stay(text: str) -> None:
    assert redacted(text) == text


def test_the_number_of_a_person_is_told_from_that_of_a_law_or_a_day() -> None:
    for held in (
        "电话 138 0000 0001",
        "０５３９－８１２３４５６",
        "371302199001011234",
        "一三八〇〇〇〇〇〇〇一",
    ):
        assert holds_number(held), held
    for free in ("民法典第五百八十五条", "法释〔2011〕5号第4条", "2026年6月30日前", "人民币120000.00元"):
        assert not holds_number(free), free
