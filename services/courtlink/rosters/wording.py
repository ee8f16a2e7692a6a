# SPDX-License-Identifier: Apache-2.0
"""How the kinds of bodies and their fees are called."""

from services.courtlink.rosters.rules import Fee
from services.courtlink.teams.rules import Partner
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
