# SPDX-License-Identifier: Apache-2.0
"""What may be complained of, and what may follow."""

from enum import StrEnum

from shared.errors import RuleBroken


class Misconduct(StrEnum):
    """What a mediator is blamed for (PML art 15, PM-05; OMR art 29, CT-22)."""

    FAVOURING = "favouring"  # 偏袒一方当事人
    INSULTING = "insulting"  # 侮辱当事人
    TAKING = "taking"  # 索取、收受财物或者牟取其他不正当利益
    LEAKING = "leaking"  # 泄露个人隐私、商业秘密、调解过程
    FORCING = "forcing"  # 强迫调解
    REFUSING = "refusing"  # 无正当理由多次拒绝
    OTHER = "other"


COURT_KINDS = {  # what a court blames an invited mediator for, as we call it
    "forced_mediation": Misconduct.FORCING,
    "refused_without_reason": Misconduct.REFUSING,
    "took_money": Misconduct.TAKING,
    "leaked": Misconduct.LEAKING,
    "other": Misconduct.OTHER,
}


class State(StrEnum):
    """Where a complaint stands."""

    RECEIVED = "received"
    UNFOUNDED = "unfounded"
    SUSTAINED = "sustained"


class Consequence(StrEnum):
    """What follows from a sustained complaint (PML art 15)."""

    CRITICISED = "criticised"  # 批评教育、责令改正
    SUSPENDED = "suspended"  # 暂停指派
    REMOVED = "removed"  # 罢免、解聘


def may_decide(state: str, judge: str, accused: str) -> None:
    """A complaint is decided once, and never by the one it is about (信访工作条例 art 30, GR-13).

    Raises RuleBroken: complaint_decided, own_complaint.
    """
    if state != State.RECEIVED:
        raise RuleBroken("complaint_decided")
    if judge == accused:
        raise RuleBroken("own_complaint")


def must_follow(sustained: bool, consequence: str | None) -> None:
    """A sustained complaint has a consequence, an unfounded one has none. Raises RuleBroken `consequence_mismatch`."""
    if sustained != (consequence is not None):
        raise RuleBroken("consequence_mismatch")
