# SPDX-License-Identifier: Apache-2.0
"""The law of a case that a court referred: its clocks, who may mediate it, what must be done before, what may go back."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from shared.calendar import Deadline, end_of_period, local_date
from shared.errors import RuleBroken

FILE_FIRST_SINCE = date(2025, 1, 1)
EXTENSION_DAYS = 30
CONSENT_HELP_WORKING_DAYS = 3
COURSE_LIMIT = 300


class Regime(StrEnum):
    """By which rules a referral runs (CT-01)."""

    DELEGATED = "delegated_before_filing"  # 诉前委派
    ENTRUSTED = "entrusted_after_filing"  # 立案后委托


class Outcome(StrEnum):
    """How a referred mediation ended (调解结果), CT-16."""

    SUCCEEDED = "succeeded"
    FAILED = "failed"
    UNREACHABLE = "returned_unreachable"
    REFUSED = "returned_refused"


class FailureReason(StrEnum):
    """Why a mediation ended without agreement (终止原因), OMR art 25."""

    UNREACHABLE = "unreachable"
    UNWILLING = "unwilling"
    GAP_TOO_WIDE = "gap_too_wide"
    LIMIT_OVER = "limit_over"
    REFUSED_TO_SIGN = "refused_to_sign"
    OTHER = "other"


class Return(StrEnum):
    """Why a referral goes back before it was mediated (退回原因), CT-08, CT-20."""

    UNREACHABLE = "unreachable"  # 联系不上
    REFUSED = "refused"  # 不同意调解
    MEDIATOR_REFUSED = "mediator_refused"  # 更换后仍不接受又不选定调解员


class Address(StrEnum):
    """Whether a party filled the service-address form (送达地址确认书), CT-09."""

    FILLED = "filled"
    DECLINED = "declined"


class Tie(StrEnum):
    """What binds a mediator to a dispute (披露、回避事由), OMR art 13, IMP art 15."""

    NEAR_RELATIVE = "near_relative"  # 当事人、代理人的近亲属
    INTEREST = "interest"  # 与纠纷有利害关系
    OTHER_TIE = "other_tie"  # 其他可能影响公正的关系


class Conduct(StrEnum):
    """What raised the others' costs (导致他人成本增加的行为), OMR art 21."""

    ABSENT = "absent_without_reason"  # 无正当理由不到场
    BROKE_APPOINTMENT = "changed_mind_after_agreeing"  # 达成一致后无故反悔
    DELAYED = "delayed_on_purpose"  # 故意拖延
    FALSE_WORD = "false_statement"  # 作虚假陈述


class RedFlag(StrEnum):
    """What makes a mediation suspect (虚假调解的可疑情形), CT-15."""

    NO_QUARREL = "no_real_quarrel"  # 双方没有实质对抗
    EVIDENCE = "evidence_looks_made"  # 证据疑似伪造
    THIRD_PERSON = "third_person_harmed"  # 疑似损害案外人
    EVADES_DEBT = "evades_debt_or_enforcement"  # 疑似逃避债务、执行
    NOT_OWN_WILL = "not_own_will"  # 当事人似受他人控制
    SAME_PEOPLE = "same_people_again"  # 同样的人反复成讼


class Topic(StrEnum):
    """What a mediator asks the judges about (业务指导事项)."""

    LAW = "law"  # 法律适用
    PROCEDURE = "procedure"  # 调解程序
    WORDING = "wording"  # 协议条款如何表述
    CONFIRMATION = "confirmation"  # 司法确认
    APPRAISAL = "appraisal"  # 鉴定
    SUSPICION = "suspicion"  # 虚假调解


def regime_of(referred_on: date, told: str | None = None) -> Regime:
    """By the date on the referral paper, never by today (CT-01); a court that begins on another day says so (`told`)."""
    if told:
        return Regime(told)
    return Regime.ENTRUSTED if referred_on >= FILE_FIRST_SINCE else Regime.DELEGATED


def accept_by(landed_at: datetime) -> Deadline:
    """Three working days after the referral landed (OMR art 12, CT-06)."""
    return end_of_period("CT-06", local_date(landed_at), working_days=3)


def begins_on(accepted_on: date, signed_for_on: date | None, clock_from: str) -> date:
    """The day that starts the limit: the first of acceptance and signing for papers, or the later one where the court says so.

    Acceptance by OMR art 24, signing by IMP art 27 and FMO (CT-01).
    """
    days = [day for day in (accepted_on, signed_for_on) if day]
    return max(days) if clock_from == "later" else min(days)


def limit(regime: Regime, procedure: str, began_on: date) -> Deadline:
    """The limit of mediation (CT-01): 30 days delegated, 15 ordinary or 7 simplified entrusted; natural days (D-08)."""
    if regime is Regime.DELEGATED:
        return end_of_period("CT-01/A", began_on, days=30)
    return end_of_period("CT-01/B", began_on, days=7 if procedure == "simplified" else 15)


def extend(raw_end: date, *, extended: bool, refs: Collection[str], agreed: Collection[str]) -> Deadline:
    """One longer limit of 30 days that all parties agreed to (OMR art 24, FMO item 3, CT-01).

    Raises RuleBroken: already_extended, extension_not_agreed.
    """
    if extended:
        raise RuleBroken("already_extended")
    if lack := sorted(set(refs) - set(agreed)):
        raise RuleBroken("extension_not_agreed", ref="、".join(lack))
    return end_of_period("CT-01/extension", raw_end, days=EXTENSION_DAYS)


def may_stand_still(regime: Regime) -> None:
    """Only before filing does the time of an appraisal not count (OMR art 26, CT-17). Raises `appraisal_counts`."""
    if regime is not Regime.DELEGATED:
        raise RuleBroken("appraisal_counts")


@dataclass(frozen=True, slots=True)
class Prepared:
    """What was done with a party before the first meeting."""

    identity_checked: bool
    warned: bool
    address: str | None


def must_be_prepared(regime: Regime, parties: Iterable[tuple[str, Prepared | None]]) -> None:
    """Before a meeting: identity checked, told of false mediation, rights, rules and effect; before filing also asked for
    the service-address form (OMR art 17, IMP art 14, CT-09). Raises RuleBroken `party_not_prepared`."""
    for name, done in parties:
        ready = done is not None and done.identity_checked and done.warned
        if not ready or (regime is Regime.DELEGATED and done is not None and not done.address):
            raise RuleBroken("party_not_prepared", party=name)


def may_meet_online(agreed: Mapping[str, bool]) -> None:
    """A court's case is mediated online only with every party's consent (OMR art 4, CT-02); else on the spot (art 16, CT-10).

    Raises RuleBroken `online_not_agreed`.
    """
    if lack := sorted(ref for ref, yes in agreed.items() if not yes):
        raise RuleBroken("online_not_agreed", ref="、".join(lack))


def may_meet_apart_in_time(agreed: Mapping[str, bool]) -> None:
    """An online meeting at separate times needs every party's consent (OMR art 16, CT-10). Raises `separate_times_not_agreed`."""
    if lack := sorted(ref for ref, yes in agreed.items() if not yes):
        raise RuleBroken("separate_times_not_agreed", ref="、".join(lack))


def recording_may_stand_alone(agreed: Mapping[str, bool]) -> None:
    """A recording replaces the written record only if every party clearly agreed (OMR art 22, CT-14).

    Raises RuleBroken `recording_not_agreed`.
    """
    if lack := sorted(ref for ref, yes in agreed.items() if not yes):
        raise RuleBroken("recording_not_agreed", ref="、".join(lack))


def may_decide_recusal(decider: str, mediator: str) -> None:
    """Body or court decides, never the mediator it is about (IMP art 15, CT-19). Raises RuleBroken `own_recusal`."""
    if decider == mediator:
        raise RuleBroken("own_recusal")


def may_mediate(*, disclosed: bool, accepted: bool, recusal_open: bool) -> None:
    """Who disclosed a tie goes on only with every party's consent (OMR art 13, CT-18), and waits while a recusal is open.

    Raises RuleBroken: tie_not_accepted, recusal_open.
    """
    if disclosed and not accepted:
        raise RuleBroken("tie_not_accepted")
    if recusal_open:
        raise RuleBroken("recusal_open")


def counts_as_refusal(objections: Iterable[str], ref: str) -> None:
    """Who objected, got another mediator, and still will not have or choose one refuses to mediate (OMR art 14, CT-20).

    Raises RuleBroken `no_change_yet` when no mediator was changed for this party.
    """
    if not any(objection.startswith(f"{ref}:") for objection in objections):
        raise RuleBroken("no_change_yet")


_PRIVATE = re.compile(
    "背靠背|背对背|单独|私下|底线|让步|承认|愿意?(付|出|赔)|报价|出价|方案|胜诉|败诉|理亏|应当(支持|承担)"
)
_MONEY = re.compile(r"\d[\d,，.]*\s*(元|万|块)|[一二三四五六七八九十百千万]+(元|块|万)")


def must_be_neutral(*words: str) -> None:
    """The words of a failure paper tell the course and no offer, concession, sum or opinion (OMR art 21, CT-13, CT-23).

    A screen before the second reader, not instead of one. Raises RuleBroken `not_neutral`, naming what to take out.
    """
    for text in words:
        if found := _PRIVATE.search(text) or _MONEY.search(text):
            raise RuleBroken("not_neutral", word=found[0])


def may_review(writer: str, reviewer: str) -> None:
    """Whoever wrote a failure paper does not review it (table 6.3). Raises RuleBroken `own_paper`."""
    if writer == reviewer:
        raise RuleBroken("own_paper")


_LAWS = (
    *(
        "宪法",
        "民法典",
        "刑法",
        "民事诉讼法",
        "行政诉讼法",
        "刑事诉讼法",
        "仲裁法",
        "人民调解法",
        "劳动争议调解仲裁法",
    ),
    *(
        "农村土地承包经营纠纷调解仲裁法",
        "劳动法",
        "劳动合同法",
        "工伤保险条例",
        "社会保险法",
        "保障农民工工资支付条例",
    ),
    *(
        "土地管理法",
        "土地管理法实施条例",
        "农村土地承包法",
        "村民委员会组织法",
        "城市居民委员会组织法",
        "水法",
        "森林法",
    ),
    *(
        "草原法",
        "渔业法",
        "环境保护法",
        "噪声污染防治法",
        "道路交通安全法",
        "道路交通安全法实施条例",
        "消费者权益保护法",
    ),
    *(
        "产品质量法",
        "食品安全法",
        "农产品质量安全法",
        "种子法",
        "电子商务法",
        "个人信息保护法",
        "保险法",
        "公司法",
        "价格法",
    ),
    *(
        "合伙企业法",
        "农民专业合作社法",
        "建筑法",
        "城市房地产管理法",
        "物业管理条例",
        "国有土地上房屋征收与补偿条例",
    ),
    *(
        "妇女权益保障法",
        "老年人权益保障法",
        "未成年人保护法",
        "残疾人保障法",
        "反家庭暴力法",
        "婚姻登记条例",
        "教育法",
    ),
    *(
        "医疗事故处理条例",
        "医疗纠纷预防和处理条例",
        "基本医疗卫生与健康促进法",
        "精神卫生法",
        "治安管理处罚法",
        "信访工作条例",
    ),
    *("山东省多元化解纠纷促进条例", "山东省物业管理条例", "人民调解委员会组织条例"),
)
_NUMERAL = r"[一二三四五六七八九十百千零\d]{1,12}"
_ARTICLE = re.compile(
    rf"《?(?:中华人民共和国)?(?:{'|'.join(_LAWS)})》?第{_NUMERAL}条(?:之[一二三四五])?(?:第{_NUMERAL}款)?(?:第{_NUMERAL}项)?"
)


def must_be_article(text: str) -> None:
    """Nothing, or an article of one of the laws that disputes turn on: no room for a word of the case (table 6.3).

    Raises RuleBroken `article_unclear`.
    """
    if text and not _ARTICLE.fullmatch(text):
        raise RuleBroken("article_unclear", field="article")
