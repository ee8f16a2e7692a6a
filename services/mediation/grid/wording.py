# SPDX-License-Identifier: Apache-2.0
"""What states, classes and fields of grid items are called on the pages."""

from services.mediation.grid.rules import Answer, Kind, LeftOut
from shared.web.inputs import Wording
from shared.web.words import N_

STATES = {
    "reported": N_("已上报，等受理"),
    "accepted": N_("已受理，等分流"),
    "routed": N_("已分流，等答复"),
    "replied": N_("已答复"),
    "closed": N_("已办结，等回访"),
    "confirmed": N_("已确认"),
    "left_out": N_("不计入"),
}
NEXT = {
    "reported": N_("接下来由网格中心受理。"),
    "accepted": N_("接下来由网格中心分流到承办部门。"),
    "routed": N_("接下来由承办部门办理、答复。"),
    "replied": N_("接下来由承办部门核实、办结。"),
    "closed": N_("接下来由回访中心给上报人打电话。"),
}
COLOURS = {
    "reported": "yellow",
    "accepted": "yellow",
    "routed": "blue",
    "replied": "blue",
    "closed": "green",
    "confirmed": "green",
}
KINDS = {"ordinary": N_("一般，三天内答复"), "complex": N_("疑难复杂，五天内答复")}
ANSWERS = {
    "satisfied": N_("满意"),
    "basically": N_("基本满意"),
    "not": N_("不满意"),
    "unreachable": N_("联系不上"),
}
LEFT_OUT = {
    "withdrawn": N_("上报人撤回"),
    "duplicate": N_("重复上报"),
    "not_our_remit": N_("不属于职责范围"),
}
WORDING = Wording(
    labels={
        "about": N_("反映的是哪个单位或者哪个人"),
        "account": N_("交给哪个账号"),
        "answer": N_("上报人怎么说"),
        "body_id": N_("由哪个调委会调解"),
        "category": N_("类别"),
        "decided": N_("网格中心裁定，不能再退回"),
        "hide_reporter": N_("不让承办的人知道是谁上报的"),
        "is_dispute": N_("是两方或者几方的纠纷"),
        "kind": N_("分级"),
        "name": N_("姓名"),
        "parties": N_("当事人"),
        "phone": N_("手机号"),
        "place": N_("在哪个村（社区）"),
        "reason": N_("理由"),
        "right_body": N_("应当由谁办"),
        "text": N_("怎么回事"),
        "to": N_("交给哪个部门"),
        "reply.text": N_("答复"),
        "whistle.to": N_("请哪个部门到场"),
        "case.category": N_("纠纷类别"),
        "accept.reason": N_("为什么定为疑难复杂"),
    },
    options={Kind: KINDS, Answer: ANSWERS, LeftOut: LEFT_OUT},
    hints={
        "about": N_("反映某个单位或者某个人的，写上名称；这件事不会交给他办。"),
        "reply.text": N_("上报人会看到这段话。"),
        "to": N_("写部门全称，例如：兰山街道综合执法中队。考核按这个名称统计。"),
        "account": N_("交给谁，谁的“网格事项”里就会出现；不选的，由部门自己派人。"),
        "right_body": N_("写清楚应当找哪个部门。"),
    },
    kinds={"phone": "tel", "place": "select", "account": "select", "body_id": "select"},
)
