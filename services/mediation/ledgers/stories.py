# SPDX-License-Identifier: Apache-2.0
"""What a free text tells: how a dispute ended, for how much money, and who the parties are. Read without guessing."""

import re
from decimal import Decimal
from typing import Any

from services.mediation.ledgers.codes import Fault, Note, RowRefused
from services.mediation.ledgers.values import (
    Reading,
    clean_name,
    read_amount,
    read_identity,
    read_result,
    words,
)

_ENDS = {
    "failed": r"不成|未调成|未(?:能)?(?:成功|达成|化解|解决|和解)|没有(?:达成|化解|解决)|无法(?:达成|化解|调解)|失败|终止调解|拒绝调解",
    "in_progress": r"正在|(?:调解|调处|化解|办理|处理|协商)中|尚未|有待|待(?:调解|化解|处理)|上报|稳控",
    "success": r"成功|调成|达成|和解|(?:已|全部|现场|当场|就地|得到|妥善|予以)(?:调解|调处|化解|解决|处理|办结|履行)|化解|办结|履行完毕|息诉|息访|握手言和|已调结",
}
_END = re.compile("|".join(f"(?P<{name}>{words_})" for name, words_ in _ENDS.items()))
_SIGNS = "零壹贰叁肆伍陆柒捌玖拾佰仟万"
_MONEY = re.compile(
    r"(?:约|大约)?(?:人民币|RMB)?\s*[¥]?\s*(?P<sign>-?)(?P<figure>\d[\d,]*(?:\.\d+)?)\s*(?:元|万|万元)?"
    r"(?P<range>\s*(?:-|~|至|到|—)\s*\d[\d,.]*)?\s*(?P<vague>[多余几来])?\s*(?P<unit>万余?|千|百)?\s*(?:元|块)"
    rf"|(?P<capitals>[{_SIGNS}]+)\s*[元圆]整?"
    r"|(?P<words>(?:若干|数|几|上|十几|近)[十百千万]*|[一二三四五六七八九两十百千]+[百千万][一二三四五六七八九两十百千万]*)\s*(?:元|块)"
)
_SUM = re.compile(r"(?:合计|共计|总计|总共|共)\s*(?:人民币)?\s*$")
_PARTY_LABEL = re.compile(
    r"(?:(?P<second>被申请人|被申请方|乙方|对方当事人|丙方)|(?P<first>申请人|申请方|甲方|当事人))[一二三四五\d]?\s*[::]?"
)
_DETAIL = re.compile(r"[((\[【][^))\]】]*[))\]】]")
_PERSON = re.compile(r"[\u4e00-\u9fff·]{2,4}")
_NOT_A_NAME = re.compile(
    r".*(?:族|岁|村|社区|村民|居民|职工|农民|系|人|路|号|因|住|某地)$|^(?:男|女|无业|务农|均为|双方)"
)
_ORGANISATION = re.compile(
    r".*(?:公司|合作社|村委会|居委会|委员会|厂|店|部|医院|学校|局|所|中心|站|场|银行|集团)$"
)
_NUMBER = re.compile(r"(?<![\d*])\d{6}[\d*]{8,11}[\dXx*]?(?![\d*])")


def read_end(value: Any, reading: Reading) -> str | None:
    """How it ended: by the table of results, else by the last word in the text that tells; None when none does."""
    found = read_result(value)
    if found is None:
        for one in _END.finditer(words(value)):
            found = one.lastgroup
    if found is None:
        reading.note(Note.RESULT_BLANK)
    return str(found) if found else None


def read_amount_in(value: Any, column: str, reading: Reading) -> Decimal | None:
    """Yuan in a sentence: the sum where one is named, else the only amount. Raises RowRefused R09 for a range, a negative,
    a word, or several amounts without their sum."""
    text = words(value)
    amounts: list[Decimal] = []
    for found in _MONEY.finditer(text):
        if (
            found["words"]
            or found["sign"]
            or found["range"]
            or found["vague"]
            or found["unit"] in ("千", "百")
        ):
            raise RowRefused(Fault.AMOUNT_INVALID, column)
        written = found[0] if found["capitals"] else re.sub(r"块$", "元", found[0])
        amount = read_amount(written.replace("大约", "约"), column, reading)
        if amount is not None and _SUM.search(text[: found.start()]):
            return amount
        if amount is not None:
            amounts.append(amount)
    if len(set(amounts)) > 1:
        raise RowRefused(Fault.AMOUNT_INVALID, column)
    return amounts[0] if amounts else None


def read_parties(value: Any, column: str, reading: Reading) -> tuple[list[str], list[str], list[str]]:
    """Both sides from one cell: applicants, respondents and identity numbers; without labels the first named is the
    applicant. Raises RowRefused R07 where a side is named and empty or nobody is named, R08 for a wrong number."""
    raw = "" if value is None else str(value)
    text = words(raw)
    if not text:
        raise RowRefused(Fault.REQUIRED_MISSING, column)
    numbers = [read_identity(found[0], column, reading) for found in _NUMBER.finditer(text)]
    text = _NUMBER.sub("", text)
    sides: dict[str, list[str]] = {"first": [], "second": []}
    labels = list(_PARTY_LABEL.finditer(text))
    if labels and any(one.lastgroup == "second" for one in labels):
        for at, one in enumerate(labels):
            end = labels[at + 1].start() if at + 1 < len(labels) else len(text)
            named = _names(text[one.end() : end], reading)
            if not named:
                raise RowRefused(Fault.REQUIRED_MISSING, column)
            sides[str(one.lastgroup)] += named
    else:
        named = _names(_PARTY_LABEL.sub("", text), reading)
        if not named:
            raise RowRefused(Fault.REQUIRED_MISSING, column)
        sides = {"first": named[:1], "second": named[1:]}
    if sum(map(len, sides.values())) > 1:
        reading.note(Note.SEVERAL_PARTIES)
    return sides["first"], sides["second"], [number for number in numbers if number]


def _names(text: str, reading: Reading) -> list[str]:
    plain = _DETAIL.sub("", text)
    if plain != text:
        reading.note(Note.NAME)
    plain = re.sub(r"等\s*[\d一二三四五六七八九十]*\s*(?:人|户)", "", plain)
    parts = [
        clean_name(part.strip(" .。,:;"), reading)
        for piece in re.split(r"[、,;\n。/]|身份证号?码?[::]?|电话[::]?", plain)
        for part in _two(piece.strip())
    ]
    filled = [part for part in parts if part]
    named = [
        part
        for part in filled
        if _ORGANISATION.match(part) or (_PERSON.fullmatch(part) and not _NOT_A_NAME.match(part))
    ]
    return named or filled[:2]


def _two(piece: str) -> list[str]:
    """`张三与李四` are two; a name that only contains such a sign (李和平) is one."""
    for sign in ("与", "和", "跟", "诉"):
        left, found, right = piece.partition(sign)
        if found and len(left.strip()) >= 2 and len(right.strip()) >= 2:
            return [left, right]
    return [piece]
