# SPDX-License-Identifier: Apache-2.0
"""Yuan in digits and in capitals."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shared import money
from shared.errors import RuleBroken

amounts = st.integers(0, 10**14 - 1).map(lambda cents: Decimal(cents) / 100)
UNITS = {"拾": 10, "佰": 100, "仟": 1000}


def read_capitals(text: str) -> Decimal:
    """The inverse of `capitals`, written from the rules and not from its code: sign by sign, left to right."""
    total = group = digit = cents = 0
    for sign in text:
        if sign in "零壹贰叁肆伍陆柒捌玖":
            digit = "零壹贰叁肆伍陆柒捌玖".index(sign)
        elif sign in UNITS:
            group, digit = group + digit * UNITS[sign], 0
        elif sign in "万亿元":
            scale = {"亿": 10**8, "万": 10**4, "元": 1}[sign]
            total, group, digit = total + (group + digit) * scale, 0, 0
        elif sign in "角分":
            cents, digit = cents + digit * (10 if sign == "角" else 1), 0
    return total + Decimal(cents) / 100


@pytest.mark.parametrize(
    ("text", "amount"), [("0", "0.00"), ("12000", "12000.00"), ("0.5", "0.50"), ("999999999999.99",) * 2]
)
def test_decimal_strings_are_yuan_with_two_places(text: str, amount: str) -> None:
    assert str(money.parse(text)) == amount


@pytest.mark.parametrize(
    "text",
    [
        *["", " ", "-1", "+1", "1.", ".5", "1.234", "1,000", "1e3", "NaN", "Infinity", "0x10", "007", "12元"],
        *["１２", "١٢", "1\n", " 1", "1_000", "1000000000000"],
    ],
)
def test_what_is_no_plain_amount_is_refused(text: str) -> None:
    with pytest.raises(RuleBroken) as refused:
        money.parse(text)
    assert refused.value.code == "malformed_money"


def test_screens_show_the_sign_and_thousands() -> None:
    assert money.show(Decimal(12000)) == "¥12,000.00"
    assert money.show(Decimal("0.05")) == "¥0.05"


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ("0", "零元整"),
        ("12000", "壹万贰仟元整"),
        ("10", "壹拾元整"),
        ("100005", "壹拾万零伍元整"),
        ("1409.50", "壹仟肆佰零玖元伍角整"),
        ("6007.14", "陆仟零柒元壹角肆分"),
        ("16409.02", "壹万陆仟肆佰零玖元零贰分"),
        ("325.04", "叁佰贰拾伍元零肆分"),
        ("0.30", "叁角整"),
        ("0.05", "伍分"),
        ("100000000", "壹亿元整"),
        ("100010000", "壹亿零壹万元整"),
        ("100000001", "壹亿零壹元整"),
        ("999999999999.99", "玖仟玖佰玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分"),
    ],
)
def test_papers_show_capitals(amount: str, words: str) -> None:
    assert money.capitals(Decimal(amount)) == words


@pytest.mark.parametrize("amount", ["-0.01", "0.001", "1000000000000", "NaN", "Infinity"])
def test_capitals_are_never_rounded_or_cut(amount: str) -> None:
    with pytest.raises(RuleBroken) as refused:
        money.capitals(Decimal(amount))
    assert refused.value.code == "malformed_money"


@given(amount=amounts)
@settings(deadline=None)
def test_capitals_tell_the_amount_and_never_two_zeros_in_a_row(amount: Decimal) -> None:
    words = money.capitals(amount)

    assert read_capitals(words) == amount
    assert "零零" not in words
    assert words.endswith(("整", "分"))


@given(amount=amounts)
@settings(deadline=None)
def test_what_is_shown_without_sign_and_thousands_is_read_again(amount: Decimal) -> None:
    assert money.parse(money.show(amount).removeprefix("¥").replace(",", "")) == amount
