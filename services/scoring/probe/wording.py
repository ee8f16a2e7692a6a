# SPDX-License-Identifier: Apache-2.0
"""How the signs of the probe and their figures are called."""

from services.scoring.probe.rules import Sign
from shared.web.inputs import Wording
from shared.web.words import N_

SIGNS = {
    Sign.EASY_PICKS: N_("专挑低星"),
    Sign.REPEAT_PAIR: N_("同一当事人与同一干部反复出现"),
    Sign.BURST: N_("月榜截止前集中化解"),
    Sign.SAME_ADDRESS: N_("当事人与干部使用同一网络地址"),
    Sign.SILENT_PRAISE: N_("满意率百分之百而失联较多"),
}
FIGURES = {
    "tasks": N_("任务数"),
    "correlation_percent": N_("星级与主动摘星的相关系数（百分之一）"),
    "settled": N_("化解数"),
    "in_last_days": N_("其中月末几天"),
    "addresses": N_("相同地址数"),
    "parties": N_("回访当事人"),
    "satisfied": N_("满意或基本满意"),
    "unreachable": N_("未能联系"),
}
WORDING = Wording(
    {"finding": N_("哪一条线索"), "note": N_("核查情况")}, {}, {"note": N_("看了什么、问了谁、结论是什么")}
)
