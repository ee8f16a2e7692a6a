# SPDX-License-Identifier: Apache-2.0
"""Which papers a case folder needs, and how long it is kept (WN-06, WN-11)."""

from dataclasses import dataclass
from enum import StrEnum


class Form(StrEnum):
    """The papers of a folder, in its order (司法部调解文书格式, WN-07)."""

    APPLICATION = "application"  # 申请书
    INTAKE = "intake"  # 受理登记表
    RIGHTS_NOTICE = "rights_notice"  # 权利义务告知书
    INVESTIGATION = "investigation"  # 调查记录
    RECORD = "record"  # 调解记录
    AGREEMENT = "agreement"  # 调解协议书
    ORAL_AGREEMENT = "oral_agreement"  # 口头协议登记表
    REMEDIES_NOTICE = "remedies_notice"  # 终止调解告知书
    ARBITRATION_NOTICE = "arbitration_notice"  # 劳动仲裁告知书
    PAYMENT_ORDER = "payment_order"  # 支付令申请书
    FOLLOW_UP = "follow_up"  # 回访记录
    CLOSING_REPORT = "closing_report"  # 结案报告表


INTERNAL = {
    Form.INVESTIGATION,
    Form.FOLLOW_UP,
}  # what one person told the mediators, which no party reads of another


TITLES = {
    Form.APPLICATION: "人民调解申请书",
    Form.INTAKE: "人民调解受理登记表",
    Form.RIGHTS_NOTICE: "当事人权利义务告知书",
    Form.INVESTIGATION: "调查记录",
    Form.RECORD: "人民调解记录",
    Form.AGREEMENT: "人民调解协议书",
    Form.ORAL_AGREEMENT: "人民调解口头协议登记表",
    Form.REMEDIES_NOTICE: "终止调解告知书",
    Form.ARBITRATION_NOTICE: "劳动争议可以申请仲裁告知书",
    Form.PAYMENT_ORDER: "支付令申请书",
    Form.FOLLOW_UP: "人民调解回访记录",
    Form.CLOSING_REPORT: "结案报告表",
}
SCANS = {  # papers that are kept as files (WN-06)
    "identity": "身份证明",
    "proxy": "授权委托书",
    "signed": "签名盖章的协议扫描件",
    "record": "纸质笔录",
    "proof": "履行凭证",
    "property": "财产权利证明",
    "other": "其他证据",
}


class Retention(StrEnum):
    """How long a folder is kept (保管期限), WN-11."""

    SHORT = "short"  # 短期
    LONG = "long"  # 长期
    PERMANENT = "permanent"  # 永久


@dataclass(frozen=True, slots=True)
class Contents:
    """What a case has, as far as its papers go. `identified` and `empowered` are the letters of parties whose identity
    paper, or whose agent's proxy, is there or was said not to be had; `agents` of those who have an agent. What `ended_without`
    an agreement has failed, unless it was `withdrawn` or never accepted."""

    noticed: bool
    sessions: int
    agreement: str | None
    agreement_complete: bool
    ended_without: bool
    remedies_told: bool
    follow_ups: int
    closed: bool
    withdrawn: bool = False
    short_form: bool = False
    investigations: int = 0
    parties: frozenset[str] = frozenset()
    identified: frozenset[str] = frozenset()
    agents: frozenset[str] = frozenset()
    empowered: frozenset[str] = frozenset()
    ink_needed: bool = False
    ink_kept: bool = False
    arbitration_open: bool = False
    payment_order_open: bool = False


def forms_of(has: Contents) -> list[Form]:
    """The papers that the folder of this case has (WN-06), in order; the short form of intake needs no application."""
    wanted = {
        Form.APPLICATION: not has.short_form,
        Form.INTAKE: True,
        Form.RIGHTS_NOTICE: has.noticed,
        Form.INVESTIGATION: has.investigations > 0,
        Form.RECORD: has.sessions > 0,
        Form.AGREEMENT: has.agreement not in (None, "oral", "none"),
        Form.ORAL_AGREEMENT: has.agreement == "oral",
        Form.REMEDIES_NOTICE: has.remedies_told,
        Form.ARBITRATION_NOTICE: has.arbitration_open,
        Form.PAYMENT_ORDER: has.payment_order_open,
        Form.FOLLOW_UP: has.follow_ups > 0,
        Form.CLOSING_REPORT: has.closed,
    }
    return [form for form, there in wanted.items() if there]


@dataclass(frozen=True, slots=True)
class Lack:
    """A paper that is missing: its code, and for papers of one party its letter."""

    form: str
    ref: str = ""

    def __str__(self) -> str:
        """As a code: `identity:A`."""
        return f"{self.form}:{self.ref}" if self.ref else str(self.form)

    @property
    def title(self) -> str:
        """As people call it: `身份证明（当事人A）`."""
        name = SCANS.get(self.form) or TITLES[Form(self.form)]
        return f"{name}（当事人{self.ref}）" if self.ref else name


def missing(has: Contents) -> list[Lack]:
    """The papers without which the folder is not complete (WN-06, PM-14, PM-15).

    A dispute that ended without an agreement needs only that the parties were told of other routes, if it failed. Of files: each party's identity paper, each agent's proxy, the ink scan where e-signing is barred (SP-10).
    """
    if has.ended_without:
        return [] if has.remedies_told or has.withdrawn else [Lack(Form.REMEDIES_NOTICE)]
    lack = [] if has.noticed else [Lack(Form.RIGHTS_NOTICE)]
    if not has.sessions:
        lack.append(Lack(Form.RECORD))
    if has.agreement is None:
        lack.append(Lack(Form.AGREEMENT))
    elif has.agreement in _WITH_ACTS and not has.agreement_complete:
        lack.append(Lack(Form.ORAL_AGREEMENT if has.agreement == "oral" else Form.AGREEMENT))
    lack += [Lack("identity", ref) for ref in sorted(has.parties - has.identified)]
    lack += [Lack("proxy", ref) for ref in sorted(has.agents - has.empowered)]
    lack += [Lack("signed")] if has.ink_needed and not has.ink_kept else []
    return lack


_WITH_ACTS = {"written", "written_by_post", "oral"}


def retention(*, category: str, risk: str, agreed: bool) -> Retention:
    """By type and content (Qihe county, WN-11): danger and status for ever, agreements long, the rest short."""
    if risk in ("orange", "red") or category in ("医疗纠纷", "征地拆迁纠纷", "山林土地纠纷"):
        return Retention.PERMANENT
    return Retention.LONG if agreed else Retention.SHORT
