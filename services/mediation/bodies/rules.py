# SPDX-License-Identifier: Apache-2.0
"""What a mediation body is, who may sit in it, for how long, and who may mediate for it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from shared.calendar import add_months, add_working_days
from shared.errors import RuleBroken


class BodyKind(StrEnum):
    """The kinds of bodies (调解组织类型), PML arts 8 and 34; commercial bodies may charge and are no PMC (SP-09)."""

    VILLAGE_PMC = "village_pmc"  # 村（居）调委会
    TOWNSHIP_PMC = "township_pmc"  # 乡镇（街道）调委会
    ENTERPRISE_PMC = "enterprise_pmc"  # 企事业单位调委会
    INDUSTRY_PMC = "industry_pmc"  # 行业性专业性调委会
    STATIONED_ROOM = "stationed_room"  # 派驻调解室
    COMMERCIAL = "commercial"  # 商事调解组织


class Trade(StrEnum):
    """The field of an industry or professional committee (行业、专业领域)."""

    MEDICAL = "medical"  # 医疗纠纷
    LABOUR = "labour"  # 劳动争议
    TRAFFIC = "traffic"  # 道路交通
    PROPERTY = "property"  # 物业
    OTHER = "other"


PMC = {BodyKind.VILLAGE_PMC, BodyKind.TOWNSHIP_PMC, BodyKind.ENTERPRISE_PMC, BodyKind.INDUSTRY_PMC}


class Office(StrEnum):
    """What a member of a committee is (职务)."""

    DIRECTOR = "director"  # 主任
    DEPUTY = "deputy"  # 副主任
    MEMBER = "member"  # 委员


class MediatorKind(StrEnum):
    """Whence a mediator comes (调解员类别), as Linyi recruits them."""

    MEMBER = "member"  # 调委会委员
    FULL_TIME = "full_time"  # 专职
    RESPECTED_VILLAGER = "respected_villager"  # 乡贤
    LAWYER = "lawyer"  # 律师
    RETIRED_JUDGE = "retired_judge"  # 退休法官
    FIVE_ELDERS = "five_elders"  # 五老
    LEGAL_ADVISER = "legal_adviser"  # 村法律顾问
    OTHER = "other"


class Standing(StrEnum):
    """Whether a mediator may take cases."""

    ACTIVE = "active"
    SUSPENDED = "suspended"
    REMOVED = "removed"
    LEFT = "left"


@dataclass(frozen=True, slots=True)
class Seat:
    """One seat of a committee: office and sex (`f` or `m`), which is all that PM-01 asks."""

    office: str
    sex: str


def may_sit(seats: Sequence[Seat]) -> None:
    """Three to nine members, one director, at least one woman (PML art 8, PM-01).

    Raises RuleBroken: committee_size, committee_director, committee_woman.
    """
    if not 3 <= len(seats) <= 9:
        raise RuleBroken("committee_size", count=len(seats))
    if sum(seat.office == Office.DIRECTOR for seat in seats) != 1:
        raise RuleBroken("committee_director")
    if all(seat.sex != "f" for seat in seats):
        raise RuleBroken("committee_woman")


def term_ends_on(elected_on: date, years: int) -> date:
    """The last day of a committee's term (PML art 9, PM-02, D-06)."""
    return add_months(elected_on, 12 * years)


def file_by(trade: str | None, founded_on: date) -> date | None:
    """A new medical committee files with the county's justice bureau within thirty working days
    (医疗纠纷预防和处理条例 art 32, SP-01)."""
    return add_working_days(founded_on, 30) if trade == Trade.MEDICAL else None


def may_take_new_cases(term_end: date | None, today: date) -> None:
    """An expired term bars new assignments; what was signed stays valid (PML art 9, PM-02). Raises RuleBroken `term_expired`."""
    if term_end is not None and today > term_end:
        raise RuleBroken("term_expired", day=term_end)


def is_adult(born_on: date, today: date) -> bool:
    """Mediators are adult citizens (PML art 14, PM-04)."""
    return add_months(born_on, 12 * 18) <= today


def file_number(year: int, body: str, number: int) -> str:
    """`(2026)兰山街道调委会人调字第1号` (WN-08)."""
    return f"({year}){body}人调字第{number}号"
