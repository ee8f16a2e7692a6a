# SPDX-License-Identifier: Apache-2.0
"""What a party reads: states in plain words, and what fields and answers are called."""

from services.mediation.cases.rules import State
from services.mediation.complaints.rules import Misconduct
from services.mediation.complaints.wording import KINDS
from services.mediation.links.schemas import Willing
from shared.web.inputs import Wording
from shared.web.words import N_

PLAIN = {
    State.APPLIED: N_("调解室已经收到，三个工作日内告诉您是否受理。"),
    State.NOT_ACCEPTED: N_("调解室没有受理，下面写着原因和您可以去的地方。"),
    State.ACCEPTED: N_("已经受理，正在约各方见面。"),
    State.IN_MEDIATION: N_("正在调解。"),
    State.SUSPENDED: N_("调解先停下来了，调解员会再联系您。"),
    State.AGREED: N_("已经达成协议，请各方按约定办。"),
    State.TERMINATED: N_("没有调成。您可以申请仲裁、找主管部门，或者向法院起诉。"),
    State.WITHDRAWN: N_("申请已经撤回。"),
    State.CLOSED: N_("已经办完归档。"),
    State.LAPSED: N_("调解室没有及时接受，法院会另行安排。"),
}
WORDING = Wording(
    labels={
        "answer": N_("您愿意调解吗"),
        "reason": N_("为什么"),
        "willing.reason": N_("不愿意的话，为什么"),
        "ref": N_("给哪一方"),
        "since": N_("从哪天"),
        "until": N_("到哪天（含）"),
        "account": N_("您想请谁来调解"),
        "complain.account": N_("投诉哪位调解员"),
        "kind": N_("投诉什么"),
        "text": N_("怎么回事"),
        "satisfied": N_("这件事真的解决了吗"),
        "words": N_("您想说的话"),
        "same_facts": N_("还是原来那件事吗"),
        "breach_by_party": N_("是因为有人没有按协议办吗"),
    },
    options={Willing: {"consented": N_("愿意"), "refused": N_("我不愿意")}, Misconduct: KINDS},
    hints={
        "answer": N_("调解不收钱，不影响您去起诉；不愿意也没有关系，以后改变主意可以再申请。"),
        "reason": N_("调解员会看到这句话。"),
        "mediator.account": N_("各方都选同一个人，就由他来调解；选得不一样，由调解室商量确定。"),
        "text": N_("县司法局会处理，并把结果告诉您；被投诉的人看不到这句话。"),
        "words": N_("只有本案调解员和回访的人能看到。"),
    },
)
