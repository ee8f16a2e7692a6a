# SPDX-License-Identifier: Apache-2.0
"""What a person can do with a case on its page: who, in which states, with which fields, by which command."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from marshmallow import Schema

from services.mediation.bodies.documents import Body
from services.mediation.cases import (
    aftercare,
    agreeing,
    agreement_schemas,
    consents,
    ending,
    inquiring,
    intake,
    own_acts,
    referral_schemas,
    referring,
    returning,
    schemas,
    sessions,
)
from services.mediation.cases.confirmation_schemas import ServiceAddressIn
from services.mediation.cases.documents import Case
from services.mediation.cases.parties import Consent
from services.mediation.cases.referral_acts import GUIDANCE, REFERRED
from services.mediation.cases.rules import ENDED, State, missing_acts
from services.mediation.cases.views import MEDIATE, PARTY_MAY, reopen
from services.mediation.cases.wording import MODES, WORDING
from shared.access import EVERYTHING, Policy
from shared.calendar import local_date
from shared.call import Call
from shared.web.forms import Form
from shared.web.furniture import day, moment, yuan
from shared.web.inputs import Options
from shared.web.words import N_, _

_OPEN = frozenset(set(State) - ENDED)
_BEFORE = frozenset({State.APPLIED, State.ACCEPTED, State.IN_MEDIATION})
_GOING = frozenset({State.ACCEPTED, State.IN_MEDIATION})
_WAYS_OUT = _GOING | {State.SUSPENDED}
_AFTER = frozenset({State.AGREED, State.CLOSED})


def _choices(call: Call, case: Case) -> Mapping[str, Options]:
    """The people, meetings, facts and duties that a form may name."""
    parties = [(party.ref, f"{party.ref} {party.name}") for party in case.parties]
    together = ",".join(case.refs)
    both = [(together, _("各方共同"))] if len(parties) > 1 else []
    body = Body.find(case.body_id, EVERYTHING)
    mediators = [(one.account, one.name) for one in body.mediators]
    ahead = [one for one in case.appointments if one.at > call.at and not one.cancelled]
    return {
        "ref": parties,
        "by": parties,
        "agreed": parties,
        "to": [*parties, *both],
        "who": [*parties, *both],
        "account": mediators,
        "helper": [(one.id, one.name) for one in case.helpers],
        "session": [
            (one.id, f"{day(one.held_on)} {_(MODES[one.mode])}") for one in case.sessions if not one.corrects
        ],
        "appointment": [(one.id, f"{moment(one.at)} {one.place}") for one in ahead],
        "fact": [(one.id, one.text[:60]) for one in case.undisputed],
        "key": [
            (due.key, f"{due.key} {due.what} {yuan(due.amount)} {day(due.due_on)}") for due in case.dues()
        ],
    }


def _today(call: Call, _case: Case) -> dict[str, Any]:
    """Today, in every field that asks for a day of the past."""
    return dict.fromkeys(
        ("on", "held_on", "agreed_on", "accepted_on", "closed_on", "ended_on"), local_date(call.at)
    )


def _consent(call: Call, case: Case) -> Mapping[str, Any]:
    """The first party that has not consented, for the commonest answer."""
    waiting = next((party.ref for party in case.parties if party.consent != Consent.CONSENTED), None)
    return _today(call, case) | {"ref": waiting, "answer": "consented"}


def _notice(call: Call, case: Case) -> Mapping[str, Any]:
    waiting = next((party.ref for party in case.parties if not party.rights_noticed), None)
    return _today(call, case) | {"ref": waiting}


def _remedies(call: Call, case: Case) -> Mapping[str, Any]:
    waiting = next((party.ref for party in case.parties if not party.remedies), None)
    return _today(call, case) | {"ref": waiting, "delivered": True}


def _signing(call: Call, case: Case) -> Mapping[str, Any]:
    """The next act of signing that the agreement lacks."""
    for lack in lacking(case):
        kind, _sep, signer = lack.partition(":")
        means = "stamp" if kind == "seal" else "ink"
        return _today(call, case) | {"kind": kind, "ref": signer.partition("/")[0], "means": means}
    return _today(call, case)


def lacking(case: Case) -> list[str]:
    """The acts of signing that the agreement of the case still needs (PM-18)."""
    return missing_acts(case.agreement.form, case.signers, case.acts()) if case.agreement else []


def _act(
    name: str,
    title: str,
    schema: type[Schema],
    run: Callable[..., Any],
    states: frozenset[State],
    policy: Policy = MEDIATE,
    **more: Any,
) -> Form:
    more = {"presets": _today, "choices": _choices} | more
    return Form(name, title, policy, schema, run, WORDING, states, **more)


def _referred(case: Case) -> bool:
    return case.referral is not None


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
            _act("accept", N_("受理"), schemas.AcceptIn, intake.accept, frozenset({State.APPLIED})),
            _act(
                "refuse",
                N_("不予受理"),
                schemas.RefusalIn,
                intake.refuse,
                frozenset({State.APPLIED}),
                grave=True,
            ),
            _act(
                "referral/accept",
                N_("接受法院委派"),
                referral_schemas.AcceptReferralIn,
                referring.accept_referral,
                frozenset({State.APPLIED}),
                when=_referred,
            ),
            _act(
                "referral/decline",
                N_("不接受法院委派"),
                referral_schemas.DeclineIn,
                referring.decline_referral,
                frozenset({State.APPLIED}),
                when=_referred,
                grave=True,
            ),
            _act(
                "referral/extend",
                N_("各方同意延长法院期限"),
                referral_schemas.ExtendIn,
                referring.extend_referral,
                _OPEN,
                when=_referred,
            ),
            _act("concerns", N_("记下需要注意的情况"), schemas.ConcernsIn, intake.note_concerns, _OPEN),
            _act("reports", N_("记下已报告公安或有关部门"), schemas.ReportIn, intake.report, _OPEN),
        ),
    ),
    (
        N_("调解前"),
        (
            _act(
                "consents",
                N_("登记是否愿意调解"),
                schemas.ConsentIn,
                consents.answer_consent,
                _BEFORE,
                policy=PARTY_MAY,
                presets=_consent,
            ),
            _act(
                "rights-notices",
                N_("已告知权利义务"),
                schemas.NoticeIn,
                consents.serve_rights_notice,
                _BEFORE,
                presets=_notice,
            ),
            _act("mediators", N_("确定调解员"), schemas.AssignIn, consents.assign_mediator, _OPEN),
            _act(
                "objections",
                N_("更换调解员"),
                schemas.ObjectionIn,
                consents.change_mediator,
                _OPEN,
                policy=PARTY_MAY,
                when=lambda case: bool(case.mediators),
            ),
            _act("helpers", N_("邀请人帮助调解"), schemas.HelperIn, consents.invite_helper, _OPEN),
            _act(
                "helpers/consents",
                N_("当事人同意帮助的人"),
                schemas.HelperConsentIn,
                consents.agree_to_helper,
                _OPEN,
                policy=PARTY_MAY,
                when=lambda case: bool(case.helpers),
            ),
        ),
    ),
    (
        N_("调解"),
        (
            _act(
                "sessions", N_("登记一次调解"), schemas.SessionIn, sessions.log_session, _GOING, only=_SESSION
            ),
            _act(
                "sessions/corrections",
                N_("更正记录"),
                schemas.CorrectionIn,
                sessions.correct_session,
                frozenset(State),
                when=lambda case: bool(case.sessions),
                lead=N_("原来的记录不会改动，更正另记一条。"),
            ),
            _act(
                "investigations",
                N_("登记一次调查"),
                schemas.InvestigationIn,
                inquiring.investigate,
                _OPEN,
                only=("on", "asked", "relation", "place", "record"),
            ),
            _act("appointments", N_("约下次见面"), schemas.AppointmentIn, sessions.appoint, _GOING),
            _act(
                "appointments/cancellations",
                N_("取消约定的见面"),
                schemas.CancelIn,
                sessions.cancel_appointment,
                _OPEN,
                when=lambda case: any(not one.cancelled for one in case.appointments),
            ),
            _act(
                "unavailable",
                N_("当事人不能来的日子"),
                schemas.UnavailableIn,
                sessions.cannot_come,
                _OPEN,
                policy=PARTY_MAY,
            ),
            _act(
                "undisputed-facts",
                N_("写下没有争议的事实"),
                referral_schemas.FactIn,
                returning.state_fact,
                _WAYS_OUT,
            ),
            _act(
                "undisputed-facts/signatures",
                N_("当事人签认事实"),
                referral_schemas.FactSignIn,
                returning.sign_fact,
                _WAYS_OUT,
                when=lambda case: bool(case.undisputed),
            ),
            _act(
                "suspend", N_("中止调解"), schemas.SuspendIn, ending.suspend, frozenset({State.IN_MEDIATION})
            ),
            _act("resume", N_("恢复调解"), schemas.ReasonIn, ending.resume, frozenset({State.SUSPENDED})),
            _act("extensions", N_("各方同意延长期限"), schemas.ExtensionIn, ending.extend_limit, _WAYS_OUT),
        ),
    ),
    (REFERRED[0], (*REFERRED[1], GUIDANCE)),
    (
        N_("协议和履行"),
        (
            _act(
                "agreement",
                N_("登记协议"),
                agreement_schemas.AgreementIn,
                agreeing.write_agreement,
                _GOING | {State.AGREED},
                only=_AGREEMENT,
            ),
            _act(
                "agreement/acts",
                N_("登记签字盖章"),
                agreement_schemas.ActIn,
                agreeing.sign,
                frozenset({State.AGREED}),
                presets=_signing,
            ),
            _act(
                "service-addresses",
                N_("确认法院文书送达地址"),
                ServiceAddressIn,
                own_acts.confirm_address,
                _GOING | {State.AGREED},
                only=("ref", "receiver", "address", "phone"),
                policy=PARTY_MAY,
            ),
            _act(
                "performed",
                N_("登记履行了一项"),
                agreement_schemas.PerformedIn,
                aftercare.perform,
                _AFTER,
                when=lambda case: bool(case.agreement),
            ),
            _act(
                "performance",
                N_("登记总的履行情况"),
                agreement_schemas.PerformanceIn,
                aftercare.note_performance,
                _AFTER,
                when=lambda case: bool(case.agreement),
            ),
            _act(
                "follow-ups",
                N_("登记回访"),
                agreement_schemas.FollowUpIn,
                aftercare.follow_up,
                _AFTER,
                when=lambda case: bool(case.agreement),
            ),
        ),
    ),
    (
        N_("结束"),
        (
            _act(
                "remedies-notices",
                N_("已告知其他解决途径"),
                schemas.RemediesIn,
                consents.serve_remedies_notice,
                _WAYS_OUT,
                presets=_remedies,
            ),
            _act("terminate", N_("终止调解"), schemas.TerminateIn, ending.terminate, _WAYS_OUT, grave=True),
            _act(
                "withdraw",
                N_("撤回申请"),
                schemas.ReasonIn,
                ending.withdraw,
                _WAYS_OUT | {State.APPLIED},
                policy=PARTY_MAY,
                grave=True,
            ),
            _act(
                "absent-papers",
                N_("说明缺件原因"),
                schemas.AbsenceIn,
                inquiring.note_absence,
                _OPEN,
                lead=N_("卷宗里要有身份证明、委托书和签名扫描件；确实没有的，在这里写明原因。"),
            ),
            _act(
                "close",
                N_("结案归档"),
                schemas.CloseIn,
                ending.close,
                frozenset({State.AGREED, State.TERMINATED, State.WITHDRAWN}),
            ),
            _act(
                "reopen",
                N_("纠纷又起，重新调解"),
                schemas.ReopenIn,
                reopen,
                frozenset({State.CLOSED, State.TERMINATED, State.AGREED}),
            ),
        ),
    ),
)
