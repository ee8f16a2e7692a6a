# SPDX-License-Identifier: Apache-2.0
"""What a party can do on its own pages; each is an act of the case, done by the party itself."""

from collections.abc import Callable, Mapping
from typing import Any

from marshmallow import Schema

from services.mediation.bodies.documents import Body
from services.mediation.bodies.rules import Standing
from services.mediation.cases import consents, ending, sessions
from services.mediation.cases.documents import Case
from services.mediation.cases.parties import Consent
from services.mediation.cases.rules import ENDED, State
from services.mediation.cases.views import reopen
from services.mediation.complaints.commands import complain
from services.mediation.complaints.documents import Complaint
from services.mediation.complaints.rules import Misconduct
from services.mediation.complaints.views import BlameIn
from services.mediation.links import commands, schemas
from services.mediation.links.door import PARTY
from services.mediation.links.schemas import Willing
from services.mediation.links.wording import WORDING
from shared.access import EVERYTHING
from shared.calendar import local_date
from shared.call import Call
from shared.web.forms import Form
from shared.web.inputs import Options
from shared.web.words import N_

_BEFORE = frozenset({State.APPLIED, State.ACCEPTED, State.IN_MEDIATION})
_OPEN = frozenset(set(State) - ENDED)


def _willing(call: Call, token: str, *, answer: Willing, reason: str) -> Case:
    link = commands.live_link(token)
    return consents.answer_consent(
        call,
        link.case_id,
        ref=link.ref,
        answer=Consent(str(answer)),
        channel="link",
        on=local_date(call.at),
        reason=reason,
    )


def _away(call: Call, token: str, **days: Any) -> Case:
    link = commands.live_link(token)
    return sessions.cannot_come(call, link.case_id, ref=link.ref, **days)


def _stop(call: Call, token: str, *, reason: str) -> Case:
    """Who applied withdraws the application; the others withdraw their consent (PML art 23, PM-12)."""
    link = commands.live_link(token)
    if link.ref == Case.find(link.case_id, call.scope).refs[0]:
        return ending.withdraw(call, link.case_id, reason=reason)
    return consents.answer_consent(
        call,
        link.case_id,
        ref=link.ref,
        answer=Consent.WITHDRAWN,
        channel="link",
        on=local_date(call.at),
        reason=reason,
    )


def _mine(call: Call, token: str, *, account: str) -> Case:
    link = commands.live_link(token)
    return consents.choose_mediator(call, link.case_id, ref=link.ref, account=account)


def _again(call: Call, token: str, **facts: Any) -> Case:
    return reopen(call, commands.live_link(token).case_id, **facts)


def _mediators(_call: Call, case: Case) -> Mapping[str, Options]:
    body = Body.find(case.body_id, EVERYTHING)
    return {"account": [(one.account, one.name) for one in body.mediators if one.standing == Standing.ACTIVE]}


def _act(
    name: str,
    title: str,
    schema: type[Schema],
    run: Callable[..., Any],
    states: frozenset[State],
    **more: Any,
) -> Form:
    return Form(name, title, PARTY, schema, run, WORDING, states, match=False, **more)


def _complain(call: Call, token: str, *, account: str, kind: Misconduct, text: str) -> Complaint:
    case = Case.find(commands.live_link(token).case_id, call.scope)
    return complain(call, body_id=case.body_id, account=account, kind=kind, text=text, case_id=case.id)


def _own_mediators(_call: Call, case: Case) -> Mapping[str, Options]:
    body = Body.find(case.body_id, EVERYTHING)
    return {"account": [(one.account, one.name) for one in body.mediators if one.account in case.mediators]}


ACTS = (
    _act("willing", N_("回答愿不愿意调解"), schemas.WillingIn, _willing, _BEFORE | {State.SUSPENDED}),
    _act("mediator", N_("选一位调解员"), schemas.MineIn, _mine, _BEFORE, choices=_mediators),
    _act("away", N_("我哪几天不能来"), schemas.AwayIn, _away, _BEFORE),
    _act(
        "solved",
        N_("告诉我们解决了没有"),
        schemas.SolvedIn,
        commands.answer,
        frozenset({State.AGREED, State.CLOSED}),
        lead=N_("您怎么答都可以，不会影响您的权利。"),
    ),
    _act(
        "again",
        N_("又闹起来了，请再来调解"),
        schemas.AgainIn,
        _again,
        frozenset({State.AGREED, State.CLOSED, State.TERMINATED, State.WITHDRAWN}),
        when=lambda case: bool(case.agreement) and not case.successor_id,
    ),
    _act(
        "again/unsettled",
        N_("又闹起来了，请再来调解"),
        schemas.AgainIn,
        _again,
        frozenset({State.TERMINATED, State.WITHDRAWN}),
        when=lambda case: not case.agreement and not case.successor_id,
        only=("same_facts",),
        fixed={"breach_by_party": False},
    ),
    _act(
        "complain",
        N_("投诉调解员"),
        BlameIn,
        _complain,
        frozenset(State),
        when=lambda case: bool(case.mediators),
        choices=_own_mediators,
    ),
    _act(
        "stop",
        N_("我不想再调解了"),
        schemas.StopIn,
        _stop,
        _OPEN,
        when=lambda case: case.state != State.AGREED or case.unsigned,
        grave=True,
        lead=N_("您随时可以退出调解，不影响您去仲裁、找主管部门或者起诉。"),
    ),
)
