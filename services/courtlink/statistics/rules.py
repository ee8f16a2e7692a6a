# SPDX-License-Identifier: Apache-2.0
"""What is counted of a referral and of a confirmation, and how the counts make lines that add up (issue 5.10, ST-06)."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from shared.rates import Rate

NOBODY = "—"


class Stand(StrEnum):
    """How a referral counts; each counts once (委派委托的去向)."""

    PREPARED = "prepared"  # 征询、选定中
    NOT_CONSENTED = "not_consented"  # 不同意调解
    SENT_BACK = "sent_back"  # 申请退回
    WAITING = "waiting"  # 待接受
    DECLINED = "declined"  # 不予接受
    LAPSED = "lapsed"  # 逾期未接受
    OPEN = "open"  # 调解中
    SETTLED = "settled"  # 调解成功
    FAILED = "failed"  # 调解不成
    UNREACHABLE = "unreachable"  # 联系不上
    REFUSED = "refused"  # 一方不同意


_BY_OUTCOME = {
    "succeeded": Stand.SETTLED,
    "failed": Stand.FAILED,
    "returned_unreachable": Stand.UNREACHABLE,
    "returned_refused": Stand.REFUSED,
}
_BY_ANSWER = {"accepted": Stand.OPEN, "declined": Stand.DECLINED, "lapsed": Stand.LAPSED}
_ACCEPTED = (Stand.OPEN, Stand.SETTLED, Stand.FAILED, Stand.UNREACHABLE, Stand.REFUSED)
_PERFORMED = {"performed_in_full", "performed_after_enforcement"}
_UNDECIDED = {"", "unknown", "pending", "ongoing_duties"}


def stand_of(state: str, answer: str, outcome: str) -> Stand:
    """How a referral counts, by its facts; what was sent to a body and not answered waits."""
    if outcome:
        return _BY_OUTCOME[outcome]
    if answer:
        return _BY_ANSWER[answer]
    if state in (Stand.NOT_CONSENTED, Stand.SENT_BACK):
        return Stand(state)
    return Stand.WAITING if state == "received" else Stand.PREPARED


@dataclass(frozen=True, slots=True)
class Counted:
    """What counts of one referral. `days` are natural days from its arrival to its end, where it has ended."""

    court: str
    month: str
    stand: Stand
    team: str = NOBODY
    body: str = NOBODY
    mediators: tuple[str, ...] = ()
    reason: str = ""
    days: int | None = None
    performance: str = ""
    disposition: str = ""


@dataclass(slots=True)
class Line:
    """The counts of a court, team, body, mediator, month, or of all."""

    stands: Counter[str] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)
    dispositions: Counter[str] = field(default_factory=Counter)
    days: int = 0
    ended: int = 0
    performed: int = 0
    due: int = 0

    def add(self, one: Counted) -> None:
        """Count one referral."""
        self.stands[one.stand] += 1
        if one.stand is Stand.FAILED:
            self.reasons[one.reason or NOBODY] += 1
        if one.disposition:
            self.dispositions[one.disposition] += 1
        if one.days is not None:
            self.days, self.ended = self.days + one.days, self.ended + 1
        if one.stand is Stand.SETTLED and one.performance not in _UNDECIDED:
            self.due += 1
            self.performed += one.performance in _PERFORMED

    @property
    def referred(self) -> int:
        """All of them: the sum of how they stand."""
        return self.stands.total()

    @property
    def accepted(self) -> int:
        """Those that a body took."""
        return sum(self.stands[stand] for stand in _ACCEPTED)

    @property
    def acceptance(self) -> Rate:
        """Accepted over answered in time or lapsed (接受率)."""
        return Rate(self.accepted, self.accepted + self.stands[Stand.DECLINED] + self.stands[Stand.LAPSED])

    @property
    def success(self) -> Rate:
        """Settled over settled and failed; who could not be reached or refused counts on no side (调解成功率, ST-06)."""
        return Rate(self.stands[Stand.SETTLED], self.stands[Stand.SETTLED] + self.stands[Stand.FAILED])

    @property
    def performance(self) -> Rate:
        """Performed in full over settled whose performance is known (履行率)."""
        return Rate(self.performed, self.due)

    @property
    def days_each(self) -> float | None:
        """Days used for one referral that ended, with one decimal (平均用时)."""
        return round(self.days / self.ended, 1) if self.ended else None


@dataclass(frozen=True, slots=True)
class Applied:
    """What counts of one offered confirmation. `state` is its state, `ground` why it was not taken or was rejected."""

    court: str
    body: str
    state: str
    ground: str = ""
    applied: bool = False
    taken: bool = False


@dataclass(slots=True)
class Confirmed:
    """The counts of confirmations: `offered` but for the blocked, `applied` and `taken` whatever came after, `states` now."""

    offered: int = 0
    applied: int = 0
    taken: int = 0
    states: Counter[str] = field(default_factory=Counter)
    not_taken: Counter[str] = field(default_factory=Counter)
    rejected: Counter[str] = field(default_factory=Counter)

    def add(self, one: Applied) -> None:
        """Count one."""
        self.offered += one.state != "blocked"
        self.applied += one.applied
        self.taken += one.taken
        self.states[one.state] += 1
        if one.state == "not_taken":
            self.not_taken[one.ground or NOBODY] += 1
        if one.state == "rejected":
            self.rejected[one.ground or NOBODY] += 1

    @property
    def confirmed(self) -> Rate:
        """Confirmed over decided by a ruling, those that were revoked among them (确认率)."""
        done = self.states["confirmed"]
        return Rate(done, done + self.states["rejected"] + self.states["revoked"])


@dataclass(slots=True)
class Table:
    """The counts of a period. A referral with two mediators stands in two lines of `by_mediator`; all others add up."""

    total: Line = field(default_factory=Line)
    by_court: dict[str, Line] = field(default_factory=dict)
    by_team: dict[str, Line] = field(default_factory=dict)
    by_body: dict[str, Line] = field(default_factory=dict)
    by_mediator: dict[str, Line] = field(default_factory=dict)
    by_month: dict[str, Line] = field(default_factory=dict)
    confirmations: Confirmed = field(default_factory=Confirmed)
    confirmations_by_court: dict[str, Confirmed] = field(default_factory=dict)
    confirmations_by_body: dict[str, Confirmed] = field(default_factory=dict)


_KEYS: Mapping[str, Callable[[Counted], Iterable[str]]] = {
    "by_court": lambda one: (one.court,),
    "by_team": lambda one: (one.team,),
    "by_body": lambda one: (one.body,),
    "by_mediator": lambda one: one.mediators or (NOBODY,),
    "by_month": lambda one: (one.month,),
}


def tabulate(referrals: Iterable[Counted], confirmations: Iterable[Applied]) -> Table:
    """Count what the readers gave."""
    table = Table()
    for one in referrals:
        table.total.add(one)
        for name, keys in _KEYS.items():
            for key in keys(one):
                getattr(table, name).setdefault(key, Line()).add(one)
    for applied in confirmations:
        table.confirmations.add(applied)
        table.confirmations_by_court.setdefault(applied.court, Confirmed()).add(applied)
        table.confirmations_by_body.setdefault(applied.body, Confirmed()).add(applied)
    return table
