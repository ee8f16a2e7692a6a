# SPDX-License-Identifier: Apache-2.0
"""Workbooks as offices fill them in, made from a seed, each with the decision that every one of its rows must get."""

import io
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from shared.regions import Region, regions

JUNAN, MENGYIN = "371327", "371328"
KINDS = {
    "婚姻家庭纠纷": ("婚姻家庭", "赡养纠纷", "抚养"),
    "邻里纠纷": ("邻里", "相邻关系"),
    "房屋宅基地纠纷": ("宅基地",),
    "合同纠纷": ("民间借贷", "欠款"),
    "劳动争议纠纷": ("拖欠工资", "劳资"),
    "物业纠纷": ("物业",),
}
Wanted = dict[tuple[str, int], tuple[str, str]]


@dataclass
class Book:
    """A workbook being made; `wanted` holds decision and code (or reason of a skip) by sheet and row."""

    chance: random.Random
    book: Workbook = field(default_factory=Workbook)
    wanted: Wanted = field(default_factory=dict)
    sheet: Worksheet = None

    @classmethod
    def of(cls, seed: int) -> "Book":
        made = cls(random.Random(seed))
        made.book.remove(made.book.active)
        return made

    def open(self, title: str) -> None:
        self.sheet = self.book.create_sheet(title)

    def add(self, cells: list[Any], decision: str, code: str = "") -> int:
        """Write a row below the last one."""
        row = len([key for key in self.wanted if key[0] == self.sheet.title]) + 1
        for at, value in enumerate(cells, 1):
            if value is not None:
                self.sheet.cell(row, at, value)
        self.wanted[self.sheet.title, row] = (decision, code)
        return row

    def merged(self, text: str, width: int, code: str) -> None:
        row = self.add([text], "skip", code)
        self.sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=width)

    def content(self) -> bytes:
        out = io.BytesIO()
        self.book.save(out)
        return out.getvalue()

    def pick(self, *choices: Any) -> Any:
        return self.chance.choice(choices)

    def person(self) -> str:
        return "".join(self.pick(*part) for part in ("王李张刘陈杨", "测试样例演", "甲乙丙丁戊己庚辛"))

    def name(self) -> str:
        """A name as people type it."""
        name = self.person()
        return self.pick(
            name, name, f" {name} ", f"{name[0]} {name[1:]}", f"{name}（男）", f"{name[0]}\u3000{name[1:]}"
        )

    def day(self, year: int, *, titled: bool = False) -> Any:
        """A day of the year as people type it."""
        day = date(year, 1, 1) + timedelta(days=self.chance.randrange(360))
        ways = [
            f"{day.year}.{day.month}.{day.day}",
            f"{day.year}年{day.month}月{day.day}日",
            f"{day.year}/{day.month}/{day.day}",
            f"{day:%Y-%m-%d}",
            f"{day:%Y-%m-%d} 09:30",
            f"{day:%Y-%m-%d} 09:30:15",
            f"{day:%Y%m%d}",
            f"{day.year % 100}.{day.month}.{day.day}",
            datetime(day.year, day.month, day.day),
            datetime(day.year, day.month, day.day, 14, 5),
            (day - date(1899, 12, 30)).days,
            f"{day.year}.{day.month}.{day.day}-{day.month}.{day.day}",
        ]
        return self.pick(*ways, *([f"{day.month}月{day.day}日"] if titled else []))

    def kind(self) -> str:
        canonical = self.pick(*KINDS)
        return self.pick(canonical, *KINDS[canonical])


def villages(township: str) -> list[Region]:
    """Villages whose name is unique in their county."""
    county = township[:6]
    return [
        one
        for one in regions().children(township)
        if len(regions().find(one.name, within=county, level="village")) == 1
    ]


Mutation = tuple[str, Callable[[list[Any]], None]]


def faulty(book: Book, cells: list[Any], faults: list[Mutation], share: float = 0.1) -> tuple[list[Any], str]:
    """The row, with one fault now and then, and the code of the fault."""
    if book.chance.random() >= share:
        return cells, ""
    code, spoil = book.chance.choice(faults)
    spoil(cells)
    return cells, code


def put(at: int, *values: Any) -> Callable[[list[Any]], None]:
    """A mutation that writes one of the values into a cell."""

    def spoil(cells: list[Any]) -> None:
        cells[at] = values[len(str(cells)) % len(values)]

    return spoil


NO_DAYS = ("2023.2.30", "正月初九", "2023年5月", "昨天", "2023.13.1")
_DATE_FAULTS = [("R01", put), ("R02", put)]


def date_faults(at: int) -> list[Mutation]:
    """What can be wrong with the day in a cell."""
    return [
        ("R01_DATE_MISSING", put(at, None)),
        ("R02_DATE_AMBIGUOUS", put(at, 5.1, 10.3, "5.10")),
        ("R03_DATE_INVALID", put(at, *NO_DAYS)),
        ("R04_DATE_FUTURE", put(at, "2042-03-01", datetime(2042, 1, 5))),
    ]


def village_register(seed: int) -> Book:
    """Layout 2: a sheet a year, headings of villages between the rows."""
    book = Book.of(seed)
    head = [
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
    faults = [
        *date_faults(2),
        ("R10_CATEGORY_UNKNOWN", put(1, "一般", "12", "重大")),
        ("R07_REQUIRED_MISSING", put(5, None)),
        ("R07_REQUIRED_MISSING", put(1, None)),
        (
            "R09_AMOUNT_INVALID",
            put(7, "调解成功，赔偿1000-2000元", "达成协议，赔偿若干元", "达成协议，赔-500元"),
        ),
        ("R08_ID_INVALID", put(5, "王测甲（379999199001011230）、李试乙")),
    ]
    ends = [
        *(
            "调解成功，一次性赔偿{n}元",
            "达成协议，赔偿人民币 {c} 元",
            "已化解，双方和解",
            "经调解，赔偿叁仟元整，已化解",
        ),
        *("调解不成，建议诉讼", "正在调解", "调解成功，赔偿约{n}元", "达成协议，补偿1.2万元", None, "成功"),
    ]
    for year in (2022, 2023):
        book.open(f"{year}年")
        book.merged(f"蒙阴县村居矛盾纠纷登记簿（{year}年度）", 9, "title")
        book.add([], "skip", "blank")
        book.add(head, "skip", "header")
        for township in regions().children(MENGYIN):
            for village in villages(township.code)[:3]:
                book.merged(
                    book.pick(f"{township.name}{village.name}", f"【{township.name}{village.name}】"),
                    9,
                    "village_group",
                )
                for number in range(1, 8):
                    amount = book.chance.randrange(1, 90) * 100
                    end = book.pick(*ends)
                    both = [book.name(), book.name()]
                    parties = book.pick(
                        f"{both[0]}、{both[1]}",
                        f"申请人：{both[0].strip()}；被申请人：{both[1].strip()}",
                        f"{both[0].strip()}（男，45岁，本村村民）、{both[1].strip()}（女，52岁）",
                    )
                    cells = [
                        number,
                        book.kind(),
                        book.day(year, titled=True),
                        f"{book.person()}、{book.person()}",
                        book.pick("有", "无", "√", "书面协议", "口头", None),
                        parties,
                        "因琐事引发",
                        end and end.format(n=amount, c=f"{amount:,}"),
                        book.pick(None, "已回访，无反复"),
                    ]
                    cells, code = faulty(book, cells, faults)
                    book.add(cells, "reject" if code else "accept", code)
                book.add(["小计", None, None, None, None, None, "7件"], "skip", "subtotal")
        book.add(["填表人：王某", None, None, "审核人：李某"], "skip", "footer")
    return book


def screening(seed: int) -> Book:
    """Layouts 3 and 4 in 16 sheets: lists of townships with headings of kinds, forms of one record, hidden and summary sheets."""
    book = Book.of(seed)
    head = [
        *(
            "序号",
            "排查部门",
            "排查日期",
            "单位地点",
            "涉及人数",
            "矛盾纠纷\n简况及原因",
            "责任单位",
            "责任领导",
            "调处情况",
        ),
    ]
    faults = [
        *date_faults(2),
        ("R05_PLACE_UNKNOWN", put(1, "大测镇综治办", "大测镇")),
        ("R07_REQUIRED_MISSING", put(5, None)),
    ]
    for township in regions().children(JUNAN)[:12]:
        book.open(township.name)
        book.merged(f"莒南县{township.name}重大矛盾纠纷排查调处信息（2023年）", 9, "title")
        book.add(
            ["填报单位：莒南县委政法委", None, None, None, None, None, "填报日期：2023年12月31日"],
            "skip",
            "title",
        )
        book.add(head, "skip", "header")
        book.add(
            ["例", f"{township.name}综治办", "2023-05-01", "某村", 3, "示范", "某单位", "某人", "已化解"],
            "skip",
            "example",
        )
        for at, kind in enumerate(KINDS):
            book.merged(f"{'一二三四五六'[at]}、{kind}", 9, "section")
            block = []
            for number in range(1, 5):
                village = book.pick(*regions().children(township.code)).name
                cells = [
                    number,
                    book.pick(f"{township.name}综治办", f"{township.name}司法所", f"{township.name}", None),
                    book.day(2023, titled=True),
                    book.pick(village, f"{township.name}{village}", "村东头自然村"),
                    book.pick(3, "10余人", "叁", "若干", None),
                    "因排水引发",
                    f"{township.name}人民政府",
                    book.person(),
                    book.pick("已化解", "正在调处中", "未化解", "双方握手言和", None),
                ]
                cells, code = faulty(book, cells, faults)
                block.append(book.add(cells, "reject" if code else "accept", code))
            book.add(["小计", None, None, None, 4], "skip", "subtotal")
        first = book.add(
            [1, f"{township.name}综治办", "2023.6.1", None, 2, "甲", "某单位", "某人", "已化解"], "accept"
        )
        last = book.add([2, None, None, None, 2, "乙", "某单位", "某人", "已化解"], "accept", "W07")
        for column in (2, 3):
            book.sheet.merge_cells(start_row=first, end_row=last, start_column=column, end_column=column)
        book.add(["合 计", None, None, None, 26], "skip", "total")
    for number in range(1, 3):
        _form(book, f"采集表{number}", number)
    book.open("汇总")
    book.add(["莒南县汇总"], "skip", "summary_sheet")
    book.add(["乡镇", "件数"], "skip", "summary_sheet")
    book.open("字典")
    book.sheet.sheet_state = "hidden"
    book.add(["婚姻家庭纠纷"], "skip", "hidden_sheet")
    return book


def _form(book: Book, title: str, number: int) -> None:
    """Layout 4: labels and values beside each other."""
    place = regions().children(JUNAN)[1]
    village = villages(place.code)[number]
    book.open(title)
    book.merged("社区网格矛盾纠纷信息采集表", 4, "title")
    book.merged(f"莒南县{place.name}{village.name}第01网格  网格编码：{village.code}001", 4, "title")
    lines = [
        ("编号", f"JN-{number}", "矛盾纠纷类别", "邻里纠纷"),
        ("是否重大矛盾纠纷", "否", "纠纷当事人情况", "王测甲、李试乙"),
        ("涉及人数", "10余人", "主要问题", "排水"),
        ("矛盾排查时间", "2023-05-06", "收集人", "张某"),
        ("稳控责任人", "张某", "采取措施", "上门"),
        ("责任部门", "司法所", "责任人", "李某"),
        ("问题化解情况", "已化解", "完成时限", None if number == 2 else "2023-06-06"),
        ("群众反馈意见", "满意", "督办单位", "司法局"),
        ("督办人", "王某", "网格联系人", "赵某"),
        ("网格联系人电话", "0539-0123456", "备注", None),
    ]
    for at, line in enumerate(lines):
        code = "" if at == 0 and number == 1 else "R07_REQUIRED_MISSING" if at == 0 else "form"
        book.add(list(line), ("accept" if number == 1 else "reject") if at == 0 else "skip", code)


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
