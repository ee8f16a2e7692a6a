# SPDX-License-Identifier: Apache-2.0
"""How states, codes and fields of star tasks are called on the pages."""

from enum import Enum

from services.scoring.appeals.rules import Outcome
from services.scoring.calls.rules import DeclineGround
from services.scoring.tasks import callbacks, grading
from services.scoring.tasks.rules import (
    Bar,
    Channel,
    How,
    LawfulEnd,
    PauseReason,
    Relief,
    TaskState,
    Tie,
    VoidGround,
)
from shared.web.inputs import Wording
from shared.web.words import N_

STATES = {
    TaskState.PROPOSED: N_("待定级"),
    TaskState.GRADED: N_("待复核定级"),
    TaskState.POSTED: N_("上榜待摘"),
    TaskState.CALLED: N_("群众点将中"),
    TaskState.MERGED: N_("已并案"),
    TaskState.PICKED: N_("已摘星"),
    TaskState.WORKING: N_("化解中"),
    TaskState.PROVISIONAL: N_("待核验"),
    TaskState.FINAL: N_("已计星"),
    TaskState.HANDED_BACK: N_("已退回，重新待摘"),
    TaskState.LAPSED: N_("已逾期，重新待摘"),
    TaskState.CLOSED_LAWFULLY: N_("已依法终结"),
    TaskState.VOID: N_("计星已作废"),
    TaskState.REVERSED: N_("已倒扣"),
}
COLOURS = {
    **dict.fromkeys(TaskState, "grey"),
    **dict.fromkeys(
        (TaskState.PROPOSED, TaskState.GRADED, TaskState.PROVISIONAL, TaskState.CALLED), "yellow"
    ),
    **dict.fromkeys((TaskState.POSTED, TaskState.HANDED_BACK, TaskState.PICKED, TaskState.WORKING), "blue"),
    TaskState.FINAL: "green",
    **dict.fromkeys((TaskState.LAPSED, TaskState.VOID, TaskState.REVERSED), "red"),
}
HOWS = {
    How.RACE: N_("抢摘"),
    How.CONTEST: N_("打擂"),
    How.ASSIGNED: N_("指派"),
    How.CALLED: N_("群众点将选中"),
}
KINDS = {
    "award": N_("计星"),
    "bonus": N_("加分"),
    "hold": N_("冻结"),
    "release": N_("解冻"),
    "reversal": N_("倒扣"),
    "lapse": N_("逾期扣分"),
    "zero": N_("记零分"),
    "step": N_("记事"),
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
    Bar: {
        "accepted_by_court": N_("法院已受理"),
        "accepted_by_police": N_("公安已受理"),
        "accepted_by_arbitration": N_("仲裁已受理"),
        "accepted_by_review": N_("复议已受理"),
        "discipline_inspection": N_("纪检正在审查"),
        "minor_victim": N_("当事人是未成年受害人"),
        "domestic_violence": N_("当事人是家庭暴力受害人"),
    },
    Relief: {
        "transferred": N_("调离"),
        "on_leave": N_("长期请假"),
        "suspended": N_("停职"),
    },
    PauseReason: {
        "appraisal": N_("等待鉴定"),
        "court": N_("等待法院"),
        "arbitration": N_("等待仲裁"),
        "party_absent": N_("当事人外出"),
    },
    VoidGround: {
        "agreement_void": N_("协议无效"),
        "forced_satisfaction": N_("胁迫或者诱导满意"),
        "false_file": N_("案卷造假"),
    },
    DeclineGround: {
        "tie": N_("与纠纷有关联"),
        "leave": N_("请假"),
        "over_cap": N_("任务已满"),
        "outside_remit": N_("不属分管"),
        "barred": N_("暂停摘星、停职或者调离"),
    },
    Outcome: {
        "upheld": N_("申诉成立"),
        "dismissed": N_("维持原记录"),
    },
    Tie: {
        "kin": N_("近亲属"),
        "household": N_("同户"),
        "money": N_("有钱款往来"),
        "earlier_handling": N_("以前经办过"),
        "own_unit": N_("本单位是当事人"),
        "own_village": N_("出生或居住的村"),
        "entered": N_("本人、本科室或亲属登记或推动上榜"),
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
    "cadre_id": N_("干部"),
    "cadre_ids": N_("选定的干部"),
    "overruled": N_("对当事人异议的书面答复"),
    "minutes": N_("会议纪要"),
    "distinct_because": N_("与相似纠纷不同的理由"),
    "into": N_("并入的任务"),
    "days": N_("天数"),
    "granted": N_("同意延期"),
    "paper": N_("依据的文书"),
    "begins": N_("从哪天"),
    "until": N_("到哪天"),
    "resumption.on": N_("从哪天恢复计时"),
    "tie": N_("关联"),
    "challenge": N_("回避申请"),
    "upheld": N_("成立"),
    "picks.ties": N_("您与这个纠纷有关联吗？没有就什么都不选，直接按下面的按钮"),
    "call-refusal.ground": N_("不接的理由"),
    "voids.ground": N_("作废的原因"),
    "entry": N_("积分记录"),
    "outcome": N_("答复"),
    "reason": N_("理由"),
    "party": N_("哪一方当事人"),
    "channel": N_("方式"),
    "on": N_("日期"),
    "evidence": N_("依据材料"),
    "result": N_("回访结果"),
    "recording_consent": N_("同意录音"),
    "ground": N_("不满意的原因"),
    "hold": N_("冻结事项"),
    "sustained": N_("查实"),
}
RESULTS = OPTIONS[callbacks.Result]
TIES = OPTIONS[Tie]
ROUNDS = {
    "accepted": N_("已接受点将"),
    "declined": N_("有正当理由不接"),
    "objected": N_("对方有异议"),
    "silent": N_("逾期没有答复"),
    "overtaken": N_("任务已另行了结"),
}
BANDS = {"free": N_("手上没有任务"), "some": N_("手上有任务"), "full": N_("任务已满")}
APPEALS = {"open": N_("申诉复核中"), "upheld": N_("申诉成立"), "dismissed": N_("申诉不成立")}
ALERTS = {
    "contact": N_("有当事人还没有见到"),
    "extension": N_("延期申请没有按时答复"),
    "unpicked": N_("竞摘期满，没有人摘"),
    "hold": N_("冻结的积分没有按时裁定"),
    "tie": N_("回避申请没有按时决定"),
    "appeal": N_("申诉没有按时答复"),
    "silent": N_("被点的干部没有按时答复"),
    "assign": N_("点将都有异议，请指派"),
    "pressed": N_("有当事人说被迫签字，请评议组核查，用“裁定冻结”答复查实或者没有查实"),
    "void": N_("计星作废，报告纪检"),
    "tied": N_("关联查实，报告纪检"),
}
HOLDS = {
    "callback": N_("当事人不满意"),
    "court": N_("法院没有确认"),
    "enforcement": N_("当事人申请执行"),
    "conduct": N_("同期另案查实违纪"),
}
SCRIPT = (
    N_("您好，这里是县区回访中心。请问您是这起纠纷的当事人吗？"),
    N_(
        "这次回访由县区独立打，办理的干部看不到您说了什么、是谁说的，只知道结果有没有得到当事人认可。您答的是不是满意、为什么，县区和乡镇里负责核查的人看得到；录音和原话不给他们。"
    ),
    N_("我们想录音，方便核对。您同意吗？不同意也可以继续，我们不录。"),
    N_("这起纠纷真的解决了吗？约定的事办了没有？"),
    N_("有没有人要您违心签字，或者要您说满意？"),
    N_("您对处理结果：满意、基本满意，还是不满意？"),
    N_("您不回答也可以，不影响您的任何权利。谢谢您。"),
)


def alert_text(mark: str) -> str:
    """What an alert says, by the first word of its mark."""
    return ALERTS[mark.partition(":")[0]]


def hold_text(mark: str) -> str:
    """Why points are frozen, by the first word of the hold's mark; a return of the quarrel is named by its case."""
    return HOLDS.get(mark.partition(":")[0], N_("纠纷反复，当事人没有履行"))


def letters(count: int) -> list[str]:
    """The letters of the parties of a settlement: A, B, …"""
    return [chr(ord("A") + number) for number in range(min(count, 26))]


HINTS = {
    "cadre_ids": N_("评议相同的可以选几名：手上任务少的优先，再相同的抽签。"),
    "minutes": N_("任务已被摘走时必填。"),
    "distinct_because": N_("没有相似的纠纷就不填。"),
    "party": N_("代号与纠纷里的相同。"),
    "callbacks.party": N_("每一方分别打。"),
    "callbacks.recording_consent": N_("有人接听才问；没有人接听的不选。"),
    "callbacks.ground": N_("只在不满意时选。"),
    "callbacks.ties": N_("您与当事人或干部有关联，就由别人来打；勾选以后，这件纠纷您不再打。"),
}
WORDING = Wording(FIELDS, OPTIONS, HINTS)
