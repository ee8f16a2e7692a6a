# SPDX-License-Identifier: Apache-2.0
"""The questions of an online application in plain words."""

from shared.web.inputs import Wording
from shared.web.words import N_

WORDING = Wording(
    labels={
        "agreed": N_("我知道了，同意"),
        "where": N_("哪个乡镇、街道或者村（社区）"),
        "body_id": N_("请哪个调解室来调"),
        "category": N_("属于哪一类"),
        "facts": N_("发生了什么事，您想怎么解决"),
        "me.name": N_("您的姓名"),
        "me.phone": N_("您的手机号"),
        "other.name": N_("对方的姓名或者单位"),
        "other.phone": N_("对方的电话"),
    },
    hints={
        "where": N_("写名字就行，比如“兰山街道”或者“长新村”。"),
        "category": N_("拿不准就选“其他纠纷”，调解员会改。"),
        "facts": N_("像平时说话一样写：什么时候，在哪里，为什么事。"),
        "me.phone": N_("调解员打这个电话联系您；以后看进展要用它的后四位。"),
        "other.phone": N_("不知道可以不写。"),
    },
    kinds={"agreed": "tick", "me.phone": "tel", "other.phone": "tel"},
)
