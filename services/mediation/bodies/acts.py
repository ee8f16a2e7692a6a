# SPDX-License-Identifier: Apache-2.0
"""What directors and supervisors can do with a body on its page."""

from collections.abc import Callable, Mapping
from typing import Any

from flask import request
from marshmallow import Schema

from services.mediation.bodies import commands, schemas
from services.mediation.bodies.documents import Body
from services.mediation.bodies.rules import PMC, Office, Standing
from services.mediation.bodies.views import DIRECTORS, SUPERVISORS
from services.mediation.bodies.wording import WORDING
from shared.access import Policy, Role
from shared.calendar import local_date
from shared.call import Call
from shared.identity.accounts import holders
from shared.regions import regions
from shared.web.forms import Form
from shared.web.inputs import Options
from shared.web.words import N_


def _mediators(_call: Call, body: Body) -> Mapping[str, Options]:
    return {
        "account": [(one.account, one.name) for one in body.mediators if one.standing != Standing.REMOVED]
    }


def _accounts(_call: Call, body: Body) -> Mapping[str, Options]:
    """Accounts that hold the role of a mediator for the body's place or one above it, and are not appointed yet."""
    appointed = {one.account for one in body.mediators}
    return {"account": [one for one in holders(Role.MEDIATOR, body.within) if one[0] not in appointed]}


def _profile(_call: Call, body: Body) -> Mapping[str, Any]:
    """What is known of the mediator whose profile is changed."""
    asked = request.args.get("account", "")
    names = ("account", "name", "kind", "grade", "skills", "languages", "introduction")
    return {name: getattr(one, name) for one in body.mediators if one.account == asked for name in names}


def _today(call: Call, _body: Body) -> dict[str, Any]:
    return {"on": local_date(call.at)}


def _seats(_call: Call, body: Body) -> Mapping[str, Any]:
    """The committee as it is, or the three seats that the law asks for at least."""
    seats = [{"name": one.name, "sex": one.sex, "office": one.office} for one in body.members]
    return {"members": seats or [{"office": str(office)} for office in Office]}


def _places(call: Call, _thing: Any) -> Mapping[str, Options]:
    """The divisions within reach: the place of the post, what lies in it, and the townships of a city's counties."""
    found: list[tuple[str, str]] = []
    for grant in call.actor.grants:
        if grant.place.isdecimal():
            near = [grant.place, *(one.code for one in regions().children(grant.place))]
            below = [one.code for code in near[1:] for one in regions().children(code)]
            found += [(code, regions().full_name(code)) for code in [*near, *below]]
    return {"place": found}


def _act(
    name: str,
    title: str,
    policy: Policy,
    schema: type[Schema],
    run: Callable[..., Any],
    **more: Any,
) -> Form:
    return Form(
        name, title, policy, schema, run, WORDING, **{"choices": _mediators, "presets": _today} | more
    )


FOUND = Form(
    "new",
    N_("登记一个调解组织"),
    SUPERVISORS,
    schemas.BodyIn,
    commands.found_body,
    WORDING,
    match=False,
    choices=_places,
)
ACTS = (
    _act(
        "mediators",
        N_("聘任调解员"),
        DIRECTORS,
        schemas.MediatorIn,
        commands.appoint_mediator,
        choices=_accounts,
        lead=N_("账号由系统运维开设，岗位是人民调解员。没有可以选的账号，请系统运维先开设。"),
    ),
    _act(
        "profile",
        N_("修改调解员资料"),
        DIRECTORS,
        schemas.MediatorIn,
        commands.appoint_mediator,
        presets=_profile,
        when=lambda body: bool(body.mediators),
    ),
    _act("trainings", N_("登记培训"), DIRECTORS, schemas.TrainingIn, commands.note_training),
    _act(
        "ties",
        N_("登记要回避的人"),
        DIRECTORS,
        schemas.TieIn,
        commands.declare_tie,
        lead=N_("登记后，有这个人的纠纷不能指派给这位调解员。"),
    ),
    _act(
        "election",
        N_("登记选举结果"),
        SUPERVISORS,
        schemas.ElectionIn,
        commands.elect,
        when=lambda body: body.kind in PMC,
        presets=_seats,
        only=("elected_on", "members.name", "members.sex", "members.office"),
        lead=N_("登记后任期三年，从选举那天算起；期满不改选，不能再接新案。"),
    ),
    _act(
        "filing",
        N_("登记已向司法局备案"),
        SUPERVISORS,
        schemas.FilingIn,
        commands.note_filing,
        when=lambda body: body.file_by is not None and body.filed_on is None,
    ),
    _act(
        "standing",
        N_("暂停、恢复、离任或罢免调解员"),
        SUPERVISORS,
        schemas.StandingIn,
        commands.change_standing,
        grave=True,
    ),
)
