# SPDX-License-Identifier: Apache-2.0
"""The monthly statistics and the register as .xlsx; nothing that somebody typed can become a formula."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from openpyxl import Workbook

from services.mediation.prevention.rules import Prevented
from services.mediation.statistics.reading import stored_day
from services.mediation.statistics.rules import FROM_LEDGERS, SOURCES, Line, Overview, Table
from shared.regions import regions
from shared.web.sheets import add_sheet, saved

_COUNTS = (
    *(
        "纠纷类别",
        "受理",
        "达成协议",
        "未达成",
        "在办",
        "不计",
        "口头",
        "书面",
        "未注明形式",
        "协议金额（元）",
    ),
    *("成功率", "口头占比", "履行率", "司法确认", "司法确认率", "180日内反复率"),
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
PREVENTED = {
    Prevented.FOUND: "排查纠纷",
    Prevented.PREVENTED: "预防纠纷",
    Prevented.SUICIDE: "防止民间纠纷引起自杀",
    Prevented.CRIME: "防止民转刑",
    Prevented.GROUP_PETITION: "防止群体性上访",
    Prevented.GROUP_FIGHT: "防止群体性械斗",
}
_RESULTS = {"agreed": "成功", "closed": "成功", "terminated": "调解不成", "withdrawn": "终止"}
_FORMS = {"oral": "口头协议", "written": "书面协议", "written_by_post": "书面协议"}
_PERFORMED = {
    "performed_in_full": "已履行",
    "performed_after_enforcement": "已履行",
    "partly_performed": "部分履行",
    "ongoing_duties": "正在履行",
    "breached": "未履行",
}


def _line(name: str, line: Line) -> list[Any]:
    return [
        *(name, line.taken, line.agreed, line.failed, line.open, line.left_out, line.oral, line.written),
        *(line.untold, float(line.amount), line.success.text, line.oral_share.text, line.performance.text),
        *(line.confirmed, line.confirmation.text, line.again.text),
    ]


def statistics(table: Table, more: Overview, place: str, first: date, last: date) -> bytes:
    """The statistics of a place and period; the lines of each sheet add up to its last one (ST-04 to ST-06)."""
    book = Workbook(write_only=True)
    title = f"{regions().get(place).name}人民调解统计表（{first} 至 {last}）"
    lines = [_line(name, line) for name, line in sorted(table.by_category.items())]
    add_sheet(book, "统计", [[title], _COUNTS], [*lines, _line("合计", table.total)])
    sources = [[name, table.by_source[name]] for name in dict.fromkeys([*SOURCES.values(), FROM_LEDGERS])]
    add_sheet(book, "来源", [["来源", "受理"]], [*sources, ["合计", table.total.taken]])
    prevented = [
        [PREVENTED[Prevented(kind)], one["cases"], one["persons"]] for kind, one in more.prevention.items()
    ]
    add_sheet(book, "预防", [["项目", "件数", "人数"]], prevented)
    add_sheet(book, "概况", [[title]], overview(table, more))
    return saved(book)


def overview(table: Table, more: Overview) -> list[list[Any]]:
    """The items of the ministry's statistics page, in its order."""
    total = table.total
    offered = table.by_source["主动调解"]
    prevention = {name: one["cases"] for name, one in more.prevention.items()}
    return [
        ["调解总数", total.taken],
        ["调解成功数", total.agreed],
        ["不成功", total.failed],
        ["调解员总数", more.mediators],
        ["调委会总数", more.bodies],
        ["协议涉及金额（万元）", float(total.amount / 10_000)],
        ["口头", total.oral],
        ["书面", total.written],
        ["主动调解", offered],
        ["依申请", table.by_source["当事人申请"]],
        ["已履行", total.performed],
        ["司法确认", total.confirmed],
        ["回访记录", total.visits],
        ["排查纠纷", prevention.get("found", 0)],
        ["预防纠纷", prevention.get("prevented", 0)],
        ["其中台账录入", table.from_ledgers],
    ]


def register(cases: Iterable[dict[str, Any]], county: str, first: date, last: date) -> bytes:
    """The register in the layout in which it is imported; identity numbers stay sealed and are not in it."""
    book = Workbook(write_only=True)
    title = f"{regions().get(county).name}人民调解工作台账（{first} 至 {last}）"
    rows = (_register_row(number, case) for number, case in enumerate(cases, 1))
    add_sheet(book, "人民调解台账", [[title], _REGISTER], rows)
    return saved(book)


def without_content(case: dict[str, Any]) -> dict[str, Any]:
    """The row of a case without its people's names and its facts, for who may not read them."""
    masked = [{"name": f"{party['name'][:1]}某"} for party in case.get("parties", [])]
    return case | {"parties": masked, "facts": "详见卷宗"}


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
        float(sum(map(Decimal, amounts))) if amounts else None,
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
        *("confirmation_result", "follow_ups.on", "within", "people"),
    ),
    1,
)
