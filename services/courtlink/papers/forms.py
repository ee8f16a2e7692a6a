# SPDX-License-Identifier: Apache-2.0
"""Which papers each thing at the court has, made of what is recorded; a paper it cannot have yet is not there."""

from collections.abc import Callable
from dataclasses import replace
from enum import StrEnum

from services.courtlink.confirmations.documents import Applicant, Application, Confirmation
from services.courtlink.confirmations.rules import State
from services.courtlink.courts.rules import policy_of
from services.courtlink.received.documents import ReceivedCase, ReceivedParty
from services.courtlink.received.wording import ROUTES
from services.courtlink.referrals.documents import Referral
from services.courtlink.referrals.rules import Regime
from services.courtlink.terms import Term
from shared.contracts.mediation import SEALED_ADDRESS, SEALED_PHONE
from shared.papers import court
from shared.papers.court import Duty, Matter, Person
from shared.papers.paper import Paper
from shared.regions import regions
from shared.settings import vault

Made = Paper | None
DAYS = {Regime.DELEGATED: 30, "ordinary": 15, "simplified": 7}  # CT-01
RESULTS = {"open": "待续", "failed": "未达成", "partial": "部分达成", "agreed": "达成一致"}
REASONS = {
    "unreachable": "当事人无法联系",
    "unwilling": "一方当事人明确表示不愿继续调解",
    "gap_too_wide": "各方当事人意见差距过大",
    "limit_over": "调解期限届满，各方未同意延长",
    "refused_to_sign": "一方当事人拒绝在调解协议上签字",
    "settled_and_withdrew": "当事人自行和解",
    "other": "其他",
}
CONDUCT = {
    "absent_without_reason": "无正当理由不到场",
    "changed_mind_after_agreeing": "达成一致后无故反悔",
    "delayed_on_purpose": "故意拖延",
    "false_statement": "作虚假陈述",
}
GROUNDS = {
    "unlawful": "违反法律强制性规定",
    "harms_others": "损害国家利益、社会公共利益或者他人合法权益",
    "public_order": "违背公序良俗",
    "not_voluntary": "违反自愿原则",
    "unclear": "内容不明确",
    "other": "有其他不能进行司法确认的情形",
}


class Form(StrEnum):
    """The court's papers."""

    REQUEST_RETURN = "request-return"  # 退回调解申请通知书
    REFERRAL = "referral"  # 委派/委托调解函
    ACCEPTANCE = "acceptance"  # 接受函
    REFUSAL = "refusal"  # 不接受函
    EXTENSION = "extension"  # 延长调解期限同意书
    RETURN = "return"  # 调解终止退回函
    FACTS = "facts"  # 无争议事实记载
    ADDRESSES = "addresses"  # 送达地址确认书
    APPLICATION = "application"  # 司法确认申请书
    CONFIRMING = "confirming"  # 裁定书草稿: 确认
    REJECTING = "rejecting"  # 裁定书草稿: 驳回


def _matter(referral: Referral) -> Matter:
    people = [Person(ref=one.ref, name=one.name, role=one.role) for one in referral.parties]
    body = referral.body_name or "（调解组织）"
    return Matter(referral.number, referral.court_name, body, referral.cause, people)


def _entrusted(referral: Referral) -> bool:
    return bool(referral.regime == Regime.ENTRUSTED)


def _letter(referral: Referral) -> Made:
    if referral.landed_at is None:
        return None
    entrusted = _entrusted(referral)
    return court.referral_letter(
        _matter(referral),
        entrusted=entrusted,
        days=DAYS[referral.procedure if entrusted else Regime.DELEGATED],
        referred_on=referral.referred_on,
        claims=referral.claims or "",
        division=referral.division or "",
    )


def _request_return(referral: Referral) -> Made:
    back = referral.sent_back
    if back is None:
        return None
    return court.request_return(
        _matter(referral),
        ground=back.ground,
        routes=[ROUTES[each] for each in back.routes],
        right_court=regions().court(back.right_court).name if back.right_court else "",
        words=back.words,
        on=back.on,
    )


def _answer(*, accepted: bool) -> Callable[[Referral], Made]:
    def make(referral: Referral) -> Made:
        said = referral.answer
        if said is None or (said.kind == "accepted") is not accepted:
            return None
        return court.answer_letter(
            _matter(referral),
            accepted=accepted,
            entrusted=_entrusted(referral),
            on=said.at,
            reason=said.reason or "",
        )

    return make


def _extension(referral: Referral) -> Made:
    if referral.extension is None:
        return None
    return court.extension_agreement(
        _matter(referral),
        until=referral.extension.limit_ends_on,
        agreed_on=referral.extension.agreed_on,
        entrusted=_entrusted(referral),
    )


def _return(referral: Referral) -> Made:
    outcome = referral.outcome
    if outcome is None or outcome.code == "succeeded":
        return None
    matter = _matter(referral)
    return court.return_letter(
        matter,
        results=[RESULTS.get(one.result, "其他") for one in outcome.sessions],
        reason="。".join(
            text for text in (REASONS.get(outcome.reason or "other", "其他"), outcome.reason_text) if text
        ),
        conduct="；".join(
            f"{matter.called(one.ref)}{CONDUCT.get(one.code, '有导致他人成本增加的行为')}"
            for one in outcome.conduct
        ),
        other=outcome.matters or "",
        facts=list(outcome.undisputed_facts),
        ended_on=outcome.ended_on,
    )


def _facts(referral: Referral) -> Made:
    outcome = referral.outcome
    if outcome is None or not outcome.undisputed_facts:
        return None
    return court.undisputed_facts(_matter(referral), list(outcome.undisputed_facts), on=outcome.ended_on)


def addresses_of_referral(referral: Referral) -> list[Paper]:
    """The service-address form of each party that filled it (CT-09)."""
    outcome = referral.outcome
    if outcome is None:
        return []
    matter = _matter(referral)
    return [
        court.address_form(
            matter,
            Person(
                ref=one.ref,
                name=one.addressee,
                phone=vault().open(one.sealed_phone, SEALED_PHONE) if one.sealed_phone else "",
                address=vault().open(one.sealed_address, SEALED_ADDRESS),
            ),
            electronic=bool(one.electronic),
            signed_on=None,
        )
        for one in outcome.addresses
    ]


OF_REFERRAL: dict[Form, Callable[[Referral], Made]] = {
    Form.REQUEST_RETURN: _request_return,
    Form.REFERRAL: _letter,
    Form.ACCEPTANCE: _answer(accepted=True),
    Form.REFUSAL: _answer(accepted=False),
    Form.EXTENSION: _extension,
    Form.RETURN: _return,
    Form.FACTS: _facts,
}


def _person(one: ReceivedParty) -> Person:
    return Person(
        ref=one.ref,
        name=one.name or "",
        role=one.role or "",
        phone=vault().open(one.phone, SEALED_PHONE) if one.phone else "",
        address=vault().open(one.address, SEALED_ADDRESS) if one.address else "",
    )


def _received(case: ReceivedCase) -> Matter:
    people = [_person(one) for one in case.parties]
    return Matter(case.number or "（待立案）", case.court_name, case.body_name, case.category, people)


def _received_facts(case: ReceivedCase) -> Made:
    if not case.undisputed_facts:
        return None
    return court.undisputed_facts(_received(case), list(case.undisputed_facts), on=case.ended_on)


def addresses_of(case: ReceivedCase) -> list[Paper]:
    """The service-address form of each party that gave its address."""
    matter = _received(case)
    return [
        court.address_form(matter, person, electronic=False, signed_on=case.ended_on)
        for person in matter.people
        if person.address
    ]


OF_RECEIVED: dict[Form, Callable[[ReceivedCase], Made]] = {Form.FACTS: _received_facts}


def _application(confirmation: Confirmation) -> Application | None:
    return confirmation.current if confirmation.applications else None


def _with_province(court_code: str) -> str:
    """The court's name as it stands above a ruling: the province first (人民法院民事裁判文书制作规范)."""
    found = regions().court(court_code)
    province = regions().get(found.division[:2]).name
    return found.name if found.name.startswith(province) else province + found.name


def _confirmation(confirmation: Confirmation, application: Application) -> Matter:
    named = {one.ref: one for one in application.people}
    people = [
        Person(
            ref=ref,
            name=(named[ref].name or "") if ref in named else "",
            role="申请人",
            agent=(named[ref].agent_name or "") if ref in named else "",
            phone=_opened(named, ref, "phone", SEALED_PHONE),
            address=_opened(named, ref, "address", SEALED_ADDRESS),
        )
        for ref in application.applicants
    ]
    decision = application.decision
    number = (decision.number if decision else None) or confirmation.file_number
    return Matter(
        number,
        regions().court(application.court_code).name,
        confirmation.body_name,
        confirmation.category or "民间纠纷",
        people,
    )


def _opened(named: dict[str, Applicant], ref: str, field: str, sealed_as: str) -> str:
    sealed = getattr(named[ref], field) if ref in named else None
    return vault().open(sealed, sealed_as) if sealed else ""


def _duties(terms: list[Term]) -> list[Duty]:
    return [
        Duty(
            who=one.who,
            what=one.what,
            to=one.to or "",
            amount=one.amount or "",
            due_on=one.due_on,
            plan=[(part.amount or "", part.due_on) for part in one.plan],
        )
        for one in terms
    ]


def _apply(confirmation: Confirmation) -> Made:
    application = _application(confirmation)
    if application is None:
        return None
    matter = _confirmation(confirmation, application)
    return court.confirmation_application(
        matter,
        _duties(confirmation.terms),
        settled_on=confirmation.effective_on,
        papers=[court.paper_name(matter, code) for code in application.papers],
        days=dict.fromkeys(application.applicants, application.applied_on),
    )


def _ruling(*, confirms: bool) -> Callable[[Confirmation], Made]:
    def make(confirmation: Confirmation) -> Made:
        application = _application(confirmation)
        if application is None or application.acceptance is None or not application.acceptance.taken:
            return None
        decision = application.decision
        result = decision.result if decision else None
        if result not in (None, "confirmed" if confirms else "rejected"):
            return None
        if confirmation.state == State.REVOKED:
            return None
        matter = _confirmation(confirmation, application)
        year, code = application.acceptance.on.year, policy_of(application.court_code).number_code
        number = (decision.number if decision else None) or f"({year}){code}民特　　号"
        ground = None if confirms else GROUNDS.get((decision.ground if decision else None) or "unclear", "")
        return court.ruling_draft(
            replace(matter, number=number, court=_with_province(application.court_code)),
            _duties(confirmation.terms),
            ground=ground,
            filed_on=application.acceptance.on,
            settled_on=confirmation.effective_on,
            ruled_on=decision.on if decision else None,
        )

    return make


OF_CONFIRMATION: dict[Form, Callable[[Confirmation], Made]] = {
    Form.APPLICATION: _apply,
    Form.CONFIRMING: _ruling(confirms=True),
    Form.REJECTING: _ruling(confirms=False),
}
