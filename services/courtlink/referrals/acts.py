# SPDX-License-Identifier: Apache-2.0
"""What the court can do with a referral on its page: who, in which states, with which fields, by which command."""

from collections.abc import Callable, Mapping
from typing import Any

from marshmallow import Schema

from services.courtlink.referrals import choosing, commands, judging, reading, rules, schemas
from services.courtlink.referrals.documents import Referral
from services.courtlink.referrals.rules import State
from services.courtlink.referrals.views import COURT, JUDGE
from services.courtlink.referrals.wording import GROUNDS, WAYS, WORDING
from services.courtlink.rosters import reading as rosters
from services.courtlink.teams.documents import Team
from services.courtlink.teams.reading import own_team
from shared.access import Policy, Role
from shared.calendar import local_date
from shared.call import Call
from shared.regions import regions
from shared.ui.terms import CATEGORIES
from shared.web.forms import Form
from shared.web.inputs import Options
from shared.web.words import N_, _

LETTERS = [(letter, letter) for letter in "ABCDEF"]


def _bodies(court_code: str) -> Options:
    return [(row["body_id"], row["body_name"]) for row in rosters.public(court_code)]


def _others(referral: Referral) -> Options:
    """The bodies on the roster but the one that declined."""
    declined = referral.body_id if referral.state == State.DECLINED else None
    return [row for row in _bodies(referral.court_code) if row[0] != declined]


def _may_reappoint(referral: Referral) -> bool:
    return bool(_others(referral)) and reading.successor(referral) is None


def _ends_here(referral: Referral) -> bool:
    """Whether it is for the court to end: what came back, or what no body took and no other was appointed for."""
    return referral.state in rules.RETURNED or reading.successor(referral) is None


def _new_choices(call: Call, _thing: Any) -> Mapping[str, Options]:
    courts = sorted({grant.place for grant in call.actor.grants if grant.role == Role.JUDGE})
    teams = Team.objects(__raw__=call.scope.query()).only("id", "name").order_by("name")
    bodies = {row[0]: row for code in courts for row in _bodies(code)}
    return {
        "court_code": [(code, regions().court(code).name) for code in courts],
        "category": [(each, _(each)) for each in CATEGORIES],
        "consented": LETTERS,
        "team": [(team.id, team.name) for team in teams],
        "body_id": list(bodies.values()),
    }


def _new_presets(call: Call, thing: Any) -> Mapping[str, Any]:
    courts = _new_choices(call, thing)["court_code"]
    code = courts[0][0] if courts else None
    return {
        "court_code": code,
        "team": own_team(call.actor.id, code, local_date(call.at)) if code else None,
        "referred_on": local_date(call.at),
        "procedure": "ordinary",
        "parties": [
            {"ref": "A", "role": _("原告"), "kind": "person"},
            {"ref": "B", "role": _("被告"), "kind": "person"},
        ],
    }


REFER = Form(
    "new",
    N_("委派或者委托调解"),
    JUDGE,
    schemas.SuitIn,
    commands.refer,
    WORDING,
    match=False,
    only=(
        *("number", "court_code", "referred_on", "procedure", "cause", "category", "filed_on"),
        *("parties.ref", "parties.name", "parties.role", "parties.kind"),
        *("consented", "consented_on", "claim", "claims", "team", "body_id"),
    ),
    choices=_new_choices,
    presets=_new_presets,
    button=N_("提交"),
)


def _choices(call: Call, referral: Referral) -> Mapping[str, Options]:
    parties = [(party.ref, f"{party.ref} {party.name}") for party in referral.parties]
    settled = bool(referral.outcome and referral.outcome.code == rules.Outcome.SUCCEEDED)
    allowed = rules.DISPOSITIONS[rules.Regime(referral.regime), settled]
    invited = list(rosters.invited(None, referral.court_code).items())
    return {
        "mediators": invited,
        "lead": invited,
        "ref": parties,
        "by": parties,
        "body_id": _others(referral),
        "right_court": [(one.code, one.name) for one in regions().courts if one.code != referral.court_code],
        "recusal": [
            (one.id, f"{one.mediator} {_(GROUNDS[one.ground])}".strip())
            for one in referral.recusals
            if one.granted is None
        ],
        "disposition": [(str(each), _(WAYS[str(each)])) for each in sorted(allowed)],
    }


def _today(call: Call, _referral: Referral) -> Mapping[str, Any]:
    return {"on": local_date(call.at)}


def _act(
    name: str,
    title: str,
    schema: type[Schema],
    run: Callable[..., Any],
    policy: Policy,
    **more: Any,
) -> Form:
    return Form(
        name, title, policy, schema, run, WORDING, **({"choices": _choices, "presets": _today} | more)
    )


def leading(referral: Referral) -> list[str]:
    """The forms that may stand open on the page, the next step first: consents while a party has not answered, a
    suspicion only while the case is open."""
    asked = {one.ref for one in referral.consents} < set(referral.refs)
    steps = ["choice", "appointment", "reappointment", "recusals", "acknowledge"]
    return [*(["consents"] if asked else []), *steps, *(["suspicion"] if referral.live else [])]


ACTS = (
    _act(
        "consents",
        N_("登记是否同意调解"),
        schemas.ConsentIn,
        choosing.answer_consent,
        COURT,
        states=rules.BEFORE_SENDING,
    ),
    _act(
        "choice",
        N_("登记各方选定的调解组织"),
        schemas.ChoiceIn,
        choosing.choose,
        COURT,
        states=frozenset({State.CHOOSING}),
        only=("body_id", "by", "mediators", "lead"),
    ),
    _act(
        "appointment-request",
        N_("各方请求法院指定"),
        schemas.AskAppointmentIn,
        choosing.ask_appointment,
        COURT,
        states=frozenset({State.CHOOSING}),
    ),
    _act(
        "appointment",
        N_("指定调解组织"),
        schemas.BodyIn,
        choosing.appoint,
        JUDGE,
        states=frozenset({State.APPOINTING}),
        only=("body_id", "mediators", "lead"),
    ),
    _act(
        "reappointment",
        N_("重新指定调解组织"),
        schemas.BodyIn,
        commands.reappoint,
        JUDGE,
        states=rules.NOT_TAKEN,
        when=_may_reappoint,
        only=("body_id", "mediators", "lead"),
    ),
    _act(
        "request-return",
        N_("退回诉前调解申请"),
        schemas.RequestReturnIn,
        choosing.send_request_back,
        COURT,
        states=rules.BEFORE_SENDING,
        when=lambda referral: referral.regime == rules.Regime.DELEGATED,
        grave=True,
    ),
    _act(
        "recall",
        N_("撤回委派（委托）"),
        schemas.RecallIn,
        choosing.recall,
        JUDGE,
        states=rules.BEFORE_SENDING,
        grave=True,
        lead=N_("没有选调解组织以前可以撤回，撤回后可以重新填写。"),
    ),
    _act(
        "suspicion",
        N_("处理可疑情形"),
        schemas.SuspicionAnswerIn,
        judging.answer_suspicion,
        JUDGE,
        when=lambda referral: referral.flags_open,
    ),
    _act(
        "recusals",
        N_("决定是否回避"),
        schemas.RecusalDecisionIn,
        judging.decide_recusal,
        JUDGE,
        when=lambda referral: any(one.granted is None for one in referral.recusals),
    ),
    _act(
        "acknowledge",
        N_("登记法院处理结果"),
        schemas.AcknowledgementIn,
        judging.acknowledge,
        COURT,
        states=rules.RETURNED | rules.NOT_TAKEN,
        when=_ends_here,
    ),
    _act(
        "materials",
        N_("添加材料"),
        schemas.MaterialIn,
        judging.add_material,
        COURT,
        only=("kind", "title", "on", "pages"),
        lead=N_("这里只登记材料清单；材料本身另行移交。"),
    ),
    _act("participants", N_("登记后续程序参与人"), schemas.ParticipantIn, judging.enter_participant, COURT),
)
