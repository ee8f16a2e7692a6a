# SPDX-License-Identifier: Apache-2.0
"""What a free text tells: how a dispute ended, for how much money, and who the parties are. Read without guessing."""

import re
from collections.abc import Iterator
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
_PAYS = r"(?:赔偿?|补偿|支付|给付|返还|归还|偿还|退还|金额)"
_FIGURE = re.compile(
    rf"(?P<pays>{_PAYS}(?:了|共|计|为|款|金)?[::]?\s*)?(?P<about>(?:大?约)\s*)?(?P<coin>(?:人民币|¥)\s*)*"
    r"(?P<sign>-\s*)?(?P<figure>\d[\d,]*(?:\.\d+)?)\s*(?P<unit>[万千百])?(?P<vague>[多余几])?"
    r"(?P<more>\s*(?:-|~|至|到|—)?\s*\d[\d,.]*[万千百]?[多余几]?)?\s*(?P<yuan>元|块)?"
    r"(?!\s*[\d年月日号岁人户天次名个件平米亩%倍分起步])"
)
_CAPITALS = re.compile(rf"[壹贰叁肆伍陆柒捌玖拾][{_SIGNS}]*\s*[元圆]整?")
_ONLY_AN_AMOUNT = re.compile(
    r"(?:约|人民币|¥)?-?\d[\d,.]*(?:[万千百\d]|(?:-|~|至|到)\d[\d,.]*)*[多余]?(?:万|元|块|左右|吧|整)*"
    r"|[一二三四五六七八九两十]+[百千万][一二三四五六七八九百千零]*(?:多|余|元|左右|吧|上下)*|若干"
)
_VAGUE = re.compile(
    rf"(?:若干|[数几][十百千万]+|[一二三四五六七八九两十百千]+[百千万][一二三四五六七八九两十百千万多余]*)\s*(?:元|块)"
    rf"|{_PAYS}[^,。;、\d]{{0,6}}?(?:若干|[数几][十百千万]|[一二三四五六七八九两十]+[百千万])"
)
_SEGMENT = re.compile(r"(?:[^,。;:()]|(?<=\d),(?=\d{3}))+")
_SUM = re.compile(r"(?:合计|共计|总计|总共|共)\s*(?:人民币)?\s*$")
_PARTY_LABEL = re.compile(
    r"(?:(?P<second>被申请人|被申请方|乙方|对方当事人|丙方)|(?P<first>申请人|申请方|甲方|当事人))[一二三四五\d]?\s*[::]?"
)
_DETAIL = re.compile(r"[((\[【][^))\]】]*[))\]】]")
_PERSON = re.compile(r"[\u4e00-\u9fff·]{2,4}")
_NOT_A_NAME = re.compile(
    r".{1,2}族|.*岁|.{2,}村|.*社区|.*村民|.*居民|职工|农民|务农|无业|男|女|均[为系].*|[系住].*|双方.*|[本同]村.*|现住.*"
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
    if _VAGUE.search(text):
        raise RowRefused(Fault.AMOUNT_INVALID, column)
    amounts: list[Decimal] = []
    for found, written in _amounts(text, column):
        amount = read_amount(written, column, reading)
        if amount is not None and _SUM.search(text[: found.start()]):
            return amount
        if amount is not None:
            amounts.append(amount)
    if len(set(amounts)) > 1:
        raise RowRefused(Fault.AMOUNT_INVALID, column)
    return amounts[0] if amounts else None


def _amounts(text: str, column: str) -> Iterator[tuple[re.Match[str], str]]:
    """Each amount with its words made plain. Raises RowRefused R09 for one that is not a single number."""
    for found in _CAPITALS.finditer(text):
        yield found, found[0]
    for found in _SEGMENT.finditer(text):
        if _ONLY_AN_AMOUNT.fullmatch(found[0].strip()) and not _FIGURE.fullmatch(found[0].strip()):
            raise RowRefused(Fault.AMOUNT_INVALID, column)
    for found in _FIGURE.finditer(text):
        alone = any(found.span() == one.span() for one in _SEGMENT.finditer(text))
        if not alone and not (found["pays"] or found["coin"] or found["yuan"]):
            continue
        if found["sign"] or found["more"] or found["vague"] or found["unit"] in ("千", "百"):
            raise RowRefused(Fault.AMOUNT_INVALID, column)
        yield found, f"{'约' if found['about'] else ''}{found['figure']}{found['unit'] or ''}元"


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
        if _ORGANISATION.match(part) or (_PERSON.fullmatch(part) and not _NOT_A_NAME.fullmatch(part))
    ]
    return named or filled[:2]


def _two(piece: str) -> list[str]:
    """`张三与李四` are two; a name that only contains such a sign (李和平) is one."""
    for sign in ("与", "和", "跟", "诉"):
        left, found, right = piece.partition(sign)
        if found and len(left.strip()) >= 2 and len(right.strip()) >= 2:
            return [left, right]
    return [piece]
