# SPDX-License-Identifier: Apache-2.0
"""How seats and fields of teams are called on the pages."""

from services.courtlink.rosters.wording import KINDS
from services.courtlink.teams.rules import Partner, Seat
from shared.web.inputs import Wording
from shared.web.words import N_

SEATS = {Seat.JUDGE: N_("法官"), Seat.CLERK: N_("书记员、法官助理")}
WORDING = Wording(
    labels={
        "absent": N_("谁请假"),
        "account": N_("谁"),
        "body_id": N_("调解组织"),
        "body_name": N_("调解组织名称"),
        "court_code": N_("法院"),
        "delegation": N_("哪一次代行"),
        "deputy": N_("由谁代行"),
        "division": N_("庭室或者人民法庭"),
        "kind": N_("哪一类组织"),
        "name": N_("团队名称"),
        "pairing": N_("哪一个结对"),
        "paper": N_("结对协议的名称或者编号"),
        "seat": N_("职务"),
        "signed_on": N_("签订日期"),
        "since": N_("从哪天起"),
        "until": N_("到哪天为止"),
        "members/end.until": N_("最后一天"),
        "pairings/end.until": N_("最后一天"),
        "delegations/end.until": N_("最后一天"),
    },
    options={
        Seat: {str(key): text for key, text in SEATS.items()},
        Partner: {str(k): t for k, t in KINDS.items()},
    },
    hints={
        "members.since": N_("不填就是今天。"),
        "pairings.until": N_("没有约定期限的不填。"),
        "delegations.until": N_("这一天也由代行人办；第二天起自动回到原法官。"),
        "delegations/end.until": N_("提前回来的，填代行的最后一天。"),
    },
)
