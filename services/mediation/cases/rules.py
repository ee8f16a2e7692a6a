# SPDX-License-Identifier: Apache-2.0
"""The rules of a dispute: its states, who must have agreed to what, when an agreement takes effect."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from services.mediation.cases.parties import Consent
from shared.errors import RuleBroken


class State(StrEnum):
    """Where a case stands (案件状态), section 3.2 of the rules."""

    APPLIED = "applied"  # 已申请
    NOT_ACCEPTED = "not_accepted"  # 不予受理
    ACCEPTED = "accepted"  # 已受理
    IN_MEDIATION = "in_mediation"  # 调解中
    SUSPENDED = "suspended"  # 中止
    AGREED = "agreed"  # 达成协议
    TERMINATED = "terminated"  # 终止
    WITHDRAWN = "withdrawn"  # 撤回
    CLOSED = "closed"  # 结案
    LAPSED = "lapsed"  # 逾期未接受委派


class Form(StrEnum):
    """How an agreement was recorded (协议形式): PML art 28, court papers, or nothing on paper."""

    WRITTEN = "written"  # 书面
    WRITTEN_BY_POST = "written_by_post"  # 邮寄签署
    ORAL = "oral"  # 口头
    COURT_STATEMENT = "court_mediation_statement"  # 法院调解书
    RECEIPTS = "receipts"  # 收据
    DECISION = "decision"  # 处理决定
    UNRECORDED = "unknown"  # 未注明
    WRITTEN_UNKNOWN = "written_unknown"  # 是否书面不明
    NONE = "none"  # 无协议


class Act(StrEnum):
    """The acts that make a written agreement effective (签署行为), PML art 29."""

    PARTY_SIGNED = "party_signed"
    REPRESENTATIVE_SIGNED = "representative_signed"
    MEDIATOR_SIGNED = "mediator_signed"
    SEAL = "seal"


class Means(StrEnum):
    """By what an agreement is signed (签署方式)."""

    INK = "ink"  # 签名
    THUMB = "thumb"  # 捺印
    STAMP = "stamp"  # 盖章
    ESIGN = "esign"  # 电子签名


class Performance(StrEnum):
    """How far the duties are done (履行情况), PML art 31."""

    UNKNOWN = "unknown"
    PENDING = "pending"
    ONGOING = "ongoing_duties"
    PARTLY = "partly_performed"
    FULL = "performed_in_full"
    ENFORCED = "performed_after_enforcement"
    BREACHED = "breached"


class Track(StrEnum):
    """By which rule an agreement takes effect (生效规则): two tracks, two days of effect."""

    PEOPLES = "peoples"  # 人民调解法 art 29, PM-18
    COURT = "court"  # 在线调解规则 art 19, 特邀调解规定 art 24, CT-12


AGAINST = {Consent.REFUSED, Consent.WITHDRAWN}
ENDED = {State.NOT_ACCEPTED, State.TERMINATED, State.WITHDRAWN, State.CLOSED, State.LAPSED}
ENFORCEABLE_FORMS = {Form.WRITTEN, Form.WRITTEN_BY_POST}
_NEXT: dict[tuple[str, State], State] = {
    ("accept", State.APPLIED): State.ACCEPTED,
    ("refuse", State.APPLIED): State.NOT_ACCEPTED,
    ("lapse", State.APPLIED): State.LAPSED,
    ("hold_session", State.ACCEPTED): State.IN_MEDIATION,
    ("hold_session", State.IN_MEDIATION): State.IN_MEDIATION,
    ("suspend", State.IN_MEDIATION): State.SUSPENDED,
    ("resume", State.SUSPENDED): State.IN_MEDIATION,
    ("agree", State.IN_MEDIATION): State.AGREED,
    ("agree", State.ACCEPTED): State.AGREED,
    ("terminate", State.ACCEPTED): State.TERMINATED,
    ("terminate", State.IN_MEDIATION): State.TERMINATED,
    ("terminate", State.SUSPENDED): State.TERMINATED,
    ("withdraw", State.APPLIED): State.WITHDRAWN,
    ("withdraw", State.ACCEPTED): State.WITHDRAWN,
    ("withdraw", State.IN_MEDIATION): State.WITHDRAWN,
    ("withdraw", State.SUSPENDED): State.WITHDRAWN,
    ("close", State.AGREED): State.CLOSED,
    ("close", State.TERMINATED): State.CLOSED,
    ("close", State.WITHDRAWN): State.CLOSED,
}


def follow(verb: str, state: str) -> State:
    """The state after a verb. Raises RuleBroken `wrong_state`."""
    after = _NEXT.get((verb, State(state)))
    if after is None:
        raise RuleBroken("wrong_state", state=state)
    return after


def not_in_future(day: date | None, today: date) -> None:
    """A paper's date is a fact of the past. Raises RuleBroken `date_in_future`."""
    if day is not None and day > today:
        raise RuleBroken("date_in_future", day=day)


def not_before(day: date | None, first: date | None) -> None:
    """Nothing is done in a case before it was applied for, and nothing kept before it was agreed; where no first day is known,
    any day goes. Raises RuleBroken `date_too_early`."""
    if day is not None and first is not None and day < first:
        raise RuleBroken("date_too_early", day=day, first=first)


def may_hold_session(consents: Iterable[tuple[str, str]], noticed: Iterable[tuple[str, bool]]) -> None:
    """Every necessary party consented (PML art 17, PM-08) and got the rights notice (PML arts 23-24, PM-12).

    Raises RuleBroken `consent_missing` or `rights_notice_missing`, naming the first party that blocks.
    """
    for name, consent in consents:
        if consent != Consent.CONSENTED:
            raise RuleBroken("consent_missing", party=name, consent=consent)
    for name, served in noticed:
        if not served:
            raise RuleBroken("rights_notice_missing", party=name)


def nobody_is_against(consents: Iterable[tuple[str, str]]) -> None:
    """No agreement over the head of a party that refused or withdrew (PML arts 17, 23; PM-08, PM-12): it is asked again first.

    Raises RuleBroken `consent_missing`.
    """
    for name, consent in consents:
        if consent in AGAINST:
            raise RuleBroken("consent_missing", party=name, consent=consent)


def may_terminate(told: Iterable[tuple[str, bool]]) -> None:
    """Every party was told, or tried to be told, of arbitration, administrative and court routes (PML art 26, PM-14).

    Raises RuleBroken `remedies_notice_missing`.
    """
    for name, was_told in told:
        if not was_told:
            raise RuleBroken("remedies_notice_missing", party=name)


@dataclass(frozen=True, slots=True)
class Done:
    """One act of signing: who (`ref` of a party, '' for mediator and body) and on which day."""

    kind: str
    ref: str
    on: date | None


def missing_acts(form: str, signers: Sequence[str], acts: Sequence[Done]) -> list[str]:
    """Which acts a written agreement still lacks (PML art 29, PM-18): `party_signed:B`, `seal`.

    A signer is a party's letter, or `A/representative` for who acts with or for it (PM-26).
    """
    if form not in ENFORCEABLE_FORMS:
        return []
    there = {(act.kind, act.ref) for act in acts}
    needed = [
        (Act.REPRESENTATIVE_SIGNED if stands else Act.PARTY_SIGNED, ref)
        for ref, stands, _ in (signer.partition("/") for signer in signers)
    ]
    lack = [f"{kind}:{ref}" for kind, ref in needed if (kind, ref) not in there]
    return lack + [str(kind) for kind in (Act.MEDIATOR_SIGNED, Act.SEAL) if (kind, "") not in there]


def acts_tied_to_effect(track: Track) -> frozenset[str] | None:
    """The kinds of acts that the effect hangs on: on the court's track the parties' alone (CT-12); None means all."""
    return frozenset({Act.PARTY_SIGNED, Act.REPRESENTATIVE_SIGNED}) if track is Track.COURT else None


def _tied(track: Track, acts: Sequence[Done]) -> list[Done]:
    tied = acts_tied_to_effect(track)
    return [act for act in acts if tied is None or act.kind in tied]


def effective_on(
    form: str,
    agreed_on: date | None,
    signers: Sequence[str],
    acts: Sequence[Done],
    track: Track = Track.PEOPLES,
) -> date | None:
    """The day the agreement took effect, or None while it has not or where the day is unknown.

    Written: the day of the last act (PML art 29, PM-18); in a court's case the day of the last party's signature
    (OMR art 19, CT-12). Otherwise the day the parties agreed (PML art 30, PM-19).
    """
    if form not in ENFORCEABLE_FORMS:
        return agreed_on
    if not is_effective(form, signers, acts, track):
        return None
    days = [act.on for act in _tied(track, acts)]
    return max(day for day in days if day) if days and all(days) else None


def is_effective(
    form: str, signers: Sequence[str], acts: Sequence[Done], track: Track = Track.PEOPLES
) -> bool:
    """Whether nothing that the effect hangs on is missing any more; its day may be unknown in an old paper."""
    lack = missing_acts(form, signers, acts)
    if (tied := acts_tied_to_effect(track)) is not None:
        lack = [act for act in lack if act.partition(":")[0] in tied]
    return form != Form.NONE and not lack
