# SPDX-License-Identifier: Apache-2.0
"""What the court's people can do with teams on their pages."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from marshmallow import Schema

from services.courtlink.rosters import reading as rosters
from services.courtlink.teams import commands, reading, schemas
from services.courtlink.teams.documents import Team
from services.courtlink.teams.views import COURT
from services.courtlink.teams.wording import WORDING
from shared.access import Role
from shared.calendar import local_date
from shared.call import Call
from shared.regions import regions
from shared.web.forms import Form
from shared.web.furniture import day
from shared.web.inputs import Options
from shared.web.words import N_


def courts_of(call: Call) -> Options:
    """The courts at which the caller is judge or clerk."""
    codes = sorted({one.place for one in call.actor.grants if one.role in COURT})
    return [(code, regions().court(code).name) for code in codes]


def _choices(call: Call, team: Team) -> Mapping[str, Options]:
    today = local_date(call.at)
    names = {one.account: one.name for one in team.members}
    bodies = {row["body_id"]: row["body_name"] for row in rosters.public(team.court_code)}
    return {
        "account": list(reading.people_of(team.court_code).items()),
        "absent": [(one, names[one]) for one in team.present(today) if one in names],
        "deputy": list(reading.people_of(team.court_code, Role.JUDGE).items()),
        "body_id": list(bodies.items()),
        "pairing": [(one.id, one.body_name) for one in team.pairings if _holds(one.until, today)],
        "delegation": [
            (one.id, f"{names.get(one.absent, one.absent)} {day(one.since)}")
            for one in team.delegations
            if _holds(one.until, today)
        ],
    }


def _seated(call: Call, team: Team) -> Mapping[str, Options]:
    present = team.present(local_date(call.at))
    seated = [(one.account, one.name) for one in team.members if one.account in present]
    return {**_choices(call, team), "account": seated}


def _holds(until: date | None, today: date) -> bool:
    return until is None or today <= until


def _today(call: Call, _team: Team) -> Mapping[str, Any]:
    return {"since": local_date(call.at), "until": None}


def _act(name: str, title: str, schema: type[Schema], run: Callable[..., Any], **more: Any) -> Form:
    return Form(name, title, COURT, schema, run, WORDING, **({"choices": _choices} | more))


NEW = Form(
    "new", N_("组建审判团队"), COURT, schemas.TeamIn, commands.form_team, WORDING, match=False,
    choices=lambda call, _thing: {"court_code": courts_of(call)},
    presets=lambda call, _thing: {"court_code": courts_of(call)[0][0]},
    only=("court_code", "name", "division"),
)  # fmt: skip
ACTS = (
    _act(
        "members", N_("登记成员"), schemas.MemberIn, commands.seat_member, presets=_today,
        only=("account", "seat", "since"),
    ),
    _act(
        "members/end", N_("成员离开团队"), schemas.MemberEndIn, commands.end_seat, choices=_seated,
        when=lambda team: bool(team.members),
    ),
    _act(
        "delegations", N_("法官请假，由他人代行"), schemas.DelegationIn, commands.delegate, presets=_today,
        when=lambda team: bool(team.members),
    ),
    _act(
        "delegations/end", N_("提前结束代行"), schemas.DelegationEndIn, commands.end_delegation,
        when=lambda team: bool(team.delegations),
    ),
    _act(
        "pairings", N_("与调解组织结对"), schemas.PairingIn, commands.pair_body, presets=_today,
        only=("body_id", "kind", "paper", "signed_on", "since", "until"),
        lead=N_("要有书面协议。调解组织先列入特邀名册，再在这里结对；结对以后它仍然看不到法院的数据。"),
    ),
    _act(
        "pairings/end", N_("结束结对"), schemas.PairingEndIn, commands.end_pairing,
        when=lambda team: bool(team.pairings),
    ),
)  # fmt: skip
