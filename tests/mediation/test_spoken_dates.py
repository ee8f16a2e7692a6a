# SPDX-License-Identifier: Apache-2.0
"""Due dates as people say them, resolved forward from the day on which they were said."""

from datetime import date

import pytest

from services.mediation.cases.spoken_dates import resolve

SAID_ON = date(2026, 3, 8)


@pytest.mark.parametrize(
    ("phrase", "day"),
    [
        ("端午节前", date(2026, 6, 18)),
        ("端午之前", date(2026, 6, 18)),
        ("中秋节", date(2026, 9, 25)),
        ("清明节", date(2026, 4, 5)),
        ("春节前", date(2027, 2, 5)),
        ("春节后三天内", date(2027, 2, 9)),
        ("元宵节", date(2027, 2, 20)),
        ("国庆前", date(2026, 9, 30)),
        ("腊月二十", date(2027, 1, 27)),
        ("农历五月初五前", date(2026, 6, 18)),
        ("年底前", date(2026, 12, 31)),
        ("明年底", date(2027, 12, 31)),
        ("本月底", date(2026, 3, 31)),
        ("下个月底前", date(2026, 4, 30)),
        ("6月底", date(2026, 6, 30)),
        ("2月末", date(2027, 2, 28)),
        ("10日内", date(2026, 3, 18)),
        ("签字后十五日内", date(2026, 3, 23)),
        ("两周内", date(2026, 3, 22)),
        ("三个月内", date(2026, 6, 8)),
        ("半年内", date(2026, 9, 8)),
        ("一年内", date(2027, 3, 8)),
        ("2026年6月1日前", date(2026, 6, 1)),
        ("1月5日", date(2027, 1, 5)),
        ("2026-06-30", date(2026, 6, 30)),
    ],
)
def test_a_spoken_date_is_a_day(phrase: str, day: date) -> None:
    assert resolve(phrase, SAID_ON) == day


@pytest.mark.parametrize(
    "phrase", ["等有钱了", "尽快", "农闲时", "2026年13月1日", "2026-02-30", "百日内", ""]
)
def test_what_cannot_be_told_is_never_guessed(phrase: str) -> None:
    assert resolve(phrase, SAID_ON) is None


def test_a_festival_that_is_over_is_next_years() -> None:
    assert resolve("端午节前", date(2026, 6, 19)) == date(2027, 6, 8)
