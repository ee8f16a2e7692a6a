# SPDX-License-Identifier: Apache-2.0
"""A paper as plain data, and how papers in China write days and case numbers."""

from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from typing import Any

from shared.calendar import local_date

Rows = list[tuple[str, str]]
_DIGITS = "〇一二三四五六七八九"
_WIDE = str.maketrans("()", "（）")
BLANK_DAY = "　　年　　月　　日"


@dataclass(slots=True)
class Part:
    """A part of a paper: a heading, whom it addresses (`plain`, not indented), a table of facts, paragraphs."""

    heading: str = ""
    rows: Rows = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    plain: list[str] = field(default_factory=list)
    plain_after: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Paper:
    """One paper; a signer is a line and the day beside it. `issuer` stands above the title, as on a court's papers."""

    title: str
    number: str
    parts: list[Part]
    signers: Rows = field(default_factory=list)
    issuer: str = ""
    mark: str = ""

    def as_data(self) -> dict[str, Any]:
        """For the template."""
        return asdict(self)


def day(value: date | datetime | None) -> str:
    """`2026年3月10日`, or a blank to be filled by hand."""
    if value is None:
        return BLANK_DAY
    if isinstance(value, datetime):
        value = local_date(value)
    return f"{value.year}年{value.month}月{value.day}日"


def formal_day(value: date | None) -> str:
    """`二〇二六年三月十日`, as a ruling ends; or a blank."""
    if value is None:
        return BLANK_DAY
    year = "".join(_DIGITS[int(digit)] for digit in str(value.year))
    return f"{year}年{_count(value.month)}月{_count(value.day)}日"


def _count(number: int) -> str:
    tens, ones = divmod(number, 10)
    text = "" if not tens else "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return text + (_DIGITS[ones] if ones else "")


def wide(number: str) -> str:
    """A case number with the full-width brackets of papers: `（2026）鲁1324民特8号`."""
    return number.translate(_WIDE)
