# SPDX-License-Identifier: Apache-2.0
"""What bodies, seats and mediators are called on the pages."""

from services.mediation.bodies.rules import BodyKind, MediatorKind, Standing, Trade
from shared.web.inputs import Wording
from shared.web.words import N_

KINDS = {
    "village_pmc": N_("村（居）调委会"),
    "township_pmc": N_("乡镇（街道）调委会"),
    "enterprise_pmc": N_("企事业单位调委会"),
    "industry_pmc": N_("行业性、专业性调委会"),
    "stationed_room": N_("派驻调解室"),
    "commercial": N_("商事调解组织"),
}
TRADES = {
    "medical": N_("医疗纠纷"),
    "labour": N_("劳动争议"),
    "traffic": N_("道路交通"),
    "property": N_("物业"),
    "other": N_("其他"),
}
OFFICES = {"director": N_("主任"), "deputy": N_("副主任"), "member": N_("委员")}
MEDIATOR_KINDS = {
    "member": N_("调委会委员"),
    "full_time": N_("专职"),
    "respected_villager": N_("乡贤"),
    "lawyer": N_("律师"),
    "retired_judge": N_("退休法官"),
    "five_elders": N_("五老"),
    "legal_adviser": N_("村法律顾问"),
    "other": N_("其他"),
}
STANDINGS = {"active": N_("在岗"), "suspended": N_("暂停"), "removed": N_("已罢免"), "left": N_("已离任")}
STANDING_COLOURS = {"active": "green", "suspended": "yellow", "removed": "grey", "left": "grey"}
WORDING = Wording(
    labels={
        "account": N_("哪位调解员"),
        "born_on": N_("出生日期"),
        "elected_on": N_("选举日期"),
        "grade": N_("等级（1 到 4 级）"),
        "hours": N_("学时"),
        "identity": N_("身份证号"),
        "introduction": N_("简介"),
        "kind": N_("类别"),
        "languages": N_("会说的语言、方言"),
        "members": N_("委员"),
        "name": N_("名称"),
        "office": N_("职务"),
        "on": N_("日期"),
        "phone": N_("手机号"),
        "place": N_("地方"),
        "reason": N_("理由"),
        "sex": N_("性别"),
        "skills": N_("擅长"),
        "standing": N_("改为"),
        "stationed_at": N_("派驻在哪里"),
        "topic": N_("培训内容"),
        "trade": N_("行业领域"),
        "mediators.account": N_("给哪个账号"),
        "mediators.name": N_("对外公布的姓名"),
        "profile.name": N_("对外公布的姓名"),
        "election.account": N_("账号"),
        "election.name": N_("姓名"),
    },
    options={
        BodyKind: KINDS,
        Trade: TRADES,
        MediatorKind: MEDIATOR_KINDS,
        Standing: STANDINGS,
        "sex": {"f": N_("女"), "m": N_("男")},
        "office": OFFICES,
    },
    hints={
        "born_on": N_("只用来核对是否成年，不保存。"),
        "skills": N_("一行写一项。"),
        "languages": N_("一行写一项。"),
        "members": N_("三至九人，主任一名，至少有一名妇女。"),
        "identity": N_("只保存不可还原的比对值。身份证号和手机号至少填一个。"),
        "standing": N_(
            "罢免后，他手上的案件会等待另行指派。调走、退休的选“已离任”，手上的案件请另行更换调解员。"
        ),
    },
    kinds={"phone": "tel", "mediators.account": "select", "account": "select", "place": "select"},
)
