# SPDX-License-Identifier: Apache-2.0
"""What prevention counts are called on the pages (ST-04)."""

from services.mediation.prevention.rules import Prevented
from shared.web.inputs import Wording
from shared.web.words import N_

KINDS = {
    "found": N_("排查发现纠纷"),
    "prevented": N_("预防了纠纷"),
    "suicide": N_("防止因纠纷自杀"),
    "crime": N_("防止民转刑"),
    "group_petition": N_("防止群体性上访"),
    "group_fight": N_("防止群体性械斗"),
}
STATES = {"claimed": N_("待复核"), "confirmed": N_("已确认"), "rejected": N_("不予确认")}
COLOURS = {"claimed": "yellow", "confirmed": "green"}
WORDING = Wording(
    labels={
        "kind": N_("申报什么"),
        "on": N_("日期"),
        "evidence": N_("凭哪些材料"),
        "note": N_("说明"),
        "confirmed": N_("确认吗"),
        "reason": N_("理由"),
    },
    options={Prevented: KINDS},
    hints={"evidence": N_("从本案卷宗里已经上传的材料中选；没有的先到卷宗上传。")},
    kinds={"evidence": "checkboxes"},
)
