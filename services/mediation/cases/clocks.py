# SPDX-License-Identifier: Apache-2.0
"""The limits that run in a case: each with what explains it later (D-11), warned of before, escalated once when passed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from mongoengine import (
    BooleanField,
    DateField,
    DateTimeField,
    EmbeddedDocument,
    EmbeddedDocumentListField,
    IntField,
    StringField,
)

from services.mediation.limits import Limits, limits
from shared.calendar import add_working_days, end_of_period, local_date, midnight_after
from shared.errors import RuleBroken


class Unit(StrEnum):
    """What a limit is counted in (D-08)."""

    DAYS = "days"
    WORKING_DAYS = "working_days"
    HOURS = "hours"


@dataclass(frozen=True, slots=True)
class Span:
    """How long a limit is, and whether a last day of rest moves it (D-02, D-09)."""

    length: int
    unit: Unit = Unit.DAYS
    shift: bool = False


class Rule(StrEnum):
    """The limits of a case, by the rule that sets them."""

    DECIDE = "WN-04a"  # 决定是否受理
    MEDIATE = "WN-04"  # 一个月内调结
    MEDICAL = "SP-01"  # 医疗纠纷三十个工作日
    LABOUR = "SP-02"  # 劳动争议十五日
    ACCEPT_REFERRAL = "CT-06"  # 三个工作日内接受委派
    ASK_OTHERS = "CT-08"  # 受理后三个工作日内协助征询
    REFERRAL = "CT-01"  # 委派委托调解期限
    PROPOSAL = "CT-27"  # 调解方案无异议期
    REPORT = "PM-13"  # 报告公安或有关部门
    FOLLOW_UP = "WN-05"  # 回访
    PERFORM = "PM-20"  # 履行到期
    CONFIRM = "CF-01"  # 三十日内申请司法确认
    SUPPLEMENT = "CF-05"  # 法院指定的补正期限
    ENFORCE = "CF-11"  # 二年内申请强制执行
    COMPLETE_PACK = "INT-208"  # 移交法院被退回后的补充期限
    PETITION_ROUTE = "SP-07/route"  # 信访十五日内登记转送
    PETITION_DECIDE = "SP-07"  # 信访六十日内办结


def span_of(rule: Rule, figures: Limits | None = None) -> Span:
    """The length of a limit; that of a referral hangs on its paper and is given by `referral_rules`."""
    figures = figures or limits()
    return {
        Rule.DECIDE: Span(figures.accept_working_days, Unit.WORKING_DAYS),
        Rule.MEDIATE: Span(figures.mediate_days),
        Rule.MEDICAL: Span(30, Unit.WORKING_DAYS),  # 医疗纠纷预防和处理条例 art 38
        Rule.LABOUR: Span(15),  # 劳动争议调解仲裁法 art 14
        Rule.PETITION_ROUTE: Span(15),  # 信访工作条例 art 22
        Rule.PETITION_DECIDE: Span(60),  # 信访工作条例 art 34
        Rule.REPORT: Span(figures.report_hours, Unit.HOURS),
    }[rule]


class Pause(EmbeddedDocument):
    """A time that does not count (中止期间), with its reason (D-11)."""

    since = DateField(required=True)
    until = DateField()
    reason = StringField(required=True)


class Clock(EmbeddedDocument):
    """One running limit. `end` is the last day, None while its year's holidays are not announced (D-10).

    `about` tells clocks of one rule apart: the day of a follow-up, the number of an instalment.
    """

    rule = StringField(required=True, choices=[str(rule) for rule in Rule])
    version = StringField(required=True)
    about = StringField(default="")
    began_at = DateTimeField(required=True)
    start = DateField(required=True)
    length = IntField(required=True)
    unit = StringField(required=True, choices=[str(unit) for unit in Unit])
    shift = BooleanField(default=False)
    warn_days = IntField()
    pauses = EmbeddedDocumentListField(Pause)
    raw_end = DateField()
    end = DateField()
    moment = DateTimeField()
    met_at = DateTimeField()
    warned_at = DateTimeField()
    late_at = DateTimeField()

    @property
    def runs(self) -> bool:
        """Whether it can still pass: neither met, nor escalated, nor paused."""
        return not (self.met_at or self.late_at or self.paused)

    @property
    def paused(self) -> bool:
        """Whether it stands still now (D-11)."""
        return bool(self.pauses and self.pauses[-1].until is None)

    def settle(self) -> None:
        """Find the end again, the pauses taken out. A year that is not announced leaves it open, never guessed (D-10)."""
        try:
            self._settle()
        except RuleBroken as error:
            if error.code != "calendar_missing":
                raise
            self.raw_end = self.end = self.moment = None

    def _settle(self) -> None:
        if self.unit == Unit.HOURS:
            self.moment = self.began_at + timedelta(hours=self.length)
            self.raw_end = self.end = local_date(self.moment)
            return
        if self.unit == Unit.WORKING_DAYS:
            lost = sum(_working_days(p.since, p.until) for p in self.pauses if p.until)
            self.raw_end = self.end = add_working_days(self.start, self.length + lost)
        else:
            lost = sum((p.until - p.since).days for p in self.pauses if p.until)
            found = end_of_period(self.rule, self.start, days=self.length + lost, shift=bool(self.shift))
            self.raw_end, self.end = found.raw_end, found.end
        self.moment = midnight_after(self.end)

    def next_moment(self) -> datetime | None:
        """When time next asks something of it: to warn, then to escalate; a day from now while its end is unknown."""
        if not self.runs or self.moment is None:
            return None
        return self.moment if self.warned_at else max(self.warn_from, self.began_at)

    @property
    def warn_from(self) -> datetime:
        """The moment from which it is warned of."""
        days = limits().warn_days if self.warn_days is None else self.warn_days
        ahead = timedelta(days=days) if self.unit != Unit.HOURS else timedelta(0)
        moment: datetime = self.moment
        return moment - ahead


def _working_days(since: date, until: date) -> int:
    count, day = 0, since
    while day < until:
        day = add_working_days(day, 1)
        count += day <= until
    return count


def start(
    rule: Rule, at: datetime, *, span: Span | None = None, on: date | None = None, about: str = ""
) -> Clock:
    """A limit that begins with an event on the local day `on` (which is not counted, D-01), or at the moment `at`."""
    chosen = span or span_of(rule)
    clock = Clock(
        rule=str(rule),
        version=limits().version,
        about=about,
        began_at=at,
        start=on or local_date(at),
        length=chosen.length,
        unit=str(chosen.unit),
        shift=chosen.shift,
    )
    clock.settle()
    return clock


def fixed(rule: Rule, at: datetime, *, start_on: date, raw_end: date, end: date, about: str = "") -> Clock:
    """A limit whose end another rule has computed: a referral's, a due date."""
    return Clock(
        rule=str(rule),
        version=limits().version,
        about=about,
        began_at=at,
        start=start_on,
        length=(raw_end - start_on).days,
        unit=str(Unit.DAYS),
        shift=raw_end != end,
        raw_end=raw_end,
        end=end,
        moment=midnight_after(end),
    )


def find(clocks: Iterable[Clock], rule: Rule, about: str | None = None) -> Clock | None:
    """The newest clock of a rule, or None."""
    found = [c for c in clocks if c.rule == rule and (about is None or c.about == about)]
    return found[-1] if found else None


def passed(clocks: Iterable[Clock], at: datetime) -> list[Clock]:
    """Note what was warned of and what has passed by `at`; returns the clocks that passed just now."""
    late = []
    for clock in clocks:
        if clock.runs and clock.moment is None:
            clock.settle()
        if not clock.runs or clock.moment is None:
            continue
        if at >= clock.moment:
            clock.warned_at, clock.late_at = clock.warned_at or at, at
            late.append(clock)
        elif not clock.warned_at and at >= clock.warn_from:
            clock.warned_at = at
    return late
