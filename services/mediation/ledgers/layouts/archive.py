# SPDX-License-Identifier: Apache-2.0
"""Import list of archived cases (案件归档导入模板): cause, parties, days of acceptance and closing, way of closing."""

from typing import Any

from services.mediation.ledgers.categories import read_category
from services.mediation.ledgers.layout import Frame, Layout, Record, Row, iso, not_after, not_before
from services.mediation.ledgers.places import names, read_place
from services.mediation.ledgers.stories import read_end
from services.mediation.ledgers.values import Reading, need_date, read_date, read_names, words
from services.mediation.ledgers.wording import RESULTS


def _read(row: Row, frame: Frame, reading: Reading) -> Record:
    accepted_on = need_date(row["accepted_on"], row.label("accepted_on"), reading)
    not_after(accepted_on, frame, row.label("accepted_on"))
    applicants = read_names(row["applicant"], row.label("applicant"), reading)
    respondents = read_names(row["respondent"], row.label("respondent"), reading)
    category = read_category(row["category"], row.label("category"), reading, section=frame.section)
    place = read_place(row["township"], row["village"], frame, row.label("township"), reading)
    closed_on = read_date(row["closed_on"], row.label("closed_on"), reading)
    not_before(closed_on, accepted_on, row.label("closed_on"))
    return {
        "case_no": words(row["case_no"]) or None,
        "accepted_on": iso(accepted_on),
        "township_code": place.township,
        "village_code": place.village,
        "village_text": place.text,
        "category": category,
        "applicants": applicants,
        "respondents": respondents,
        "closed_on": iso(closed_on),
        "result": read_end(row["closing"], reading),
        "procedure": words(row["procedure"]) or None,
    }


def _write(record: Record) -> dict[str, Any]:
    township, village = names(record["township_code"], record["village_code"], record["village_text"])
    return {
        "applicant": "、".join(record["applicants"]),
        "respondent": "、".join(record["respondents"]),
        "category": record["category"],
        "accepted_on": record["accepted_on"],
        "closed_on": record["closed_on"],
        "closing": RESULTS.get(record["result"]),
        "case_no": record["case_no"],
        "procedure": record["procedure"],
        "township": township,
        "village": village,
    }


ARCHIVE = Layout(
    name="archive",
    title="案件归档导入模板",
    columns={
        "number": ("序号",),
        "applicant": ("申请人", "applicant"),
        "respondent": ("被申请人", "respondent"),
        "category": ("案由", "case_reason", "纠纷类别"),
        "accepted_on": ("受理时间", "受理日期", "acceptance_time"),
        "handler": ("承办人", "handler", "调解员"),
        "closed_on": ("结案时间", "结案日期", "closure_time"),
        "closing": ("结案方式", "closure_method"),
        "case_no": ("案号", "案件编号", "case_number"),
        "procedure": ("适用程序", "applicable_procedure"),
        "township": ("乡镇（街道）", "乡镇", "镇街"),
        "village": ("村（居）", "村居"),
    },
    needed=frozenset({"applicant", "respondent", "category", "accepted_on", "closing"}),
    read=_read,
    write=_write,
    key="case_no",
)
