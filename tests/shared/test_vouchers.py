# SPDX-License-Identifier: Apache-2.0
"""Vouchers: good for one case, one party and one hour; a changed one opens nothing."""

import pytest

from shared import vouchers
from shared.errors import RuleBroken
from shared.vouchers import Purpose, Voucher

KEY = "k" * 40


def test_a_voucher_tells_the_case_and_the_party() -> None:
    text = vouchers.issue(KEY, Purpose.CALL, case_id="case-1", ref="A")

    assert vouchers.read(KEY, Purpose.CALL, text) == Voucher("case-1", "A")


def test_a_changed_or_foreign_voucher_is_refused() -> None:
    text = vouchers.issue(KEY, Purpose.CALL, case_id="case-1", ref="A")
    foreign = vouchers.issue("f" * 40, Purpose.CALL, case_id="case-1", ref="A")

    for wrong in (("x" if text[0] != "x" else "y") + text[1:], foreign, "", "no.voucher"):
        with pytest.raises(RuleBroken, match="voucher_invalid"):
            vouchers.read(KEY, Purpose.CALL, wrong)


def test_an_old_voucher_is_told_from_a_false_one() -> None:
    text = vouchers.issue(KEY, Purpose.CALL, case_id="case-1", ref="A")

    with pytest.raises(RuleBroken, match="voucher_expired"):
        vouchers.read(KEY, Purpose.CALL, text, lifetime=-1)
