# SPDX-License-Identifier: Apache-2.0
"""What is counted of a dispute and how rates are made (ST-05, ST-06): every rate with both its sides, small ones hidden."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from services.mediation.cases.rules import Form
from services.mediation.cases.suitability import Channel
from shared.rates import Rate

SOURCES = {  # ST-05
    Channel.APPLIED: "当事人申请",
    Channel.REOPENED: "当事人申请",
    Channel.OFFERED: "主动调解",
    Channel.GRID: "主动调解",
    Channel.POLICE: "公安移送",
    Channel.POLICE_GUIDANCE: "公安移送",
    Channel.PETITION: "信访移送",
    Channel.GOVERNMENT: "政府交办",
    Channel.COURT_GUIDANCE: "法院委派委托",
    Channel.COURT_REFERRAL: "法院委派委托",
    Channel.LEDGER: "当事人申请",
}
FROM_LEDGERS = "台账录入"  # rows of ledgers, which tell no source that could be relied on
UNTOLD = "未注明类别"
_UNTOLD_FORMS = (None, Form.UNRECORDED, Form.WRITTEN_UNKNOWN)


@dataclass(frozen=True, slots=True)
class Counted:
    """What counts of one dispute. `outcome` is agreed, failed, open or left_out; `place` its township, or what is known.

    `confirmed` and `reopened` are None where a ledger does not tell.
    """

    category: str
    source: str
    outcome: str
    place: str = ""
    form: str | None = None
    amount: Decimal = Decimal(0)
    performed: bool = False
    due: bool = False
    confirmed: bool | None = False
    reopened: bool | None = False
    visits: int = 0


def outcome(state: str, form: str | None, sessions: int) -> str:
    """How a case counts (ST-06): what was not accepted, or refused or withdrawn before the first session, on no side."""
    if state in ("agreed", "closed") and form not in (None, "none"):
        return "agreed"
    if state in ("not_accepted", "lapsed"):
        return "left_out"
    if state in ("terminated", "withdrawn", "closed"):
        return "failed" if sessions else "left_out"
    return "open"


def outcome_of(case: Mapping[str, Any]) -> str:
    """How a stored case counts; sessions before us and corrections are none of its own."""
    own = [s for s in case.get("sessions", []) if not s.get("corrects") and not s.get("before_us")]
    return outcome(case["state"], (case.get("agreement") or {}).get("form"), len(own))


def written_or_oral(form: str | None) -> str | None:
    """As what an agreement of this form counts: written, oral, or None where nobody knows."""
    if form in _UNTOLD_FORMS:
        return None
    return "oral" if form == Form.ORAL else "written"


@dataclass(slots=True)
class Line:
    """The counts of one category, or of all."""

    taken: int = 0
    agreed: int = 0
    failed: int = 0
    open: int = 0
    left_out: int = 0
    oral: int = 0
    written: int = 0
    untold: int = 0
    amount: Decimal = Decimal(0)
    performed: int = 0
    due: int = 0
    confirmed: int = 0
    confirmation_told: int = 0
    reopened: int = 0
    again_told: int = 0
    visits: int = 0

    def add(self, one: Counted) -> None:
        """Count one dispute. Of agreements, oral, written and untold make up all."""
        self.taken += 1
        setattr(self, one.outcome, getattr(self, one.outcome) + 1)
        self.visits += one.visits
        if one.outcome != "agreed":
            return
        form = written_or_oral(one.form) or "untold"
        setattr(self, form, getattr(self, form) + 1)
        self.amount += one.amount
        self.performed += one.performed
        self.due += one.due
        self.confirmed += bool(one.confirmed)
        self.confirmation_told += one.confirmed is not None
        self.reopened += bool(one.reopened)
        self.again_told += one.reopened is not None

    @property
    def success(self) -> Rate:
        """Agreements over cases closed by agreement or failure (调解成功率)."""
        return Rate(self.agreed, self.agreed + self.failed)

    @property
    def oral_share(self) -> Rate:
        """Oral agreements over agreements of a known form (口头协议占比)."""
        return Rate(self.oral, self.oral + self.written)

    @property
    def confirmation(self) -> Rate:
        """Judicially confirmed over agreements of which it is known (司法确认率)."""
        return Rate(self.confirmed, self.confirmation_told)

    @property
    def resolved(self) -> int:
        """What the crosstab calls 化解数."""
        return self.agreed

    @property
    def unresolved(self) -> int:
        """What the crosstab calls 未化解数; what counts on no side (ST-06) is in neither."""
        return self.failed + self.open

    @property
    def performance(self) -> Rate:
        """Fully performed over due (履行率)."""
        return Rate(self.performed, self.due)

    @property
    def again(self) -> Rate:
        """Reopened within 180 days over agreements of which it is known (反复率)."""
        return Rate(self.reopened, self.again_told)


@dataclass(slots=True)
class Table:
    """The counts of a place and period. `by_place` has a line for each township (or what is known) and category."""

    total: Line = field(default_factory=Line)
    by_category: dict[str, Line] = field(default_factory=dict)
    by_source: Counter[str] = field(default_factory=Counter)
    by_place: dict[tuple[str, str], Line] = field(default_factory=dict)

    @property
    def from_ledgers(self) -> int:
        """How many of the total are rows of ledgers."""
        return self.by_source[FROM_LEDGERS]


@dataclass(frozen=True, slots=True)
class Overview:
    """What stands beside the counts of disputes: bodies, active mediators, and what was prevented (ST-04), by kind."""

    bodies: int
    mediators: int
    prevention: Mapping[str, Mapping[str, int]]


def tabulate(cases: Iterable[Counted]) -> Table:
    """Count disputes; the lines of the categories, of the places, and the sources, each add up to the total."""
    table = Table()
    for one in cases:
        table.total.add(one)
        table.by_category.setdefault(one.category, Line()).add(one)
        table.by_place.setdefault((one.place, one.category), Line()).add(one)
        table.by_source[one.source] += 1
    return table
