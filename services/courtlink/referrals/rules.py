# SPDX-License-Identifier: Apache-2.0
"""What the law says of a court's referral to a mediation body: regime, consent, states, and what may come back."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from services.courtlink.case_numbers import CaseNumber
from shared.errors import RuleBroken

FILED_FIRST_FROM = date(2025, 1, 1)
CHOOSE_WITHIN_WORKING_DAYS = 2
APPOINT_WITHIN_WORKING_DAYS = 3
ACCEPT_WITHIN_WORKING_DAYS = 3
REASON_TEXT_LIMIT = 500


class Regime(StrEnum):
    """How a court refers (委派 / 委托), CT-01."""

    DELEGATED = "delegated_before_filing"  # 诉前委派调解
    ENTRUSTED = "entrusted_after_filing"  # 立案后委托调解 (先行调解)


class Procedure(StrEnum):
    """The procedure of the suit (适用程序); it sets the limit of 15 or 7 days, CT-01 B."""

    ORDINARY = "ordinary"  # 普通程序
    SIMPLIFIED = "simplified"  # 简易程序


class State(StrEnum):
    """Where a referral stands, as the court knows it (section 3.2)."""

    ASKING = "asking"  # 征询意愿
    NOT_CONSENTED = "not_consented"  # 不同意调解
    SENT_BACK = "sent_back"  # 申请退回
    RECALLED = "recalled"  # 已撤回
    CHOOSING = "choosing"  # 双方选定
    APPOINTING = "appointing"  # 法院指定
    RECEIVED = "received"  # 待接受
    ACCEPTED = "accepted"  # 已接受
    DECLINED = "declined"  # 不予接受
    LAPSED = "lapsed"  # 逾期未接受
    EXTENDED = "extended"  # 已延长
    SUCCEEDED = "succeeded"  # 调解成功
    FAILED = "failed"  # 调解不成
    UNREACHABLE = "returned_unreachable"  # 联系不上, 退回
    REFUSED = "returned_refused"  # 一方不同意调解, 退回
    ACKNOWLEDGED = "court_acknowledged"  # 法院已确认收到


class Answer(StrEnum):
    """What the body did with a referral within three working days, CT-06."""

    ACCEPTED = "accepted"
    DECLINED = "declined"
    LAPSED = "lapsed"


class Outcome(StrEnum):
    """How the mediation of a referral ended (调解结果), CT-16; each is also a state."""

    SUCCEEDED = "succeeded"
    FAILED = "failed"
    UNREACHABLE = "returned_unreachable"
    REFUSED = "returned_refused"


class Consent(StrEnum):
    """A party's answer to the court's question (是否同意调解), CT-01, CT-08."""

    AGREED = "agreed"
    REFUSED = "refused"


class SuspicionAnswer(StrEnum):
    """What the judge makes of a red flag (对疑似虚假调解的处理), CT-15."""

    GO_ON = "go_on"  # 继续调解
    ASK_PROOF = "proof_asked"  # 要求补充证据, 收回审查
    STOP = "stopped"  # 终止调解, 转审理
    PUNISH = "handed_on"  # 依法处罚、移送


class LaterRole(StrEnum):
    """What a mediator of the case may not be in the later suit (后续程序中的角色), IMP art 16."""

    LAY_JUDGE = "lay_judge"  # 人民陪审员
    AGENT = "agent"  # 诉讼代理人
    WITNESS = "witness"  # 证人
    APPRAISER = "appraiser"  # 鉴定人
    INTERPRETER = "interpreter"  # 翻译人员


class MaterialClass(StrEnum):
    """The five classes of a case's materials (材料分类)."""

    INSTRUMENTS = "instruments"  # 文书
    APPLICATION = "application"  # 申请材料
    EVIDENCE = "evidence"  # 证据材料
    AGENTS = "agents"  # 代理材料
    OTHER = "other"  # 其他


class Disposition(StrEnum):
    """What the court does with what came back (法院处理), CT-01."""

    CLOSED_OUTSIDE_COURT = "closed_outside_court"  # 庭外结案
    STATEMENT = "statement"  # 出具调解书
    WITHDRAWN = "withdrawn"  # 撤诉
    CLOSED_OTHERWISE = "closed_otherwise"  # 以其他方式结案
    FILED = "filed"  # 转立案
    NOT_FILED = "not_filed"  # 未起诉
    TO_TRIAL = "to_trial"  # 转审理


DISPOSITIONS: Mapping[tuple[Regime, bool], frozenset[Disposition]] = {
    (Regime.DELEGATED, True): frozenset({Disposition.CLOSED_OUTSIDE_COURT, Disposition.STATEMENT}),
    (Regime.DELEGATED, False): frozenset({Disposition.FILED, Disposition.NOT_FILED}),
    (Regime.ENTRUSTED, True): frozenset(
        {Disposition.WITHDRAWN, Disposition.CLOSED_OTHERWISE, Disposition.STATEMENT}
    ),
    (Regime.ENTRUSTED, False): frozenset({Disposition.TO_TRIAL, Disposition.WITHDRAWN}),
}

CROSSES_ALWAYS = frozenset({"outcome", "ended_on", "undisputed_facts", "addresses"})
CROSSES_ON_SUCCESS = CROSSES_ALWAYS | {"sessions", "agreement_digest", "effective_on", "terms"}
CROSSES_ON_FAILURE = CROSSES_ALWAYS | {"session_results", "attendance", "reason", "reason_text"}


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a referral; the state follows from it, so the order in which facts arrive is nothing."""

    sent: bool = True
    all_agreed: bool = True
    refused: bool = False
    sent_back: bool = False
    recalled: bool = False
    to_appoint: bool = False
    answer: Answer | None = None
    extended: bool = False
    outcome: Outcome | None = None
    acknowledged: bool = False


def regime_of(referred_on: date, filed_first_from: date = FILED_FIRST_FROM) -> Regime:
    """The regime by the date on the referral paper, never by today (CT-01); a court may have begun on another day."""
    return Regime.DELEGATED if referred_on < filed_first_from else Regime.ENTRUSTED


def state_of(facts: Facts) -> State:
    """The state that the facts amount to."""
    if facts.acknowledged:
        return State.ACKNOWLEDGED
    if facts.outcome is not None:
        return State(facts.outcome)
    if facts.extended:
        return State.EXTENDED
    if facts.answer is not None:
        return State(facts.answer)
    return State.RECEIVED if facts.sent else _before_sending(facts)


def _before_sending(facts: Facts) -> State:
    if facts.recalled:
        return State.RECALLED
    if facts.sent_back:
        return State.SENT_BACK
    if facts.refused:
        return State.NOT_CONSENTED
    if not facts.all_agreed:
        return State.ASKING
    return State.APPOINTING if facts.to_appoint else State.CHOOSING


def is_live(state: State) -> bool:
    """Whether the case is on its way to a body or with one, so that its number can't be referred a second time."""
    return state in OPEN


BEFORE_SENDING = frozenset({State.ASKING, State.CHOOSING, State.APPOINTING})
WITH_BODY = frozenset({State.RECEIVED, State.ACCEPTED, State.EXTENDED})
OPEN = BEFORE_SENDING | WITH_BODY
NOT_TAKEN = frozenset({State.DECLINED, State.LAPSED})
RETURNED = frozenset({State.SUCCEEDED, State.FAILED, State.UNREACHABLE, State.REFUSED})


_STATUS = re.compile(
    r"(确认|宣告)?(婚姻|亲子|收养)关系(有效|无效|成立|不成立)?$|婚姻(无效|效力)|确认.*(身份|亲子)"
)


@dataclass(frozen=True, slots=True)
class Paper:
    """What the referral paper says that the law asks about; `parties` and `consented` are refs such as A, B."""

    number: CaseNumber
    number_code: str
    court_name: str
    code_is_sure: bool
    cause: str
    referred_on: date
    parties: Sequence[str]
    consented: Collection[str]


def may_refer(paper: Paper, regime: Regime, *, today: date, with_body: bool) -> None:
    """Whether a judge may refer this case (CT-01, CT-03, 6.5). A filed suit goes to a body only with every consent (FMO item 2);
    before filing one party's application is enough, and the mediator helps to ask the others (OMR art 15, CT-08).

    Raises RuleBroken: date_in_future, not_mediable, number_of_another_court, number_of_wrong_type,
    number_of_a_later_year, party_twice, no_such_party, consent_needed.
    """
    number = paper.number
    if paper.referred_on > today:
        raise RuleBroken("date_in_future", field="referred_on")
    if number.never_mediated or _STATUS.search(paper.cause):
        raise RuleBroken("not_mediable")
    if number.court != paper.number_code and paper.code_is_sure:
        raise RuleBroken(
            "number_of_another_court", field="number", number=str(number), court=paper.court_name
        )
    if number.appeal_at_basic_court:
        raise RuleBroken("number_of_wrong_type", field="number", number=str(number), kind=number.kind)
    if number.year > paper.referred_on.year:
        raise RuleBroken("number_of_a_later_year", number=str(number), year=paper.referred_on.year)
    if len(set(paper.parties)) < len(paper.parties):
        raise RuleBroken("party_twice")
    if stranger := sorted(set(paper.consented) - set(paper.parties)):
        raise RuleBroken("no_such_party", ref="、".join(stranger))
    missing = sorted(set(paper.parties) - set(paper.consented))
    applied = regime is Regime.DELEGATED and paper.consented
    if missing and with_body and not applied:
        raise RuleBroken("consent_needed", parties="、".join(missing))


def warnings(paper: Paper, regime: Regime) -> list[str]:
    """What looks odd in a number but blocks nothing (6.5), as codes."""
    odd = []
    number = paper.number
    if regime is Regime.ENTRUSTED and number.before_filing:
        odd.append("number_dropped_in_2025")
    if number.year < paper.referred_on.year:
        odd.append("number_of_an_earlier_year")
    if not number.known_kind:
        odd.append("number_of_unknown_type")
    if number.court != paper.number_code:
        odd.append("court_code_unverified")
    return odd


def may_answer_consent(state: State) -> None:
    """A party is asked while the case is with the court (CT-01). Raises RuleBroken `step_not_open`."""
    if state not in BEFORE_SENDING:
        raise RuleBroken("step_not_open", state=state)


def may_choose(
    state: State, *, refs: Collection[str], by: Collection[str], choose_by: date, today: date
) -> None:
    """The parties choose together, within two working days after they agreed (OMR art 10, CT-05).

    Raises RuleBroken: step_not_open, choice_not_joint, choice_too_late.
    """
    if state is not State.CHOOSING:
        raise RuleBroken("step_not_open", state=state)
    if lack := sorted(set(refs) - set(by)):
        raise RuleBroken("choice_not_joint", ref="、".join(lack))
    if today > choose_by:
        raise RuleBroken("choice_too_late", day=choose_by)


def may_ask_appointment(state: State) -> None:
    """The parties ask the court to appoint, before they have chosen (CT-05). Raises RuleBroken `step_not_open`."""
    if state is not State.CHOOSING:
        raise RuleBroken("step_not_open", state=state)


def may_appoint(state: State) -> None:
    """The court appoints when asked, or when the two working days are over (CT-05). Raises RuleBroken `step_not_open`."""
    if state is not State.APPOINTING:
        raise RuleBroken("step_not_open", state=state)


def must_have_lead(mediators: Sequence[str], lead: str | None) -> str | None:
    """One mediator leads by itself; of several one is named, by the parties or else the court (OMR art 11, CT-07).

    Raises RuleBroken: lead_needed, mediator_twice.
    """
    if len(set(mediators)) < len(mediators):
        raise RuleBroken("mediator_twice")
    if len(mediators) > 1 and lead not in mediators:
        raise RuleBroken("lead_needed")
    return lead or (mediators[0] if mediators else None)


def limit_now(first: date | None, later: Iterable[date | None]) -> date | None:
    """The last day as it stands: a limit only ever moves forward, so that the order of news does not matter."""
    return max((day for day in (first, *later) if day), default=None)


def may_take_role(who: str, mediators: Collection[str]) -> None:
    """Who mediated the case has no part in the later suit (IMP art 16, CT-21). Raises RuleBroken `mediated_before`."""
    if who in mediators:
        raise RuleBroken("mediated_before", who=who)


def may_answer_suspicion(*, open_flags: bool) -> None:
    """There is a flag that the judge has not answered (CT-15). Raises RuleBroken `no_open_flag`."""
    if not open_flags:
        raise RuleBroken("no_open_flag")


def red_flags(
    reported: Collection[str], *, accepted_on: date | None, effective_on: date | None, same_parties: int
) -> list[str]:
    """What the judge should look at, as codes with a sentence each; nothing is refused by them (OMR art 23, CT-15)."""
    flags = sorted(reported)
    if accepted_on and effective_on and effective_on <= accepted_on:
        flags.append("settled_at_once")
    if same_parties:
        flags.append("same_parties_again")
    return flags


def ways_open(regime: Regime, outcome: Outcome | None) -> list[str]:
    """What may follow (CT-01): on success performance and, before filing only, confirmation; then the court's own ends."""
    if outcome is None:
        return []
    agreed = outcome is Outcome.SUCCEEDED
    offered = ["confirmation"] if agreed and regime is Regime.DELEGATED else []
    asked = ["fee_first"] if not agreed and regime is Regime.ENTRUSTED else []
    return [*offered, *asked, *sorted(DISPOSITIONS[regime, agreed])]


def may_reappoint(state: State) -> None:
    """Another body may be appointed only when the first did not take the case (CT-06). Raises: not_reappointable."""
    if state not in NOT_TAKEN:
        raise RuleBroken("not_reappointable", state=state)


def may_acknowledge(
    state: State,
    regime: Regime,
    outcome: Outcome | None,
    disposition: Disposition,
    *,
    on: date | None,
    today: date,
    since: date | None = None,
) -> None:
    """Whether the court may close the loop this way (CT-01): on a day from the end or the refusal, `since`, to today. Where
    no body took the case, it ends as one that failed.

    Raises RuleBroken: nothing_returned, already_acknowledged, wrong_disposition, date_in_future, date_too_early.
    """
    if state is State.ACKNOWLEDGED:
        raise RuleBroken("already_acknowledged")
    if outcome is None and state not in NOT_TAKEN:
        raise RuleBroken("nothing_returned", state=state)
    if disposition not in DISPOSITIONS[regime, outcome is Outcome.SUCCEEDED]:
        raise RuleBroken("wrong_disposition", disposition=disposition)
    if on is not None and on > today:
        raise RuleBroken("date_in_future", field="on")
    if on is not None and since is not None and on < since:
        raise RuleBroken("date_too_early", field="on", after=since)


def must_follow(day: date | None, earliest: date, field: str) -> None:
    """A day of a referral is not long before it: a slip of the pen such as 1900 is none. Raises RuleBroken `date_long_before`."""
    if day is not None and day < earliest:
        raise RuleBroken("date_long_before", field=field, earliest=earliest)


def crosses(outcome: Outcome) -> frozenset[str]:
    """The items of an outcome that the court may know (table 6.3): on failure no agreement and no meeting dates."""
    return CROSSES_ON_SUCCESS if outcome is Outcome.SUCCEEDED else CROSSES_ON_FAILURE


def outcome_of(code: str) -> Outcome:
    """The outcome by its code. Raises RuleBroken: unknown_outcome."""
    try:
        return Outcome(code)
    except ValueError:
        raise RuleBroken("unknown_outcome", outcome=code) from None


def must_be_short(reason_text: str) -> None:
    """The text of a failure paper is limited (table 6.3, CT-13). Raises RuleBroken: reason_text_too_long."""
    if len(reason_text) > REASON_TEXT_LIMIT:
        raise RuleBroken("reason_text_too_long", limit=REASON_TEXT_LIMIT)
