# SPDX-License-Identifier: Apache-2.0
"""The monthly statistics in the reader's language and the register in its Chinese layout, as .xlsx.

Nothing that somebody typed can become a formula.
"""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from openpyxl import Workbook

from services.mediation.prevention.rules import Prevented
from services.mediation.statistics import wording
from services.mediation.statistics.reading import day_of, stored_day
from services.mediation.statistics.rules import SOURCES, Line, Overview, Table, outcome_of, written_or_oral
from shared.regions import regions
from shared.web.sheets import add_sheet, rate, saved
from shared.web.words import N_, _

_COUNTS = (
    N_("纠纷类别"),
    N_("收到"),
    N_("达成协议"),
    N_("未达成"),
    N_("在办"),
    N_("不计"),
    N_("口头"),
    N_("书面"),
    N_("未注明形式"),
    N_("协议金额（元）"),
    N_("成功率"),
    N_("口头占比"),
    N_("履行率"),
    N_("司法确认"),
    N_("司法确认率"),
    N_("180 日内反复率"),
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
_RESULTS = {"agreed": "成功", "failed": "调解不成", "left_out": "终止", "open": "调解中"}
_FORMS = {"oral": "口头协议", "written": "书面协议"}
_NOTE = (
    "注：按受理日期收录有案件编号的案件。统计另外计入没有案件编号的 {unnumbered} 件（未受理的按申请日期）"
    "和台账录入的 {ledgers} 件，不在本表。"
)
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
        *(line.untold, float(line.amount), rate(line.success), rate(line.oral_share), rate(line.performance)),
        *(line.confirmed, rate(line.confirmation), rate(line.again)),
    ]


def statistics(table: Table, more: Overview, place: str, first: date, last: date) -> bytes:
    """The statistics of a place and period; the lines of each sheet add up to its last one (ST-04 to ST-06)."""
    book = Workbook(write_only=True)
    name = regions().get(place).name
    title = _("%(place)s人民调解统计表（%(first)s 至 %(last)s）", place=name, first=first, last=last)
    total = _("合计")
    lines = [_line(_(name), line) for name, line in sorted(table.by_category.items())]
    add_sheet(book, _("统计"), [[title], [_(text) for text in _COUNTS]], [*lines, _line(total, table.total)])
    sources = [[_(text), table.by_source[name]] for name, text in wording.SOURCES.items()]
    add_sheet(book, _("来源"), [[_("来源"), _("收到件数")]], [*sources, [total, table.total.taken]])
    prevented = [
        [_(wording.PREVENTION[Prevented(kind)]), one["cases"], one["persons"]]
        for kind, one in more.prevention.items()
    ]
    add_sheet(book, _("预防"), [[_("项目"), _("件数"), _("人数")]], prevented)
    add_sheet(book, _("概况"), [[title]], overview(table, more))
    return saved(book)


def overview(table: Table, more: Overview) -> list[list[Any]]:
    """The items of the ministry's statistics page, in its order."""
    total = table.total
    offered = table.by_source["主动调解"]
    prevention = {name: one["cases"] for name, one in more.prevention.items()}
    return [
        [_("调解总数"), total.taken],
        [_("调解成功数"), total.agreed],
        [_("不成功"), total.failed],
        [_("调解员总数"), more.mediators],
        [_("调委会总数"), more.bodies],
        [_("协议涉及金额（万元）"), float(total.amount / 10_000)],
        [_("口头"), total.oral],
        [_("书面"), total.written],
        [_("主动调解"), offered],
        [_("依申请"), table.by_source["当事人申请"]],
        [_("已履行"), total.performed],
        [_("司法确认"), total.confirmed],
        [_("回访记录"), total.visits],
        [_("排查纠纷"), prevention.get("found", 0)],
        [_("预防纠纷"), prevention.get("prevented", 0)],
        [_("其中台账录入"), table.from_ledgers],
    ]


def register(
    cases: Iterable[dict[str, Any]], county: str, first: date, last: date, from_ledgers: int
) -> bytes:
    """The register in the layout in which it is imported; identity numbers stay sealed and are not in it.

    Only cases that have a number are in it; a note says what else the statistics count.
    """
    book = Workbook(write_only=True)
    title = f"{regions().get(county).name}人民调解工作台账（{first} 至 {last}）"
    known = sorted(cases, key=day_of)
    numbered = [case for case in known if case.get("file_number")]
    rows = [_register_row(number, case) for number, case in enumerate(numbered, 1)]
    note = _NOTE.format(unnumbered=len(known) - len(numbered), ledgers=from_ledgers)
    add_sheet(book, "人民调解台账", [[title], _REGISTER], [*rows, [note]])
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
    result = outcome_of(case)
    terms = agreement.get("terms", []) if result == "agreed" else []
    amounts = [term["amount"] for term in terms if term.get("amount")]
    return [
        number,
        case.get("file_number"),
        day_of(case).isoformat(),
        township.name if township else None,
        village.name if village else None,
        case["category"],
        parties[0]["name"] if parties else None,
        "、".join(party["name"] for party in parties[1:]),
        case.get("facts") or None,
        SOURCES[case["channel"]],
        _iso(sessions[-1]["held_on"]) if sessions else None,
        _RESULTS[result],
        _FORMS.get(written_or_oral(agreement.get("form")) or "") if result == "agreed" else None,
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
        *(
            "channel",
            "sessions.held_on",
            "sessions.corrects",
            "sessions.before_us",
            "state",
            "agreement.form",
            "agreement.terms.amount",
            "performance",
        ),
        *("confirmation_result", "follow_ups.on", "within", "people"),
    ),
    1,
)
