# SPDX-License-Identifier: Apache-2.0
"""What kinds of complaints, consequences and fields are called."""

from services.mediation.complaints.rules import Consequence, Misconduct
from shared.web.inputs import Wording
from shared.web.words import N_

KINDS: dict[str, str] = {
    Misconduct.FAVOURING: N_("偏袒一方"),
    Misconduct.INSULTING: N_("侮辱当事人"),
    Misconduct.TAKING: N_("收受财物或者谋取利益"),
    Misconduct.LEAKING: N_("泄露隐私或者调解过程"),
    Misconduct.FORCING: N_("强迫调解"),
    Misconduct.REFUSING: N_("无故拒绝"),
    Misconduct.OTHER: N_("其他"),
}
STATES = {"received": N_("待处理"), "unfounded": N_("不属实"), "sustained": N_("属实")}
CONSEQUENCES = {
    "criticised": N_("批评教育、责令改正"),
    "suspended": N_("暂停指派"),
    "removed": N_("罢免、解聘"),
}
WORDING = Wording(
    labels={
        "account": N_("投诉哪位调解员"),
        "kind": N_("投诉什么"),
        "text": N_("怎么回事"),
        "sustained": N_("投诉属实吗"),
        "answer": N_("给投诉人的答复"),
        "consequence": N_("怎么处理"),
    },
    options={Consequence: CONSEQUENCES, Misconduct: KINDS},
    hints={
        "answer": N_("投诉人会看到这句话。"),
        "consequence": N_("属实的才选。罢免后，他手上的案件会等待另行指派。"),
    },
)
