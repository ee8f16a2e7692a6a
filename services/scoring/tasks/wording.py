# SPDX-License-Identifier: Apache-2.0
"""How states, codes and fields of star tasks are called on the pages."""

from enum import Enum

from services.scoring.tasks import callbacks, grading
from services.scoring.tasks.rules import Channel, How, LawfulEnd, TaskState, Tie
from shared.web.inputs import Wording
from shared.web.words import N_

STATES = {
    TaskState.PROPOSED: N_("待定级"),
    TaskState.GRADED: N_("待复核定级"),
    TaskState.POSTED: N_("上榜待摘"),
    TaskState.PICKED: N_("已摘星"),
    TaskState.WORKING: N_("化解中"),
    TaskState.PROVISIONAL: N_("待核验"),
    TaskState.FINAL: N_("已计星"),
    TaskState.HANDED_BACK: N_("已退回，重新待摘"),
    TaskState.LAPSED: N_("已逾期，重新待摘"),
    TaskState.CLOSED_LAWFULLY: N_("依法终结"),
    TaskState.VOID: N_("作废"),
    TaskState.REVERSED: N_("已倒扣"),
}
HOWS = {How.RACE: N_("抢摘"), How.CONTEST: N_("打擂"), How.ASSIGNED: N_("指派"), How.CALLED: N_("点将")}
KINDS = {
    "award": N_("计星"),
    "bonus": N_("加分"),
    "hold": N_("冻结"),
    "release": N_("解冻"),
    "reversal": N_("倒扣"),
    "lapse": N_("逾期扣分"),
    "zero": N_("记零分"),
}
OPTIONS: dict[type[Enum] | str, dict[str, str]] = {
    grading.Risk: {
        "none": N_("无"),
        "yellow": N_("黄"),
        "orange": N_("橙"),
        "red": N_("红"),
    },
    Channel: {
        "visit": N_("上门"),
        "phone": N_("电话"),
        "office": N_("来访"),
        "online": N_("网上"),
    },
    callbacks.Result: {
        "satisfied": N_("满意"),
        "basically": N_("基本满意"),
        "not": N_("不满意"),
        "refused": N_("拒绝回答"),
        "unreachable": N_("无法联系"),
    },
    callbacks.Ground: {
        "pressed": N_("被迫签字"),
        "unfair": N_("处理不公"),
        "not_performed": N_("没有履行"),
        "other": N_("其他"),
    },
    LawfulEnd: {
        "party_refuses": N_("当事人不愿调解"),
        "other_authority": N_("属于其他机关管辖"),
        "party_sued": N_("当事人已起诉"),
    },
    Tie: {
        "kin": N_("近亲属"),
        "household": N_("同户"),
        "money": N_("有钱款往来"),
        "earlier_handling": N_("以前经办过"),
        "own_unit": N_("本单位是当事人"),
        "own_village": N_("出生或居住的村"),
        "other": N_("其他"),
    },
}
FIELDS = {
    "people": N_("涉及人数"),
    "age_months": N_("持续月数"),
    "amount": N_("涉及金额（元）"),
    "failed_attempts": N_("调解失败次数"),
    "risk": N_("风险等级"),
    "departments": N_("涉及部门数"),
    "note": N_("说明"),
    "ties": N_("与本纠纷的关联（没有就不选）"),
    "plan": N_("化解方案"),
    "cadre_id": N_("选定的干部"),
    "reason": N_("理由"),
    "party": N_("当事人代号"),
    "channel": N_("方式"),
    "on": N_("日期"),
    "evidence": N_("依据材料"),
    "result": N_("回访结果"),
    "recording_consent": N_("同意录音"),
    "ground": N_("不满意的原因"),
    "hold": N_("冻结事项"),
    "sustained": N_("查实"),
}
WORDING = Wording(FIELDS, OPTIONS)
