# SPDX-License-Identifier: Apache-2.0
"""Forms of the case folder (人民调解卷宗): its inventory, the oral agreement (口头协议登记表) as a list and as a form, the visit."""

from typing import Any

from services.mediation.ledgers.categories import read_category
from services.mediation.ledgers.codes import Fault, Note, RowRefused, Skip
from services.mediation.ledgers.layout import Frame, Layout, Record, Row, iso, need, not_after, yuan
from services.mediation.ledgers.places import names, read_place
from services.mediation.ledgers.stories import read_end, read_parties
from services.mediation.ledgers.values import (
    Reading,
    label,
    need_date,
    read_amount,
    read_names,
    read_performance,
    read_yes,
    words,
)
from services.mediation.ledgers.wording import PERFORMED, RESULTS, YES

PAPERS = {  # WN-07: whether the folder must have it
    "申请书或受理登记表": True,
    "权利义务告知书": True,
    "身份证明": True,
    "授权委托书": False,
    "调查记录": False,
    "证据材料": False,
    "人民调解记录": True,
    "协议书": True,
    "履行凭证": False,
    "回访记录": False,
    "司法确认材料": False,
    "卷宗情况说明": False,
    "封底": True,
}


def _read_paper(row: Row, frame: Frame, reading: Reading) -> Record:
    """One line of the inventory: a paper that must be there and is not is R07."""
    title = label(row["paper"]).partition("(")[0]
    must = PAPERS[title]
    there = read_yes(row["there"])
    pages = words(row["pages"])
    if there is None:
        there = bool(pages) and pages not in ("无", "/", "0", "—")
    if must and not there:
        raise RowRefused(Fault.REQUIRED_MISSING, row.label("pages" if row.has("pages") else "there"))
    return {"paper": title, "required": must, "there": there, "pages": pages or None}


def _knows_paper(row: Row) -> Skip | None:
    return None if label(row["paper"]).partition("(")[0] in PAPERS else Skip.SECTION


def _read_oral(row: Row, frame: Frame, reading: Reading) -> Record:
    applied_on = need_date(row["applied_on"], row.label("applied_on"), reading)
    not_after(applied_on, frame, row.label("applied_on"))
    place = read_place(row["township"], row["scene"], frame, row.label("scene"), reading)
    if row.has("parties"):
        applicants, respondents, _ = read_parties(row["parties"], row.label("parties"), reading)
    else:
        applicants = read_names(row["applicant"], row.label("applicant"), reading)
        respondents = read_names(row["respondent"], row.label("respondent"), reading)
    category = read_category(row["category"], row.label("category"), reading) if row.has("category") else None
    result = read_end(row["result"], reading)
    amount = None
    if result == "success":
        need(row, "content")
        amount = read_amount(row["amount"], row.label("amount"), reading, unit=frame.unit)
    elif row["amount"] is not None:
        reading.note(Note.AMOUNT_IGNORED)
    return {
        "accepted_on": iso(applied_on),
        "township_code": place.township,
        "village_code": place.village,
        "village_text": place.text,
        "category": category,
        "across_committees": read_yes(row["across"]),
        "applicants": applicants,
        "respondents": respondents,
        "result": result,
        "agreement_form": "oral" if result == "success" else None,
        "amount": yuan(amount),
        "performance": read_performance(row["performance"]),
    }


def _write_oral(record: Record) -> dict[str, Any]:
    township, village = names(record["township_code"], record["village_code"], record["village_text"])
    return {
        "across": YES.get(record["across_committees"]),
        "applied_on": record["accepted_on"],
        "township": township,
        "scene": village,
        "applicant": "、".join(record["applicants"]),
        "respondent": "、".join(record["respondents"]),
        "category": record["category"],
        "result": RESULTS.get(record["result"]),
        "amount": record["amount"],
        "performance": PERFORMED.get(record["performance"]),
    }


def _read_visit(row: Row, frame: Frame, reading: Reading) -> Record:
    visited_on = need_date(row["visited_on"], row.label("visited_on"), reading)
    not_after(visited_on, frame, row.label("visited_on"))
    need(row, "agreement_no", "found", "visitor")
    applicants, respondents, _ = read_parties(row["parties"], row.label("parties"), reading)
    return {
        "case_no": words(row["agreement_no"]),
        "visited_on": iso(visited_on),
        "applicants": applicants,
        "respondents": respondents,
        "reason": words(row["reason"]) or None,
        "found": words(row["found"]),
        "visitor": words(row["visitor"]),
    }


_ORAL = {
    "number": ("序号",),
    "across": ("是否跨调委会",),
    "applied_on": ("申请时间", "申请日期"),
    "township": ("乡镇（街道）", "乡镇"),
    "scene": ("调解地点", "村（居）"),
    "parties": ("当事人", "当事人情况"),
    "applicant": ("申请人",),
    "respondent": ("被申请人",),
    "category": ("纠纷类别", "纠纷类型"),
    "facts": ("纠纷简要情况", "纠纷事实"),
    "result": ("调解结果",),
    "amount": ("调解协议涉及金额（元）", "调解协议涉及金额"),
    "content": ("协议内容", "口头协议内容"),
    "performance": ("协议履行情况", "履行情况"),
    "mediator": ("调解员",),
}
ORAL = Layout(
    name="oral",
    title="人民调解口头协议登记表",
    columns=_ORAL,
    needed=frozenset({"across", "applied_on", "result", "content"}),
    read=_read_oral,
    write=_write_oral,
)
ORAL_FORM = Layout(
    name="oral_form",
    title="人民调解口头协议登记表",
    columns=_ORAL,
    needed=frozenset({"applied_on", "result", "content"}),
    read=_read_oral,
    write=_write_oral,
    form=True,
)
VISIT_FORM = Layout(
    name="visit_form",
    title="回访记录",
    columns={
        "parties": ("当事人",),
        "agreement_no": ("调解协议编号",),
        "reason": ("回访事由",),
        "visited_on": ("回访时间", "回访日期"),
        "found": ("回访情况",),
        "visitor": ("回访人",),
    },
    needed=frozenset({"parties", "agreement_no", "found"}),
    read=_read_visit,
    form=True,
    needs_county=False,
    kept=False,
)
FOLDER = Layout(
    name="folder",
    title="人民调解卷宗目录",
    columns={
        "number": ("序号",),
        "paper": ("文书名称", "材料名称", "文件名称", "题名"),
        "there": ("有无", "是否齐全"),
        "pages": ("页次", "页号", "页码", "起止页"),
        "remarks": ("备注",),
    },
    needed=frozenset({"number", "paper", "pages"}),
    read=_read_paper,
    skips=_knows_paper,
    needs_county=False,
    kept=False,
)
