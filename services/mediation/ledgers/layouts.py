# SPDX-License-Identifier: Apache-2.0
"""The layouts of ledgers: how a header is known, which column is which, and what a row says.

A column is known by its label, with labels of merged cells above joined by `/`; labels that offices use for the same thing
are synonyms.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from services.mediation.ledgers.categories import read_category, read_event_kind
from services.mediation.ledgers.codes import Fault, Note, RowRefused, Skip
from services.mediation.ledgers.places import read_grid, read_place
from services.mediation.ledgers.values import (
    Reading,
    clean_name,
    need_date,
    read_amount,
    read_date,
    read_form,
    read_identity,
    read_names,
    read_people,
    read_performance,
    read_result,
    read_yes,
    words,
)
from services.mediation.limits import limits


def label(value: Any) -> str:
    """A header's text without spaces, line breaks, stars and units in brackets that say nothing."""
    return re.sub(r"[\s*]", "", words(value))


@dataclass(frozen=True, slots=True)
class Frame:
    """What holds for a whole sheet: the county, the day of the ledger, the year in its title."""

    county: str
    reported_on: date
    year: int | None


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a data row by column name; `labels` gives the header text of each column."""

    cells: Mapping[str, Any]
    labels: Mapping[str, str]

    def __getitem__(self, name: str) -> Any:
        return self.cells.get(name)

    def label(self, name: str) -> str:
        """How the ledger calls the column."""
        return self.labels.get(name, name)


Read = Callable[[Row, Frame, Reading], dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Layout:
    """One kind of ledger. `columns` maps a name to its labels; `needed` tells it from other kinds; `key` is unique."""

    name: str
    columns: Mapping[str, Sequence[str]]
    needed: frozenset[str]
    read: Read
    key: str | None = None
    skips: Callable[[Row], Skip | None] = lambda row: None

    def match(self, labels: Sequence[str]) -> dict[str, int]:
        """Which of our columns stand where."""
        found: dict[str, int] = {}
        for name, synonyms in self.columns.items():
            for at, text in enumerate(labels):
                if any(text == one or text.endswith(f"/{one}") for one in synonyms):
                    found.setdefault(name, at)
                    break
        return found

    def fits(self, labels: Sequence[str]) -> bool:
        """Whether this is a header of the layout."""
        return self.needed <= self.match(labels).keys()


def _not_after(day: date, frame: Frame, column: str) -> None:
    if day > frame.reported_on:
        raise RowRefused(Fault.DATE_FUTURE, column)


def _not_before(later: date | None, earlier: date, column: str) -> None:
    if later is not None and later < earlier:
        raise RowRefused(Fault.CLOSE_BEFORE_ACCEPT, column)


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _yuan(amount: Decimal | None) -> int | float | None:
    if amount is None:
        return None
    return int(amount) if amount == amount.to_integral_value() else float(amount)


def _read_register(row: Row, frame: Frame, reading: Reading) -> dict[str, Any]:
    """People's mediation register (人民调解工作台账)."""
    accepted_on = need_date(row["accepted_on"], row.label("accepted_on"), reading)
    _not_after(accepted_on, frame, row.label("accepted_on"))
    place = read_place(row["township"], row["village"], frame.county, row.label("township"), reading)
    applicants = read_names(row["applicant"], row.label("applicant"), reading)
    respondents = read_names(row["respondent"], row.label("respondent"), reading)
    applicant_id = read_identity(row["applicant_id"], row.label("applicant_id"), reading)
    respondent_id = read_identity(row["respondent_id"], row.label("respondent_id"), reading)
    category = read_category(row["category"], row.label("category"), reading)
    result = read_result(row["result"])
    if result is None:
        reading.note(Note.RESULT_BLANK)
    amount = None
    if result == "failed":
        if row["amount"] is not None:
            reading.note(Note.AMOUNT_IGNORED)
    else:
        amount = read_amount(row["amount"], row.label("amount"), reading)
    mediated_on = read_date(row["mediated_on"], row.label("mediated_on"), reading)
    followed_up_on = read_date(row["followed_up_on"], row.label("followed_up_on"), Reading(year=frame.year))
    _not_before(mediated_on, accepted_on, row.label("mediated_on"))
    if any(isinstance(row[name], str) for name in ("accepted_on", "mediated_on")):
        reading.note(Note.DATE)  # a register has real dates; text was put right even where it reads like one
    return {
        "case_no": words(row["case_no"]) or None,
        "accepted_on": _day(accepted_on),
        "township_code": place.township,
        "village_code": place.village,
        "village_text": place.text,
        "category": category,
        "applicants": applicants,
        "respondents": respondents,
        "applicant_id": applicant_id,
        "respondent_id": respondent_id,
        "mediated_on": _day(mediated_on),
        "result": result,
        "agreement_form": read_form(row["form"]),
        "amount": _yuan(amount),
        "performance": read_performance(row["performance"]),
        "judicial_confirmation": read_yes(row["confirmed"]),
        "followed_up_on": _day(followed_up_on),
    }


_EVENT_REQUIRED = (
    *("kind", "sub_kind", "subject", "scale", "people", "text", "replied_on", "handled_on"),
    *("handler", "handler_phone", "result", "occurred_on", "party"),
)


def _read_event(row: Row, frame: Frame, reading: Reading) -> dict[str, Any]:
    """Event import of the grid platform (对接事件登记表)."""
    for name in _EVENT_REQUIRED:
        if words(row[name]) == "":
            raise RowRefused(Fault.REQUIRED_MISSING, row.label(name))
    occurred_on, replied_on, handled_on = (
        need_date(row[name], row.label(name), reading) for name in ("occurred_on", "replied_on", "handled_on")
    )
    _not_after(occurred_on, frame, row.label("occurred_on"))
    place, grid = read_grid(row["grid"], frame.county, row.label("grid"), reading)
    category = read_event_kind(row["sub_kind"], row.label("sub_kind"))
    _not_before(replied_on, occurred_on, row.label("replied_on"))
    _not_before(handled_on, occurred_on, row.label("handled_on"))
    waited = (replied_on - occurred_on).days
    return {
        "occurred_on": _day(occurred_on),
        "replied_on": _day(replied_on),
        "last_handled_on": _day(handled_on),
        "township_code": place.township,
        "village_code": place.village,
        "grid_no": grid,
        "category": category,
        "people_count": read_people(row["people"], reading),
        "main_party": clean_name(str(row["party"]), reading),
        "result": read_result(row["result"]),
        "reply_days": waited,
        "reply_overdue_3": waited > limits().grid_ordinary_days,
        "reply_overdue_5": waited > limits().grid_complex_days,
    }


def _only_disputes(row: Row) -> Skip | None:
    kind = words(row["kind"])
    return Skip.NOT_A_DISPUTE if kind and kind != "矛盾劝解" else None


REGISTER = Layout(
    name="register",
    columns={
        "number": ("序号",),
        "case_no": ("案件编号", "案号", "卷宗号", "编号"),
        "accepted_on": ("受理日期", "受理时间", "登记日期"),
        "township": ("乡镇(街道)", "乡镇", "镇街", "镇(街道)", "受理单位"),
        "village": ("村(居)", "村居", "村(社区)"),
        "category": ("纠纷类别", "纠纷类型", "案由"),
        "applicant": ("申请人/姓名", "申请人"),
        "applicant_id": ("申请人/身份证号", "申请人身份证号"),
        "respondent": ("被申请人/姓名", "被申请人"),
        "respondent_id": ("被申请人/身份证号", "被申请人身份证号"),
        "mediated_on": ("调解日期", "调解时间", "协议日期"),
        "result": ("调解结果",),
        "form": ("调解协议/协议形式", "协议形式", "调解类型"),
        "amount": (
            "涉及金额(元)",
            "涉及金额",
            "涉案金额",
            "涉案金额(元)",
            "涉及金额(万元)",
            "涉案金额(万元)",
        ),
        "performance": ("履行情况", "协议履行情况"),
        "confirmed": ("是否司法确认", "司法确认"),
        "followed_up_on": ("回访日期", "回访时间"),
        "mediator": ("调解员",),
        "source": ("案件来源",),
        "facts": ("纠纷简要情况", "纠纷情况"),
    },
    needed=frozenset({"category", "applicant", "respondent", "result"}),
    read=_read_register,
    key="case_no",
)
EVENTS = Layout(
    name="grid_events",
    columns={
        "grid": ("发生网格",),
        "kind": ("事件类型(大类)",),
        "sub_kind": ("事件类型(子类)",),
        "subject": ("事件名称",),
        "scale": ("事件规模", "事件性质"),
        "people": ("涉及人数",),
        "text": ("事件简述",),
        "replied_on": ("反馈时间",),
        "handled_on": ("最后处理时间",),
        "handler": ("承办人",),
        "handler_phone": ("承办人手机",),
        "result": ("处理意见",),
        "occurred_on": ("发生时间",),
        "party": ("主要当事人姓名",),
    },
    needed=frozenset({"grid", "kind", "sub_kind", "occurred_on"}),
    read=_read_event,
    skips=_only_disputes,
)
LAYOUTS = (REGISTER, EVENTS)
