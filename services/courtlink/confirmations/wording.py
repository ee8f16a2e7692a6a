# SPDX-License-Identifier: Apache-2.0
"""How states, grounds, papers and fields of judicial confirmation are called on the pages."""

from services.courtlink.confirmations.review import Check, Lapse, Objector
from services.courtlink.confirmations.rules import Channel, NotTaken, Rejection, State, Step
from shared.web.inputs import Options, Wording
from shared.web.words import N_

STATES = {
    State.OFFERED: N_("可以申请"),
    State.BLOCKED: N_("不予确认的情形"),
    State.EXPIRED: N_("已过三十日"),
    State.APPLIED: N_("已申请"),
    State.TAKEN: N_("已受理"),
    State.NOT_TAKEN: N_("不予受理"),
    State.CONFIRMED: N_("已确认"),
    State.REJECTED: N_("驳回"),
    State.WITHDRAWN: N_("撤回"),
    State.TREATED_WITHDRAWN: N_("按撤回处理"),
    State.REVOKED: N_("已撤销"),
    State.SUPERSEDED: N_("已有新协议"),
}
COLOURS = {
    State.OFFERED: "blue",
    State.APPLIED: "yellow",
    State.TAKEN: "yellow",
    State.CONFIRMED: "green",
    State.BLOCKED: "red",
    State.REJECTED: "red",
    State.REVOKED: "red",
}
NOT_TAKEN = {
    NotTaken.OUTSIDE_COMPETENCE: N_("不属于人民法院受理范围"),
    NotTaken.WRONG_COURT: N_("不属于本院管辖"),
    NotTaken.STATUS: N_("涉及婚姻、亲子、收养等身份关系"),
    NotTaken.OTHER_PROCEDURE: N_("应适用其他特别程序、公示催告或破产程序"),
    NotTaken.TITLE: N_("涉及物权、知识产权确权"),
    NotTaken.NOT_OWN_BODY: N_("不是本院邀请的调解组织（不影响剩余期限）"),
    NotTaken.FILED_ELSEWHERE: N_("其他法院已经先立案"),
}
GROUNDS = {
    Rejection.UNLAWFUL: N_("违反法律强制性规定"),
    Rejection.HARMS_OTHERS: N_("损害国家利益、社会公共利益或者他人合法权益"),
    Rejection.PUBLIC_ORDER: N_("违背公序良俗"),
    Rejection.NOT_VOLUNTARY: N_("违反自愿原则"),
    Rejection.UNCLEAR: N_("内容不明确"),
    Rejection.OTHER: N_("其他不能确认的情形"),
    Lapse.NOT_SUPPLEMENTED: N_("没有按期补齐材料（按撤回处理）"),
    Lapse.REFUSED_QUESTIONS: N_("拒不接受询问（按撤回处理）"),
}
CHECKS = {
    Check.LAWFUL: N_("不违反法律强制性规定"),
    Check.NO_HARM: N_("不损害国家、社会公共利益和他人合法权益"),
    Check.PUBLIC_ORDER: N_("不违背公序良俗"),
    Check.VOLUNTARY: N_("各方自愿"),
    Check.CLEAR: N_("内容明确，可以执行"),
}
RESULTS: Options = (
    (str(Step.CONFIRM), N_("裁定确认有效")),
    (str(Step.REJECT), N_("裁定驳回申请")),
    (str(Step.WITHDRAW), N_("准许撤回申请")),
    (str(Step.TREAT_AS_WITHDRAWN), N_("按撤回申请处理")),
)
CHANNELS: Options = ((str(Channel.COUNTER), N_("窗口")), (str(Channel.POST), N_("邮寄")))
CAME = {Channel.ONLINE: N_("当事人线上申请"), Channel.COUNTER: N_("窗口"), Channel.POST: N_("邮寄")}
COURT_GROUNDS = {
    "invited": N_("本院邀请的调解组织"),
    "party_home": N_("当事人住所地"),
    "subject": N_("标的物所在地"),
    "body": N_("调解组织所在地"),
}
PAPERS = {
    "agreement": N_("调解协议"),
    "body_proof": N_("调解组织主持调解的证明"),
    "property": N_("财产权利证明"),
    "identity": N_("身份证明"),
    "address": N_("送达地址和联系方式"),
}
FINDINGS = {
    "title": N_("可能涉及物权确权"),
    "status": N_("可能涉及身份关系"),
    "unlawful": N_("可能限制法定权利"),
    "harms_others": N_("可能损害他人利益"),
    "unclear_amount": N_("金额不明确"),
    "unclear_time": N_("履行时间不明确"),
    "unclear_duty": N_("义务不明确，难以执行"),
}
LAW = {
    "CF-01": N_("民诉法第205条"),
    "CF-02": N_("民诉法第205条"),
    "CF-05": N_("民诉法解释第354条"),
    "CF-07": N_("民诉法解释第355条"),
    "CF-08": N_("民诉法解释第358条"),
    "CF-09": N_("民诉法解释第356条"),
}
LIMITS = {"CF-05": N_("当事人补正"), "CF-06": N_("决定是否受理"), "CF-10": N_("审查期限")}
OBJECTORS = {"party": N_("当事人"), "third_person": N_("利害关系人")}
WORDING = Wording(
    labels={
        "applicants": N_("申请人"),
        "channel": N_("申请途径"),
        "received_on": N_("收到日期"),
        "received_at": N_("收到时间"),
        "posted_on": N_("邮戳日期"),
        "papers": N_("已收到的材料"),
        "supplement.papers": N_("要补正的材料"),
        "people": N_("申请人"),
        "name": N_("姓名或者名称"),
        "kind": N_("类型"),
        "agent_name": N_("代理人"),
        "phone": N_("电话"),
        "address": N_("送达地址"),
        "taken": N_("是否受理"),
        "on": N_("日期"),
        "ground": N_("理由"),
        "words": N_("给调解组织的说明"),
        "by": N_("补正到哪天为止"),
        "present": N_("到场核实的当事人"),
        "in_order": N_("审查通过的事项"),
        "asked_body": N_("向调解组织核实过"),
        "papers_complete": N_("申请材料已经核对齐全"),
        "enforcement.ref": N_("哪一方申请执行"),
        "until": N_("延长到哪天"),
        "reason": N_("院长批准的理由"),
        "result": N_("处理结果"),
        "number": N_("裁定书案号"),
        "ref": N_("当事人"),
        "who": N_("异议人"),
        "knew_on": N_("利害关系人何时知道"),
        "objection": N_("哪一件异议"),
        "upheld": N_("异议是否成立"),
    },
    options={
        Channel: {str(one): text for one, text in CAME.items()},
        NotTaken: {str(one): text for one, text in NOT_TAKEN.items()},
        Check: {str(one): text for one, text in CHECKS.items()},
        Step: {str(one): str(one) for one in Step} | dict(RESULTS),
        Objector: OBJECTORS,
        "ground": {str(one): text for one, text in GROUNDS.items()},
        "kind": {"person": N_("自然人"), "org": N_("单位")},
    },
    hints={
        "received_on": N_("不填就是今天。"),
        "received_at": N_("例如 17:40；最后一天按窗口下班时间算。"),
        "posted_on": N_("邮寄的按邮戳日期算，晚到也不算逾期。"),
        "on": N_("不填就是今天。"),
        "words": N_("调解组织和当事人都会看到，不要写案情以外的内容。"),
        "in_order": N_("五项都通过才能裁定确认。"),
        "accept.ground": N_("不予受理的要选。"),
        "decide.ground": N_("驳回和按撤回处理的要选；确认和准许撤回的不选。"),
        "upheld": N_("成立的，撤销裁定；不成立的，裁定仍然有效。"),
        "number": N_("确认和驳回的要填，写全年份、本院代字、民特和序号。"),
        "people": N_("每一名申请人都要写姓名或者名称。"),
        "papers_complete": N_("还缺材料的，补齐、核对以后勾选，才能裁定确认。"),
        "knew_on": N_("六个月从这天起算。"),
    },
)
