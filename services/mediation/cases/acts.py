# SPDX-License-Identifier: Apache-2.0
"""What a person can do with a case on its page: who, in which states, with which fields, by which command."""

from collections.abc import Sequence

from services.mediation.cases import (
    aftercare,
    agreeing,
    agreement_schemas,
    consents,
    correcting,
    ending,
    inquiring,
    intake,
    leading,
    own_acts,
    petitions,
    posting,
    referral_schemas,
    referring,
    returning,
    schemas,
    sessions,
)
from services.mediation.cases.acting import (
    acceptance,
    act,
    answers,
    consent,
    joined,
    mediator,
    notice,
    own_mediators,
    partners,
    remedies,
    signing,
    those_to_assign,
    ways_to_agree,
)
from services.mediation.cases.clocks import Rule, find
from services.mediation.cases.confirmation_acts import CONFIRMATION
from services.mediation.cases.confirmation_schemas import ServiceAddressIn
from services.mediation.cases.documents import Case
from services.mediation.cases.proposal_acts import PROPOSAL
from services.mediation.cases.referral_acts import GUIDANCE, REFERRED
from services.mediation.cases.rules import ENDED, State
from services.mediation.cases.views import PARTY_MAY, reopen
from shared.access import Role
from shared.web.forms import Form
from shared.web.words import N_

_OPEN = frozenset(set(State) - ENDED)
_BEFORE = frozenset({State.APPLIED, State.ACCEPTED, State.IN_MEDIATION})
_GOING = frozenset({State.ACCEPTED, State.IN_MEDIATION})
_WAYS_OUT = _GOING | {State.SUSPENDED}
_BACK_OUT = _WAYS_OUT | {State.AGREED}
_AFTER = frozenset({State.AGREED, State.CLOSED})


def _may_end(case: Case) -> bool:
    """Nobody is bound yet: nothing was agreed, or the paper waits for signatures (PM-12, PM-18)."""
    return case.state != State.AGREED or case.unsigned


def _referred(case: Case) -> bool:
    return case.referral is not None


def _own(case: Case) -> bool:
    return case.referral is None


def _may_extend_petition(case: Case) -> bool:
    clock = find(case.clocks, Rule.PETITION_DECIDE)
    return clock is not None and not clock.about


_AGREEMENT = (
    *(
        "form",
        "agreed_on",
        "terms.kind",
        "terms.who",
        "terms.to",
        "terms.what",
        "terms.amount",
        "terms.due_on",
        "terms.plan.amount",
        "terms.plan.due_on",
    ),
    *("partial", "after_breach"),
)
_SESSION = (
    *("held_on", "mode", "result", "record", "place", "minutes", "facts_agreed"),
    *("offers.by", "offers.what", "offers.amount"),
    *("next_on", "safety_checked"),
)
GROUPS: Sequence[tuple[str, Sequence[Form]]] = (
    (
        N_("受理"),
        (
            act(
                "accept",
                N_("受理"),
                schemas.AcceptIn,
                intake.accept,
                frozenset({State.APPLIED}),
                when=_own,
                presets=acceptance,
                only=("accepted_on", "category", "grid_category"),
            ),
            act(
                "refuse",
                N_("不予受理"),
                schemas.RefusalIn,
                intake.refuse,
                frozenset({State.APPLIED}),
                when=_own,
                grave=True,
            ),
            act(
                "referral/accept",
                N_("接受法院委派（委托）"),
                referral_schemas.AcceptReferralIn,
                referring.accept_referral,
                frozenset({State.APPLIED}),
                when=_referred,
            ),
            act(
                "referral/decline",
                N_("不接受法院委派（委托）"),
                referral_schemas.DeclineIn,
                referring.decline_referral,
                frozenset({State.APPLIED}),
                when=_referred,
                grave=True,
            ),
        ),
    ),
    (
        N_("调解前"),
        (
            act(
                "consents",
                N_("登记是否愿意调解"),
                schemas.ConsentIn,
                consents.answer_consent,
                _BEFORE | {State.SUSPENDED, State.AGREED},
                when=_may_end,
                policy=PARTY_MAY,
                said_to={Role.PARTY: N_("回答愿不愿意调解")},
                presets=consent,
                choices=answers,
                only=("ref", "answer", "channel", "on", "reason"),
            ),
            act(
                "rights-notices",
                N_("已告知权利义务"),
                schemas.NoticeIn,
                consents.serve_rights_notice,
                _BEFORE,
                presets=notice,
                only=("ref", "on"),
            ),
            act(
                "mediators",
                N_("确定调解员"),
                schemas.AssignIn,
                consents.assign_mediator,
                _OPEN,
                presets=mediator,
                choices=those_to_assign,
            ),
            act(
                "objections",
                N_("更换调解员"),
                schemas.ObjectionIn,
                consents.change_mediator,
                _OPEN,
                policy=PARTY_MAY,
                lead=N_("换下以后，再由调解组织确定接手的调解员。"),
                said_to={Role.PARTY: N_("不想要这位调解员，请求更换")},
                when=lambda case: bool(case.mediators),
                choices=own_mediators,
            ),
            act(
                "choices",
                N_("登记当事人选的调解员"),
                schemas.ChoiceIn,
                consents.choose_mediator,
                _BEFORE,
                policy=PARTY_MAY,
                said_to={Role.PARTY: N_("选一位调解员")},
                lead=N_("各方都选同一个人，就由他来调解。"),
            ),
            act(
                "partners",
                N_("请别的调委会联合调解"),
                schemas.PartnerIn,
                consents.invite_body,
                _OPEN,
                choices=partners,
                only=("body_id", "reason"),
                lead=N_("跨地区的或者难办的纠纷，可以几个调委会一起调；先受理的牵头。"),
            ),
            act(
                "lead",
                N_("移交牵头"),
                schemas.LeadIn,
                leading.offer_lead,
                _BEFORE | {State.SUSPENDED},
                choices=joined,
                when=lambda case: bool(case.partners) and not case.referral,
                lead=N_("移交牵头要全部当事人同意，接手的调委会答复以后才算数。"),
            ),
            act(
                "lead/answer",
                N_("答复是否接手牵头"),
                schemas.LeadAnswerIn,
                leading.answer_lead,
                _BEFORE | {State.SUSPENDED},
                when=lambda case: case.lead_offer is not None,
            ),
            act(
                "parties/details",
                N_("补充、更正当事人信息"),
                schemas.PartyDetailsIn,
                correcting.correct_party,
                _OPEN,
                lead=N_("只填要补充或者更正的，空着的不变。"),
            ),
            act("helpers", N_("邀请人帮助调解"), schemas.HelperIn, consents.invite_helper, _OPEN),
            act(
                "helpers/consents",
                N_("当事人同意帮助的人"),
                schemas.HelperConsentIn,
                consents.agree_to_helper,
                _OPEN,
                policy=PARTY_MAY,
                said_to={Role.PARTY: N_("同意别人来帮助调解")},
                when=lambda case: bool(case.helpers),
            ),
        ),
    ),
    (
        N_("调解"),
        (
            act(
                "sessions",
                N_("登记一次调解"),
                schemas.SessionIn,
                sessions.log_session,
                _GOING | {State.AGREED},
                only=_SESSION,
                when=lambda case: case.state != State.AGREED or case.session_owed,
            ),
            act(
                "sessions/corrections",
                N_("更正记录"),
                schemas.CorrectionIn,
                sessions.correct_session,
                frozenset(State),
                when=lambda case: bool(case.sessions),
                lead=N_("原来的记录不会改动，更正另记一条。"),
            ),
            act(
                "investigations",
                N_("登记一次调查"),
                schemas.InvestigationIn,
                inquiring.investigate,
                _OPEN,
                only=("on", "asked", "relation", "place", "record"),
            ),
            act("appointments", N_("约下次见面"), schemas.AppointmentIn, sessions.appoint, _GOING),
            act(
                "appointments/cancellations",
                N_("取消约定的见面"),
                schemas.CancelIn,
                sessions.cancel_appointment,
                _OPEN,
                when=lambda case: any(not one.cancelled for one in case.appointments),
            ),
            act(
                "unavailable",
                N_("当事人不能来的日子"),
                schemas.UnavailableIn,
                sessions.cannot_come,
                _OPEN,
                policy=PARTY_MAY,
                said_to={Role.PARTY: N_("我哪几天不能来")},
            ),
            act(
                "undisputed-facts",
                N_("写下没有争议的事实"),
                referral_schemas.FactIn,
                returning.state_fact,
                _WAYS_OUT,
            ),
            act(
                "undisputed-facts/signatures",
                N_("当事人签认事实"),
                referral_schemas.FactSignIn,
                returning.sign_fact,
                _WAYS_OUT,
                when=lambda case: bool(case.undisputed),
            ),
            act(
                "suspend", N_("中止调解"), schemas.SuspendIn, ending.suspend, frozenset({State.IN_MEDIATION})
            ),
            act("resume", N_("恢复调解"), schemas.ReasonIn, ending.resume, frozenset({State.SUSPENDED})),
            act("extensions", N_("各方同意延长期限"), schemas.ExtensionIn, ending.extend_limit, _WAYS_OUT),
            act(
                "petition-extensions",
                N_("延长信访事项期限"),
                schemas.PetitionExtensionIn,
                petitions.extend,
                _OPEN,
                when=_may_extend_petition,
                lead=N_("只能延长一次，最多三十日，要经批准，并且书面告知信访人。"),
            ),
            GUIDANCE,
        ),
    ),
    (
        N_("安全和报告"),
        (
            act("concerns", N_("记下需要注意的情况"), schemas.ConcernsIn, intake.note_concerns, _OPEN),
            act(
                "reports",
                N_("记下已报告公安或有关部门"),
                schemas.ReportIn,
                intake.report,
                frozenset(State),
                choices=lambda _call, _case: {},  # to an office, not to a party
            ),
        ),
    ),
    (
        REFERRED[0],
        (
            *REFERRED[1],
            *PROPOSAL,
            act(
                "referral/extend",
                N_("各方同意延长法院期限"),
                referral_schemas.ExtendIn,
                referring.extend_referral,
                _OPEN,
                when=_referred,
            ),
        ),
    ),
    CONFIRMATION,
    (
        N_("协议和履行"),
        (
            act(
                "agreement",
                N_("登记协议"),
                agreement_schemas.AgreementIn,
                agreeing.write_agreement,
                _GOING | {State.AGREED},
                choices=ways_to_agree,
                only=_AGREEMENT,
            ),
            act(
                "agreement/acts",
                N_("登记签字盖章"),
                agreement_schemas.ActIn,
                agreeing.sign,
                frozenset({State.AGREED}),
                presets=signing,
            ),
            act(
                "service-addresses",
                N_("确认法院文书送达地址"),
                ServiceAddressIn,
                own_acts.confirm_address,
                _GOING | {State.AGREED},
                only=("ref", "receiver", "address", "phone"),
                policy=PARTY_MAY,
                said_to={Role.PARTY: N_("写下法院文书送到哪里")},
            ),
            act(
                "performed",
                N_("登记履行了一项"),
                agreement_schemas.PerformedIn,
                aftercare.perform,
                _AFTER,
                only=("key", "on", "amount", "proof"),
                when=lambda case: bool(case.agreement),
            ),
            act(
                "performance",
                N_("登记总的履行情况"),
                agreement_schemas.PerformanceIn,
                aftercare.note_performance,
                _AFTER,
                only=("performance", "on"),
                when=lambda case: bool(case.agreement),
            ),
            act(
                "follow-ups",
                N_("登记回访"),
                agreement_schemas.FollowUpIn,
                aftercare.follow_up,
                _AFTER,
                only=("ref", "on", "performance", "record", "satisfied", "suit", "risk_left", "steps"),
                when=lambda case: bool(case.agreement),
            ),
        ),
    ),
    (
        N_("结束"),
        (
            act(
                "remedies-notices",
                N_("已告知其他解决途径"),
                schemas.RemediesIn,
                consents.serve_remedies_notice,
                _BACK_OUT | {State.TERMINATED},
                when=_may_end,
                presets=remedies,
                only=("ref", "delivered", "on"),
            ),
            act(
                "board",
                N_("提请上摘星榜"),
                schemas.PutForwardIn,
                posting.put_forward,
                _WAYS_OUT,
                when=lambda case: bool(posting.outlook(case)["may"]),
                lead=N_(
                    "信访、跨村、群体性、橙色红色风险或者以前调解失败过的纠纷，可以提请干部包保。原因只留在这里，不上榜。"
                ),
            ),
            act(
                "terminate",
                N_("终止调解"),
                schemas.TerminateIn,
                ending.terminate,
                _BACK_OUT,
                when=_may_end,
                grave=True,
            ),
            act(
                "withdraw",
                N_("撤回申请"),
                schemas.ReasonIn,
                ending.withdraw,
                _BACK_OUT | {State.APPLIED},
                policy=PARTY_MAY,
                said_to={Role.PARTY: N_("我不想再调解了")},
                when=_may_end,
                grave=True,
            ),
            act(
                "absent-papers",
                N_("说明缺件原因"),
                schemas.AbsenceIn,
                inquiring.note_absence,
                _OPEN,
                only=("paper", "ref", "reason"),
                lead=N_("卷宗里要有身份证明、委托书和签名扫描件；确实没有的，在这里写明原因。"),
            ),
            act(
                "close",
                N_("结案归档"),
                schemas.CloseIn,
                ending.close,
                frozenset({State.AGREED, State.TERMINATED, State.WITHDRAWN}),
            ),
            act(
                "reopen",
                N_("纠纷又起，重新调解"),
                schemas.ReopenIn,
                reopen,
                frozenset({State.CLOSED, State.TERMINATED, State.AGREED}),
            ),
        ),
    ),
)
