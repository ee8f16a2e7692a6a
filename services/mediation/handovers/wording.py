# SPDX-License-Identifier: Apache-2.0
"""What parties and mediators read of the court, in plain words."""

from collections.abc import Mapping, Sequence
from typing import Any

from services.mediation.handovers.rules import Item, State, Wish
from shared.web.furniture import mark
from shared.web.inputs import Wording
from shared.web.words import N_, _

MOVES = {
    "applied": N_("法院收到了申请"),
    "taken": N_("法院受理了"),
    "not_taken": N_("法院不予受理"),
    "confirmed": N_("法院确认协议有效"),
    "rejected": N_("法院驳回了申请"),
    "withdrawn": N_("申请撤回了"),
    "treated_withdrawn": N_("按撤回申请处理"),
    "revoked": N_("裁定被撤销"),
}
OBSTACLES = {
    "not_effective": N_("协议还没有生效"),
    "in_suit": N_("这是法院立案后委托调解的案件，请向法院申请出具调解书或者撤诉"),
    "oral_record_unsigned": N_("口头协议的记录还没有全部签名"),
    "form": N_("这种形式的协议不能申请"),
    "title": N_("协议里有确认物权归属的内容"),
    "status": N_("协议里有婚姻、亲子、收养等身份内容"),
    "labour_not_payment": N_("劳动争议协议里有给付金钱以外的内容"),
}
PAPERS = {
    "agreement": N_("调解协议"),
    "body_proof": N_("调解组织主持调解的证明"),
    "property": N_("财产权利证明"),
    "identity": N_("身份证明"),
    "address": N_("送达地址和联系方式"),
}
HANDOVER = {
    State.PREPARING: N_("正在准备"),
    State.SENT: N_("已经移交法院，等法院答复"),
    State.FILED: N_("法院已经立案"),
    State.RETURNED: N_("法院要求补充"),
    State.REFUSED: N_("法院不予立案"),
}
MISSING = {
    "facts": N_("各方签名的无争议事实"),
    "dispute": N_("仍有争议的事项"),
    "attendance": N_("参加调解的情况"),
    "plaint": N_("起诉状"),
    "evidence": N_("证据材料"),
    "name": N_("姓名或者名称"),
    "address": N_("送达地址"),
    "identity": N_("身份证明"),
}
ROUTES = {
    "arbitration": N_("申请仲裁"),
    "administrative": N_("请行政机关处理"),
    "other_court": N_("向有管辖权的法院起诉"),
    "mediation": N_("再次调解"),
    "appeal": N_("对裁定提起上诉"),
    "retrial": N_("申请再审"),
}
WISHES = {"sue": N_("要起诉"), "not_sue": N_("不起诉"), "undecided": N_("还没想好")}
ITEMS = {
    "name": N_("本人姓名"),
    "address": N_("本人的送达地址和电话"),
    "facts": N_("各方签名的无争议事实"),
    "dispute": N_("仍有争议的事项"),
    "attendance": N_("谁参加了调解、结果如何"),
}
WORDING = Wording(
    labels={
        "address": N_("送达地址"),
        "phone": N_("电话"),
        "electronic": N_("可以用短信或者网上送达"),
        "court_code": N_("向哪个法院申请"),
        "wish": N_("您要起诉吗"),
        "items": N_("同意交给法院的内容"),
        "in_dispute": N_("仍有争议的事项"),
        "ref": N_("哪一方"),
        "scan": N_("签了名的同意书扫描件"),
        "handover.court_code": N_("移交哪个法院"),
        "words.wish": N_("当事人要起诉吗"),
        "words.items": N_("当事人同意交给法院的内容"),
    },
    options={
        Wish: WISHES,
        Item: ITEMS,
    },
    hints={
        "address": N_("法院的文书会寄到这里，请写到门牌号。"),
        "items": N_("不勾的内容不会交出去。背靠背谈话、让步和方案任何时候都不会交给法院。"),
        "in_dispute": N_("用中性的话写，各方看过才同意；不写谁让了什么、谁提过什么方案。"),
        "scan": N_("从卷宗里已经上传的材料中选；没有的先到卷宗上传。"),
    },
    kinds={"scan": "select"},
)


def names(table: Mapping[Any, str], codes: Sequence[str]) -> str:
    """Codes such as `identity:A` or `title:2` in words."""
    found = []
    for code in codes:
        kind, _sep, ref = code.partition(":")
        found.append(_(table.get(kind, kind)) + (mark("（%s）") % ref if ref else ""))
    return mark("、").join(found)
