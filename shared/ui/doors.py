# SPDX-License-Identifier: Apache-2.0
"""The main navigation: which pages stand open to which role, in the order in which they are shown.

One table for the three services: a page of one service leads to the pages of the others, which it can't import.
"""

from dataclasses import dataclass

from shared.access import Actor, Role
from shared.web.words import N_


@dataclass(frozen=True, slots=True)
class Door:
    """A page of the main navigation, and the roles that use it."""

    title: str
    path: str
    roles: frozenset[Role]


_OFFICES = frozenset({Role.DIRECTOR, Role.SECRETARY, Role.COUNTY_SUPERVISOR, Role.CITY_SUPERVISOR})
DOORS = (
    Door(
        N_("待办"),
        "/mediation/desk/",
        frozenset({Role.MEDIATOR, Role.DIRECTOR, Role.COUNTY_SUPERVISOR}),
    ),
    Door(
        N_("纠纷"),
        "/mediation/cases/",
        frozenset(
            {
                *(Role.PARTY, Role.GRID_WORKER, Role.MEDIATOR, Role.DIRECTOR, Role.SECRETARY),
                *(Role.COUNTY_SUPERVISOR, Role.CITY_SUPERVISOR),
            }
        ),
    ),
    Door(
        N_("监督"),
        "/mediation/watch/",
        frozenset({Role.DIRECTOR, Role.SECRETARY, Role.COUNTY_SUPERVISOR, Role.CITY_SUPERVISOR}),
    ),
    Door(N_("投诉"), "/mediation/complaints/", frozenset({Role.COUNTY_SUPERVISOR, Role.CITY_SUPERVISOR})),
    Door(N_("卷宗抽查"), "/mediation/samples/", frozenset({Role.COUNTY_SUPERVISOR, Role.CITY_SUPERVISOR})),
    Door(N_("台账导入"), "/mediation/ledgers/", _OFFICES),
    Door(N_("统计"), "/mediation/statistics/", _OFFICES),
    Door(
        N_("摘星任务"),
        "/scoring/tasks",
        frozenset(
            {
                *(Role.CADRE, Role.SECRETARY, Role.DIRECTOR, Role.CALLBACK_CENTRE, Role.PETITION_OFFICE),
                *(Role.COUNTY_SUPERVISOR, Role.CITY_SUPERVISOR),
            }
        ),
    ),
    Door(
        N_("摘星榜"),
        "/scoring/board",
        frozenset(
            {
                *(Role.CADRE, Role.SECRETARY, Role.DIRECTOR, Role.CALLBACK_CENTRE, Role.PETITION_OFFICE),
                *(Role.COUNTY_SUPERVISOR, Role.CITY_SUPERVISOR),
            }
        ),
    ),
    Door(
        N_("部门考核"),
        "/scoring/assessment",
        frozenset({Role.SECRETARY, Role.COUNTY_SUPERVISOR, Role.CITY_SUPERVISOR}),
    ),
    Door(N_("工作台"), "/courtlink/desk/", frozenset({Role.JUDGE, Role.COURT_CLERK})),
    Door(N_("委派委托"), "/courtlink/referrals/", frozenset({Role.JUDGE, Role.COURT_CLERK})),
    Door(N_("司法确认"), "/courtlink/confirmations/", frozenset({Role.JUDGE, Role.COURT_CLERK})),
    Door(N_("移交收案"), "/courtlink/received/", frozenset({Role.JUDGE, Role.COURT_CLERK})),
    Door(N_("运维"), "/courtlink/operations/", frozenset({Role.OPERATOR})),
)


def doors_of(actor: Actor | None) -> list[Door]:
    """The doors that the roles of `actor` open."""
    return [door for door in DOORS if actor is not None and actor.has(*door.roles)]
