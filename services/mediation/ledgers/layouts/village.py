# SPDX-License-Identifier: Apache-2.0
"""Village and neighbourhood register (村居登记簿): all free text, both parties in one cell, the amount within the result."""

import re
from typing import Any

from services.mediation.ledgers.categories import read_category
from services.mediation.ledgers.codes import Note
from services.mediation.ledgers.layout import Frame, Layout, Record, Row, iso, not_after, not_before, yuan
from services.mediation.ledgers.places import names, read_place
from services.mediation.ledgers.stories import read_amount_in, read_end, read_parties
from services.mediation.ledgers.values import (
    Reading,
    need_date,
    read_date,
    read_form,
    read_names,
    read_yes,
    words,
)
from services.mediation.ledgers.wording import FORMS, RESULTS, YES


def _read(row: Row, frame: Frame, reading: Reading) -> Record:
    accepted_on = need_date(row["accepted_on"], row.label("accepted_on"), reading)
    not_after(accepted_on, frame, row.label("accepted_on"))
    place_column = row.label("township" if row.has("township") or not row.has("village") else "village")
    place = read_place(row["township"], row["village"], frame, place_column, reading)
    category = read_category(row["category"], row.label("category"), reading, section=frame.section)
    applicants, respondents, numbers = read_parties(row["parties"], row.label("parties"), reading)
    result = read_end(row["result"], reading)
    amount = None
    if result == "failed":
        if re.search(r"\d[\d,.]*\s*(?:万|元)", words(row["result"])):
            reading.note(Note.AMOUNT_IGNORED)
    else:
        amount = read_amount_in(row["result"], row.label("result"), reading)
    mediated_on = read_date(row["mediated_on"], row.label("mediated_on"), reading)
    not_before(mediated_on, accepted_on, row.label("mediated_on"))
    return {
        "accepted_on": iso(accepted_on),
        "township_code": place.township,
        "village_code": place.village,
        "village_text": place.text,
        "category": category,
        "applicants": applicants,
        "respondents": respondents,
        "applicant_id": numbers[0] if numbers else None,
        "respondent_id": numbers[1] if len(numbers) > 1 else None,
        "mediators": read_names(row["mediator"], row.label("mediator"), Reading(), required=False),
        "has_agreement": _has_agreement(row["agreement"]),
        "agreement_form": read_form(row["agreement"]),
        "result": result,
        "amount": yuan(amount),
        "follow_up": words(row["follow_up"]) or None,
    }


def _has_agreement(value: Any) -> bool | None:
    """Whether there is one: a mark, or the form that it has."""
    return True if read_form(value) else read_yes(value)


def _write(record: Record) -> dict[str, Any]:
    township, village = names(record["township_code"], record["village_code"], record["village_text"])
    first, second = "、".join(record["applicants"]), "、".join(record["respondents"])
    result = RESULTS.get(record["result"], "")
    amount = f"，协议金额{record['amount']}元" if record["amount"] is not None else ""
    return {
        "township": township,
        "village": village,
        "category": record["category"],
        "accepted_on": record["accepted_on"],
        "mediator": "、".join(record["mediators"]),
        "agreement": FORMS.get(record["agreement_form"]) or YES.get(record["has_agreement"]),
        "parties": f"申请人：{first}；被申请人：{second}" if second else first,
        "result": f"{result}{amount}" or None,
        "follow_up": record["follow_up"],
    }


VILLAGE = Layout(
    name="village",
    title="村居矛盾纠纷登记簿",
    columns={
        "number": ("序号", "编号"),
        "township": ("乡镇（街道）", "乡镇(街道)", "乡镇", "镇街", "镇(街道)"),
        "village": ("村（居）", "村(居)", "村居", "村(社区)", "村居名称", "村名"),
        "category": ("纠纷类别", "纠纷类型", "矛盾纠纷类别", "矛盾纠纷类型"),
        "accepted_on": ("受理时间", "受理日期", "登记时间", "登记日期"),
        "mediator": ("调解人员", "调解人", "调解员"),
        "agreement": ("有无调解协议", "有无协议", "调解协议"),
        "parties": ("当事人概况", "当事人情况", "当事人", "当事人基本情况", "双方当事人"),
        "facts": ("纠纷概况", "纠纷情况", "纠纷简要情况", "主要事由"),
        "mediated_on": ("调解日期", "调处日期", "调解时间", "调处时间"),
        "result": ("调处结果", "调解结果", "处理结果"),
        "follow_up": ("跟踪反馈情况", "跟踪反馈", "回访情况", "反馈情况"),
        "remarks": ("备注",),
    },
    needed=frozenset({"category", "accepted_on", "parties", "result"}),
    read=_read,
    write=_write,
)
