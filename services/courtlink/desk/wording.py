# SPDX-License-Identifier: Apache-2.0
"""How the needs of the desk are called."""

from services.courtlink.desk.rules import Need
from shared.web.words import N_

NEEDS = {
    Need.DECIDE: N_("待处理的委派委托"),
    Need.RETURNED: N_("已退回、已调成，待法院处理"),
    Need.RECEIVED: N_("移交收案待答复"),
    Need.CONFIRM: N_("司法确认待审查"),
    Need.RUNNING_OUT: N_("调解期限将满"),
    Need.FLAG: N_("可疑情形待处理"),
    Need.RECUSAL: N_("回避申请待决定"),
    Need.GUIDANCE: N_("调解员请求指导"),
    Need.COMPLAINT: N_("投诉待处理"),
    Need.OFF_ROSTER: N_("调解组织已除名而案件未结"),
}
TOPICS = {
    "law": N_("法律适用"),
    "procedure": N_("调解程序"),
    "wording": N_("协议条款表述"),
    "confirmation": N_("司法确认"),
    "appraisal": N_("鉴定"),
    "suspicion": N_("虚假调解"),
    "applied": N_("待决定是否受理"),
    "taken": N_("待审查"),
    "objected": N_("异议待处理"),
    "waiting": N_("等本院答复"),
    "forced_mediation": N_("强迫调解"),
    "refused_without_reason": N_("无正当理由多次拒绝接受委派委托"),
    "took_money": N_("接受请托、收受财物"),
    "leaked": N_("泄露调解过程、协议内容或者秘密"),
    "other": N_("其他"),
    "returned": N_("逾期未补充"),
    "filed": N_("已立案"),
    "refused": N_("不予立案"),
}
