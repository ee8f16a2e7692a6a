# SPDX-License-Identifier: Apache-2.0
"""Major disputes found by screening (重大矛盾纠纷排查调处信息): the printed list, and the grid worker's form of one record a sheet."""

from typing import Any

from services.mediation.ledgers.categories import read_category
from services.mediation.ledgers.codes import Fault, RowRefused
from services.mediation.ledgers.layout import Frame, Layout, Record, Row, iso, need, not_after
from services.mediation.ledgers.places import Place, names, read_department, read_place
from services.mediation.ledgers.stories import read_end, read_parties
from services.mediation.ledgers.values import Reading, need_date, read_date, read_people, read_yes, words
from services.mediation.ledgers.wording import RESULTS, YES

_COLUMNS = {
    "number": ("序号",),
    "serial": ("编号",),
    "department": ("排查部门", "排查单位", "填报单位", "报送单位"),
    "township": ("乡镇（街道）", "乡镇", "镇街", "所属乡镇"),
    "checked_on": ("排查日期", "矛盾排查时间", "排查时间", "发现时间", "发生时间"),
    "location": (
        "单位地点",
        "发生地点",
        "地点",
        "单位（地点）",
        "村居",
        "村（居）",
        "所属村居",
        "单位、地点",
    ),
    "category": ("矛盾纠纷类别", "矛盾纠纷类型", "纠纷类别", "纠纷类型", "类型", "类别"),
    "major": ("是否重大矛盾纠纷", "是否重大"),
    "parties": ("纠纷当事人情况", "当事人情况", "当事人", "当事人姓名"),
    "people": ("涉及人数", "所涉群体及人数", "涉及群体及人数", "人数"),
    "facts": (
        "矛盾纠纷简况及原因",
        "主要问题",
        "矛盾纠纷简况",
        "简况及原因",
        "矛盾纠纷简要情况",
        "简要情况",
        "纠纷简况",
    ),
    "collector": ("收集人", "排查人", "信息采集人"),
    "steadier": ("稳控责任人",),
    "measures": ("采取措施", "工作措施", "化解措施"),
    "unit": ("责任单位", "责任部门", "责任单位及责任人"),
    "leader": ("责任领导", "责任人", "包案领导"),
    "result": ("调处情况", "问题化解情况", "化解情况", "调处结果", "处理情况"),
    "due_on": ("完成时限", "化解时限", "办结时限"),
    "finished_on": (
        *(
            "办结日期",
            "化解日期",
            "调处日期",
            "化解时间",
            "办结时间",
            "调处时间",
            "完成日期",
            "完成时间",
            "调解日期",
        ),
        *("结案日期", "处理日期"),
    ),
    "opinion": ("群众反馈意见",),
    "overseer": ("督办单位",),
    "overseeing": ("督办人",),
    "contact": ("网格联系人",),
    "contact_phone": ("网格联系人电话",),
    "picture": ("图片",),
    "remarks": ("备注",),
}


def _read(row: Row, frame: Frame, reading: Reading) -> Record:
    checked_on = need_date(row["checked_on"], row.label("checked_on"), reading)
    not_after(checked_on, frame, row.label("checked_on"))
    return _record(row, frame, reading, checked_on.isoformat())


def _read_form(row: Row, frame: Frame, reading: Reading) -> Record:
    checked_on = need_date(row["checked_on"], row.label("checked_on"), reading)
    need(row, "serial", "due_on")
    not_after(checked_on, frame, row.label("checked_on"))
    return _record(row, frame, reading, checked_on.isoformat())


def _record(row: Row, frame: Frame, reading: Reading, checked_on: str) -> Record:
    place = _place(row, frame, reading)
    category = None
    if row.has("category") or frame.section:
        category = read_category(row["category"], row.label("category"), reading, section=frame.section)
    need(row, *(name for name in ("facts",) if row.has(name)))
    applicants: list[str] = []
    respondents: list[str] = []
    numbers: list[str] = []
    if row.has("parties"):
        applicants, respondents, numbers = read_parties(row["parties"], row.label("parties"), reading)
    due_on = read_date(row["due_on"], row.label("due_on"), reading)
    finished_on = read_date(row["finished_on"], row.label("finished_on"), reading)
    for name, day in (("due_on", due_on), ("finished_on", finished_on)):
        if day is not None and day.isoformat() < checked_on:
            raise RowRefused(Fault.CLOSE_BEFORE_ACCEPT, row.label(name))
    return {
        "serial": words(row["serial"]) or None,
        "checked_on": checked_on,
        "township_code": place.township,
        "village_code": place.village,
        "village_text": place.text,
        "department": words(row["department"]) or None,
        "category": category,
        "major": read_yes(row["major"]),
        "applicants": applicants,
        "respondents": respondents,
        "applicant_id": numbers[0] if numbers else None,
        "respondent_id": numbers[1] if len(numbers) > 1 else None,
        "people_count": read_people(row["people"], reading),
        "unit": words(row["unit"]) or None,
        "leader": words(row["leader"]) or None,
        "result": read_end(row["result"], reading),
        "due_on": iso(due_on),
        "finished_on": iso(finished_on),
    }


def _place(row: Row, frame: Frame, reading: Reading) -> Place:
    if words(row["township"]):
        return read_place(row["township"], row["location"], frame, row.label("township"), reading)
    column = row.label("department" if words(row["department"]) or not row.has("location") else "location")
    return read_department(row["department"], row["location"], frame, column, reading)


def _write(record: Record) -> dict[str, Any]:
    township, village = names(record["township_code"], record["village_code"], record["village_text"])
    first, second = "、".join(record["applicants"]), "、".join(record["respondents"])
    cells: dict[str, Any] = {
        "serial": record["serial"],
        "department": record["department"],
        "township": township,
        "checked_on": record["checked_on"],
        "location": village,
        "category": record["category"],
        "major": YES.get(record["major"]),
        "people": record["people_count"],
        "unit": record["unit"],
        "leader": record["leader"],
        "result": RESULTS.get(record["result"]),
        "due_on": record["due_on"],
        "finished_on": record["finished_on"],
    }
    if first:
        cells["parties"] = f"申请人：{first}；被申请人：{second}" if second else first
    return cells


SCREENING = Layout(
    name="screening",
    title="重大矛盾纠纷排查调处信息",
    columns=_COLUMNS,
    needed=frozenset({"checked_on", "facts", "result"}),
    read=_read,
    write=_write,
)
SCREENING_FORM = Layout(
    name="screening_form",
    title="社区网格矛盾纠纷信息采集表",
    columns=_COLUMNS,
    needed=frozenset({"category", "checked_on"}),
    read=_read_form,
    write=_write,
    form=True,
)
