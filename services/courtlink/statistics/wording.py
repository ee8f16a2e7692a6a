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
# Codes by what they count; a code without a word of its own, a dash, stands for itself.
COUNTED = {
    "reasons": REASONS,
    "dispositions": WAYS,
    "not_taken": {str(code): text for code, text in NOT_TAKEN.items()},
    "rejected": {str(code): text for code, text in GROUNDS.items()},
}
