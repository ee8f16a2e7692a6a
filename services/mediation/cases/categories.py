# SPDX-License-Identifier: Apache-2.0
"""The two lists of kinds of disputes, and the table that leads from one to the other; a case carries both (ST-01, ST-02)."""

from shared.errors import RuleBroken

VERSION = "2026-1"
CATEGORIES = (  # ST-01, the ministry's list
    *(
        "婚姻家庭纠纷",
        "邻里纠纷",
        "房屋宅基地纠纷",
        "合同纠纷",
        "生产经营纠纷",
        "损害赔偿纠纷",
        "山林土地纠纷",
    ),
    *("征地拆迁纠纷", "环境污染纠纷", "拖欠农民工工资纠纷", "旅游纠纷", "电子商务纠纷", "医疗纠纷"),
    *("道路交通事故纠纷", "物业纠纷", "劳动争议纠纷", "村务管理纠纷", "消费纠纷", "其他纠纷"),
)
GRID_CATEGORIES = (  # ST-02, the political-legal committee's list of 17
    *("婚恋家庭", "邻里", "人格权", "物权", "侵权", "合同", "劳动人事", "金融借贷", "土地及资源权属"),
    *(
        "其他民商事",
        "城乡建设发展",
        "涉民政",
        "其他行政执法",
        "涉法涉诉",
        "涉组织涉纪检",
        "涉民族宗教",
        "其他",
    ),
)
_MEANT = {  # where one kind of the first list is one kind of the second; the others are asked for
    "婚姻家庭纠纷": "婚恋家庭",
    "邻里纠纷": "邻里",
    "房屋宅基地纠纷": "物权",
    "合同纠纷": "合同",
    "生产经营纠纷": "其他民商事",
    "损害赔偿纠纷": "侵权",
    "山林土地纠纷": "土地及资源权属",
    "征地拆迁纠纷": "城乡建设发展",
    "环境污染纠纷": "侵权",
    "拖欠农民工工资纠纷": "劳动人事",
    "旅游纠纷": "合同",
    "电子商务纠纷": "合同",
    "医疗纠纷": "侵权",
    "道路交通事故纠纷": "侵权",
    "物业纠纷": "合同",
    "劳动争议纠纷": "劳动人事",
    "消费纠纷": "合同",
}


def grid_category_of(category: str, said: str | None) -> str | None:
    """The kind on the second list: as it was said, else by the table; None where it must be asked for. No text is read."""
    return said or _MEANT.get(category)


def must_have_both(grid_category: str | None) -> None:
    """A case is accepted with its kind on both lists (ST-02). Raises RuleBroken `grid_category_missing`."""
    if not grid_category:
        raise RuleBroken("grid_category_missing", field="grid_category")
