# SPDX-License-Identifier: Apache-2.0
"""Disputes in the coded columns of GB/T 31000-2015 (矛盾纠纷排查化解); codes are kept as they stand, their lists are not ours."""

from typing import Any

from services.mediation.ledgers.categories import category_in
from services.mediation.ledgers.layout import Frame, Layout, Record, Row, iso, need, not_after, not_before
from services.mediation.ledgers.places import names, read_place
from services.mediation.ledgers.values import (
    Reading,
    need_date,
    read_date,
    read_identity,
    read_names,
    read_people,
    words,
)

_IDENTITY_CARD = "111"
_DONE = {
    "1": "success",
    "是": "success",
    "true": "success",
    "0": "failed",
    "否": "failed",
    "false": "failed",
    "2": "failed",
}


def _read(row: Row, frame: Frame, reading: Reading) -> Record:
    sent_on = need_date(row["sent_on"], row.label("sent_on"), reading)
    not_after(sent_on, frame, row.label("sent_on"))
    need(row, "subject", "kind")
    place = read_place(None, words(row["community"]) or row["address"], frame, _place_column(row), reading)
    parties = read_names(row["party"], row.label("party"), reading)
    number = row["party_number"]
    if words(row["party_document"]) in ("", _IDENTITY_CARD):
        number = read_identity(number, row.label("party_number"), reading)
    due_on = read_date(row["due_on"], row.label("due_on"), reading)
    reviewed_on = read_date(row["reviewed_on"], row.label("reviewed_on"), reading)
    not_before(due_on, sent_on, row.label("due_on"))
    not_before(reviewed_on, sent_on, row.label("reviewed_on"))
    code = words(row["kind"])
    return {
        "subject": words(row["subject"]),
        "sent_on": iso(sent_on),
        "township_code": place.township,
        "village_code": place.village,
        "village_text": place.text,
        "scale_code": words(row["scale"]) or None,
        "category_code": code,
        "category": category_in(code),
        "people_count": read_people(row["people"], reading),
        "applicants": parties,
        "respondents": [],
        "applicant_id": words(number) or None,
        "due_on": iso(due_on),
        "way_code": words(row["way"]) or None,
        "organisation": words(row["organisation"]) or None,
        "result": _DONE.get(words(row["done"])),
        "reviewed_on": iso(reviewed_on),
    }


def _place_column(row: Row) -> str:
    return row.label("community" if words(row["community"]) or not row.has("address") else "address")


def _write(record: Record) -> dict[str, Any]:
    return {
        "subject": record["subject"],
        "sent_on": record["sent_on"],
        "scale": record["scale_code"],
        "kind": record["category_code"],
        "people": record["people_count"],
        "party": "、".join(record["applicants"]),
        "due_on": record["due_on"],
        "way": record["way_code"],
        "organisation": record["organisation"],
        "done": {"success": "是", "failed": "否"}.get(record["result"]),
        "reviewed_on": record["reviewed_on"],
        "community": "".join(names(record["township_code"], record["village_code"], record["village_text"])),
    }


CODED = Layout(
    name="coded",
    title="矛盾纠纷排查化解",
    columns={
        "subject": ("矛盾纠纷名称",),
        "sent_on": ("发送日期", "发生日期"),
        "address": ("发生地点详址",),
        "scale": ("规模", "矛盾纠纷规模"),
        "kind": ("类别", "矛盾纠纷类别"),
        "people": ("涉及人数",),
        "facts": ("简述", "矛盾纠纷简述"),
        "units": ("涉及单位",),
        "party_document": ("主要当事人证件代码", "证件代码"),
        "party_number": ("主要当事人证件号码", "证件号码"),
        "party": ("主要当事人姓名", "姓名"),
        "party_sex": ("主要当事人性别", "性别"),
        "party_people": ("主要当事人民族", "民族"),
        "party_schooling": ("主要当事人学历", "学历"),
        "party_kind": ("主要当事人人员类别", "人员类别"),
        "party_home": ("主要当事人居住详址", "居住详址"),
        "due_on": ("化解时限",),
        "way": ("化解方式",),
        "organisation": ("化解组织",),
        "person": ("化解负责人姓名", "化解责任人姓名"),
        "person_phone": ("化解负责人联系方式", "化解责任人联系方式"),
        "done": ("化解是否成功",),
        "result": ("化解情况",),
        "reviewed_on": ("考评日期",),
        "review": ("考评意见",),
        "community": ("所属社区",),
    },
    needed=frozenset({"subject", "sent_on", "kind", "party", "done"}),
    read=_read,
    write=_write,
)
