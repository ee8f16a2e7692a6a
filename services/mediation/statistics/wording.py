# SPDX-License-Identifier: Apache-2.0
"""The words of statistics on pages."""

from services.mediation.prevention.rules import Prevented
from shared.web.words import N_

SOURCES = {
    "当事人申请": N_("当事人申请"),
    "主动调解": N_("主动调解"),
    "公安移送": N_("公安移送"),
    "信访移送": N_("信访移送"),
    "政府交办": N_("政府交办"),
    "法院委派委托": N_("法院委派委托"),
    "台账录入": N_("台账录入"),
}
PREVENTION = {
    Prevented.FOUND: N_("排查纠纷"),
    Prevented.PREVENTED: N_("预防纠纷"),
    Prevented.SUICIDE: N_("防止民间纠纷引起自杀"),
    Prevented.CRIME: N_("防止民转刑"),
    Prevented.GROUP_PETITION: N_("防止群体性上访"),
    Prevented.GROUP_FIGHT: N_("防止群体性械斗"),
}
UNTOLD = N_("未注明类别")
