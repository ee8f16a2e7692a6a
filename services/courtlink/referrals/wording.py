# SPDX-License-Identifier: Apache-2.0
"""How states, codes and fields of referrals are called on the pages."""

from enum import Enum

from services.courtlink.received.rules import Route
from services.courtlink.received.wording import ROUTES
from services.courtlink.referrals import rules
from services.courtlink.referrals.request_rules import Recall, Unfit
from shared.contracts.mediation import BODY_UNKNOWN
from shared.web.inputs import Wording
from shared.web.words import N_

STATES = {
    "asking": N_("征询意愿"),
    "not_consented": N_("不同意调解"),
    "sent_back": N_("申请已退回"),
    "recalled": N_("已撤回"),
    "choosing": N_("双方选定中"),
    "appointing": N_("待法院指定"),
    "received": N_("待接受"),
    "accepted": N_("调解中"),
    "declined": N_("未接受"),
    "lapsed": N_("逾期未接受"),
    "extended": N_("已延长"),
    "succeeded": N_("调解成功"),
    "failed": N_("调解不成"),
    "returned_unreachable": N_("联系不上，退回"),
    "returned_refused": N_("不愿调解，退回"),
    "court_acknowledged": N_("法院已处理"),
}
COLOURS = {
    "asking": "yellow",
    "choosing": "yellow",
    "appointing": "yellow",
    "received": "yellow",
    "accepted": "blue",
    "extended": "blue",
    "declined": "red",
    "lapsed": "red",
    "succeeded": "green",
    "failed": "red",
    "sent_back": "grey",
    "recalled": "grey",
    "returned_unreachable": "red",
    "returned_refused": "red",
}
REGIMES = {
    "delegated_before_filing": N_("诉前委派调解"),
    "entrusted_after_filing": N_("立案后委托调解（先行调解）"),
}
PROCEDURES = {"ordinary": N_("普通程序"), "simplified": N_("简易程序")}
REASONS = {
    "unreachable": N_("联系不上当事人"),
    "unwilling": N_("当事人不愿继续"),
    "gap_too_wide": N_("分歧太大"),
    "limit_over": N_("期限已到"),
    "refused_to_sign": N_("拒绝签字"),
    "settled_and_withdrew": N_("自行和解并撤回"),
    "other": N_("其他原因"),
}
CONDUCT = {
    "absent_without_reason": N_("无正当理由不到场"),
    "changed_mind_after_agreeing": N_("达成一致后无故反悔"),
    "delayed_on_purpose": N_("故意拖延"),
    "false_statement": N_("作虚假陈述"),
}
PERFORMANCES = {
    "unknown": N_("不清楚"),
    "pending": N_("还没有到期"),
    "ongoing_duties": N_("正在履行"),
    "partly_performed": N_("履行了一部分"),
    "performed_in_full": N_("全部履行"),
    "performed_after_enforcement": N_("经法院执行后履行"),
    "breached": N_("没有履行"),
}
WAYS = {
    "confirmation": N_("当事人可以共同申请司法确认"),
    "fee_first": N_("转审理前先催交案件受理费"),
    "closed_outside_court": N_("庭外结案"),
    "statement": N_("出具调解书"),
    "withdrawn": N_("撤诉、按撤诉处理"),
    "closed_otherwise": N_("以其他方式结案"),
    "filed": N_("转立案"),
    "not_filed": N_("未起诉"),
    "to_trial": N_("转审理"),
}
DECLINED = {BODY_UNKNOWN: N_("系统里没有这个调解组织，案件送不到；请另行指定，并核对名册上的编号")}
SUSPICION = {
    "go_on": N_("没有问题，继续调解"),
    "proof_asked": N_("收回审查，要求补充证据"),
    "stopped": N_("终止调解，转审理"),
    "handed_on": N_("依法处罚或者移送"),
}
ROLES = (N_("原告"), N_("被告"), N_("申请人"), N_("被申请人"), N_("第三人"))
CONSENTS = {"agreed": N_("同意调解"), "refused": N_("不同意")}
CLASSES = {
    "instruments": N_("文书"),
    "application": N_("申请材料"),
    "evidence": N_("证据材料"),
    "agents": N_("代理材料"),
    "other": N_("其他材料"),
}
PAPERS = {
    "referral_letter": N_("委派（委托）调解函"),
    "extension_agreement": N_("同意延长调解期限的确认"),
    "agreement": N_("调解协议"),
    "failure_paper": N_("调解不成情况说明"),
    "claims": N_("诉讼请求"),
    "service_address": N_("送达地址确认书"),
    "undisputed_facts": N_("无争议事实记载"),
}
GROUNDS = {
    "near_relative": N_("是当事人或者代理人的近亲属"),
    "interest": N_("与纠纷有利害关系"),
    "other_tie": N_("有其他可能影响公正的关系"),
}
UNFIT = {
    "outside_competence": N_("不属于人民法院受案范围"),
    "wrong_court": N_("本院对这件纠纷没有管辖权"),
    "not_online": N_("不适宜在线调解，请到诉讼服务大厅办理"),
}
RECALLS = {
    "number_wrong": N_("案号写错"),
    "party_wrong": N_("当事人写错"),
    "not_needed": N_("不再需要调解"),
}
OPTIONS: dict[type[Enum] | str, dict[str, str]] = {
    rules.Procedure: PROCEDURES,
    rules.Consent: CONSENTS,
    rules.Disposition: {key: WAYS[key] for key in (str(each) for each in rules.Disposition)},
    rules.SuspicionAnswer: SUSPICION,
    Unfit: UNFIT,
    Recall: RECALLS,
    Route: {str(key): text for key, text in ROUTES.items()},
    rules.LaterRole: {
        "lay_judge": N_("人民陪审员"),
        "agent": N_("诉讼代理人"),
        "witness": N_("证人"),
        "appraiser": N_("鉴定人"),
        "interpreter": N_("翻译人员"),
    },
    rules.MaterialClass: CLASSES,
    "kind": {"person": N_("个人"), "org": N_("单位")},
}
LABELS = {
    "answer": N_("答复"),
    "body_id": N_("调解组织"),
    "body_name": N_("调解组织名称"),
    "by": N_("一致选定的当事人"),
    "category": N_("纠纷类别"),
    "cause": N_("案由"),
    "claim": N_("标的额（元）"),
    "claims": N_("诉讼请求"),
    "consented": N_("已同意调解的当事人"),
    "consented_on": N_("同意日期"),
    "count": N_("人数"),
    "court_code": N_("法院"),
    "digest": N_("文件校验值"),
    "disposition": N_("怎样处理"),
    "division": N_("庭室"),
    "filed_on": N_("收到起诉材料的日期"),
    "granted": N_("准许回避"),
    "ground": N_("为什么退回"),
    "kind": N_("类别"),
    "lead": N_("主持的调解员"),
    "mediators": N_("调解员"),
    "name": N_("名称"),
    "number": N_("案号"),
    "on": N_("日期"),
    "pages": N_("页数"),
    "parties": N_("当事人"),
    "procedure": N_("适用程序"),
    "reason": N_("撤回的原因"),
    "recusal": N_("哪一项回避申请"),
    "ref": N_("当事人"),
    "referred_on": N_("委派（委托）日期"),
    "right_court": N_("有管辖权的法院"),
    "role": N_("身份"),
    "routes": N_("当事人还可以走的途径"),
    "team": N_("审判团队"),
    "title": N_("材料名称"),
    "words": N_("给当事人的说明"),
    "new.ref": N_("代号"),
}
HINTS = {
    "number": N_("全角、半角括号都可以，例如（2026）鲁□□□□民初88号，□ 是本院的代字。"),
    "referred_on": N_("以委派（委托）书上的日期为准，决定按诉前委派还是立案后委托办理。"),
    "new.body_id": N_("各方都已同意、已选定的填写；还要征询意愿的不填。"),
    "mediators": N_("从名册上这个调解组织的调解员里选；可以不选，由调解组织安排。"),
    "new.ref": N_("一个大写字母，如 A。"),
    "by": N_("选定要各方一致。"),
    "routes": N_("不属于受案范围的，至少选一项。"),
    "right_court": N_("没有管辖权的，写明应当找哪个法院邀请的调解组织。"),
}
WORDING = Wording(LABELS, OPTIONS, HINTS)
