# SPDX-License-Identifier: Apache-2.0
"""What a mediator can do on the page of a case that a court referred, beside what every case has."""

from collections.abc import Callable, Mapping
from typing import Any

from marshmallow import Schema

from services.mediation.bodies.documents import Body
from services.mediation.cases import guiding, impartiality, preparing, referral_rules, returning
from services.mediation.cases import referral_schemas as schemas
from services.mediation.cases.documents import Case
from services.mediation.cases.rules import ENDED, State
from services.mediation.cases.views import MEDIATE, PARTY_MAY
from services.mediation.cases.wording import TOPICS
from shared.access import EVERYTHING, Policy, Reach, Role
from shared.calendar import local_date
from shared.call import Call
from shared.web.forms import Form
from shared.web.inputs import Options, Wording
from shared.web.words import N_, _

_GOING = frozenset({State.ACCEPTED, State.IN_MEDIATION, State.SUSPENDED})
_GONE_BACK = frozenset({State.TERMINATED, State.WITHDRAWN, State.CLOSED})
_TIES = {
    "near_relative": N_("是当事人或者代理人的近亲属"),
    "interest": N_("与纠纷有利害关系"),
    "other_tie": N_("有其他可能影响公正的关系"),
}
WORDING = Wording(
    {
        "account": N_("调解员"),
        "address": N_("送达地址"),
        "addressee": N_("收件人"),
        "address_declined": N_("当事人不填送达地址确认书"),
        "article": N_("哪部法律第几条"),
        "code": N_("哪种情形"),
        "conduct": N_("增加他人成本的行为"),
        "course": N_("基本经过"),
        "disclosure": N_("哪一项披露"),
        "electronic": N_("接受电子送达"),
        "flags": N_("可疑情形"),
        "granted": N_("准许回避"),
        "ground": N_("回避的理由"),
        "identity_checked": N_("已经核对身份"),
        "matters": N_("其他需要告诉法院的事项"),
        "on": N_("日期"),
        "phone": N_("手机号"),
        "reason": N_("原因"),
        "recording_alone": N_("同意只录音录像、不作书面记录"),
        "recusal": N_("哪一项回避申请"),
        "ref": N_("当事人"),
        "online": N_("同意在线调解"),
        "separate_times": N_("同意不同时在线调解"),
        "shown_on": N_("给本人看过的日期"),
        "tie": N_("什么关系"),
        "topic": N_("问什么"),
        "warned": N_("已经告知虚假调解的后果、权利义务和程序"),
    },
    {
        referral_rules.Tie: _TIES,
        referral_rules.Conduct: {
            "absent_without_reason": N_("无正当理由不到场"),
            "changed_mind_after_agreeing": N_("达成一致后无故反悔"),
            "delayed_on_purpose": N_("故意拖延"),
            "false_statement": N_("作虚假陈述"),
        },
        referral_rules.RedFlag: {
            "no_real_quarrel": N_("双方没有实质对抗"),
            "evidence_looks_made": N_("证据疑似伪造"),
            "third_person_harmed": N_("疑似损害案外人"),
            "evades_debt_or_enforcement": N_("疑似逃避债务或者执行"),
            "not_own_will": N_("当事人似受他人控制"),
            "same_people_again": N_("同样的人反复成讼"),
        },
        referral_rules.Return: {
            "unreachable": N_("联系不上当事人"),
            "refused": N_("当事人不同意调解"),
            "mediator_refused": N_("更换调解员后仍不接受、又不选定"),
        },
        referral_rules.Topic: TOPICS,
    },
    {
        "course": N_("法院会看到。只写经过，不写方案、让步、金额和对是非的看法。"),
        "matters": N_("法院会看到。"),
        "article": N_("例如：民法典第五百八十五条。不写案件里的人和事。"),
    },
    {"phone": "tel"},
)


def _choices(_call: Call, case: Case) -> Mapping[str, Options]:
    referral = case.referral
    names = {one.account: one.name for one in Body.find(case.body_id, EVERYTHING).mediators}
    return {
        "ref": [(party.ref, f"{party.ref} {party.name}") for party in case.parties],
        "account": [(account, names.get(account, account)) for account in case.mediators],
        "disclosure": [(one.id, _(_TIES[one.tie])) for one in referral.disclosures],
        "recusal": [(one.id, _(_TIES[one.ground])) for one in referral.recusals if one.granted is None],
    }


def _presets(call: Call, case: Case) -> Mapping[str, Any]:
    done = {one.ref for one in case.referral.preparations}
    return {"on": local_date(call.at), "ref": next((ref for ref in case.refs if ref not in done), None)}


def _referred(case: Case) -> bool:
    return case.referral is not None and not case.referral.sent_back


def _paper_counts(case: Case) -> bool:
    return case.referral is not None and returning.paper_counts(case)


def _act(
    name: str,
    title: str,
    schema: type[Schema],
    run: Callable[..., Any],
    *,
    policy: Policy = MEDIATE,
    when: Callable[[Any], bool] = lambda _referral: True,
    states: frozenset[State] = _GOING,
    still: Callable[[Case], bool] = _referred,
    **more: Any,
) -> Form:
    return Form(
        f"referral/{name}",
        title,
        policy,
        schema,
        run,
        WORDING,
        states,
        when=lambda case: still(case) and when(case.referral),
        choices=_choices,
        presets=_presets,
        **more,
    )


REFERRED = (
    N_("法院委派委托"),
    (
        _act("preparations", N_("调解前核对和告知"), schemas.PreparationIn, preparing.prepare_party),
        _act(
            "disclosures", N_("披露与本案的关系"), schemas.DisclosureIn, impartiality.disclose, only=("tie",)
        ),
        _act(
            "disclosures/acceptances",
            N_("当事人知道后同意继续"),
            schemas.AcceptTieIn,
            impartiality.accept_tie,
            policy=PARTY_MAY,
            when=lambda referral: bool(referral.disclosures),
        ),
        _act("recusals", N_("申请调解员回避"), schemas.RecusalIn, impartiality.ask_recusal, policy=PARTY_MAY),
        _act(
            "recusals/decision",
            N_("决定是否回避"),
            schemas.RecusalDecisionIn,
            impartiality.decide_recusal,
            policy={Role.DIRECTOR: Reach.SEAT},
            when=lambda referral: any(one.granted is None for one in referral.recusals),
        ),
        _act(
            "failure-paper",
            N_("写调解不成情况说明"),
            schemas.FailurePaperIn,
            returning.write_failure_paper,
            states=_GOING | _GONE_BACK,
            still=_paper_counts,
        ),
        _act(
            "failure-paper/review",
            N_("复核情况说明"),
            Schema,
            returning.review_failure_paper,
            when=lambda referral: bool(referral.paper and not referral.paper.reviewed_by),
            states=_GOING | _GONE_BACK,
            still=_paper_counts,
            lead=N_("写的人以外的人复核后，文字才会交给法院。"),
        ),
        _act(
            "suspicion", N_("报告疑似虚假调解"), schemas.SuspicionIn, preparing.report_suspicion, grave=True
        ),
        _act("return", N_("退回法院"), schemas.SendBackIn, returning.return_referral, grave=True),
    ),
)
GUIDANCE = Form(
    "guidance",
    N_("请法官指导"),
    MEDIATE,
    schemas.GuidanceIn,
    guiding.ask_guidance,
    WORDING,
    frozenset(set(State) - ENDED),
    lead=N_("只问法律和程序，不写案件里的人和事。"),
)
