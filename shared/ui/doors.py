# SPDX-License-Identifier: Apache-2.0
"""The main navigation: which pages stand open to which role, in the order in which they are shown.

One table for the three services: a page of one service leads to the pages of the others, which it can't import.
"""

from dataclasses import dataclass

from shared.access import Actor, Role
from shared.web.words import N_


@dataclass(frozen=True, slots=True)
class Door:
    """A page of the main navigation: under which heading it stands, the roles that use it, what they find there, and where
    else the pages lie that belong to it."""

    group: str
    title: str
    path: str
    roles: frozenset[Role]
    about: str = ""
    more: tuple[str, ...] = ()

    def holds(self, path: str) -> bool:
        """Whether the page at `path` belongs to it."""
        homes = (self.path.rstrip("/"), *self.more)
        return any(path == home or path.startswith(f"{home}/") for home in homes)


_CASES, _WATCH, _STARS, _PEOPLE = N_("办件"), N_("监督与统计"), N_("干部摘星"), N_("组织与人员")
_SYSTEM = N_("系统")
_OFFICES = frozenset({Role.DIRECTOR, Role.SECRETARY, Role.COUNTY_SUPERVISOR, Role.CITY_SUPERVISOR})
DOORS = (
    Door(
        _CASES,
        N_("工作台"),
        "/courtlink/desk/",
        frozenset({Role.JUDGE, Role.COURT_CLERK}),
        N_("等着办的案件和期限"),
        ("/courtlink/guidance",),
    ),
    Door(
        _CASES,
        N_("待办"),
        "/mediation/desk/",
        frozenset({Role.MEDIATOR, Role.DIRECTOR, Role.COUNTY_SUPERVISOR}),
        N_("超期、今天到期、约好的见面、等人答复"),
        ("/mediation/log",),
    ),
    Door(
        _CASES,
        N_("纠纷"),
        "/mediation/cases/",
        frozenset(
            {
                *(Role.PARTY, Role.GRID_WORKER, Role.MEDIATOR, Role.DIRECTOR, Role.SECRETARY),
                *(Role.COUNTY_SUPERVISOR, Role.CITY_SUPERVISOR),
            }
        ),
        N_("每件纠纷的经过，和现在可以办的事"),
        ("/mediation/court", "/mediation/folder", "/mediation/links", "/mediation/private"),
    ),
    Door(
        _CASES,
        N_("申请调解"),
        "/mediation/apply/",
        frozenset({Role.PARTY}),
        N_("有新的纠纷，从这里请人来调解"),
    ),
    Door(
        _CASES,
        N_("网格事项"),
        "/mediation/grid/",
        frozenset(
            {
                *(Role.GRID_WORKER, Role.SECRETARY, Role.COUNTY_SUPERVISOR, Role.CITY_SUPERVISOR),
                *(Role.DIRECTOR, Role.CADRE, Role.CALLBACK_CENTRE),
            }
        ),
        N_("上报、受理、分流、吹哨、答复、回访"),
    ),
    Door(
        _CASES,
        N_("预防成果"),
        "/mediation/prevention/",
        frozenset({Role.MEDIATOR, Role.DIRECTOR, Role.COUNTY_SUPERVISOR, Role.CITY_SUPERVISOR}),
        N_("防止民转刑、群体上访等的申报和复核"),
    ),
    Door(
        _CASES,
        N_("委派委托"),
        "/courtlink/referrals/",
        frozenset({Role.JUDGE, Role.COURT_CLERK}),
        N_("委派给调解组织的案件和结果"),
    ),
    Door(
        _CASES,
        N_("司法确认"),
        "/courtlink/confirmations/",
        frozenset({Role.JUDGE, Role.COURT_CLERK}),
        N_("审查协议，裁定确认或者驳回"),
    ),
    Door(
        _CASES,
        N_("移交收案"),
        "/courtlink/received/",
        frozenset({Role.JUDGE, Role.COURT_CLERK}),
        N_("调解不成转来的案件"),
    ),
    Door(
        _WATCH,
        N_("监督"),
        "/mediation/watch/",
        frozenset({Role.DIRECTOR, Role.SECRETARY, Role.COUNTY_SUPERVISOR, Role.CITY_SUPERVISOR}),
        N_("久没动静的案件、纠纷多的地方、调解员负担"),
    ),
    Door(
        _WATCH,
        N_("投诉"),
        "/mediation/complaints/",
        frozenset({Role.COUNTY_SUPERVISOR, Role.CITY_SUPERVISOR}),
        N_("对调解员的投诉和处理"),
    ),
    Door(
        _WATCH,
        N_("调解投诉"),
        "/courtlink/complaints/",
        frozenset({Role.JUDGE, Role.COURT_CLERK}),
        N_("对特邀组织和调解员的投诉，处理和除名"),
    ),
    Door(
        _WATCH,
        N_("卷宗抽查"),
        "/mediation/samples/",
        frozenset({Role.COUNTY_SUPERVISOR, Role.CITY_SUPERVISOR}),
        N_("随机抽卷查看，每次查看都留下记录"),
    ),
    Door(_WATCH, N_("统计"), "/mediation/statistics/", _OFFICES, N_("各类纠纷的数量和变化，可导出表格")),
    Door(
        _WATCH,
        N_("诉调统计"),
        "/courtlink/statistics/",
        frozenset({Role.JUDGE, Role.COURT_CLERK, Role.COUNTY_SUPERVISOR, Role.CITY_SUPERVISOR}),
        N_("委派委托和司法确认的数量、结果、用时，可导出表格"),
    ),
    Door(_WATCH, N_("台账导入"), "/mediation/ledgers/", _OFFICES, N_("上传表格，先试导入，再正式导入")),
    Door(
        _STARS,
        N_("摘星任务"),
        "/scoring/tasks",
        frozenset(
            {
                *(Role.CADRE, Role.SECRETARY, Role.DIRECTOR, Role.CALLBACK_CENTRE, Role.PETITION_OFFICE),
                *(Role.COUNTY_SUPERVISOR, Role.CITY_SUPERVISOR),
            }
        ),
        N_("上榜、摘星、化解、回访"),
        ("/scoring/history",),
    ),
    Door(
        _STARS,
        N_("摘星榜"),
        "/scoring/board",
        frozenset(
            {
                *(Role.CADRE, Role.SECRETARY, Role.DIRECTOR, Role.CALLBACK_CENTRE, Role.PETITION_OFFICE),
                *(Role.COUNTY_SUPERVISOR, Role.CITY_SUPERVISOR),
            }
        ),
        N_("谁在办、几颗星、还剩几天"),
        ("/scoring/standings",),
    ),
    Door(
        _STARS,
        N_("调解员积分榜"),
        "/scoring/mediators",
        frozenset(
            {
                *(Role.MEDIATOR, Role.DIRECTOR, Role.SECRETARY),
                *(Role.COUNTY_SUPERVISOR, Role.CITY_SUPERVISOR),
            }
        ),
        N_("调解员办结计分的案件和名次"),
    ),
    Door(
        _STARS,
        N_("公平性核查"),
        "/scoring/probe",
        frozenset({Role.COUNTY_SUPERVISOR, Role.CITY_SUPERVISOR}),
        N_("每季度值得看一看的线索"),
    ),
    Door(
        _STARS,
        N_("部门考核"),
        "/scoring/assessment",
        frozenset({Role.SECRETARY, Role.COUNTY_SUPERVISOR, Role.CITY_SUPERVISOR}),
        N_("各乡镇、各部门的得分"),
    ),
    Door(
        _PEOPLE,
        N_("调解组织"),
        "/mediation/bodies/",
        _OFFICES,
        N_("委员和任期、调解员的聘任、培训和在岗情况"),
    ),
    Door(
        _PEOPLE,
        N_("干部名册"),
        "/scoring/cadres",
        frozenset(
            {
                *(Role.SECRETARY, Role.DIRECTOR),
                *(Role.COUNTY_SUPERVISOR, Role.CITY_SUPERVISOR),
            }
        ),
        N_("谁可以摘星：任职、请假、停职、调动"),
    ),
    Door(
        _PEOPLE,
        N_("审判团队"),
        "/courtlink/teams/",
        frozenset({Role.JUDGE, Role.COURT_CLERK}),
        N_("团队成员、请假代行、结对的调解组织"),
    ),
    Door(
        _PEOPLE,
        N_("特邀名册"),
        "/courtlink/rosters/",
        frozenset({Role.JUDGE, Role.COURT_CLERK}),
        N_("特邀调解组织和调解员，列入、除名、业绩"),
    ),
    Door(
        _SYSTEM,
        N_("运维"),
        "/courtlink/operations/",
        frozenset({Role.OPERATOR}),
        N_("消息、对账、健康、审计"),
        ("/mediation/operations", "/scoring/operations"),
    ),
)


# Where each role's main job is, and what it does there in one sentence.
MAIN = {
    Role.PARTY: ("/mediation/cases/", N_("看您的纠纷办到哪一步，要您答复、签字的也在这里。")),
    Role.GRID_WORKER: ("/mediation/grid/", N_("上报走访中看到的矛盾和隐患，看报过的事办得怎样。")),
    Role.MEDIATOR: ("/mediation/desk/", N_("今天要办的都列在这里：超期的、到期的、约好见面的、等人答复的。")),
    Role.DIRECTOR: ("/mediation/desk/", N_("等您指定调解员的、已经超期和快到期的纠纷，都列在这里。")),
    Role.CADRE: ("/scoring/tasks", N_("摘一颗星，包下一件纠纷；您在办的和积分也在这里。")),
    Role.SECRETARY: ("/scoring/tasks", N_("给上榜的纠纷定级、指派，看谁在包、哪件要超期。")),
    Role.CALLBACK_CENTRE: ("/scoring/tasks", N_("按名单给当事人打回访电话，核验化解是不是真的。")),
    Role.PETITION_OFFICE: ("/scoring/tasks", N_("给村里调解不成的纠纷定级上榜，看办得怎样。")),
    Role.JUDGE: ("/courtlink/desk/", N_("等您办的案件和期限：委派委托、司法确认、移交收案。")),
    Role.COURT_CLERK: ("/courtlink/desk/", N_("等着登记、送达的案件和期限：委派委托、司法确认、移交收案。")),
    Role.COUNTY_SUPERVISOR: (
        "/mediation/desk/",
        N_("全县（区）已经超期和快到期的纠纷，都列在这里。"),
    ),
    Role.CITY_SUPERVISOR: ("/mediation/watch/", N_("哪些案件久没动静，哪里纠纷多，谁的负担重。")),
    Role.OPERATOR: ("/courtlink/operations/", N_("系统是不是正常，有没有消息没有送到，谁看过什么。")),
}

BAR = 7  # how many doors the navigation shows at most; the first page shows all


def doors_of(actor: Actor | None) -> list[Door]:
    """The doors that the roles of `actor` open: the main job of its first role, then the others."""
    found = [door for door in DOORS if actor is not None and actor.has(*door.roles)]
    main = MAIN[actor.grants[0].role][0] if actor is not None and actor.grants else ""
    return sorted(found, key=lambda door: door.path != main)


def bar_of(actor: Actor | None, path: str) -> list[Door]:
    """The doors that the navigation of the page at `path` has room for, the page's own among them."""
    found = doors_of(actor)
    beyond = [door for door in found[BAR:] if door.holds(path)][:1]
    return found[: BAR - len(beyond)] + beyond


def main_of(actor: Actor) -> str:
    """What the first of its doors is for."""
    return MAIN[actor.grants[0].role][1]
