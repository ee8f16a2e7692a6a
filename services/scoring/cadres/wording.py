# SPDX-License-Identifier: Apache-2.0
"""How the fields of the roster are called on its pages."""

from services.scoring.cadres.rules import Standing
from shared.web.inputs import Wording
from shared.web.words import N_

STANDINGS = {
    Standing.SERVING: (N_("可以摘星"), "green"),
    Standing.COMING: (N_("尚未到任"), "grey"),
    Standing.LEFT: (N_("已离任"), "grey"),
    Standing.SUSPENDED: (N_("停职"), "red"),
    Standing.AWAY: (N_("请假"), "yellow"),
    Standing.COOLING: (N_("暂停摘星"), "red"),
}
WORDING = Wording(
    {
        "account": N_("账号"),
        "name": N_("姓名"),
        "post": N_("职务"),
        "office": N_("科室"),
        "township": N_("乡镇（街道）"),
        "begins": N_("从哪天"),
        "until": N_("到哪天"),
        "on": N_("从哪天起"),
        "remit": N_("分管的纠纷类别"),
        "own_villages": N_("出生或居住的村（代码）"),
        "active": N_("可以摘星"),
        "reason": N_("理由"),
        "departure.until": N_("在册的最后一天"),
    },
    {},
    {
        "account": N_("没有要选的人，请先请运维给本人开“科级干部”的账号。"),
        "remit": N_("都不选就是各类都可以。"),
        "own_villages": N_("十二位代码，一行一个。本村的纠纷本人不能办，除非评议组书面准许。"),
        "office": N_("同一科室的人登记的纠纷，三十天内本人不能摘。"),
        "enrolment.until": N_("没有定就不填。"),
        "enrolment.begins": N_("已经在任就不填。"),
        "transfer.on": N_("从以后的某一天起算；手上的任务不变，由评议组决定是否收回。"),
        "leave.until": N_("超过七天的，这些天不能摘星。"),
    },
)
