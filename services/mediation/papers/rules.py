# SPDX-License-Identifier: Apache-2.0
"""Which papers a case folder needs, and how long it is kept (WN-06, WN-11)."""

from dataclasses import dataclass
from enum import StrEnum


class Form(StrEnum):
    """The papers of a folder, in its order (司法部调解文书格式, WN-07)."""

    APPLICATION = "application"  # 申请书
    INTAKE = "intake"  # 受理登记表
    RIGHTS_NOTICE = "rights_notice"  # 权利义务告知书
    RECORD = "record"  # 调解记录
    AGREEMENT = "agreement"  # 调解协议书
    ORAL_AGREEMENT = "oral_agreement"  # 口头协议登记表
    REMEDIES_NOTICE = "remedies_notice"  # 终止调解告知书
    FOLLOW_UP = "follow_up"  # 回访记录
    CLOSING_REPORT = "closing_report"  # 结案报告表


class Retention(StrEnum):
    """How long a folder is kept (保管期限), WN-11."""

    SHORT = "short"  # 短期
    LONG = "long"  # 长期
    PERMANENT = "permanent"  # 永久


@dataclass(frozen=True, slots=True)
class Contents:
    """What a case has, as far as its papers go."""

    noticed: bool
    sessions: int
    agreement: str | None
    agreement_complete: bool
    ended_without: bool
    remedies_told: bool
    follow_ups: int
    closed: bool


def forms_of(has: Contents) -> list[Form]:
    """The papers that the folder of this case has (WN-06), in order."""
    wanted = {
        Form.APPLICATION: True,
        Form.INTAKE: True,
        Form.RIGHTS_NOTICE: has.noticed,
        Form.RECORD: has.sessions > 0,
        Form.AGREEMENT: has.agreement not in (None, "oral", "none"),
        Form.ORAL_AGREEMENT: has.agreement == "oral",
        Form.REMEDIES_NOTICE: has.remedies_told,
        Form.FOLLOW_UP: has.follow_ups > 0,
        Form.CLOSING_REPORT: has.closed,
    }
    return [form for form, there in wanted.items() if there]


def missing(has: Contents) -> list[Form]:
    """The papers without which the folder is not complete (WN-06, PM-14, PM-15)."""
    lack = []
    if not has.noticed:
        lack.append(Form.RIGHTS_NOTICE)
    if not has.sessions and not has.ended_without:
        lack.append(Form.RECORD)
    if has.agreement is None and not has.ended_without:
        lack.append(Form.AGREEMENT)
    elif has.agreement and not has.agreement_complete:
        lack.append(Form.ORAL_AGREEMENT if has.agreement == "oral" else Form.AGREEMENT)
    if has.ended_without and not has.remedies_told:
        lack.append(Form.REMEDIES_NOTICE)
    return lack


def retention(*, category: str, risk: str, agreed: bool) -> Retention:
    """By type and content (Qihe county, WN-11): danger and status for ever, agreements long, the rest short."""
    if risk in ("orange", "red") or category in ("医疗纠纷", "征地拆迁纠纷", "山林土地纠纷"):
        return Retention.PERMANENT
    return Retention.LONG if agreed else Retention.SHORT
