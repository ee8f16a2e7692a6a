# SPDX-License-Identifier: Apache-2.0
"""A ledger of a kind that no sample shows: other words in the header, several titles, spelt-out days, serials, ten thousands."""

import io
import uuid
from collections.abc import Iterator
from datetime import date
from typing import Any

import openpyxl
import pytest

from services.mediation.ledgers.reader import read
from services.mediation.ledgers.workbook import open_workbook
from shared.access import Role
from shared.web.uploads import XLSX
from tests.hall import Hall, open_hall

TODAY = date(2026, 7, 1)
ROWS: list[tuple[list[Any], tuple[str, str | None], dict[str, Any]]] = [
    (
        [
            "一",
            "〔2025〕1号",
            "二〇二五年一月三日",
            "邻里纠纷",
            "张三",
            13800001234.0,
            "李四",
            "2025.1.5",
            "成功",
            "1.2",
        ],
        ("accept", None),
        {"case_no": "〔2025〕1号", "accepted_on": "2025-01-03", "mediated_on": "2025-01-05", "amount": 12000},
    ),
    (
        [
            "二",
            "〔2025〕2号",
            45700,
            "婚姻家庭",
            "王五（女）",
            13800001235.0,
            "赵六",
            45702,
            "调解成功",
            0.35,
        ],
        ("accept", None),
        {"accepted_on": "2025-02-12", "applicants": ["王五"], "amount": 3500},
    ),
    (
        ["三", "〔2025〕3号", "民国114年3月2日", "邻里", "孙七", None, "周八", "3月9日", "成功", "5"],
        ("reject", "C7"),
        {},
    ),
    (
        [
            "四",
            "〔2025〕4号",
            "２０２５年４月１日",
            "山林土地",
            "吴九、郑十",
            None,
            "钱一等5人",
            "四月十九日",
            "已调解",
            "３．５万元",
        ],
        ("accept", None),
        {"accepted_on": "2025-04-01", "mediated_on": "2025-04-19", "respondents": ["钱一"], "amount": 35000},
    ),
    (["小计", None, None, 4], ("skip", None), {}),
    (
        ["五", "〔2025〕5号", "2025年5月31号", "损害赔偿", "冯二", None, "陈三", "2025-06-31", "成功", "1"],
        ("reject", "H10"),
        {},
    ),
    (
        ["六", "〔2025〕6号", "2025-8-1", "合同纠纷", "蒋六", None, "沈七", None, "成功", "2"],
        ("reject", "C11"),
        {},
    ),
    (["合计", None, None, 6, None, None, None, None, None, "6.0"], ("skip", None), {}),
    (["填表人：王某", None, None, "审核人：李某"], ("skip", None), {}),
]


def book() -> bytes:
    """Three rows of titles with the unit in one of them, and a row that is hidden."""
    made = openpyxl.Workbook()
    sheet = made.active
    sheet.title = "2025年上半年"
    sheet.append(["兰陵县向城镇人民调解委员会"])
    sheet.append(["2025年上半年矛盾纠纷调解情况登记簿"])
    sheet.append(
        ["填报单位：向城司法所", None, None, "填报时间：2025年7月3日", None, None, None, "单位：万元"]
    )
    for row in (1, 2):
        sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=10)
    sheet.append(
        [
            "序号",
            "卷号",
            "受理时间",
            "纠纷类型",
            "申请人",
            "联系电话",
            "被申请人",
            "调解时间",
            "调解结果",
            "标的额",
        ]
    )
    for row, _decision, _record in ROWS:
        sheet.append(row)
    sheet.row_dimensions[6].hidden = True
    kept = io.BytesIO()
    made.save(kept)
    return kept.getvalue()


def test_each_row_is_read_or_refused_with_its_cell() -> None:
    found = list(read(open_workbook(book()), today=TODAY))[4:]

    for one, (_row, (decision, cell), record) in zip(found, ROWS, strict=True):
        assert (one.decision, one.cell) == (decision, cell), one
        assert record.items() <= (one.record or {}).items(), one


@pytest.fixture(scope="module")
def hall(mongo_url: str, namespace: str) -> Iterator[Hall]:
    with open_hall(mongo_url, f"{namespace}variants_") as hall:
        hall.account("lanling", (Role.COUNTY_SUPERVISOR, "371324"))
        yield hall


def test_a_column_that_nobody_reads_is_named_and_never_dropped_in_silence(hall: Hall) -> None:
    browser = hall.browser("mediation", "lanling")
    headers = {"Idempotency-Key": str(uuid.uuid4()), "Content-Type": XLSX}
    tried = browser.post("/api/mediation/v1/ledgers/trials", data=book(), headers=headers).json
    sent = browser.post("/mediation/ledgers/", data={"file": (io.BytesIO(book()), "上半年.xlsx")})
    page = browser.get(sent.headers["Location"]).text

    assert tried["unread"] == [{"sheet": "2025年上半年", "columns": ["联系电话"]}]
    assert (tried["accepted"], tried["rejected"]) == (3, 3)
    assert "不认识，里面写的不会收：联系电话" in page


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8"])
def test_a_csv_is_refused_with_what_to_do(hall: Hall, encoding: str) -> None:
    text = "兰陵县2025年人民调解台账\n序号,案号,受理日期\n1,1号,2025-01-02\n"
    headers = {"Idempotency-Key": str(uuid.uuid4()), "Content-Type": XLSX}
    answer = hall.browser("mediation", "lanling").post(
        "/api/mediation/v1/ledgers/trials", data=text.encode(encoding), headers=headers
    )

    assert (answer.status_code, answer.json["code"]) == (422, "ledger_unreadable")
    assert "另存为 .xlsx" in answer.json["detail"]
