# SPDX-License-Identifier: Apache-2.0
"""People's mediation register (人民调解案件登记), one row a case."""

from typing import Any

from services.mediation.ledgers.categories import read_category
from services.mediation.ledgers.codes import Note
from services.mediation.ledgers.layout import Frame, Layout, Record, Row, iso, not_after, not_before, yuan
from services.mediation.ledgers.places import names, read_place
from services.mediation.ledgers.values import (
    Reading,
    need_date,
    read_amount,
    read_date,
    read_form,
    read_identity,
    read_names,
    read_performance,
    read_result,
    read_yes,
    words,
)
from services.mediation.ledgers.wording import FORMS, PERFORMED, RESULTS, YES


def _read(row: Row, frame: Frame, reading: Reading) -> Record:
    accepted_on = need_date(row["accepted_on"], row.label("accepted_on"), reading)
    not_after(accepted_on, frame, row.label("accepted_on"))
    place = read_place(row["township"], row["village"], frame, row.label("township"), reading)
    applicants = read_names(row["applicant"], row.label("applicant"), reading)
    respondents = read_names(row["respondent"], row.label("respondent"), reading)
    applicant_id = read_identity(row["applicant_id"], row.label("applicant_id"), reading)
    respondent_id = read_identity(row["respondent_id"], row.label("respondent_id"), reading)
    category = read_category(row["category"], row.label("category"), reading, section=frame.section)
    result = read_result(row["result"])
    if result is None:
        reading.note(Note.RESULT_BLANK)
    amount = None
    if result == "failed":
        if row["amount"] is not None:
            reading.note(Note.AMOUNT_IGNORED)
    else:
        amount = read_amount(row["amount"], row.label("amount"), reading, unit=frame.unit)
    mediated_on = read_date(row["mediated_on"], row.label("mediated_on"), reading)
    followed_up_on = read_date(row["followed_up_on"], row.label("followed_up_on"), Reading(year=frame.year))
    not_before(mediated_on, accepted_on, row.label("mediated_on"))
    if any(isinstance(row[name], str) for name in ("accepted_on", "mediated_on")):
        reading.note(Note.DATE)  # a register has real dates; text was put right even where it reads like one
    return {
        "case_no": words(row["case_no"]) or None,
        "accepted_on": iso(accepted_on),
        "township_code": place.township,
        "village_code": place.village,
        "village_text": place.text,
        "category": category,
        "applicants": applicants,
        "respondents": respondents,
        "applicant_id": applicant_id,
        "respondent_id": respondent_id,
        "mediated_on": iso(mediated_on),
        "result": result,
        "agreement_form": read_form(row["form"]),
        "amount": yuan(amount),
        "performance": read_performance(row["performance"]),
        "judicial_confirmation": read_yes(row["confirmed"]),
        "followed_up_on": iso(followed_up_on),
    }


def _write(record: Record) -> dict[str, Any]:
    township, village = names(record["township_code"], record["village_code"], record["village_text"])
    return {
        "case_no": record["case_no"],
        "accepted_on": record["accepted_on"],
        "township": township,
        "village": village,
        "category": record["category"],
        "applicant": "、".join(record["applicants"]),
        "respondent": "、".join(record["respondents"]),
        "mediated_on": record["mediated_on"],
        "result": RESULTS.get(record["result"]),
        "form": FORMS.get(record["agreement_form"]),
        "amount": record["amount"],
        "performance": PERFORMED.get(record["performance"]),
        "confirmed": YES.get(record["judicial_confirmation"]),
        "followed_up_on": record["followed_up_on"],
    }


REGISTER = Layout(
    name="register",
    title="人民调解工作台账",
    columns={
        "number": ("序号",),
        "case_no": (
            *("案件编号", "案号", "卷宗号", "卷号", "案卷号"),
            *("编号", "案件编码", "调解案号", "协议书编号"),
        ),
        "accepted_on": ("受理日期", "受理时间", "登记日期", "申请时间", "申请日期", "登记时间"),
        "township": (
            *(
                "乡镇（街道）",
                "乡镇(街道)",
                "乡镇",
                "镇街",
                "镇(街道)",
                "受理单位",
                "乡镇/街道",
                "街道(乡镇)",
                "镇街道",
            ),
            *("街镇", "乡镇街道", "所属乡镇"),
        ),
        "village": (
            "村（居）",
            "村(居)",
            "村居",
            "村(社区)",
            "村/社区",
            "村社区",
            "村(居)委会",
            "所属村居",
            "村居(社区)",
        ),
        "category": ("纠纷类别", "纠纷类型", "案由", "案件类型", "矛盾纠纷类型", "矛盾纠纷类别"),
        "applicant": ("申请人", "申请人/姓名", "申请人姓名", "申请方", "甲方"),
        "applicant_id": ("申请人身份证号", "申请人/身份证号", "申请人/身份证号码", "申请人身份证号码"),
        "respondent": ("被申请人", "被申请人/姓名", "被申请人姓名", "被申请方", "乙方"),
        "respondent_id": (
            *("被申请人身份证号", "被申请人/身份证号", "被申请人/身份证号码", "被申请人身份证号码"),
        ),
        "facts": ("纠纷简要情况", "纠纷情况", "简要情况", "纠纷概况", "案情简介"),
        "source": ("案件来源", "来源", "纠纷来源"),
        "mediator": ("调解员", "调解人员", "调解人", "承办人"),
        "mediated_on": ("调解日期", "调解时间", "协议日期", "调结日期", "结案日期", "办结日期"),
        "result": ("调解结果", "结果", "调处结果"),
        "form": ("协议形式", "调解协议/协议形式", "调解类型", "协议类型"),
        "amount": (
            *(
                "涉及金额（元）",
                "涉及金额",
                "涉案金额",
                "协议涉及金额",
                "调解协议涉及金额",
                "涉案标的",
                "金额",
                "协议金额",
                "标的额",
                "涉案标的额",
                "标的金额",
                "涉案金额(元)",
            ),
        ),
        "performance": ("履行情况", "协议履行情况", "履行状况"),
        "confirmed": ("是否司法确认", "司法确认"),
        "followed_up_on": ("回访日期", "回访时间"),
        "mediated_at": ("调解地点",),
        "remarks": ("备注",),
    },
    needed=frozenset({"category", "applicant", "respondent", "result"}),
    read=_read,
    write=_write,
    key="case_no",
)
