# SPDX-License-Identifier: Apache-2.0
"""Cells as people fill them in: days, amounts, names, identity numbers, head counts. What can't be told is refused."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

from services.mediation.ledgers.codes import Fault, Note, RowRefused
from services.mediation.ledgers.values import (
    Reading,
    read_amount,
    read_date,
    read_identity,
    read_names,
    read_people,
)


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2023.5.6", date(2023, 5, 6)),
        ("２０２３.５.６", date(2023, 5, 6)),
        ("23.5.6", date(2023, 5, 6)),
        ("2023/5/6", date(2023, 5, 6)),
        ("2023年5月6日", date(2023, 5, 6)),
        ("20230506", date(2023, 5, 6)),
        ("2023-05-06 09:30", date(2023, 5, 6)),
        ("2023.6.16-6.18", date(2023, 6, 16)),
        ("5月6日", date(2023, 5, 6)),
        ("2023年5月6号", date(2023, 5, 6)),
        ("二〇二三年五月六日", date(2023, 5, 6)),
        ("二○二三年十二月三十一日", date(2023, 12, 31)),
        ("十月二十号", date(2023, 10, 20)),
        (45058, date(2023, 5, 12)),
        (datetime(2023, 5, 6, 12, 0), date(2023, 5, 6)),
        (None, None),
        ("  ", None),
    ],
)
def test_a_date_is_read_however_it_is_written(written: Any, day: date | None) -> None:
    assert read_date(written, "受理日期", Reading(year=2023)) == day


@pytest.mark.parametrize(
    ("written", "fault"),
    [
        (5.1, Fault.DATE_AMBIGUOUS),
        ("5.10", Fault.DATE_AMBIGUOUS),
        ("2023.2.30", Fault.DATE_INVALID),
        ("2023.13.1", Fault.DATE_INVALID),
        ("正月初九", Fault.DATE_INVALID),
        ("2023年5月", Fault.DATE_INVALID),
        ("昨天", Fault.DATE_INVALID),
        ("二〇二三年二月三十日", Fault.DATE_INVALID),
        ("民国112年5月6日", Fault.DATE_INVALID),
    ],
)
def test_a_date_that_is_none_is_never_guessed(written: Any, fault: Fault) -> None:
    with pytest.raises(RowRefused) as refused:
        read_date(written, "受理日期", Reading(year=2023))

    assert refused.value.fault == fault


def test_a_day_without_year_needs_a_title_that_names_one() -> None:
    with pytest.raises(RowRefused, match="R02"):
        read_date("5月6日", "受理日期", Reading())


@pytest.mark.parametrize(
    ("written", "yuan"),
    [
        (5000, 5000),
        (0, 0),
        ("8,000", 8000),
        ("￥2000.00", 2000),
        ("0.2万元", 2000),
        ("3万", 30000),
        ("人民币 1,200 元", 1200),
        ("约50000元", 50000),
        ("叁万元整", 30000),
        ("壹万贰仟元整", 12000),
        ("捌佰元整", 800),
        ("壹佰零伍元", 105),
        ("拾万元整", 100000),
        ("无", None),
        ("/", None),
        ("—", None),
        (None, None),
    ],
)
def test_an_amount_is_read_however_it_is_written(written: Any, yuan: int | None) -> None:
    found = read_amount(written, "涉及金额(元)", Reading())

    assert found == (None if yuan is None else Decimal(yuan))


@pytest.mark.parametrize("written", ["1000-2000", "-2000", -5, "若干", "五千左右吧", "1万2千3百多", "元"])
def test_what_is_no_single_amount_is_refused(written: Any) -> None:
    with pytest.raises(RowRefused, match="R09"):
        read_amount(written, "涉及金额(元)", Reading())


def test_a_column_in_ten_thousands_multiplies() -> None:
    assert read_amount(1.2, "涉案金额(万元)", Reading()) == Decimal(12000)


def test_names_are_cleaned_and_parted() -> None:
    reading = Reading()

    assert read_names(" 王 某（男）、李\u3000某等3人", "申请人", reading) == ["王某", "李某"]
    assert set(reading.notes) == {Note.NAME, Note.SEVERAL_PARTIES}


@pytest.mark.parametrize(
    ("written", "kept"),
    [("'37999919910631234X", None), ("379999********1234", None), ("379999570519545", "379999570519545")],
)
def test_identity_numbers(written: str, kept: str | None) -> None:
    if written.startswith("'"):
        with pytest.raises(RowRefused, match="R08"):
            read_identity(written, "身份证号", Reading())
        return
    assert read_identity(written, "身份证号", Reading()) == kept


def test_a_number_that_lost_its_digits_is_refused() -> None:
    with pytest.raises(RowRefused, match="R13"):
        read_identity(3.79999199903078e17, "身份证号", Reading())


@pytest.mark.parametrize(
    ("written", "count"), [("3", 3), ("10余人", 10), ("叁", 3), ("许多", None), (None, None)]
)
def test_people_are_counted_where_it_can_be_told(written: Any, count: int | None) -> None:
    assert read_people(written, Reading()) == count
