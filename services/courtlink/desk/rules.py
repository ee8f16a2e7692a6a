# SPDX-License-Identifier: Apache-2.0
"""What brings a referral to the desk, and until when it is wanted."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from services.courtlink.referrals.rules import NOT_TAKEN, RETURNED, WITH_BODY, State


class Need(StrEnum):
    """Why something lies on the desk (待办类别)."""

    DECIDE = "to_decide"  # 待处理：征询、指定、重新指定
    RETURNED = "returned"  # 已退回、已调成，待法院处理
    RECEIVED = "received"  # 移交收案待答复、逾期未补充
    CONFIRM = "confirmations"  # 司法确认待审查
    RUNNING_OUT = "running_out"  # 期限将满
    FLAG = "red_flags"  # 可疑情形
    RECUSAL = "recusals"  # 回避待决定
    GUIDANCE = "guidance"  # 请求指导
    COMPLAINT = "complaints"  # 投诉待处理
    OFF_ROSTER = "body_off_roster"  # 调解组织已除名而案件未结


JUDGES = frozenset({Need.FLAG, Need.RECUSAL, Need.GUIDANCE, Need.COMPLAINT})  # what only a judge may decide


@dataclass(frozen=True, slots=True)
class Standing:
    """What decides whether a referral needs the court now."""

    state: State
    successor: bool = False
    appoint_by: date | None = None
    choose_by: date | None = None
    last_day: date | None = None
    stands_still: bool = False
    flags_open: bool = False
    recusal_open: bool = False
    off_roster: bool = False


def needs(standing: Standing, *, today: date, warn_days: int) -> list[tuple[Need, date | None]]:
    """Each need with the day until which it is wanted, None where no rule sets one (CT-05, CT-06, CT-15, CT-16, CT-19)."""
    found: list[tuple[Need, date | None]] = []
    if standing.state in {State.ASKING, State.CHOOSING, State.APPOINTING}:
        found.append((Need.DECIDE, standing.appoint_by or standing.choose_by))
    if standing.state in NOT_TAKEN and not standing.successor:
        found.append((Need.DECIDE, None))
    if standing.state in RETURNED:
        found.append((Need.RETURNED, None))
    near = standing.last_day and standing.last_day - timedelta(days=warn_days) <= today
    if standing.state in WITH_BODY and near and not standing.stands_still:
        found.append((Need.RUNNING_OUT, standing.last_day))
    if standing.flags_open:
        found.append((Need.FLAG, None))
    if standing.recusal_open and standing.state in WITH_BODY:
        found.append((Need.RECUSAL, None))
    if standing.off_roster and standing.state in WITH_BODY:
        found.append((Need.OFF_ROSTER, None))
    return found
