# SPDX-License-Identifier: Apache-2.0
"""What may be counted as prevented, and who may say so (ST-04)."""

from collections.abc import Collection
from enum import StrEnum

from shared.errors import RuleBroken


class Prevented(StrEnum):
    """What a mediator found or kept from happening (预防), ST-04."""

    FOUND = "found"  # 排查纠纷
    PREVENTED = "prevented"  # 预防纠纷
    SUICIDE = "suicide"  # 防止民间纠纷引起自杀
    CRIME = "crime"  # 防止民转刑
    GROUP_PETITION = "group_petition"  # 防止群体性上访
    GROUP_FIGHT = "group_fight"  # 防止群体性械斗


class State(StrEnum):
    """Where a count stands."""

    CLAIMED = "claimed"
    CONFIRMED = "confirmed"
    REJECTED = "rejected"


def must_have_evidence(evidence: Collection[str], of_case: Collection[str]) -> None:
    """A count has files of its case as evidence (ST-04). Raises RuleBroken `evidence_missing`."""
    if not evidence or not set(evidence) <= set(of_case):
        raise RuleBroken("evidence_missing")


def may_judge(state: str, claimed_by: str, judge: str) -> None:
    """A count is judged once, by a second person (ST-04). Raises RuleBroken: count_judged, own_count."""
    if state != State.CLAIMED:
        raise RuleBroken("count_judged")
    if claimed_by == judge:
        raise RuleBroken("own_count")
