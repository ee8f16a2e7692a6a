# SPDX-License-Identifier: Apache-2.0
"""What can be said of a row: why it is refused (R), what was put right (W), why it is no data (skip)."""

from enum import StrEnum

from shared.errors import HeshilaoError


class Fault(StrEnum):
    """Why a row is refused."""

    DATE_MISSING = "R01_DATE_MISSING"
    DATE_AMBIGUOUS = "R02_DATE_AMBIGUOUS"
    DATE_INVALID = "R03_DATE_INVALID"
    DATE_FUTURE = "R04_DATE_FUTURE"
    PLACE_UNKNOWN = "R05_PLACE_UNKNOWN"
    PLACE_AMBIGUOUS = "R06_PLACE_AMBIGUOUS"
    REQUIRED_MISSING = "R07_REQUIRED_MISSING"
    ID_INVALID = "R08_ID_INVALID"
    AMOUNT_INVALID = "R09_AMOUNT_INVALID"
    CATEGORY_UNKNOWN = "R10_CATEGORY_UNKNOWN"
    DUPLICATE = "R11_DUPLICATE"
    CLOSE_BEFORE_ACCEPT = "R12_CLOSE_BEFORE_ACCEPT"
    ID_PRECISION_LOST = "R13_ID_PRECISION_LOST"
    ROW_SUM = "R20_ROW_SUM"
    TOWN_UNKNOWN = "R21_TOWN_UNKNOWN"


class Note(StrEnum):
    """What was put right in an accepted row."""

    DATE = "W01"
    AMOUNT = "W02"
    NAME = "W03"
    CATEGORY = "W04"
    VILLAGE = "W05"
    FILLED_DOWN = "W07"
    ID = "W08"
    YEAR_FROM_TITLE = "W09"
    SEVERAL_PARTIES = "W10"
    VILLAGE_AS_TEXT = "W12"
    TOWNSHIP_FROM_VILLAGE = "W13"
    RESULT_BLANK = "W14"
    AMOUNT_IGNORED = "W15"
    DATE_RANGE = "W16"
    AMOUNT_APPROXIMATE = "W17"
    ID_MASKED = "W18"
    PEOPLE_AS_TEXT = "W19"
    OLD_ID = "W20"
    CATEGORY_FROM_SECTION = "W21"


class Skip(StrEnum):
    """Why a row is no data."""

    TITLE = "title"
    INSTRUCTIONS = "instructions"
    PLACE_HEADER = "place_header"
    HEADER = "header"
    REPEAT_HEADER = "repeat_header"
    BLANK = "blank"
    TOTAL = "total"
    SUBTOTAL = "subtotal"
    SECTION = "section"
    VILLAGE_GROUP = "village_group"
    EXAMPLE = "example"
    FORM = "form"
    FOOTER = "footer"
    HIDDEN_SHEET = "hidden_sheet"
    SUMMARY_SHEET = "summary_sheet"
    NOT_A_DISPUTE = "not_a_dispute"


class RowRefused(HeshilaoError):
    """Raised when a cell makes its row unusable; tells the code and the column's name."""

    def __init__(self, fault: Fault, column: str) -> None:
        super().__init__(fault, column)
        self.fault, self.column = fault, column


SENTENCES: dict[Fault, tuple[str, str]] = {
    Fault.DATE_MISSING: ("没有填日期，请补上受理（排查）日期。", "The date is missing; please fill it in."),
    Fault.DATE_AMBIGUOUS: (
        "看不出是哪一年哪一天，请写成 2023-05-01 的样子。",
        "It can't be told which day is meant; write it like 2023-05-01.",
    ),
    Fault.DATE_INVALID: (
        "这不是一个日期，请写成 2023-05-01 的样子。",
        "This is no date; write it like 2023-05-01.",
    ),
    Fault.DATE_FUTURE: ("日期晚于填报日期，请核对。", "The date lies after the ledger's own; please check."),
    Fault.PLACE_UNKNOWN: (
        "在本县找不到这个乡镇（街道）或村居，请核对。",
        "No such township or village in this county.",
    ),
    Fault.PLACE_AMBIGUOUS: (
        "本县不止一个乡镇有这个村，请填写乡镇（街道）。",
        "Several townships have a village of this name; fill in the township.",
    ),
    Fault.REQUIRED_MISSING: ("必填的内容空着，请补上。", "A required cell is empty."),
    Fault.ID_INVALID: ("身份证号不对，请对照证件核对。", "The identity number is not right."),
    Fault.AMOUNT_INVALID: (
        "金额要写成一个数，例如 5000 或 1.2万元。",
        "The amount must be one number, like 5000 or 1.2万元.",
    ),
    Fault.CATEGORY_UNKNOWN: ("纠纷类别不在类别表里，请从表里选。", "The category is not in the list."),
    Fault.DUPLICATE: (
        "案件编号和前面的行重复，只收第一行。",
        "The case number stands in an earlier row; the first one counts.",
    ),
    Fault.CLOSE_BEFORE_ACCEPT: (
        "调解（处理）日期早于受理（发生）日期。",
        "It was handled before it was taken in.",
    ),
    Fault.ID_PRECISION_LOST: (
        "身份证号存成了数字，末几位已经丢失，请把该列设为文本后重填。",
        "The identity number was stored as a number and lost its last digits; make the column text and type it again.",
    ),
    Fault.ROW_SUM: (
        "合计与各项之和不相等，请核对这一行的数字。",
        "The total is not the sum of its parts; check the numbers of this row.",
    ),
    Fault.TOWN_UNKNOWN: (
        "区划表里没有这个乡镇（街道），请写全称。",
        "This township is not in the table of divisions; write its full name.",
    ),
}
