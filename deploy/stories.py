# SPDX-License-Identifier: Apache-2.0
"""Invented disputes for the demo's star board, and invented people who work on them; any likeness is chance."""

import re
from dataclasses import dataclass

from shared.access import Role

_SURNAMES = "孙周徐马郭高何罗郑谢唐韩冯曹彭董袁邓许傅沈曾吕苏"
_GIVEN = (
    *(
        "立伟",
        "海燕",
        "明亮",
        "俊峰",
        "丽华",
        "志强",
        "春梅",
        "永刚",
        "文博",
        "晓东",
        "雅琴",
        "振宇",
        "国庆",
        "玉兰",
    ),
    *("立新", "思远", "海涛", "淑芬", "兆辉", "晓敏", "德明", "庆丰", "新华"),
)
_POSTS = {
    "街道": ("党工委副书记", "办事处副主任", "武装部部长"),
    "镇": ("党委副书记", "副镇长", "武装部部长"),
    "乡": ("党委副书记", "副乡长", "武装部部长"),
}


def cadre_of(township: str, name: str, number: int) -> tuple[str, str]:
    """Name and post of the township's cadre with this number, always the same."""
    seed = int(township) * 7 + number * 11
    posts = _POSTS["街道" if name.endswith("街道") else "乡" if name.endswith("乡") else "镇"]
    return _SURNAMES[seed % len(_SURNAMES)] + _GIVEN[seed % len(_GIVEN)], posts[(number - 1) % len(posts)]


def name_of(role: Role, place: str, number: int = 1) -> str:
    """The invented name of whoever holds the role at this place, always the same."""
    seed, post = int(re.sub(r"\D", "", place)), list(Role).index(role) + 20 * (number - 1)
    return _SURNAMES[(seed * 3 + post) % len(_SURNAMES)] + _GIVEN[(seed + post * 5) % len(_GIVEN)]


def quarrelling(number: int) -> tuple[str, str]:
    """The two sides of the story with this number, named as nobody is: 孙某甲, 徐某乙."""
    return f"{_SURNAMES[number]}某甲", f"{_SURNAMES[number + 2]}某乙"


@dataclass(frozen=True, slots=True)
class Story:
    """A dispute that failed in its village: where, which cadre takes it, of which kind, how large, and what it is about."""

    township: str
    cadre: int
    category: str
    claim: str
    people: int
    facts: str
    duty: str


SOLVED = (
    Story("371324001", 1, "山林土地纠纷", "620000.00", 12, "两个村民小组为三十亩林地的界线争执多年，各有一张旧图。", "按新测界桩划分，补栽界树"),
    Story("371324001", 1, "邻里纠纷", "8000.00", 2, "两家共用的巷道里堆放砖石，雨天互相灌水。", "清走砖石，共修排水沟"),
    Story("371324001", 2, "拖欠农民工工资纠纷", "186000.00", 9, "大棚工程完工后工钱拖了四个月，包工头与业主互相推诿。", "结清工钱"),
    Story("371324001", 3, "合同纠纷", "76000.00", 3, "大蒜冷库的租约到期后库存没有搬走，押金不退。", "搬空冷库，退还押金"),
    Story("371324102", 1, "房屋宅基地纠纷", "58000.00", 4, "翻建时后墙越过老宅基线，邻居停工拦车。", "后墙退回老线"),
    Story("371324102", 2, "征地拆迁纠纷", "540000.00", 11, "道路拓宽占用的苗木补偿数目对不上，几户一起上访过。", "按重新清点的数目补偿"),
    Story("371324108", 1, "消费纠纷", "3600.00", 2, "农资店卖的地膜不足年限，春种受了影响。", "退款并换货"),
    Story("371302001", 1, "物业纠纷", "92000.00", 30, "老旧小区电梯停运三个月，物业费与维修基金各说各理。", "电梯修好，分期补交物业费"),
    Story("371302001", 2, "邻里纠纷", "12000.00", 2, "楼上漏水泡了楼下的吊顶，责任两家说不清。", "修好水管，赔付吊顶"),
    Story("371302105", 1, "劳动争议纠纷", "64000.00", 5, "板材厂停工期间的生活费没有发，工人堵过厂门。", "补发生活费"),
)  # fmt: skip
WAITING = (
    Story("371324001", 0, "山林土地纠纷", "530000.00", 8, "承包地互换没有写字据，修路后一方反悔。", ""),
    Story("371324102", 0, "邻里纠纷", "6000.00", 2, "院墙外的老榆树遮了邻家的光，砍与不砍争了两年。", ""),
    Story("371302001", 0, "物业纠纷", "70000.00", 6, "地下车位的产权与租金说法不一。", ""),
)
SETTLED = (
    Story(
        "371302001", 3, "邻里纠纷", "9000.00", 2, "一楼开店的油烟飘进二楼，两家吵了大半年。", "加装油烟管道"
    ),
)  # settled today, the parties wait for the callback
TAKEN = (
    Story("371324001", 2, "环境污染纠纷", "88000.00", 7, "养殖场的粪水流进灌渠，下游几户的菜地受损。", ""),
    Story("371302105", 2, "合同纠纷", "52000.00", 3, "合伙跑运输散伙时，车款与油费的账对不齐。", ""),
)
