# SPDX-License-Identifier: Apache-2.0
"""Which rows of a table are data: titles, headers, headings, sums, examples and footers are not."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from services.mediation.ledgers.categories import category_in
from services.mediation.ledgers.codes import Skip
from services.mediation.ledgers.layout import Frame, Row
from services.mediation.ledgers.places import county_called, heading
from services.mediation.ledgers.table import Header, fill_down
from services.mediation.ledgers.titles import one_year
from services.mediation.ledgers.values import label, words
from services.mediation.ledgers.workbook import Sheet

_TOTAL, _SUBTOTAL = re.compile(r".*(?:合计|总计|共计)$"), re.compile(r".*小计$")
_SUM_WORDS = re.compile(r"(?:合计|总计|小计|共计|本页合计|累计|年度累计)[::]?(?:\(?共?\d*件?\)?)?")
_FOOTER = re.compile(
    r"(?:填表人|制表人|审核人|审批人|统计人|填报人|单位负责人|主管领导|填表说明)"
    r"|(?:负责人|注|备注|说明|联系电话|填报日期|填报时间|填表日期)[::]"
)
_INSTRUCTIONS = re.compile(r"注意事项|填写说明|填表说明|填报说明")
_EXAMPLE = re.compile(r"(?:填写|填报)?(?:示例|样例|范例|例如|例)(?:行|[\d::].*)?")
_NUMBERING = re.compile(
    r"^(?:[一二三四五六七八九十]+[、.]|\([一二三四五六七八九十\d]+\)[、.]?|\d+[、.](?!\d)|第[一二三四五六七八九十]+[类部分]+[、:]?)"
)
_HEADING_LABEL = re.compile(
    r"^(?:村\(?居\)?|村居|村名|村居名称|乡镇|乡镇\(街道\)|单位|类别|纠纷类别|纠纷类型|所属村居?)[::]"
)
_TAIL = re.compile(r"\(?(?:共计?)?[::]?\d+件\)?$|\(续\)$")
_DAY = re.compile(r"年\d{1,2}月")
_ROMAN = re.compile(r"[一二三四五六七八九十]+")
_SUMMARY = re.compile(r"汇总|总表|合计|目录|封面")


def is_blank(row: Sequence[Any]) -> bool:
    """Whether no cell is filled."""
    return all(cell is None for cell in row)


def is_summary(sheet: Sheet) -> bool:
    """Whether a sheet's name says that it only adds up the others."""
    return bool(_SUMMARY.search(sheet.title))


def above_header(sheet: Sheet, first: int) -> list[str]:
    """The texts of all cells over the header."""
    return [words(cell) for row in sheet.rows[: first - 1] for cell in row if cell is not None]


def heading_text(text: str) -> str:
    """A heading without its number, label, brackets and count: `二、邻里纠纷（共3件）` is `邻里纠纷`."""
    plain = _NUMBERING.sub("", label(text))
    plain = _HEADING_LABEL.sub("", plain)
    return _TAIL.sub("", plain).strip("[]【】()<>《》:·-—* ")


class Rows:
    """The rows of one table; a heading among them changes what the `frame` says of the rows below it."""

    def __init__(self, sheet: Sheet, header: Header, frame: Frame) -> None:
        self._sheet, self._header, self._frame = sheet, header, frame
        self._labels = {name: header.labels[at] for name, at in header.columns.items()}
        self._spots = {name: (0, at + 1) for name, at in header.columns.items()}
        self._filled = fill_down(sheet, header.last)
        self._rows_filled = {row for row, _ in self._filled}
        self._head = [
            {label(cell) for cell in row if cell is not None}
            for row in sheet.rows[header.first - 1 : header.last]
        ]
        self._numbers = {header.columns[name] for name in ("number",) if name in header.columns}

    def row(self, number: int, cells: Sequence[Any]) -> tuple[Row, bool]:
        """The cells by column name, and whether a value was filled down from a merged cell."""
        named = {name: cells[at] for name, at in self._header.columns.items() if at < len(cells)}
        filled = False
        if number - 1 in self._rows_filled:
            for name, at in self._header.columns.items():
                if named.get(name) is None and (number - 1, at) in self._filled:
                    named[name] = self._filled[number - 1, at]
                    filled = filled or name != "number"
        return Row(named, self._labels, self._spots, number), filled

    def skipped(self, number: int, cells: Sequence[Any]) -> Skip | None:
        """Why the row is no data, None when it is."""
        if is_blank(cells):
            return Skip.BLANK
        if number < self._header.first:
            return self._above(cells)
        if number <= self._header.last:
            return Skip.HEADER
        filled = [at for at, cell in enumerate(cells) if cell is not None]
        texts = [label(cells[at]) for at in filled[:2]]
        if why := _sums(texts) or _remark(texts, len(filled)):
            return why
        if self._is_header(cells, texts[0]):
            return Skip.REPEAT_HEADER
        if len(filled) == 1 or (len(filled) == 2 and _ROMAN.fullmatch(texts[0])):
            if filled[0] in self._numbers and texts[0].isdecimal():
                return Skip.BLANK  # a row that is only numbered beforehand
            return self._heading(texts[-1])
        return Skip.HEADER if self._numbers_columns(cells, filled) else None

    def _heading(self, text: str) -> Skip | None:
        plain, frame = heading_text(text), self._frame
        if not self._header.layout.needs_county and (county := county_called(plain)):
            frame.county = county.code
            return Skip.SECTION
        self._year(text)
        if found := category_in(plain):
            frame.section = found
            return Skip.SECTION
        if place := heading(plain, frame):
            frame.township, frame.village, frame.village_text = (
                place.township or None,
                place.village,
                place.text,
            )
            return Skip.VILLAGE_GROUP
        return Skip.SECTION if not plain.isdecimal() else None

    def _year(self, text: str) -> None:
        """A heading that names one year counts for the rows below it."""
        frame, year = self._frame, one_year(text)
        if year and not _DAY.search(text):
            if frame.year and frame.reported_on == date(frame.year, 12, 31) and year > frame.year:
                frame.reported_on = date(year, 12, 31)
            frame.year = year

    def _is_header(self, cells: Sequence[Any], first: str) -> bool:
        """Whether most cells say what one row of the header says."""
        for head in self._head:
            if first in head:
                texts = [label(cell) for cell in cells if cell is not None]
                if 2 * sum(text in head for text in texts) > len(texts):
                    return True
        return False

    @staticmethod
    def _numbers_columns(cells: Sequence[Any], filled: Sequence[int]) -> bool:
        """Whether the row only numbers the columns: 1, 2, 3 …"""
        counted = [words(cells[at]) for at in filled]
        numbers = [int(text) for text in counted if text.isdecimal()]
        return (
            len(numbers) > 5
            and len(counted) - len(numbers) <= 1
            and numbers == list(range(1, len(numbers) + 1))
        )

    @staticmethod
    def _above(cells: Sequence[Any]) -> Skip:
        text = " ".join(words(cell) for cell in cells if cell is not None)
        if "发生单位" in text:
            return Skip.PLACE_HEADER
        return Skip.INSTRUCTIONS if _INSTRUCTIONS.search(text) else Skip.TITLE


def _sums(texts: Sequence[str]) -> Skip | None:
    """A row of sums: by its first cell, or by the second one beside a mere number."""
    first = texts[0]
    if _SUBTOTAL.fullmatch(first):
        return Skip.SUBTOTAL
    if _TOTAL.fullmatch(first):
        return Skip.TOTAL
    for text in texts[: 1 + (first.isdecimal() or bool(_ROMAN.fullmatch(first)))]:
        if _SUM_WORDS.fullmatch(text):
            return Skip.SUBTOTAL if text.startswith(("小计", "本页")) else Skip.TOTAL
    return None


def _remark(texts: Sequence[str], filled: int) -> Skip | None:
    if _FOOTER.match(texts[0]) or (filled == 1 and texts[0].startswith(("注:", "注：", "说明", "备注"))):
        return Skip.FOOTER
    return Skip.EXAMPLE if _EXAMPLE.fullmatch(texts[0]) else None
