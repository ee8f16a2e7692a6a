# SPDX-License-Identifier: Apache-2.0
"""Cells as people fill them in, read without guessing: dates, amounts, names, identity numbers, categories, words."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from services.mediation.ledgers.codes import Fault, Note, RowRefused
from shared.personal import is_identity_number

_SERIALS = range(40000, 50001)
_NOTHING = {"", "/", "—", "-", "－", "无", "无金额"}
_CAPITALS = {"零": 0, "壹": 1, "贰": 2, "叁": 3, "肆": 4, "伍": 5, "陆": 6, "柒": 7, "捌": 8, "玖": 9}
_UNITS = {"拾": 10, "佰": 100, "仟": 1000}
_DATE = re.compile(r"(\d{4}|\d{2})[.\-/年](\d{1,2})[.\-/月](\d{1,2})[日号]?")
_NUMERALS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_SPELT = re.compile(
    r"(?:([〇○零一二三四五六七八九]{4})年)?([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})[日号]"
)
_MONTH_DAY = re.compile(r"(\d{1,2})月(\d{1,2})[日号]?")
_TIME = re.compile(
    r"[ T]*(?:上午|下午)?(?:(?<=[ T午日])\d{1,2}(?:(?::\d{1,2}){1,2}(?:\.\d+)?|[时点](?:\d{1,2}分|半)?)|(?<=午))$"
)
_RANGE = re.compile(r"(?<=\d)日?\s*(?:至|到|~|～|—)\s*\S+$|(?<=\.\d)-\S+$|(?<=\.\d\d)-\S+$|(?<=日)-\S+$")


@dataclass
class Reading:
    """The notes that the reading of one row leaves."""

    notes: list[Note] = field(default_factory=list)
    year: int | None = None

    def note(self, *notes: Note) -> None:
        """Add notes, each once."""
        self.notes += [note for note in notes if note not in self.notes]


def words(value: Any) -> str:
    """The text of a cell: full-width signs narrowed, outer spaces gone; '' for an empty cell."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return unicodedata.normalize("NFKC", str(value)).strip()


def label(value: Any) -> str:
    """A header's text without spaces, line breaks and the star of a required column."""
    return re.sub(r"[\s*]", "", words(value)).rstrip(":")


def need_date(value: Any, column: str, reading: Reading) -> date:
    """A day that must be there. Raises RowRefused R01, R02 or R03."""
    found = read_date(value, column, reading)
    if found is None:
        raise RowRefused(Fault.DATE_MISSING, column)
    return found


def read_date(value: Any, column: str, reading: Reading) -> date | None:
    """A day, None for an empty cell. Raises RowRefused R02 or R03."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    text = words(value)
    if not text:
        return None
    if re.fullmatch(r"\d+", text) and int(text) in _SERIALS:
        reading.note(Note.DATE)
        return date(1899, 12, 30) + timedelta(days=int(text))
    plain = _TIME.sub("", text)
    if plain != (first := _RANGE.sub("", plain)):
        reading.note(Note.DATE_RANGE)
        plain = first
    found = _as_day(_in_figures(plain), column, reading)
    if plain != found.isoformat() or plain != text:
        reading.note(Note.DATE)
    return found


def _in_figures(text: str) -> str:
    """`二〇二五年三月十六日` as `2025年3月16日`; any other text as it is."""
    if not (match := _SPELT.fullmatch(text)):
        return text
    year = f"{match[1].translate(_NUMERALS)}年" if match[1] else ""
    return f"{year}{_up_to_99(match[2])}月{_up_to_99(match[3])}日"


def _up_to_99(text: str) -> str:
    tens, ten, ones = text.rpartition("十")
    if not ten:
        return text.translate(_NUMERALS)
    return (tens.translate(_NUMERALS) or "1") + (ones.translate(_NUMERALS) or "0")


def _as_day(text: str, column: str, reading: Reading) -> date:
    if match := re.fullmatch(r"(\d{4})(\d{2})(\d{2})", text) or _DATE.fullmatch(text):
        year = int(match[1]) + (2000 if len(match[1]) == 2 else 0)
        return _day(year, int(match[2]), int(match[3]), column)
    if match := _MONTH_DAY.fullmatch(text):
        if reading.year is None:
            raise RowRefused(Fault.DATE_AMBIGUOUS, column)
        reading.note(Note.YEAR_FROM_TITLE)
        return _day(reading.year, int(match[1]), int(match[2]), column)
    if re.fullmatch(r"\d+(\.\d+)?", text):
        raise RowRefused(Fault.DATE_AMBIGUOUS, column)
    raise RowRefused(Fault.DATE_INVALID, column)


def _day(year: int, month: int, day: int, column: str) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise RowRefused(Fault.DATE_INVALID, column) from None


def read_amount(value: Any, column: str, reading: Reading, *, unit: str = "") -> Decimal | None:
    """Yuan, or None where nothing is said. Raises RowRefused R09. A header in 万元 multiplies; `unit` is what the sheet's
    title says where the header says nothing."""
    factor = 10_000 if "万元" in (column if "元" in column else unit) else 1
    if isinstance(value, int | float) and not isinstance(value, bool):
        if value < 0:
            raise RowRefused(Fault.AMOUNT_INVALID, column)
        return Decimal(str(value)) * factor
    text = words(value)
    if text in _NOTHING:
        if text:
            reading.note(Note.AMOUNT)
        return None
    reading.note(Note.AMOUNT)
    plain = re.sub(r"[,\s¥]|人民币", "", text)
    if plain.startswith("约"):
        plain = plain.removeprefix("约")
        reading.note(Note.AMOUNT_APPROXIMATE)
    if match := re.fullmatch(r"(\d+(?:\.\d+)?)(万)?元?整?", plain):
        return Decimal(match[1]) * (10_000 if match[2] else factor)
    if (capitals := _capitals(plain)) is not None:
        return Decimal(capitals)
    raise RowRefused(Fault.AMOUNT_INVALID, column)


def _capitals(text: str) -> int | None:
    """`壹万贰仟元整` as a number, None for anything else."""
    match = re.fullmatch(
        r"(?:([零壹贰叁肆伍陆柒捌玖拾佰仟]+)万)?([零壹贰叁肆伍陆柒捌玖拾佰仟]*)[元圆]整?", text
    )
    if not match or not (match[1] or match[2]):
        return None
    return 10_000 * _below_myriad(match[1] or "") + _below_myriad(match[2])


def _below_myriad(text: str) -> int:
    total = digit = 0
    for sign in text:
        if sign in _UNITS:
            total += (digit or 1) * _UNITS[sign]
            digit = 0
        else:
            digit = _CAPITALS[sign]
    return total + digit


def read_count(value: Any, column: str, *, fractions: bool = False) -> int | float:
    """A number of a table; an empty cell or a dash is none. Raises RowRefused R20 for what can't be added up."""
    text = words(value).removesuffix("件").removesuffix("人").replace(",", "").strip()
    if text in _NOTHING:
        return 0
    if not re.fullmatch(r"\d+(\.\d+)?" if fractions else r"\d+", text):
        raise RowRefused(Fault.ROW_SUM, column)
    return float(text) if "." in text else int(text)


def read_names(value: Any, column: str, reading: Reading, *, required: bool = True) -> list[str]:
    """The names of a cell; `等N人` and a bracketed sex are dropped. Raises RowRefused R07."""
    raw = "" if value is None else str(value)
    if raw != raw.strip():
        reading.note(Note.NAME)
    text = re.sub(r"等[\d一二三四五六七八九十]*人$", "", raw.strip())
    names = [clean_name(part, reading) for part in re.split(r"[、]", text)]
    names = [name for name in names if name]
    if not names and required:
        raise RowRefused(Fault.REQUIRED_MISSING, column)
    if len(names) > 1:
        reading.note(Note.SEVERAL_PARTIES)
    return names


def clean_name(text: str, reading: Reading) -> str:
    """Without spaces and without the sex in brackets."""
    plain = re.sub(r"[（(][男女][)）]$", "", re.sub(r"\s", "", text))
    if plain != text:
        reading.note(Note.NAME)
    return plain


def read_identity(value: Any, column: str, reading: Reading) -> str | None:
    """An identity number, None when blank or masked. Raises RowRefused R08 or R13."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        raise RowRefused(Fault.ID_PRECISION_LOST, column)
    raw = "" if value is None else str(value)
    text = re.sub(r"[\s'’]", "", unicodedata.normalize("NFKC", raw)).upper()
    if not text:
        return None
    if "*" in text:
        reading.note(Note.ID_MASKED)
        return None
    if text != raw:
        reading.note(Note.ID)
    if re.fullmatch(r"\d{15}", text):
        reading.note(Note.OLD_ID)
        return text
    if not is_identity_number(text):
        raise RowRefused(Fault.ID_INVALID, column)
    return text


def read_people(value: Any, reading: Reading) -> int | None:
    """How many people; `10余人`, `叁` are read, what can't be told is None."""
    text = words(value)
    if re.fullmatch(r"\d+", text):
        return int(text)
    if text:
        reading.note(Note.PEOPLE_AS_TEXT)
    if match := re.match(r"(\d+)余?[人名]?", text):
        return int(match[1])
    found = re.sub(r"[余人名]", "", text)
    return _below_myriad(found) if found and set(found) <= {*_CAPITALS, *_UNITS} else None


def one_of(table: dict[str, Any], *, blank: Any = None) -> Callable[[Any], Any]:
    """Reads a word by a table; what is not in it is `blank`."""

    def read(value: Any) -> Any:
        return table.get(words(value), blank)

    return read


read_result = one_of(
    {
        **dict.fromkeys(("成功", "调解成功", "调成", "已化解", "达成协议", "化解", "1"), "success"),
        **dict.fromkeys(("现场化解", "已办结", "已劝解,双方和解", "已调解"), "success"),
        **dict.fromkeys(("不成功", "未成功", "未达成协议", "调解不成", "终止", "未化解", "2"), "failed"),
        **dict.fromkeys(("调解中", "正在调解", "正在办理", "上报街道", "化解中"), "in_progress"),
    }
)
read_form = one_of(
    {
        **dict.fromkeys(("书面", "书面协议", "协议书", "2"), "written"),
        **dict.fromkeys(("口头", "口头协议", "1"), "oral"),
    }
)
read_performance = one_of(
    {
        **dict.fromkeys(("履行完毕", "已履行", "当场履行", "全部履行"), "full"),
        **dict.fromkeys(("正在履行", "部分履行"), "part"),
        **dict.fromkeys(("未履行",), "no"),
    }
)
read_yes = one_of(
    {
        **dict.fromkeys(("是", "√", "有", "true", "1"), True),
        **dict.fromkeys(("否", "×", "无", "false", "0"), False),
    }
)
