# SPDX-License-Identifier: Apache-2.0
"""Taking out of a text what points at a person before anybody may see it: numbers, plates and house numbers (PV-17).

A last net, not the rule: what is public is named field by field, and none of these fields is free text about a dispute.
"""

import re
import unicodedata

GONE = "〔已隐去〕"
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]")
_NUMERALS = str.maketrans("〇零一二三四五六七八九幺", "001234567891")
_GAP = r"[\s\-–—_.·・,，、/]{0,3}"
_PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"


def _digits(first: str, more: int, most: int | None = None) -> str:
    """A number with gaps between its digits: `first` is a class of digits, then `more` (up to `most`) others."""
    times = f"{{{more}}}" if most is None else f"{{{more},{most}}}"
    return rf"(?<!\d){first}(?:{_GAP}\d){times}"


_PATTERNS = [
    re.compile(pattern)
    for pattern in (
        _digits("[1-9]", 16) + rf"{_GAP}[\dXx](?!\d)",  # identity number
        _digits("[1-9]", 14, 18) + r"(?!\d)",  # bank card; identity number of fifteen digits
        _digits("1", 10) + r"(?!\d)",  # mobile phone
        rf"(?<!\d)0\d{{2,3}}{_GAP}[2-9](?:{_GAP}\d){{6,7}}(?!\d)",  # landline
        rf"[{_PROVINCES}]{_GAP}[A-HJ-NP-Za-hj-np-z]{_GAP}(?:[A-HJ-NP-Za-hj-np-z0-9]{_GAP}){{4,5}}[A-Za-z0-9学警港澳挂]",
        r"(?:\d{1,4}[号栋幢座])楼?(?:\d{1,2}单元)?(?:\d{2,4}[室户])?(?!文)",  # house number
        r"\d{1,4}(?:单元|组)\d{2,4}[室户]",
        r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+",
    )
]


_OF_PERSONS = _PATTERNS[:4]


def holds_number(text: str) -> bool:
    """Whether an identity number, a bank card or a phone number stands in the text, however it is written."""
    plain = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text)).translate(_NUMERALS)
    return any(pattern.search(plain) for pattern in _OF_PERSONS)


def redacted(text: str) -> str:
    """The text in plain width, with every such pattern replaced by a mark; spaces, full-width and Chinese digits don't hide it."""
    plain = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text))
    for pattern in _PATTERNS:
        read = plain.translate(_NUMERALS)  # letter for letter, so that places agree
        for found in reversed(list(pattern.finditer(read))):
            plain = plain[: found.start()] + GONE + plain[found.end() :]
    return plain
