# SPDX-License-Identifier: Apache-2.0
"""What a trial team is, how a body is paired with it in writing, and who stands in while a judge is away."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from shared.errors import RuleBroken


class Seat(StrEnum):
    """What somebody is in a team (团队职务)."""

    JUDGE = "judge"  # 法官
    CLERK = "clerk"  # 书记员、法官助理


class Partner(StrEnum):
    """The kind of an embedded body (嵌入的解纷组织), section 6.6: 总对总 partners, and the grass roots of 三进."""

    PMC = "pmc"  # 人民调解委员会
    TRADE_UNION = "trade_union"  # 总工会
    WOMEN = "womens_federation"  # 妇联
    ARTS = "arts_federation"  # 文联
    OVERSEAS_CHINESE = "overseas_chinese"  # 侨联
    TRADE_PROMOTION = "trade_promotion"  # 贸促会
    DISABLED = "disabled_federation"  # 残联
    INDUSTRY_COMMERCE = "industry_commerce"  # 工商联
    TAIWAN_AFFAIRS = "taiwan_affairs"  # 台办
    DEVELOPMENT_REFORM = "development_reform"  # 发改委（价格争议）
    HUMAN_RESOURCES = "human_resources"  # 人社部门
    HOUSING = "housing"  # 住建部门
    VETERANS = "veterans"  # 退役军人事务部门
    CENTRAL_BANK = "central_bank"  # 人民银行
    FINANCIAL_REGULATOR = "financial_regulator"  # 金融监管总局
    SECURITIES = "securities"  # 证监会
    INTELLECTUAL_PROPERTY = "intellectual_property"  # 知识产权局
    SMALL_BUSINESS = "small_business"  # 中小企业协会
    GOVERNANCE_CENTRE = "governance_centre"  # 综治中心
    JUSTICE_OFFICE = "justice_office"  # 司法所
    POLICE = "police"  # 派出所
    CIVIL_AFFAIRS = "civil_affairs"  # 民政
    MARKET = "market_regulator"  # 市场监管
    LAND = "land"  # 土地
    LAWYERS = "lawyers"  # 律师调解
    COMMERCIAL = "commercial"  # 商事调解组织
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Absence:
    """One judge stands in for another on these days, both included."""

    absent: str
    deputy: str
    since: date
    until: date

    def holds(self, today: date) -> bool:
        """Whether it holds today."""
        return self.since <= today <= self.until


def must_be_of_court(account: str, people: Iterable[str]) -> None:
    """Only judges and clerks of the court sit in its teams. Raises RuleBroken `not_of_this_court`."""
    if account not in people:
        raise RuleBroken("not_of_this_court", field="account")


def dates_in_order(since: date, until: date | None) -> None:
    """Raises RuleBroken `dates_reversed`."""
    if until is not None and until < since:
        raise RuleBroken("dates_reversed")


def may_pair(name: str, paper: str, signed_on: date, since: date, until: date | None, today: date) -> None:
    """A pairing (嵌入式结对) is in writing, signed, and has its days (section 6.6); a body that is not on the roster is named.

    Raises RuleBroken: body_name_needed, pairing_paper_needed, date_in_future, dates_reversed.
    """
    if not name.strip():
        raise RuleBroken("body_name_needed", field="body_name")
    if not paper.strip():
        raise RuleBroken("pairing_paper_needed")
    if signed_on > today:
        raise RuleBroken("date_in_future", field="signed_on")
    dates_in_order(since, until)


def may_delegate(new: Absence, others: Iterable[Absence], judges: Iterable[str]) -> None:
    """A judge of the team is away and another of the court stands in; one deputy at a time.

    Raises RuleBroken: dates_reversed, not_in_team, own_deputy, delegated_twice.
    """
    dates_in_order(new.since, new.until)
    if new.absent not in judges:
        raise RuleBroken("not_in_team")
    if new.absent == new.deputy:
        raise RuleBroken("own_deputy")
    for one in others:
        if one.absent == new.absent and new.since <= one.until and one.since <= new.until:
            raise RuleBroken("delegated_twice", since=one.since, until=one.until)


def must_be_theirs(actor: str, members: Iterable[str], deputies: Iterable[str]) -> None:
    """The team's own people decide its cases, or who stands in for them. Raises RuleBroken `not_your_team`."""
    if actor not in {*members, *deputies}:
        raise RuleBroken("not_your_team")
