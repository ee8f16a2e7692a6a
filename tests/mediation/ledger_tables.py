# SPDX-License-Identifier: Apache-2.0
"""Workbooks of counts and plain lists, made from a seed, each with the decision that every one of its rows must get."""

import io
from collections.abc import Iterator
from typing import Any

from openpyxl import Workbook

from shared.regions import regions
from tests.mediation.ledger_books import Book, Mutation, faulty, put


def crosstab(seed: int) -> Book:
    """Layout 7: twelve months of all townships of the city, the sums above the data."""
    book = Book.of(seed)
    kinds = ["婚姻家庭", "邻里", "宅基地", "合同纠纷", "劳动争议"]
    width = 3 + 2 * len(kinds)
    for month in range(1, 13):
        book.open(f"{month}月")
        rows = []
        for township in regions().all("township"):
            cells = [book.chance.randrange(4) for _ in range(2 * len(kinds))]
            rows.append([township.name, sum(cells), sum(cells[1::2]), *cells])
        book.merged(f"临沂市司法行政系统矛盾纠纷排查化解基本情况统计表（2023年{month}月）", width, "title")
        book.add(["镇办", "矛盾纠纷类型"], "skip", "header")
        sums = [sum(row[3 + 2 * at] + row[4 + 2 * at] for row in rows) for at in range(len(kinds))]
        pairs = [text for at, kind in enumerate(kinds) for text in (f"{kind}\n（共计：{sums[at]} 件）", None)]
        book.add([None, "当前矛盾\n纠纷情况", None, *pairs], "skip", "header")
        leaves = ["本月矛盾\n纠纷总数", "本月未化解\n纠纷数", *["化解数", "未化解数"] * len(kinds)]
        book.add([None, *leaves], "skip", "header")
        book.sheet.merge_cells(start_row=2, end_row=4, start_column=1, end_column=1)
        book.sheet.merge_cells(start_row=2, end_row=2, start_column=2, end_column=width)
        for left in range(2, width, 2):
            book.sheet.merge_cells(start_row=3, end_row=3, start_column=left, end_column=left + 1)
        book.add(["合计", *[sum(column) for column in list(zip(*rows, strict=True))[1:]]], "skip", "total")
        spoiled = book.chance.sample(range(len(rows)), 6)
        for at, row in enumerate(rows):
            code = ""
            if at in spoiled[:3]:
                row[1] += 1
                code = "R20_ROW_SUM"
            elif at in spoiled:
                row[0] = book.pick("大测镇", "某某街道")
                code = "R21_TOWN_UNKNOWN"
            else:
                row[3:] = [value or book.pick(0, None, "—") for value in row[3:]]
            book.add(row, "reject" if code else "accept", code)
    return book


def administrative(seed: int) -> Book:
    """Layout 8: 27 numbered columns under three rows of header, a row of units, a row of numbers."""
    book = Book.of(seed)
    book.open("行政调解")
    book.merged("兰山区行政调解案件统计表（2023年第三季度）", 28, "title")
    ten = [f"类别{at}" for at in range(1, 11)]
    book.add(
        [
            "项目",
            "案件总数",
            "调解成功数",
            "涉案人数",
            "调解成功金额（万元）",
            "民事纠纷",
            *[None] * 11,
            "行政争议",
            *[None] * 6,
            "协议形式",
            None,
            "履行情况",
            None,
        ],
        *("skip", "header"),
    )
    book.add(
        [None] * 5
        + [
            "总数",
            "成功",
            *ten,
            "总数",
            "成功",
            "行政赔偿",
            "行政补偿",
            "自由裁量",
            "复议",
            "诉讼",
            "书面",
            "口头",
            "司法确认",
            "已履行",
        ],
        *("skip", "header"),
    )
    book.add([None, *["件", "件", "人", "万元"], *["件"] * 23], "skip", "header")
    book.add([None, *range(1, 28)], "skip", "header")
    for unit in [one.name for one in regions().children("371302")][:9]:
        civil = [book.chance.randrange(4) for _ in range(10)]
        public = [book.chance.randrange(3) for _ in range(3)]
        total, both = sum(civil), sum(public)
        good, done = book.chance.randint(0, total), book.chance.randint(0, both)
        suits = book.chance.randint(0, both)
        row = [
            total + both,
            good + done,
            9,
            1.5,
            total,
            good,
            *civil,
            both,
            done,
            *public,
            suits,
            both - suits,
        ]
        row += [good, done, 0, 1]
        code = ""
        if book.chance.random() < 0.4:
            row[book.pick(0, 1, 4, 16)] += 1
            code = "R20_ROW_SUM"
        book.add([f"{unit}人民政府", *row], "reject" if code else "accept", code)
    return book


def single(
    title: str, head: list[str], row: list[Any], faults: list[Mutation], seed: int, rows: int = 60
) -> Book:
    """A plain list: a title, a header, rows of which some have a fault."""
    book = Book.of(seed)
    book.open("Sheet1")
    book.merged(title, len(head), "title")
    book.add(head, "skip", "header")
    for number in range(1, rows + 1):
        cells, code = faulty(book, [number if row[0] is None else row[0], *row[1:]], faults, share=0.3)
        book.add(cells, "reject" if code else "accept", code)
    return book


CODED_HEAD = [
    *(
        "矛盾纠纷名称",
        "发送日期",
        "发生地点详址",
        "规模",
        "类别",
        "涉及人数",
        "简述",
        "涉及单位",
        "主要当事人证件代码",
        "证件号码",
    ),
    *(
        "姓名",
        "性别",
        "民族",
        "学历",
        "人员类别",
        "居住详址",
        "化解时限",
        "化解方式",
        "化解组织",
        "化解负责人姓名",
    ),
    *("化解负责人联系方式", "化解是否成功", "化解情况", "考评日期", "考评意见", "所属社区"),
]
CODED_ROW = [
    *(
        "排水纠纷",
        "2023-05-06",
        "兰山街道某路1号",
        "01",
        "0302",
        "3",
        "简述",
        None,
        "111",
        "379999199502277063",
        "王测甲",
        "1",
    ),
    *(
        "01",
        "20",
        "0101",
        "某地",
        "2023-06-06",
        "0101",
        "调委会",
        "李某",
        "0539-0123456",
        "1",
        "已化解",
        "2023-06-10",
        "好",
    ),
    "兰山街道",
]
CODED_FAULTS: list[Mutation] = [
    ("R01_DATE_MISSING", put(1, None)),
    ("R03_DATE_INVALID", put(1, "2023.2.30")),
    ("R04_DATE_FUTURE", put(1, "2042-01-01")),
    ("R05_PLACE_UNKNOWN", put(25, "大测镇")),
    ("R07_REQUIRED_MISSING", put(10, None)),
    ("R07_REQUIRED_MISSING", put(0, None)),
    ("R08_ID_INVALID", put(9, "379999199502277064", "3799991995022770")),
    ("R12_CLOSE_BEFORE_ACCEPT", put(16, "2023-01-01")),
    ("R13_ID_PRECISION_LOST", put(9, 379999199502277000)),
]
ARCHIVE_HEAD = [
    "序号",
    "申请人",
    "被申请人",
    "案由",
    "受理时间",
    "承办人",
    "结案时间",
    "结案方式",
    "案号",
    "适用程序",
    "乡镇",
]
ARCHIVE_ROW = [
    None,
    "王测甲",
    "李试乙",
    "欠款",
    "2023-05-06",
    "张某",
    "2023-05-08",
    "达成调解协议",
    None,
    "普通程序",
    "兰山街道",
]
ARCHIVE_FAULTS: list[Mutation] = [
    ("R03_DATE_INVALID", put(4, "昨天")),
    ("R07_REQUIRED_MISSING", put(2, None)),
    ("R10_CATEGORY_UNKNOWN", put(3, "一般")),
    ("R12_CLOSE_BEFORE_ACCEPT", put(6, "2023-05-01")),
    ("R05_PLACE_UNKNOWN", put(10, "大测镇")),
]
ORAL_HEAD = [
    "序号",
    "是否跨调委会",
    "申请时间",
    "调解地点",
    "申请人",
    "被申请人",
    "调解结果",
    "调解协议涉及金额",
    "协议内容",
    "协议履行情况",
]
ORAL_ROW = [None, "否", "2023-05-06 10:00", "兰山街道", "王测甲", "李试乙", "成功", "1,200", "赔偿", "已履行"]
ORAL_FAULTS: list[Mutation] = [
    ("R01_DATE_MISSING", put(2, None)),
    ("R07_REQUIRED_MISSING", put(4, None)),
    ("R07_REQUIRED_MISSING", put(8, None)),
    ("R09_AMOUNT_INVALID", put(7, "1000-2000", "若干")),
    ("R05_PLACE_UNKNOWN", put(3, "某地")),
]


def lists(seed: int) -> Iterator[tuple[str, Book]]:
    """The plain lists of layouts 6, 7 (its import list) and 9 (oral agreements)."""
    yield "coded", single("兰山区矛盾纠纷排查化解（2023年）", CODED_HEAD, CODED_ROW, CODED_FAULTS, seed)
    yield "archive", single("兰山区案件归档（2023年）", ARCHIVE_HEAD, ARCHIVE_ROW, ARCHIVE_FAULTS, seed)
    yield "oral", single("兰山区人民调解口头协议登记表（2023年）", ORAL_HEAD, ORAL_ROW, ORAL_FAULTS, seed)


def oral_forms() -> bytes:
    """Three records of oral agreements, each a sheet of labels with values beside them."""
    book = Workbook()
    book.remove(book.active)
    for number, (result, amount) in enumerate((("成功", 800), ("成功", 1200.5), ("不成功", None)), 1):
        sheet = book.create_sheet(f"{number}")
        for line in (
            ["兰陵县卞庄街道人民调解口头协议登记表（2023年）"],
            ["是否跨调委会", "否", "申请时间", f"2023-05-0{number}"],
            ["申请人", "王样甲、李样乙", "被申请人", f"赵样{number}"],
            ["乡镇（街道）", "卞庄街道", "调解地点", "村委会"],
            ["纠纷类别", "邻里纠纷", "调解结果", result],
            ["调解协议涉及金额", amount, "协议内容", "当场付清" if amount else None],
            ["协议履行情况", "履行完毕" if amount else None, "调解员", "周样丙"],
        ):
            sheet.append(line)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()
