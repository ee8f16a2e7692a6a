# SPDX-License-Identifier: Apache-2.0
"""Every layout of a ledger, made from seeds with the dirt that people leave: each row is decided as it must be."""

from collections.abc import Callable
from datetime import date

import pytest

from services.mediation.ledgers.reader import Decision, read
from services.mediation.ledgers.workbook import open_workbook
from shared.errors import RuleBroken
from shared.regions import regions
from tests.mediation import ledger_books, ledger_tables
from tests.mediation.ledger_books import Book

TODAY = date(2024, 3, 31)


def decided(book: Book) -> dict[tuple[str, int], Decision]:
    return {(one.sheet, one.row): one for one in read(open_workbook(book.content()), today=TODAY)}


def assert_as_wanted(book: Book) -> dict[tuple[str, int], Decision]:
    found = decided(book)
    blank = {key for key, (decision, code) in book.wanted.items() if (decision, code) == ("skip", "blank")}
    assert found.keys() | blank == book.wanted.keys() | blank
    for key, (decision, code) in book.wanted.items():
        if key not in found:
            continue
        one = found[key]
        told = one.decision, (one.codes[0] if decision != "accept" else "")
        assert told == (decision, code if decision != "accept" else ""), (key, one, one.raw)
        if decision == "reject":
            assert one.cell, one
    return found


@pytest.mark.parametrize(
    ("make", "seed"),
    [
        *((ledger_books.village_register, 1), (ledger_books.village_register, 2)),
        *((ledger_books.screening, 1), (ledger_books.screening, 2)),
        *((ledger_tables.crosstab, 1), (ledger_tables.administrative, 1), (ledger_tables.administrative, 2)),
    ],
)
def test_every_row_of_a_workbook_is_decided_as_it_must_be(make: Callable[[int], Book], seed: int) -> None:
    assert_as_wanted(make(seed))


@pytest.mark.parametrize("seed", range(2))
def test_plain_lists_are_decided_row_by_row(seed: int) -> None:
    for layout, book in ledger_tables.lists(seed):
        found = assert_as_wanted(book)
        assert {one.layout for one in found.values() if one.decision != "skip"} == {layout}


VILLAGE_HEAD = [
    "序号",
    "纠纷类别",
    "受理时间",
    "调解人员",
    "有无调解协议",
    "当事人概况",
    "纠纷概况",
    "调处结果",
    "跟踪反馈情况",
]
VILLAGE_ROW = [1, "邻里", "2023.5.6", "张某", "有", "王测甲、李试乙", "排水", "成功", None]


def small(*rows: list[object], sheet: str = "Sheet1") -> list[Decision]:
    book = Book.of(1)
    book.open(sheet)
    for row in rows:
        book.add(list(row), "any")
    return list(read(open_workbook(book.content()), today=TODAY))


def test_a_heading_gives_the_place_of_the_rows_below_it_until_the_next_one() -> None:
    found = small(
        ["蒙阴县村居登记簿（2023年）"],
        VILLAGE_HEAD,
        ["常路镇"],
        VILLAGE_ROW,
        ["二、岱崮镇不在册自然村（共1件）"],
        VILLAGE_ROW,
        ["无名村"],
        VILLAGE_ROW,
    )

    places = [(one.record or {}).get("township_code") or one.codes[0] for one in found[2:]]
    assert places == [
        *("village_group", "371328101", "village_group", "371328102", "village_group", "R05_PLACE_UNKNOWN")
    ]
    assert (found[5].record or {})["village_text"] == "不在册自然村"


def test_a_village_that_two_townships_have_is_refused_where_only_a_heading_names_it() -> None:
    named = [one.name for one in regions().all("village") if one.code.startswith("371324")]
    twice = next(name for name in named if len(regions().find(name, within="371324", level="village")) > 1)

    found = small(["兰陵县村居登记簿（2023年）"], VILLAGE_HEAD, [twice], VILLAGE_ROW)

    assert found[-1].codes == ("R06_PLACE_AMBIGUOUS",)


def test_a_year_comes_from_title_sheet_or_heading_and_never_from_nowhere() -> None:
    row = [*VILLAGE_ROW]
    row[2] = "5月6日"

    def read_as(title: str, sheet: str, *heading: list[object]) -> str:
        last = small([title], VILLAGE_HEAD, ["常路镇"], *heading, row, sheet=sheet)[-1]
        return str((last.record or {}).get("accepted_on") or last.codes[0])

    assert read_as("蒙阴县村居登记簿（2023年度）", "1") == "2023-05-06"
    assert read_as("蒙阴县村居登记簿", "2022年") == "2022-05-06"
    assert read_as("蒙阴县村居登记簿", "1", ["2021年"]) == "2021-05-06"
    assert read_as("蒙阴县村居登记簿", "1") == "R02_DATE_AMBIGUOUS"
    assert read_as("蒙阴县村居登记簿（2022-2023年）", "1") == "R02_DATE_AMBIGUOUS"
    assert read_as("蒙阴县村居登记簿 填报日期：2023年12月31日", "1") == "R02_DATE_AMBIGUOUS"


def test_footers_and_days_between_rows_are_no_data_and_change_no_year() -> None:
    row = [*VILLAGE_ROW]
    row[2] = "5月6日"

    found = small(
        ["蒙阴县常路镇村居登记簿（2022年度）"],
        VILLAGE_HEAD,
        ["填表人 王某", None, "审核人 李某"],
        ["填报日期：2023年1月5日"],
        ["2023年1月5日"],
        row,
    )

    assert [one.codes[0] for one in found[2:5]] == ["footer", "footer", "section"]
    assert (found[5].record or {})["accepted_on"] == "2022-05-06"


def test_a_day_after_the_year_of_the_title_is_later_than_the_ledger() -> None:
    row = [*VILLAGE_ROW]
    row[2] = "2024.1.5"

    assert small(["蒙阴县常路镇登记簿（2023年度）"], VILLAGE_HEAD, row)[-1].codes == ("R04_DATE_FUTURE",)


def test_the_county_is_told_from_the_townships_of_the_rows_where_no_title_names_it() -> None:
    head = ["序号", "纠纷类别", "申请人", "被申请人", "调解结果", "受理日期", "乡镇", "涉案金额"]
    row = [1, "邻里", "王测甲", "李试乙", "成功", "2023-05-06", "卞庄街道", 1.2]

    found = small(["人民调解登记（单位：万元）"], head, row)

    assert (found[-1].record or {})["township_code"][:6] == "371324"
    assert (found[-1].record or {})["amount"] == 12000
    with pytest.raises(RuleBroken, match="ledger_without_county"):
        small(["人民调解登记"], head, [*row[:6], "某镇", 1])


def test_a_summary_sheet_is_not_counted_again_but_is_read_where_it_stands_alone() -> None:
    book = Book.of(1)
    for title in ("常路镇", "汇总"):
        book.open(title)
        for row in (["蒙阴县常路镇登记簿（2023年度）"], VILLAGE_HEAD, VILLAGE_ROW):
            book.add(list(row), "any")

    both = list(read(open_workbook(book.content()), today=TODAY))
    del book.book["常路镇"]
    alone = list(read(open_workbook(book.content()), today=TODAY))

    assert [(one.sheet, one.decision) for one in both if one.decision == "accept"] == [("常路镇", "accept")]
    assert [one.codes for one in both if one.sheet == "汇总"] == [("summary_sheet",)] * 3
    assert sum(one.decision == "accept" for one in alone) == 1


def test_a_folder_without_a_paper_that_it_must_have_is_refused_at_that_line() -> None:
    head = ["序号", "材料名称", "页次", "备注"]
    papers = ["申请书或受理登记表", "权利义务告知书(必须)", "授权委托书(按需)", "协议书"]

    found = small(
        ["卷宗目录"], head, *([at, paper, "" if at == 3 else None, None] for at, paper in enumerate(papers))
    )
    whole = small(["卷宗目录"], head, *([at, paper, str(at + 1), None] for at, paper in enumerate(papers)))

    assert [one.decision for one in found[2:]] == ["reject", "reject", "accept", "reject"]
    assert found[2].cell == "C3"
    assert {one.decision for one in whole[2:]} == {"accept"}


def test_an_oral_agreement_and_a_visit_are_read_from_their_forms() -> None:
    oral = small(
        ["兰山区兰山街道人民调解口头协议登记表"],
        ["是否跨调委会", "否", "申请时间", "2023-05-06 10:00"],
        ["当事人", "王测甲、李试乙", "调解地点", "兰山街道"],
        ["调解结果", "成功", "调解协议涉及金额", "人民币 1,200 元"],
        ["协议内容：赔偿", None, "协议履行情况", "已履行"],
    )
    visit = small(
        ["回访记录"],
        ["当事人", "王测甲、李试乙", "调解协议编号", "(2023)人调字第1号"],
        ["回访事由", "履行", "回访时间", "2023-06-06"],
        ["回访情况", None, "回访人", "张某"],
    )

    assert [one.decision for one in oral] == ["skip", "accept", "skip", "skip", "skip"]
    assert ((oral[1].record or {})["amount"], (oral[1].record or {})["performance"]) == (1200, "full")
    assert (visit[1].decision, visit[1].codes, visit[1].cell) == ("reject", ("R07_REQUIRED_MISSING",), "B4")
