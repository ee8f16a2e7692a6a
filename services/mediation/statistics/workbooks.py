# SPDX-License-Identifier: Apache-2.0
"""The monthly statistics and the register as .xlsx; nothing that somebody typed can become a formula."""

import io
from collections.abc import Iterable
from datetime import date
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from services.mediation.statistics.reading import stored_day
from services.mediation.statistics.rules import SOURCES, Line, Table
from shared.regions import regions
from shared.web.sheets import safe

_COUNTS = (
    *("纠纷类别", "受理", "达成协议", "未达成", "在办", "不计", "口头", "书面", "协议金额（元）"),
    *("成功率", "履行率", "司法确认", "180日内反复率"),
)
_REGISTER = (
    *(
        "序号",
        "案件编号",
        "受理日期",
        "乡镇（街道）",
        "村（居）",
        "纠纷类别",
        "申请人",
        "被申请人",
        "纠纷简要情况",
    ),
    *(
        "案件来源",
        "调解日期",
        "调解结果",
        "协议形式",
        "涉及金额（元）",
        "履行情况",
        "是否司法确认",
        "回访日期",
    ),
)
_RESULTS = {"agreed": "成功", "closed": "成功", "terminated": "调解不成", "withdrawn": "终止"}
_FORMS = {"oral": "口头协议", "written": "书面协议", "written_by_post": "书面协议"}
_PERFORMED = {
    "performed_in_full": "已履行",
    "performed_after_enforcement": "已履行",
    "partly_performed": "部分履行",
    "ongoing_duties": "正在履行",
    "breached": "未履行",
}


def _bytes(book: Workbook) -> bytes:
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _head(sheet: Worksheet, *texts: str) -> None:
    cells = []
    for text in texts:
        cell = WriteOnlyCell(sheet, value=text)
        cell.font = Font(bold=True)
        cells.append(cell)
    sheet.append(cells)


def _line(name: str, line: Line) -> list[Any]:
    return [
        *(name, line.taken, line.agreed, line.failed, line.open, line.left_out, line.oral, line.written),
        *(
            float(line.amount),
            line.success.text,
            line.performance.text,
            line.confirmed,
            line.again.text,
        ),
    ]


def statistics(table: Table, place: str, first: date, last: date) -> bytes:
    """The statistics of a place and period; the lines add up to the last one (ST-05, ST-06)."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("统计")
    _head(sheet, f"{regions().get(place).name}人民调解统计表（{first} 至 {last}）")
    _head(sheet, *_COUNTS)
    for name, line in sorted(table.by_category.items()):
        sheet.append(_line(name, line))
    sheet.append(_line("合计", table.total))
    sources = book.create_sheet("来源")
    _head(sources, "来源", "受理")
    for name in dict.fromkeys(SOURCES.values()):
        sources.append([name, table.by_source[name]])
    sources.append(["合计", table.total.taken])
    return _bytes(book)


def register(cases: Iterable[dict[str, Any]], county: str, first: date, last: date) -> bytes:
    """The register in the layout in which it is imported; identity numbers stay sealed and are not in it."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("人民调解台账")
    _head(sheet, f"{regions().get(county).name}人民调解工作台账（{first} 至 {last}）")
    _head(sheet, *_REGISTER)
    for number, case in enumerate(cases, 1):
        sheet.append([safe(value) for value in _register_row(number, case)])
    return _bytes(book)


def _register_row(number: int, case: dict[str, Any]) -> list[Any]:
    agreement = case.get("agreement") or {}
    township = regions().level(case["place"], "township")
    village = regions().level(case["place"], "village")
    parties = case.get("parties", [])
    sessions = [s for s in case.get("sessions", []) if s.get("held_on")]
    visits = [v for v in case.get("follow_ups", []) if v.get("on")]
    state = case["state"]
    agreed = state in ("agreed", "closed") and agreement.get("form")
    amounts = [term["amount"] for term in agreement.get("terms", []) if term.get("amount")]
    return [
        number,
        case.get("file_number"),
        _iso(case.get("accepted_on") or case.get("applied_on") or case.get("applied_at")),
        township.name if township else None,
        village.name if village else None,
        case["category"],
        parties[0]["name"] if parties else None,
        "、".join(party["name"] for party in parties[1:]),
        case.get("facts") or None,
        SOURCES[case["channel"]],
        _iso(sessions[-1]["held_on"]) if sessions else None,
        _RESULTS.get(state, "调解中") if agreed or state != "closed" else "调解不成",
        _FORMS.get(agreement.get("form", "")),
        float(sum(map(float, amounts))) if amounts else None,
        _PERFORMED.get(case.get("performance", "")),
        "是" if case.get("confirmation_result") == "confirmed" else "否",
        _iso(visits[-1]["on"]) if visits else None,
    ]


def _iso(value: Any) -> str | None:
    day = stored_day(value)
    return day.isoformat() if day else None


REGISTER_FIELDS = dict.fromkeys(
    (
        *(
            "file_number",
            "accepted_on",
            "applied_on",
            "applied_at",
            "place",
            "category",
            "parties.name",
            "facts",
        ),
        *("channel", "sessions.held_on", "state", "agreement.form", "agreement.terms.amount", "performance"),
        *("confirmation_result", "follow_ups.on"),
    ),
    1,
)
