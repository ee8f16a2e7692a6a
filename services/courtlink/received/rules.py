# SPDX-License-Identifier: Apache-2.0
"""What the court may do with a pack that mediation handed over, and what each answer must say."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from enum import StrEnum

from shared.errors import RuleBroken

ANSWER_WITHIN_DAYS = 7  # CPL art 126: filed within seven days, or refused by a ruling
ANSWER, COMPLETE = (
    "CPL-126",
    "INT-208",
)  # the limit of the court, and that of the parties once a pack was returned


class State(StrEnum):
    """Where a received case stands (收案状态)."""

    WAITING = "waiting"  # 待处理
    FILED = "filed"  # 已立案
    RETURNED = "returned"  # 已退回补充
    REFUSED = "refused"  # 不予立案


class Answer(StrEnum):
    """What the court does with a pack (处理)."""

    FILE = "filed"
    RETURN = "returned"
    REFUSE = "refused"


class Refusal(StrEnum):
    """Why a court does not file a case (不予立案理由), CPL arts 122, 127."""

    NO_INTEREST = "no_interest"  # 原告与本案没有直接利害关系
    NO_DEFENDANT = "no_defendant"  # 没有明确的被告
    NO_CLAIM = "no_claim"  # 没有具体的诉讼请求和事实理由
    OUTSIDE_COMPETENCE = "outside_competence"  # 不属于人民法院受理范围
    WRONG_COURT = "wrong_court"  # 不属于本院管辖
    ARBITRATION_FIRST = "arbitration_first"  # 应先仲裁
    DECIDED_BEFORE = "decided_before"  # 重复起诉
    NOT_COMPLETED = "not_completed"  # 逾期未补充（解释第二百零八条）


class Route(StrEnum):
    """Where a party may go instead (其他途径)."""

    ARBITRATION = "arbitration"  # 申请仲裁
    ADMINISTRATIVE = "administrative"  # 向行政机关申请处理
    OTHER_COURT = "other_court"  # 向有管辖权的法院起诉
    MEDIATION = "mediation"  # 再次调解
    APPEAL = "appeal"  # 对不予受理裁定上诉
    RETRIAL = "retrial"  # 申请再审


NEXT: Mapping[tuple[Answer, State], State] = {
    (Answer.FILE, State.WAITING): State.FILED,
    (Answer.RETURN, State.WAITING): State.RETURNED,
    (Answer.REFUSE, State.WAITING): State.REFUSED,
    (Answer.REFUSE, State.RETURNED): State.REFUSED,
}


def answered(answer: Answer, state: State) -> State:
    """The state after an answer. Raises RuleBroken `pack_answered`: each version of a pack is answered once.

    What was returned and not completed can still be refused; see `may_refuse_for`.
    """
    try:
        return NEXT[answer, state]
    except KeyError:
        raise RuleBroken("pack_answered", state=state) from None


def may_refuse_for(reason: Refusal, state: State, *, complete_by: date | None, today: date) -> None:
    """A returned pack is refused only for not being completed, and only when the days for it are over (INT art 208).

    Raises RuleBroken: completion_runs, not_completed_unfit.
    """
    if state is State.RETURNED and (complete_by is None or today <= complete_by):
        raise RuleBroken("completion_runs", day=complete_by)
    if (reason is Refusal.NOT_COMPLETED) != (state is State.RETURNED):
        raise RuleBroken("not_completed_unfit", field="reason")


def takes(state: State | None, *, known: int, pack: int, refused_for: str | None = None) -> bool:
    """Whether a pack that arrives is news: the first, or a later version while the court has not filed or refused.

    A version that crossed with a refusal for not being completed is taken too; what comes twice or late changes nothing.
    """
    open_ = state in (State.WAITING, State.RETURNED) or refused_for == Refusal.NOT_COMPLETED
    return state is None or (pack > known and open_)


def must_follow(on: date, *, after: date, today: date) -> None:
    """An answer is dated from the day the pack came up to today. Raises: date_in_future, date_too_early."""
    if on > today:
        raise RuleBroken("date_in_future", field="on")
    if on < after:
        raise RuleBroken("date_too_early", field="on", after=after)


def must_show_a_way(routes: Sequence[Route]) -> None:
    """Nobody is sent away without another way (Shandong regulation art 35; PM-14). Raises RuleBroken `route_needed`."""
    if not routes:
        raise RuleBroken("route_needed", field="routes")


def called(names: Iterable[str | None], body_name: str) -> str:
    """How a pack is told from others in a list: by the parties who consented to be named, else by the body."""
    return "、".join(name for name in names if name) or body_name
