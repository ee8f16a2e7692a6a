# SPDX-License-Identifier: Apache-2.0
"""Due dates as people say them (口语期限): "端午节前", "年底前", "本月底", "10日内", "腊月二十", "春节后三天内".

A phrase is resolved from the day on which it was said, forward. What can't be understood is None and stays as it was said:
it is asked, never guessed (PM-17).
"""

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta

from lunar_python import Lunar, Solar

from shared.calendar import add_months

_DAY = timedelta(days=1)
_DIGITS = {
    "零": 0,
    "〇": 0,
    "一": 1,
    "二": 2,
    "两": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
}
_LUNAR_MONTHS = {"正": 1, "冬": 11, "腊": 12}
_COUNT = r"([\d一二两三四五六七八九十廿]+|半)"


def _number(text: str) -> int:
    """`15`, `十五`, `二十`, `廿三` as a number."""
    if text.isdecimal():
        return int(text)
    text = text.replace("廿", "二十").removeprefix("初")
    tens, found, ones = text.partition("十")
    if not found:
        return _DIGITS[text]
    return (_DIGITS[tens] if tens else 1) * 10 + (_DIGITS[ones] if ones else 0)


def _lunar(month: int, day: int) -> Callable[[int], date]:
    def solar(year: int) -> date:
        found = Lunar.fromYmd(year, month, day).getSolar()
        return date(found.getYear(), found.getMonth(), found.getDay())

    return solar


def _eve(year: int) -> date:
    return _lunar(1, 1)(year) - _DAY


def _solar(month: int, day: int) -> Callable[[int], date]:
    return lambda year: date(year, month, day)


def _qingming(year: int) -> date:
    return next(
        date(year, 4, day) for day in (4, 5, 6) if Solar.fromYmd(year, 4, day).getLunar().getJieQi() == "清明"
    )


_FESTIVALS: dict[str, Callable[[int], date]] = {
    "元旦": _solar(1, 1),
    "小年": lambda year: _lunar(12, 23)(year - 1),
    "除夕": _eve,
    "春节": _lunar(1, 1),
    "过年": _lunar(1, 1),
    "元宵节": _lunar(1, 15),
    "清明节": _qingming,
    "五一": _solar(5, 1),
    "劳动节": _solar(5, 1),
    "端午节": _lunar(5, 5),
    "七夕": _lunar(7, 7),
    "中秋节": _lunar(8, 15),
    "国庆节": _solar(10, 1),
    "重阳节": _lunar(9, 9),
}
_NAMES = "|".join(
    sorted({*_FESTIVALS, *(name.removesuffix("节") for name in _FESTIVALS)}, key=len, reverse=True)
)


def _festival(name: str) -> Callable[[int], date]:
    return _FESTIVALS.get(name) or _FESTIVALS[f"{name}节"]


def _coming(find: Callable[[int], date], said_on: date, *, before: bool) -> date:
    """The next time the day comes; `before` a day means the day before it, which must still lie ahead."""
    for year in (said_on.year, said_on.year + 1):
        day = find(year) - _DAY if before else find(year)
        if day >= said_on:
            return day
    raise AssertionError("a day of the year comes within two years")


def resolve(phrase: str, said_on: date) -> date | None:
    """The last day that a phrase leaves, or None where it can't be told."""
    text = re.sub(r"\s|之|以|左右|的", "", phrase)
    for pattern, find in _PATTERNS:
        if match := re.fullmatch(pattern, text):
            try:
                return find(match, said_on)
            except (KeyError, ValueError):
                return None
    return None


def _iso(match: re.Match[str], _: date) -> date:
    return date.fromisoformat(match[0])


def _full(match: re.Match[str], said_on: date) -> date:
    """2026年6月1日前, 6月1日: that day itself is still in time (以前包括本数)."""
    month, day = int(match[2]), int(match[3])
    if match[1]:
        return date(int(match[1]), month, day)
    return _coming(lambda year: date(year, month, day), said_on, before=False)


def _within(match: re.Match[str], said_on: date) -> date:
    """日内, 个月内, 年内: from the day on which it was said, which is not counted (D-01)."""
    if match[1] == "半":
        return add_months(said_on, 6) if match[2] == "年" else said_on + 15 * _DAY
    count = _number(match[1])
    if match[2] in ("日", "天"):
        return said_on + count * _DAY
    if match[2] in ("周", "星期", "个星期"):
        return said_on + 7 * count * _DAY
    return add_months(said_on, count if match[2] in ("个月", "月") else 12 * count)


def _month_end(match: re.Match[str], said_on: date) -> date:
    """本月底, 下月底, 6月底, 年底."""
    word = match[1]
    if word in ("年", "今年"):
        return date(said_on.year, 12, 31)
    if word == "明年":
        return date(said_on.year + 1, 12, 31)
    first = {
        "本月": said_on,
        "这个月": said_on,
        "月": said_on,
        "下月": add_months(said_on, 1),
        "下个月": add_months(said_on, 1),
    }.get(word)
    if first is None:
        month = _number(word.removesuffix("月"))
        year = said_on.year + (month < said_on.month)
        first = date(year, month, 1)
    return first.replace(day=monthrange(first.year, first.month)[1])


def _before_festival(match: re.Match[str], said_on: date) -> date:
    return _coming(_festival(match[1]), said_on, before=match[2] == "前")


def _after_festival(match: re.Match[str], said_on: date) -> date:
    """春节后三天内: counted from the festival."""
    return _coming(_festival(match[1]), said_on, before=False) + _number(match[2]) * _DAY


def _lunar_day(match: re.Match[str], said_on: date) -> date:
    """腊月二十, 农历五月初五: the next such day of the lunar calendar; `前` leaves until the day before."""
    month, day = _LUNAR_MONTHS.get(match[1]) or _number(match[1]), _number(match[2])
    days = [_lunar(month, day)(year) for year in (said_on.year - 1, said_on.year, said_on.year + 1)]
    found = next(one for one in days if one >= said_on)
    return found - _DAY if match[3] == "前" else found


_PATTERNS: list[tuple[str, Callable[[re.Match[str], date], date]]] = [
    (r"\d{4}-\d{2}-\d{2}", _iso),
    (r"(?:(\d{4})年)?(\d{1,2})月(\d{1,2})[日号](前|内)?", _full),
    (rf"(?:在|于|签字后|签订后|协议生效后)?{_COUNT}(日|天|周|星期|个星期|个月|月|年)内", _within),
    (r"(年|今年|明年|本月|这个月|下月|下个月|月|[\d一二三四五六七八九十]+月)(?:底|末)前?", _month_end),
    (rf"({_NAMES})(前|当天|那天)?", _before_festival),
    (rf"({_NAMES})后{_COUNT}[日天]内", _after_festival),
    (
        r"(?:农历|阴历)?(正|[一二三四五六七八九十]|冬|腊)月(初[一二三四五六七八九十]|[一二三]?十[一二三四五六七八九]?|廿[一二三四五六七八九]?)(前|当天)?",
        _lunar_day,
    ),
]
