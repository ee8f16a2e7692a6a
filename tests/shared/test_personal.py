# SPDX-License-Identifier: Apache-2.0
"""Identity numbers, credit codes, phones and names: one form, checked, masked (PV-11). All persons are invented."""

from datetime import date

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from shared.personal import (
    is_credit_code,
    is_identity_number,
    mask_identity_number,
    mask_name,
    mask_phone,
    normal,
    normal_phone,
)

SAMPLE = "11010519491231002X"  # the sample of GB 11643 itself
CREDIT = "91350100M000100Y43"  # the sample of GB 32100 itself


def check_sign(digits: str) -> str:
    """The check sign by the recursive form of ISO 7064 MOD 11-2, not by the table of weights."""
    rest = 0
    for digit in digits:
        rest = (rest + int(digit)) * 2 % 11
    return "0123456789X"[(12 - rest) % 11]


@given(
    area=st.integers(110000, 659999),
    born=st.dates(date(1900, 1, 1), date(2100, 1, 1)),
    serial=st.integers(0, 999),
)
@settings(deadline=None)
def test_only_the_right_check_sign_makes_an_identity_number(area: int, born: date, serial: int) -> None:
    digits = f"{area}{born:%Y%m%d}{serial:03}"

    assert [sign for sign in "0123456789X" if is_identity_number(digits + sign)] == [check_sign(digits)]


@given(place=st.integers(0, 17), sign=st.sampled_from("0123456789X"))
@settings(deadline=None)
def test_no_single_slip_of_the_pen_passes(place: int, sign: str) -> None:
    assume(SAMPLE[place] != sign)

    assert not is_identity_number(SAMPLE[:place] + sign + SAMPLE[place + 1 :])


@pytest.mark.parametrize(
    "written",
    [
        SAMPLE,
        "11010519491231002x",
        " 110105 19491231 002x ",
        "１１０１０５１９４９１２３１００２Ｘ",
        "110105-19491231-002X",
    ],
)
def test_one_identity_number_is_typed_in_many_ways(written: str) -> None:
    assert normal(written) == SAMPLE
    assert is_identity_number(written)


@pytest.mark.parametrize(
    "written", ["", "110105491231002", "110105194902310021", "11010519491331002X", SAMPLE + "0"]
)
def test_what_cannot_be_an_identity_number_is_none(written: str) -> None:
    assert not is_identity_number(written)


def test_a_division_that_is_in_no_table_is_no_reason_to_refuse() -> None:
    digits = "37137119900307001"  # 371371 exists in the statistics alone

    assert is_identity_number(digits + check_sign(digits))


def test_an_organisation_is_known_by_its_credit_code() -> None:
    assert is_credit_code(CREDIT)
    assert is_credit_code(" 91350100 m000100y43 ")


@given(place=st.integers(0, 17), sign=st.sampled_from("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
@settings(deadline=None)
def test_no_single_slip_makes_another_credit_code(place: int, sign: str) -> None:
    assume(CREDIT[place] != sign)

    assert not is_credit_code(CREDIT[:place] + sign + CREDIT[place + 1 :])


@pytest.mark.parametrize("written", ["", CREDIT[:17], CREDIT + "0", "91350100M000100Y4ß", SAMPLE])
def test_what_cannot_be_a_credit_code_is_none(written: str) -> None:
    assert not is_credit_code(written)


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("138 1234 5678", "13812345678"),
        ("+86 138-1234-5678", "13812345678"),
        ("(+86)13812345678", "13812345678"),
        ("0086 13812345678", "13812345678"),
        ("１３８１２３４５６７８", "13812345678"),
        ("（0539）8012345", "05398012345"),
    ],
)
def test_one_phone_is_typed_in_many_ways(written: str, kept: str) -> None:
    assert normal_phone(written) == kept


def test_masks_leave_what_is_needed_to_recognise_and_no_more() -> None:
    assert [mask_name(name) for name in ("张三丰", "张三", "张", "")] == ["张**", "张*", "张*", ""]
    assert [mask_phone(phone) for phone in ("13812345678", "8012")] == ["138****5678", "****"]
    assert [mask_identity_number(n) for n in ("371302199001011234", "1234")] == ["371302********1234", "****"]
