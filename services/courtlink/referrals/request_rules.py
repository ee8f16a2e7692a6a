# SPDX-License-Identifier: Apache-2.0
"""When a court sends a request for mediation before filing back, and what it must say (OMR art 9, CT-04)."""

from collections.abc import Sequence
from enum import StrEnum

from services.courtlink.received.rules import Route
from services.courtlink.referrals.rules import BEFORE_SENDING, Regime, State
from shared.errors import RuleBroken


class Unfit(StrEnum):
    """Why a request goes back (退回诉前调解申请的事由), OMR art 9."""

    OUTSIDE_COMPETENCE = "outside_competence"  # 不属于人民法院受案范围
    WRONG_COURT = "wrong_court"  # 邀请所选组织、调解员的法院没有管辖权
    NOT_ONLINE = "not_online"  # 不适宜在线调解


class Recall(StrEnum):
    """Why a judge takes a referral back (撤回事由)."""

    NUMBER_WRONG = "number_wrong"  # 案号写错
    PARTY_WRONG = "party_wrong"  # 当事人写错
    NOT_NEEDED = "not_needed"  # 不再需要调解


def may_recall(state: State) -> None:
    """A referral is taken back before a body has it, then entered anew; later the body answers. Raises `step_not_open`."""
    if state not in BEFORE_SENDING:
        raise RuleBroken("step_not_open", state=state)


def may_send_back(
    state: State, regime: Regime, ground: Unfit, *, routes: Sequence[Route], right_court: str | None, own: str
) -> None:
    """A request goes back before a body has it: with other routes, with the court that is right, or to the counter.

    A filed suit is no request. Raises RuleBroken: step_not_open, filed_already, route_needed, right_court_needed.
    """
    if regime is not Regime.DELEGATED:
        raise RuleBroken("filed_already")
    if state not in BEFORE_SENDING:
        raise RuleBroken("step_not_open", state=state)
    if ground is Unfit.OUTSIDE_COMPETENCE and not routes:
        raise RuleBroken("route_needed", field="routes")
    if ground is Unfit.WRONG_COURT and right_court in (None, own):
        raise RuleBroken("right_court_needed", field="right_court")
