# SPDX-License-Identifier: Apache-2.0
"""How what is counted is called, on the page and in the workbook."""

from services.courtlink.confirmations.wording import GROUNDS, NOT_TAKEN
from services.courtlink.referrals.wording import REASONS, WAYS
from services.courtlink.statistics.rules import Stand
from shared.web.words import N_

STANDS = {
    Stand.PREPARED: N_("征询选定中"),
    Stand.NOT_CONSENTED: N_("不同意调解"),
    Stand.SENT_BACK: N_("申请退回"),
    Stand.WAITING: N_("待接受"),
    Stand.DECLINED: N_("不予接受"),
    Stand.LAPSED: N_("逾期未接受"),
    Stand.OPEN: N_("调解中"),
    Stand.SETTLED: N_("调解成功"),
    Stand.FAILED: N_("调解不成"),
    Stand.UNREACHABLE: N_("联系不上"),
    Stand.REFUSED: N_("一方不同意"),
}
REFERRALS_COUNT = N_(
    "委派委托：法院委派、委托出去的案件，按文书上的日期计算；重新指定调解组织的，每次指定各计一次。"
)
CONFIRMATIONS_COUNT = N_(
    "司法确认：按协议生效的日期计算。可申请的不含不予确认的；申请过、受理过的都计入已申请、已受理；"
    "不予受理、确认有效、驳回按现在的结果计算，裁定后来被撤销的不算确认有效。"
)
OTHER_PAGE = N_("调解统计按调解案件计算，同样的名称数字可以不同。")
NOTES = (REFERRALS_COUNT, CONFIRMATIONS_COUNT, OTHER_PAGE)
# Codes by what they count; a code without a word of its own, a dash, stands for itself.
COUNTED = {
    "reasons": REASONS,
    "dispositions": WAYS,
    "not_taken": {str(code): text for code, text in NOT_TAKEN.items()},
    "rejected": {str(code): text for code, text in GROUNDS.items()},
}
