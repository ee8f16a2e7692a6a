# SPDX-License-Identifier: Apache-2.0
"""Free texts of ledgers: how a dispute ended, for how much, between whom. What can't be told is refused, never guessed."""

from decimal import Decimal

import pytest

from services.mediation.ledgers.codes import RowRefused
from services.mediation.ledgers.stories import read_amount_in, read_end, read_parties
from services.mediation.ledgers.values import Reading


@pytest.mark.parametrize(
    ("text", "yuan"),
    [
        ("调解成功，赔偿5000元", 5000),
        ("由王某支付人民币 1,200 元", 1200),
        ("补偿1.2万元", 12000),
        ("调解成功（3万元）", 30000),
        ("一次性赔偿叁仟元整", 3000),
        ("医疗费3000元、误工费500元，共计3500元", 3500),
        ("赔偿3000", 3000),
        ("已化解，赔偿￥2000.00", 2000),
        ("赔偿约500元", 500),
        ("调解成功，1,200", 1200),
        ("2023年5月6日达成协议，支付5月6日前到位", None),
        ("10余人参与，退一步，已化解", None),
        (None, None),
    ],
)
def test_an_amount_is_found_in_a_sentence(text: str | None, yuan: int | None) -> None:
    assert read_amount_in(text, "调处结果", Reading()) == (None if yuan is None else Decimal(yuan))


@pytest.mark.parametrize(
    "text",
    [
        *(
            "赔偿1000-2000元",
            "达成协议，赔偿若干",
            "赔偿五千左右吧",
            "调解成功，五千左右吧",
            "赔偿-500元",
            "赔偿数千元",
        ),
        *("赔偿1万2千3百多元", "先付1000元，余款2000元", "已化解，若干", "调解成功，1000-2000", "三千多元"),
    ],
)
def test_what_is_no_single_amount_in_a_sentence_is_refused(text: str) -> None:
    with pytest.raises(RowRefused, match="R09"):
        read_amount_in(text, "调处结果", Reading())


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("调解未成，后达成协议", "success"),
        ("已化解，继续跟踪回访", "success"),
        ("双方握手言和", "success"),
        ("达成协议后反悔，调解不成", "failed"),
        ("未化解", "failed"),
        ("正在调处中", "in_progress"),
        ("已上报街道", "in_progress"),
        ("不详", None),
        (None, None),
    ],
)
def test_the_last_word_on_the_end_counts(text: str | None, result: str | None) -> None:
    assert read_end(text, Reading()) == result


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("张测甲、李试乙", ["张测甲"], ["李试乙"]),
        ("李和平与王三", ["李和平"], ["王三"]),
        ("申请人：张三；被申请人：李四、王五", ["张三"], ["李四", "王五"]),
        ("张三（男，45岁，北楼村村民），李 四（女）", ["张三"], ["李四"]),
        ("甲方张三乙方临沂某商贸有限公司", ["张三"], ["临沂某商贸有限公司"]),
        ("王路，男，52岁，北楼村；李四，女", ["王路"], ["李四"]),
        ("张三诉李四等3人", ["张三"], ["李四"]),
        (" 张 三 ", ["张三"], []),
    ],
)
def test_both_sides_are_told_from_one_cell(text: str, first: list[str], second: list[str]) -> None:
    assert read_parties(text, "当事人概况", Reading()) == (first, second, [])


def test_identity_numbers_among_the_parties_are_taken_out_and_checked() -> None:
    read = read_parties("张三 379999199502277063、李四（379999********1234）", "当事人概况", Reading())

    assert read == (["张三"], ["李四"], ["379999199502277063"])
    with pytest.raises(RowRefused, match="R08"):
        read_parties("张三 379999199502277064、李四", "当事人概况", Reading())


@pytest.mark.parametrize("text", [None, "  ", "申请人：张三；被申请人："])
def test_a_side_that_is_missing_is_refused(text: str | None) -> None:
    with pytest.raises(RowRefused, match="R07"):
        read_parties(text, "当事人概况", Reading())
