# SPDX-License-Identifier: Apache-2.0
"""How the kinds of bodies, their fees, and the fields of the roster are called."""

from services.courtlink.rosters.rules import Fee, Ground
from services.courtlink.teams.rules import Partner
from shared.web.inputs import Wording
from shared.web.words import N_

FEES = {Fee.FREE: N_("不收费"), Fee.PAID: N_("收费")}
KINDS = {
    Partner.PMC: N_("人民调解委员会"),
    Partner.TRADE_UNION: N_("总工会"),
    Partner.WOMEN: N_("妇联"),
    Partner.ARTS: N_("文联"),
    Partner.OVERSEAS_CHINESE: N_("侨联"),
    Partner.TRADE_PROMOTION: N_("贸促会"),
    Partner.DISABLED: N_("残联"),
    Partner.INDUSTRY_COMMERCE: N_("工商联"),
    Partner.TAIWAN_AFFAIRS: N_("台办"),
    Partner.DEVELOPMENT_REFORM: N_("发展改革部门"),
    Partner.HUMAN_RESOURCES: N_("人社部门"),
    Partner.HOUSING: N_("住建部门"),
    Partner.VETERANS: N_("退役军人事务部门"),
    Partner.CENTRAL_BANK: N_("人民银行"),
    Partner.FINANCIAL_REGULATOR: N_("金融监管部门"),
    Partner.SECURITIES: N_("证券监管部门"),
    Partner.INTELLECTUAL_PROPERTY: N_("知识产权部门"),
    Partner.SMALL_BUSINESS: N_("中小企业协会"),
    Partner.GOVERNANCE_CENTRE: N_("综治中心"),
    Partner.JUSTICE_OFFICE: N_("司法所"),
    Partner.POLICE: N_("派出所"),
    Partner.CIVIL_AFFAIRS: N_("民政部门"),
    Partner.MARKET: N_("市场监管部门"),
    Partner.LAND: N_("自然资源部门"),
    Partner.LAWYERS: N_("律师调解"),
    Partner.COMMERCIAL: N_("商事调解组织"),
    Partner.OTHER: N_("其他"),
}
GROUNDS = {
    Ground.OWN_WISH: N_("申请退出"),
    Ground.TERM_OVER: N_("期满"),
    Ground.FORCED: N_("强迫调解"),
    Ground.REFUSED_OFTEN: N_("无正当理由多次拒绝接受委派委托"),
    Ground.TOOK_MONEY: N_("接受请托、收受财物"),
    Ground.LEAKED: N_("泄露调解过程、协议内容或者秘密"),
    Ground.OTHER: N_("其他"),
}
PERFORMANCE = {
    "received": N_("收到"),
    "declined": N_("不接受"),
    "lapsed": N_("逾期没有答复"),
    "open_now": N_("正在调解"),
    "settled": N_("调解成功"),
    "not_settled": N_("没有调成"),
}
WORDING = Wording(
    labels={
        "account": N_("账号"),
        "body_id": N_("调解组织"),
        "new-body.body_id": N_("调解组织的编号"),
        "body_name": N_("调解组织名称"),
        "certificate": N_("证书编号"),
        "certified_on": N_("发证日期"),
        "court_code": N_("法院"),
        "fee": N_("是否收费"),
        "fee_note": N_("收费标准"),
        "ground": N_("除名事由"),
        "kind": N_("哪一类组织"),
        "mediator": N_("哪位调解员"),
        "name": N_("姓名"),
        "on": N_("日期"),
        "scope": N_("受理范围"),
        "skills": N_("专长"),
    },
    options={
        Partner: {str(key): text for key, text in KINDS.items()},
        Fee: {str(key): text for key, text in FEES.items()},
        Ground: {str(key): text for key, text in GROUNDS.items()},
    },
    hints={
        "account": N_("调解员在本系统的账号编号，没有就不填；不公开。"),
        "new-body.body_id": N_("由调解组织或者司法局提供，照着抄；编号不对，案件就送不到。"),
        "fee_note": N_("收费的要写明标准；人民调解不收费。"),
        "on": N_("不填就是今天。"),
        "scope": N_("不选就是不限。"),
        "skills": N_("一行写一项。"),
    },
)
