# SPDX-License-Identifier: Apache-2.0
"""Whether an agreement can be put to judicial confirmation (司法确认), where, until when, and with which papers."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from services.mediation.cases.content import bars_esign, may_sign_by
from services.mediation.cases.parties import Capacity, Standing
from services.mediation.cases.rules import ENFORCEABLE_FORMS, Form
from services.mediation.cases.terms import TermKind
from shared.errors import RuleBroken
from shared.regions import Court

CONFIRM_WITHIN_DAYS = 30
LABOUR = frozenset({"劳动争议纠纷", "拖欠农民工工资纠纷"})
_MONEY = frozenset({TermKind.PAYMENT, TermKind.PENALTY, TermKind.ACCELERATION, TermKind.WAIVER})
_EXCLUDED = frozenset({"title", "status"})
_PROPERTY = frozenset({"房屋宅基地纠纷", "山林土地纠纷", "征地拆迁纠纷"})


class CourtGround(StrEnum):
    """Why a court has jurisdiction (管辖连接点), CPL art 205, INT art 352."""

    INVITED = "invited"  # 作出邀请的人民法院
    PARTY_HOME = "party_home"  # 当事人住所地
    SUBJECT = "subject"  # 标的物所在地
    BODY = "body"  # 调解组织所在地


class Paper(StrEnum):
    """The papers of an application (申请材料), CF-05; those of one party end in its letter: `identity:A`."""

    AGREEMENT = "agreement"  # 调解协议
    BODY_PROOF = "body_proof"  # 调解组织主持调解的证明
    PROPERTY = "property"  # 财产权利证明
    IDENTITY = "identity"  # 身份证明
    ADDRESS = "address"  # 送达地址和联系方式


class AskMeans(StrEnum):
    """By what a party asks (申请方式): online by itself, or on paper in front of the mediator, of which a scan is kept."""

    ONLINE = "online"
    INK = "ink"
    THUMB = "thumb"
    STAMP = "stamp"


@dataclass(frozen=True, slots=True)
class Settled:
    """What counts of an agreement."""

    form: str
    effective: bool
    category: str
    in_suit: bool
    kinds: Sequence[str] = ()
    declared: Sequence[str] = ()
    findings: Sequence[str] = ()
    cleared: Sequence[str] = ()
    unsigned: Sequence[str] = ()


def obstacles(facts: Settled) -> list[str]:
    """Codes for which no court takes or confirms it: nothing is asked while there is one.

    Not in effect (CF-01); made within a filed suit (CT-01 B); an oral one whose record not everybody signed (INT art 353,
    CF-04); title or status (INT art 355, CF-07), unless somebody read the term again and cleared the finding; a labour
    agreement that is about more than payment (法释〔2020〕26号 art 52, SP-03).
    """
    found = [] if facts.effective else ["not_effective"]
    if facts.in_suit:
        found.append("in_suit")
    if facts.form == Form.ORAL and facts.unsigned:
        found.append("oral_record_unsigned")
    elif facts.form not in ENFORCEABLE_FORMS | {Form.ORAL}:
        found.append("form")
    found += [code for code in facts.declared if code]
    found += [one for one in open_findings(facts) if one.partition(":")[0] in _EXCLUDED]
    if facts.category in LABOUR and not set(facts.kinds) <= _MONEY:
        found.append("labour_not_payment")
    return found


def warnings(facts: Settled) -> list[str]:
    """Codes for which a court may reject it: unclear, unlawful, at the cost of others (INT art 358, CF-08)."""
    return [one for one in open_findings(facts) if one.partition(":")[0] not in _EXCLUDED]


def open_findings(facts: Settled) -> list[str]:
    """The findings of the content check that nobody has cleared."""
    return [one for one in facts.findings if one not in facts.cleared]


def courts(
    *, invited: str | None, labour: bool, body: Sequence[str], homes: Iterable[str], subject: str | None
) -> list[tuple[str, CourtGround]]:
    """Court codes with the ground of each, without repeats (CPL art 205, CF-02).

    The court that invited the body, and no other; else those of the bodies that took part (INT art 352, CF-03), of a
    party's home and of the subject's place. A labour agreement: the body's court only (SP-03).
    """
    if invited:
        return [(invited, CourtGround.INVITED)]
    found = [(code, CourtGround.BODY) for code in body]
    if not labour:
        found += [(code, CourtGround.PARTY_HOME) for code in homes]
        found += [(subject, CourtGround.SUBJECT)] if subject else []
    first: dict[str, CourtGround] = {}
    for code, ground in found:
        first.setdefault(code, ground)
    return list(first.items())


def ground_of(
    court: str, may: Iterable[tuple[str, CourtGround]], look_up: Callable[[str], Court]
) -> CourtGround:
    """Why this court; the intermediate court above one of them may be asked where the dispute is of its level.

    `look_up` gives the court of a code. Raises RuleBroken `wrong_court`, naming those that have jurisdiction.
    """
    allowed = [(look_up(code), ground) for code, ground in may]
    for one, ground in allowed:
        if court in (one.code, one.parent):
            return ground
    raise RuleBroken("wrong_court", courts="、".join(one.name for one, _ in allowed))


@dataclass(frozen=True, slots=True)
class AtHand:
    """What there is of the papers: per party the identity and the service address."""

    agreement: bool
    sealed: bool
    property_file: bool
    about_property: bool
    identities: Mapping[str, bool] = field(default_factory=dict)
    addresses: Mapping[str, bool] = field(default_factory=dict)


def papers(has: AtHand) -> tuple[list[str], list[str]]:
    """The papers that are there, and those that are missing (INT art 354, CF-05).

    A missing one keeps nobody from asking: the court sets a date to complete it.
    """
    wanted = {str(Paper.AGREEMENT): has.agreement, str(Paper.BODY_PROOF): has.sealed}
    if has.about_property:
        wanted[str(Paper.PROPERTY)] = has.property_file
    for kind, by_party in ((Paper.IDENTITY, has.identities), (Paper.ADDRESS, has.addresses)):
        wanted |= {f"{kind}:{ref}": there for ref, there in by_party.items()}
    return [code for code, there in wanted.items() if there], [c for c, there in wanted.items() if not there]


def is_about_property(category: str, words: str) -> bool:
    """Whether papers of a right in property belong to the application (财产权利证明, CF-05)."""
    return category in _PROPERTY or any(
        word in words for word in ("房屋", "土地", "车辆", "林地", "宅基地", "承包地")
    )


def must_be_in_time(today: date, last_day: date) -> None:
    """Day thirty yes, day thirty-one no (CPL art 205, CF-01); online until midnight (D-03).

    Raises RuleBroken `past_confirmation_limit`.
    """
    if today > last_day:
        raise RuleBroken("past_confirmation_limit", last_day=last_day)


def may_ask(
    *,
    means: AskMeans,
    by_itself: bool,
    scan: str | None,
    by_agent: bool,
    capacity: str,
    standing: str | None,
    has_proxy: bool,
    category: str,
    words: str,
) -> None:
    """In person or by a qualified agent (CF-01, PM-26), in a way that the matter allows (SP-10).

    What a mediator enters for a party stands on paper, of which a scan is kept. Raises RuleBroken: ask_on_paper,
    ask_online, agent_missing, representative_must_ask, esign_barred.
    """
    if by_itself and means != AskMeans.ONLINE:
        raise RuleBroken("ask_online")
    if not by_itself and (means == AskMeans.ONLINE or not scan):
        raise RuleBroken("ask_on_paper")
    if by_agent and standing != Standing.LEGAL and not has_proxy:
        raise RuleBroken("agent_missing")
    if capacity != Capacity.FULL and not by_agent:
        raise RuleBroken("representative_must_ask")
    may_sign_by("esign" if means == AskMeans.ONLINE else str(means), scan, barred=bars_esign(category, words))


def may_take_back(ref: str, *, own: int, requested: bool) -> None:
    """An ask is taken back by whoever made it, until the last party asked (CF-01). Raises: not_asked, already_requested."""
    if requested:
        raise RuleBroken("already_requested")
    if not own:
        raise RuleBroken("not_asked", ref=ref)


def still_to_ask(refs: Sequence[str], asked: Collection[str]) -> list[str]:
    """Whose own act is still missing: only all parties together apply (CPL art 205, CF-01)."""
    return [ref for ref in refs if ref not in asked]


def may_clear(finding: str, findings: Collection[str]) -> None:
    """Only what was found can be cleared. Raises RuleBroken `no_such_finding`."""
    if finding not in findings:
        raise RuleBroken("no_such_finding", finding=finding)
