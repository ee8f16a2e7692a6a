# SPDX-License-Identifier: Apache-2.0
"""Whether a dispute may be mediated here at all, and where to go instead (WN-01 to WN-03, SP-05 to SP-08, PM-13)."""

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from services.mediation.limits import Limits
from shared.errors import RuleBroken


class Channel(StrEnum):
    """How a dispute came to us (纠纷来源), ST-05, WN-09, PM-09."""

    APPLIED = "applied"  # 当事人申请
    OFFERED = "offered"  # 主动调解
    GRID = "grid"  # 网格上报
    POLICE = "police"  # 公安移送
    POLICE_GUIDANCE = "police_guidance"  # 公安引导
    PETITION = "petition"  # 信访移送
    GOVERNMENT = "government"  # 政府交办
    COURT_GUIDANCE = "court_guidance"  # 法院引导
    COURT_REFERRAL = "court_referral"  # 法院委派委托
    REOPENED = "reopened"  # 重新调解
    LEDGER = "ledger"  # 台账导入


class Way(StrEnum):
    """By which way an application reached us (申请方式)."""

    DESK = "desk"  # 现场
    ONLINE = "online"  # 线上
    PHONE = "phone"  # 电话
    ON_BEHALF = "on_behalf"  # 代为申请
    QR = "qr"  # 扫门口二维码


class Concern(StrEnum):
    """What is known of a dispute that may stop mediation, or call for more care."""

    RESERVED_BY_LAW = "reserved_by_law"  # 法律规定由专门机关处理, 或禁止调解
    WITH_COURT = "with_court"  # 法院已受理
    WITH_AUTHORITY = "with_authority"  # 公安或其他机关已受理
    SETTLED_BY_AUTHORITY = "settled_by_authority"  # 已由机关解决
    ADMINISTRATIVE = "administrative"  # 行政争议
    SUSPECTED_CRIME = "suspected_crime"  # 涉嫌犯罪
    VIOLENCE = "violence"  # 家庭暴力
    MINOR_AT_RISK = "minor_at_risk"  # 未成年人受侵害或面临危险
    MASS_INCIDENT = "mass_incident"  # 群体性事件苗头
    SUICIDE_RISK = "suicide_risk"  # 自杀苗头


class GoTo(StrEnum):
    """Where to go instead (应去的部门), Shandong regulation art 35."""

    COURT = "court"
    ARBITRATION = "arbitration"
    POLICE = "police"
    AUTHORITY = "authority"
    RECONSIDERATION = "reconsideration"  # 行政复议
    PETITION_OFFICE = "petition_office"
    OTHER_BODY = "other_body"


class Ground(StrEnum):
    """Why a dispute is not accepted (不予受理理由), WN-02."""

    RESERVED_BY_LAW = "reserved_by_law"
    WITH_AUTHORITY = "with_authority"
    PARTY_REFUSES = "party_refuses"
    CRIMINAL = "criminal"
    NOT_CIVIL = "not_civil"
    ELSEWHERE = "elsewhere"  # WN-03: another committee's place
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Obstacle:
    """A concern that bars acceptance, the rule behind it, and where to go instead."""

    concern: Concern
    rule: str
    go_to: GoTo


_BARS = (
    Obstacle(Concern.RESERVED_BY_LAW, "WN-02", GoTo.AUTHORITY),
    Obstacle(Concern.WITH_COURT, "WN-02", GoTo.COURT),
    Obstacle(Concern.WITH_AUTHORITY, "WN-02", GoTo.AUTHORITY),
    Obstacle(Concern.SETTLED_BY_AUTHORITY, "WN-02", GoTo.AUTHORITY),
    Obstacle(Concern.ADMINISTRATIVE, "SP-08", GoTo.RECONSIDERATION),
    Obstacle(Concern.SUSPECTED_CRIME, "WN-02", GoTo.POLICE),
)
_TO_REPORT = {
    Concern.SUSPECTED_CRIME,  # PML art 25
    Concern.VIOLENCE,  # 反家庭暴力法 art 14
    Concern.MINOR_AT_RISK,  # 未成年人保护法 art 11
    Concern.MASS_INCIDENT,  # PML art 25
    Concern.SUICIDE_RISK,
}


def obstacles(concerns: Collection[str], channel: str = "") -> list[Obstacle]:
    """What bars the dispute from being accepted (order 75 art 22, WN-02).

    What a petition office moves is barred by 鲁信访〔2025〕6号 (SP-08): reserved to an authority, on another track that
    has not finished, or administrative. A dispute with an authority about a civil right is none of these.
    """
    petition = channel == Channel.PETITION
    return [
        Obstacle(bar.concern, "SP-08", bar.go_to) if petition else bar
        for bar in _BARS
        if bar.concern in concerns
    ]


def may_accept(concerns: Collection[str], channel: str = "") -> None:
    """Nothing bars acceptance. Raises RuleBroken `not_acceptable` with the rule and where to go instead."""
    for bar in obstacles(concerns, channel):
        raise RuleBroken("not_acceptable", concern=bar.concern, rule=bar.rule, go_to=bar.go_to)


def may_use_short_form(
    *,
    concerns: Collection[str],
    risk: str,
    claim: Decimal | None,
    people: int,
    alone: bool,
    figures: Limits,
) -> None:
    """The short form is for a simple matter, settled on the spot (WN-04a): no danger, few people who all act for
    themselves (`alone`), a small claim in yuan. Raises RuleBroken `not_simple`."""
    small = claim is None or claim <= figures.short_form_yuan
    if concerns or risk != "none" or not alone or not small or people > figures.short_form_people:
        raise RuleBroken("not_simple", yuan=figures.short_form_yuan, people=figures.short_form_people)


def must_report(concerns: Collection[str], risk: str) -> bool:
    """Whether police or the competent office must be told at once (PML art 25, PM-13; SP-05, SP-06)."""
    return risk == "red" or not _TO_REPORT.isdisjoint(concerns)
