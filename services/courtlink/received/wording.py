# SPDX-License-Identifier: Apache-2.0
"""How states, reasons and fields of received cases are called on the pages."""

from services.courtlink.received.rules import Answer, Refusal, Route, State
from shared.web.inputs import Wording
from shared.web.words import N_

STATES = {
    State.WAITING: N_("待处理"),
    State.FILED: N_("已立案"),
    State.RETURNED: N_("已退回补充"),
    State.REFUSED: N_("不予立案"),
}
COLOURS = {State.WAITING: "yellow", State.FILED: "green", State.RETURNED: "blue", State.REFUSED: "grey"}
ANSWERS = {Answer.FILE: N_("立案"), Answer.RETURN: N_("退回补充"), Answer.REFUSE: N_("不予立案")}
REASONS = {
    "unreachable": N_("当事人无法联系"),
    "unwilling": N_("一方不愿继续调解"),
    "gap_too_wide": N_("各方差距过大"),
    "limit_over": N_("调解期限届满"),
    "refused_to_sign": N_("一方拒绝签字"),
    "other": N_("其他"),
}
RESULTS = {"open": N_("待续"), "failed": N_("未达成"), "partial": N_("部分达成"), "agreed": N_("达成一致")}
MISSING = {
    "facts": N_("各方签名的无争议事实"),
    "dispute": N_("仍有争议的事项"),
    "attendance": N_("参加调解的情况"),
    "plaint": N_("起诉状"),
    "evidence": N_("证据材料"),
    "name": N_("姓名或者名称"),
    "address": N_("送达地址"),
    "identity": N_("身份证明"),
}
REFUSALS = {
    Refusal.NO_INTEREST: N_("原告与本案没有直接利害关系"),
    Refusal.NO_DEFENDANT: N_("没有明确的被告"),
    Refusal.NO_CLAIM: N_("没有具体的诉讼请求和事实理由"),
    Refusal.OUTSIDE_COMPETENCE: N_("不属于人民法院受理范围"),
    Refusal.WRONG_COURT: N_("不属于本院管辖"),
    Refusal.ARBITRATION_FIRST: N_("应当先申请仲裁"),
    Refusal.DECIDED_BEFORE: N_("重复起诉"),
    Refusal.NOT_COMPLETED: N_("逾期未补充"),
}
ROUTES = {
    Route.ARBITRATION: N_("申请仲裁"),
    Route.ADMINISTRATIVE: N_("请行政机关处理"),
    Route.OTHER_COURT: N_("向有管辖权的法院起诉"),
    Route.MEDIATION: N_("再次调解"),
    Route.APPEAL: N_("对裁定提起上诉"),
    Route.RETRIAL: N_("申请再审"),
}
WORDING = Wording(
    labels={
        "number": N_("新案号"),
        "on": N_("日期"),
        "missing": N_("要补充什么"),
        "words": N_("给调解员和当事人的说明"),
        "reason": N_("不予立案的理由"),
        "routes": N_("当事人还可以走的途径"),
    },
    options={
        Refusal: {str(one): text for one, text in REFUSALS.items()},
        Route: {str(one): text for one, text in ROUTES.items()},
    },
    hints={
        "number": N_("年份、本院代字、民初、序号，例如（2026）鲁□□□□民初88号。"),
        "on": N_("不填就是今天。"),
        "words": N_("当事人会看到这段话，请写得让人看得懂、知道下一步怎么办。"),
    },
)
