# SPDX-License-Identifier: Apache-2.0
"""The figures of one case: how it ended, how long it took, what a court would confirm and until when."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from services.mediation.cases.rules import ENFORCEABLE_FORMS, Form, Performance

CONFIRM_WITHIN = timedelta(days=30)


class Ending(StrEnum):
    """How a case ended (处理结果)."""

    OPEN = "open"  # 办理中
    AGREED = "agreed"  # 达成协议
    CLOSED_PERFORMED = "closed_performed"  # 协议履行完毕
    PERFORMED_NO_AGREEMENT = "closed_performed_no_agreement"  # 未签协议而履行完毕
    AFTER_BREACH = "agreed_after_breach"  # 违约后再次达成协议
    ENFORCED = "enforced"  # 经强制执行履行
    PARTIAL = "partially_resolved"  # 部分化解
    NO_MEDIATION = "closed_no_mediation"  # 未经调解而处理
    BREACHED = "agreement_breached"  # 协议被违反
    TERMINATED = "terminated"  # 调解不成
    WITHDRAWN = "withdrawn"  # 撤回
    NOT_ACCEPTED = "not_accepted"  # 不予受理


@dataclass(frozen=True, slots=True)
class Facts:
    """What decides how a case ended."""

    state: str
    form: str | None
    performance: str
    partial: bool = False
    earlier_breach: bool = False


def ending(facts: Facts) -> Ending:
    """How the case ended, by what is recorded of it. The most telling fact wins."""
    if facts.form is None:
        return {
            "terminated": Ending.TERMINATED,
            "withdrawn": Ending.WITHDRAWN,
            "not_accepted": Ending.NOT_ACCEPTED,
        }.get(facts.state, Ending.OPEN)
    if facts.form == Form.DECISION:
        return Ending.NO_MEDIATION
    if facts.partial:
        return Ending.PARTIAL
    if facts.performance == Performance.ENFORCED:
        return Ending.ENFORCED
    if facts.performance == Performance.BREACHED:
        return Ending.BREACHED
    if facts.earlier_breach:
        return Ending.AFTER_BREACH
    if facts.performance == Performance.FULL:
        return Ending.PERFORMED_NO_AGREEMENT if facts.form == Form.NONE else Ending.CLOSED_PERFORMED
    return Ending.AGREED


def is_confirmable(form: str | None, blockers: list[str]) -> bool:
    """Whether a court could confirm (CPL art 205): a written agreement of a body, and nothing of CF-07 in it."""
    return form in ENFORCEABLE_FORMS and not blockers


def confirmation_deadline(effective_on: date | None) -> date | None:
    """The thirtieth day after effect, not shifted (CPL art 205, PM-22); a court's clerk sees the shifted day (D-02)."""
    return effective_on + CONFIRM_WITHIN if effective_on else None
