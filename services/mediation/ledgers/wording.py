# SPDX-License-Identifier: Apache-2.0
"""The words of ledgers: those with which one is written out again, so that reading them gives the same, and those of pages."""

from shared.web.words import N_

RESULTS = {"success": "调解成功", "failed": "调解不成", "in_progress": "调解中"}
FORMS = {"written": "书面协议", "oral": "口头协议"}
PERFORMED = {"full": "已履行", "part": "部分履行", "no": "未履行"}
YES = {True: "是", False: "否"}

RESULTS_SHOWN: dict[str | None, str] = {
    "success": N_("调解成功"),
    "failed": N_("调解不成"),
    "in_progress": N_("调解中"),
    None: N_("没有写明"),
}
KINDS = {
    "register": N_("人民调解登记"),
    "village": N_("村居登记簿"),
    "screening": N_("重大矛盾纠纷排查表"),
    "screening_form": N_("网格信息采集表"),
    "grid_events": N_("网格事件登记"),
    "coded": N_("按国家标准编码的纠纷表"),
    "crosstab": N_("月度统计表"),
    "administrative": N_("行政调解统计表"),
    "archive": N_("案件归档表"),
    "oral": N_("口头协议登记表"),
    "folder": N_("卷宗目录（只核对）"),
}
SKIPPED = {
    "title": N_("标题"),
    "instructions": N_("填写说明"),
    "place_header": N_("单位行"),
    "header": N_("表头"),
    "repeat_header": N_("重复的表头"),
    "blank": N_("空行"),
    "total": N_("合计"),
    "subtotal": N_("小计"),
    "section": N_("小标题"),
    "village_group": N_("村名行"),
    "example": N_("示例"),
    "form": N_("表格中的其余行"),
    "footer": N_("落款"),
    "hidden_sheet": N_("隐藏的工作表"),
    "summary_sheet": N_("汇总表"),
    "not_a_dispute": N_("不是纠纷的事件"),
}
