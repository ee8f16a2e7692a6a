# SPDX-License-Identifier: Apache-2.0
"""Workbooks as offices fill them in, made from a seed, each with the decision that every one of its rows must get."""

import io
import random
from collections.abc import Callable
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
