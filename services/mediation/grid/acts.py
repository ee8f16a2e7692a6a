# SPDX-License-Identifier: Apache-2.0
"""What people can do with a grid item on its page: the centre, the department, the reporter, the callback centre."""

from collections.abc import Callable, Mapping
from typing import Any

from marshmallow import Schema

from services.mediation.bodies.documents import Body
from services.mediation.cases.entry import lettered
from services.mediation.grid import commands, schemas
from services.mediation.grid.documents import GridItem
from services.mediation.grid.rules import State
from services.mediation.grid.views import CALL_BACK, CENTRE, HANDLE, REPORT
from services.mediation.grid.wording import WORDING
from shared.access import Policy, Role
from shared.call import Call
from shared.identity.accounts import holders
from shared.mongo import collection
from shared.regions import regions
from shared.web.forms import Form
from shared.web.inputs import Options
from shared.web.words import N_

_GOING = frozenset({State.ACCEPTED, State.ROUTED})
_OVER = frozenset({State.CLOSED, State.CONFIRMED})


def _report(call: Call, **facts: Any) -> GridItem:
    """An item that is reported here has its own id as number."""
    return commands.report(call, source="heshilao", number=call.new_id("item"), **facts)


def _open_case(call: Call, item_id: str, *, parties: list[dict[str, str]], **facts: Any) -> GridItem:
    return commands.open_case(
        call, item_id, **schemas.OpenCaseIn().load({**facts, "parties": lettered(parties)})
    )


def _places(call: Call, _thing: Any) -> Mapping[str, Options]:
    """The villages of the reader's place, or the place itself."""
    found: list[tuple[str, str]] = []
    for grant in call.actor.grants:
        if grant.place.isdecimal():
            villages = regions().children(grant.place)
            found += [(one.code, one.name) for one in villages] or [
                (grant.place, regions().get(grant.place).name)
            ]
    return {"place": found}


def _handlers(_call: Call, item: GridItem) -> Mapping[str, Options]:
    """Cadres, directors and mediators of the place, who find the item among their own."""
    roles = (Role.CADRE, Role.DIRECTOR, Role.MEDIATOR)
    return {"account": [one for role in roles for one in holders(role, item.within)]}


def _bodies(_call: Call, item: GridItem) -> Mapping[str, Options]:
    """The committees of the village, the township and above."""
    rows = collection(Body).find({"place": {"$in": list(item.within)}, "active": True}, {"name": 1})
    return {"body_id": [(row["_id"], row["name"]) for row in rows.sort("place", -1)]}


def _act(
    name: str,
    title: str,
    policy: Policy,
    schema: type[Schema],
    run: Callable[..., Any],
    states: frozenset[State],
    **more: Any,
) -> Form:
    return Form(name, title, policy, schema, run, WORDING, states, **more)


NEW = Form(
    "new",
    N_("上报一件事"),
    REPORT,
    schemas.ReportIn,
    _report,
    WORDING,
    match=False,
    choices=_places,
    only=("place", "category", "text", "is_dispute", "about", "hide_reporter"),
    lead=N_("能当场解决的，先当场解决；解决不了的，马上报。"),
    button=N_("上报"),
)
ACTS = (
    _act(
        "accept",
        N_("受理并分级"),
        CENTRE,
        schemas.ItemAcceptIn,
        commands.accept,
        frozenset({State.REPORTED}),
        lead=N_("一般的三天内答复，疑难复杂的五天内答复，从受理起算。"),
    ),
    _act(
        "route",
        N_("分流给部门"),
        CENTRE,
        schemas.RouteIn,
        commands.route,
        _GOING,
        choices=_handlers,
        only=("to", "account", "decided"),
    ),
    _act(
        "whistle",
        N_("吹哨：请部门到场"),
        CENTRE,
        schemas.RouteIn,
        commands.route,
        _GOING,
        choices=_handlers,
        only=("to", "account"),
        fixed={"whistle": True},
    ),
    _act(
        "class",
        N_("改为疑难复杂"),
        CENTRE,
        schemas.ItemReasonIn,
        commands.make_complex,
        _GOING,
        when=lambda item: item.kind == "ordinary" and not item.kind_changed,
        lead=N_("只能改一次，要在三天期满以前改；已经超期的不因此变成不超期。"),
    ),
    _act("reply", N_("答复上报人"), HANDLE, schemas.ReplyIn, commands.reply, _GOING),
    _act(
        "return",
        N_("不归我们管，退回"),
        HANDLE,
        schemas.ReturnIn,
        commands.send_back,
        frozenset({State.ROUTED}),
        when=lambda item: not item.address_decided and item.returns < 2,
        lead=N_("一个工作日内可以退回，要写明应当由谁办；退过两次的由网格中心裁定。"),
    ),
    _act("close", N_("办结"), HANDLE, Schema, commands.close, frozenset({State.REPLIED})),
    _act(
        "case",
        N_("转为纠纷，交调委会调解"),
        HANDLE,
        schemas.ItemCaseIn,
        _open_case,
        _GOING | {State.REPLIED},
        when=lambda item: item.is_dispute and not item.case_id,
        choices=_bodies,
    ),
    _act(
        "callback",
        N_("登记对上报人的回访"),
        CALL_BACK,
        schemas.CallbackIn,
        commands.call_back,
        frozenset({State.CLOSED}),
    ),
    _act("reopen", N_("没有解决，请再办"), REPORT | CALL_BACK, schemas.ItemReasonIn, commands.reopen, _OVER),
    _act(
        "leave-out",
        N_("不计入考核"),
        CENTRE,
        schemas.LeaveOutIn,
        commands.leave_out,
        _GOING | {State.REPORTED},
        grave=True,
    ),
)
