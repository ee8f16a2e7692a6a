# SPDX-License-Identifier: Apache-2.0
"""Kinds of disputes as ledgers write them, mapped to the ministry's list (ST-01). A versioned table, never a guess."""

from typing import Any

from services.mediation.ledgers.codes import Fault, Note, RowRefused
from services.mediation.ledgers.values import Reading, label, words

_SYNONYMS = {
    "婚姻家庭纠纷": ("婚姻家庭", "婚姻", "家庭纠纷", "赡养纠纷", "抚养", "继承纠纷"),
    "邻里纠纷": ("邻里", "相邻关系", "相邻纠纷"),
    "房屋宅基地纠纷": ("宅基地", "房屋宅基地", "宅基地纠纷"),
    "合同纠纷": ("民间借贷", "借贷", "经济纠纷", "欠款"),
    "损害赔偿纠纷": ("损害赔偿", "人身损害", "赔偿纠纷"),
    "山林土地纠纷": ("土地纠纷", "土地承包", "山林土地", "地界"),
    "征地拆迁纠纷": ("拆迁", "征地"),
    "劳动争议纠纷": ("劳资", "拖欠工资", "农民工工资", "劳动争议"),
    "医疗纠纷": ("医患",),
    "道路交通事故纠纷": ("交通事故", "道交"),
    "物业纠纷": ("物业",),
    "消费纠纷": ("消费",),
    "环境污染纠纷": ("噪音", "环境污染"),
    "生产经营纠纷": ("生产经营",),
    "其他纠纷": ("其它", "其他"),
}
_OTHERS = (
    "拖欠农民工工资纠纷",
    "旅游纠纷",
    "电子商务纠纷",
    "村务管理纠纷",
)  # further names of the ministry's list (ST-01)
EVENT_KINDS = {  # the grid platform's own kinds of 矛盾劝解
    "婚姻家庭": "婚姻家庭纠纷",
    "邻里纠纷": "邻里纠纷",
    "环境生态": "环境污染纠纷",
    "建筑工程": "合同纠纷",
    "物业管理": "物业纠纷",
    "企业改制": "生产经营纠纷",
    "司法活动": "其他纠纷",
}
_KNOWN = {name: canonical for canonical, names in _SYNONYMS.items() for name in (canonical, *names)} | {
    name: name for name in _OTHERS
}


def read_category(value: Any, column: str, reading: Reading, *, section: str = "") -> str:
    """The canonical name. Raises RowRefused R07 or R10. A blank cell takes the heading of its section."""
    text = label(value)
    if not text and section:
        reading.note(Note.CATEGORY_FROM_SECTION)
        return section
    if not text:
        raise RowRefused(Fault.REQUIRED_MISSING, column)
    if text not in _KNOWN:
        raise RowRefused(Fault.CATEGORY_UNKNOWN, column)
    if _KNOWN[text] != text:
        reading.note(Note.CATEGORY)
    return _KNOWN[text]


def category_in(text: str) -> str | None:
    """The canonical name that a heading between rows consists of, None when it is none."""
    return _KNOWN.get(text) or _KNOWN.get(text.removesuffix("类"))


def read_event_kind(value: Any, column: str) -> str:
    """The canonical name for a kind of the grid platform. Raises RowRefused R07 or R10."""
    text = words(value)
    if not text:
        raise RowRefused(Fault.REQUIRED_MISSING, column)
    if text not in EVENT_KINDS:
        raise RowRefused(Fault.CATEGORY_UNKNOWN, column)
    return EVENT_KINDS[text]
