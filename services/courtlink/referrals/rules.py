# SPDX-License-Identifier: Apache-2.0
"""What the law says of a court's referral to a mediation body: regime, consent, states, and what may come back."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from services.courtlink.case_numbers import CaseNumber
from shared.errors import RuleBroken

FILED_FIRST_FROM = date(2025, 1, 1)
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
    (Regime.ENTRUSTED, False): frozenset({Disposition.TO_TRIAL}),
}

CROSSES_ALWAYS = frozenset({"outcome", "ended_on", "undisputed_facts"})
CROSSES_ON_SUCCESS = CROSSES_ALWAYS | {"sessions", "agreement_digest", "effective_on", "terms"}
CROSSES_ON_FAILURE = CROSSES_ALWAYS | {"session_results", "reason", "reason_text"}


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a referral; the state follows from it, so the order in which facts arrive is nothing."""

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
    return State(facts.answer) if facts.answer is not None else State.RECEIVED


def is_live(state: State) -> bool:
    """Whether the referral is with the body, so that its case number can't be referred a second time."""
    return state in {State.RECEIVED, State.ACCEPTED, State.EXTENDED}


def may_refer(
    number: CaseNumber, *, court_code: str, referred_on: date, today: date, parties: Collection[str],
    consented: Collection[str],
) -> None:  # fmt: skip
    """Whether a judge may refer this case (CT-01, 6.5); `parties` and `consented` are refs such as A, B.

    Raises RuleBroken: date_in_future, number_of_another_court, number_of_a_later_year, party_twice, consent_needed.
    """
    if referred_on > today:
        raise RuleBroken("date_in_future", field="referred_on")
    if number.court != court_code:
        raise RuleBroken("number_of_another_court", number=str(number), court=court_code)
    if number.year > referred_on.year:
        raise RuleBroken("number_of_a_later_year", number=str(number), year=referred_on.year)
    if len(set(parties)) < len(parties):
        raise RuleBroken("party_twice")
    missing = sorted(set(parties) - set(consented))
    if missing:
        raise RuleBroken("consent_needed", parties="、".join(missing))


def warnings(number: CaseNumber, regime: Regime, referred_on: date) -> list[str]:
    """What looks odd in a number but blocks nothing (6.5), as codes."""
    odd = []
    if regime is Regime.ENTRUSTED and number.before_filing:
        odd.append("number_dropped_in_2025")
    if number.year < referred_on.year:
        odd.append("number_of_an_earlier_year")
    return odd


def may_reappoint(state: State) -> None:
    """Another body may be appointed only when the first did not take the case (CT-06). Raises: not_reappointable."""
    if state not in {State.DECLINED, State.LAPSED}:
        raise RuleBroken("not_reappointable", state=state)


def may_acknowledge(
    state: State,
    regime: Regime,
    outcome: Outcome | None,
    disposition: Disposition,
    *,
    on: date | None,
    today: date,
) -> None:
    """Whether the court may close the loop this way (CT-01).

    Raises RuleBroken: nothing_returned, already_acknowledged, wrong_disposition, date_in_future.
    """
    if state is State.ACKNOWLEDGED:
        raise RuleBroken("already_acknowledged")
    if outcome is None:
        raise RuleBroken("nothing_returned", state=state)
    if disposition not in DISPOSITIONS[regime, outcome is Outcome.SUCCEEDED]:
        raise RuleBroken("wrong_disposition", disposition=disposition)
    if on is not None and on > today:
        raise RuleBroken("date_in_future", field="on")


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
