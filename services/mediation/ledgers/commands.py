# SPDX-License-Identifier: Apache-2.0
"""Importing a ledger: decide on every row, then store what was accepted, each row once."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from services.mediation.cases.documents import Case
from services.mediation.ledgers import entries
from services.mediation.ledgers.documents import LedgerEntry
from services.mediation.ledgers.layouts import BY_NAME
from services.mediation.ledgers.reader import Decision, read
from services.mediation.ledgers.workbook import open_workbook
from shared.calendar import local_date
from shared.call import Call, command
from shared.errors import NotFound, RuleBroken
from shared.mongo import collection
from shared.regions import regions
from shared.settings import vault

MOST_ONLINE = 3000
_AT_ONCE, _STEP = 1000, 100
_COMPARED = dict.fromkeys(("print", "applicant_index", "respondent_index"), 1)


@dataclass(slots=True)
class Outcome:
    """What came of a ledger: every decision; how many rows were (or would be) new, corrected, and known already; how many
    have the number of a case that is kept here, which is not stored again."""

    decisions: list[Decision]
    new: int = 0
    corrected: int = 0
    known: int = 0
    of_cases: int = 0
    by_code: Counter[str] = field(default_factory=Counter)

    def count(self, decision: str) -> int:
        """How many rows were decided so."""
        return sum(one.decision == decision for one in self.decisions)

    @property
    def refused(self) -> list[Decision]:
        """The rows that were refused."""
        return [one for one in self.decisions if one.decision == "reject"]

    @property
    def unread(self) -> list[Decision]:
        """The headers with columns that nobody reads."""
        return [one for one in self.decisions if one.unread]

    @property
    def kept(self) -> list[Decision]:
        """The accepted rows of kinds that are kept."""
        return [one for one in self.decisions if one.record is not None and BY_NAME[one.layout].kept]


def decide(
    call: Call,
    content: bytes,
    *,
    county: str | None = None,
    advance: Callable[[int, int], object] = lambda done, total: None,
) -> Outcome:
    """A dry run: what would be accepted and refused; `advance` hears how many rows of how many were read. Raises RuleBroken: ledger_too_large, ledger_unreadable,
    ledger_of_old_excel, ledger_with_password, ledger_with_macros, ledger_with_links, ledger_unknown,
    ledger_without_county; NotFound for a county out of the caller's reach."""
    if county:
        regions().get(county)
    else:
        county = _own_county(call)
    sheets = open_workbook(content)
    total, decisions = sum(len(sheet.rows) for sheet in sheets), []
    for number, one in enumerate(read(sheets, today=local_date(call.at), county=county), 1):
        decisions.append(one)
        if number % _STEP == 0 or number == total:
            advance(number, total)
        if one.record is not None and one.place and not call.scope.admits(regions().path(one.place), []):
            raise NotFound(one.place)
    return Outcome(decisions, by_code=Counter(code for one in decisions for code in one.codes))


def _own_county(call: Call) -> str | None:
    """The county of a caller who has one."""
    counties = {
        region.code
        for place in call.scope.places
        if place[:2].isdecimal() and (region := regions().level(place, "county"))
    }
    return counties.pop() if len(counties) == 1 else None


def store(
    call: Call,
    outcome: Outcome,
    *,
    most: int | None = None,
    dry: bool = False,
    advance: Callable[[int], object] = lambda done: None,
) -> Outcome:
    """Store what was accepted. A row that is known changes nothing, one that says something else corrects its entry.

    With `dry` only count. Safe to repeat after a stop at any moment. Raises RuleBroken `ledger_too_long`.
    """
    total = len(outcome.kept)
    if most is not None and total > most:
        raise RuleBroken("ledger_too_long", most=most)
    done = 0
    while done < total:
        before, done = done, store_part(call, outcome, done, dry=dry)
        advance(done - before)
    return outcome


def store_part(call: Call, outcome: Outcome, start: int, *, dry: bool = False) -> int:
    """Store up to a thousand accepted rows from `start` on, and count them in the outcome; returns where the next part begins."""
    accepted = outcome.kept
    part = slice(start, start + _AT_ONCE)
    keys, accepted = entries.keys(accepted)[part], accepted[part]
    stored = {
        row["_id"]: row for row in collection(LedgerEntry).find({"_id": {"$in": list(keys)}}, _COMPARED)
    }
    rows = [(key, entries.fields(one, vault())) for key, one in zip(keys, accepted, strict=True)]
    cases = _numbers_of_cases([kept["number"] for _, kept in rows if kept.get("number")])
    own = [(key, kept) for key, kept in rows if kept.get("number") not in cases]
    new = [(key, kept) for key, kept in own if key not in stored]
    corrected = [(key, kept) for key, kept in own if key in stored and entries.differs(stored[key], kept)]
    outcome.new += len(new)
    outcome.corrected += len(corrected)
    outcome.known += len(own) - len(new) - len(corrected)
    outcome.of_cases += len(rows) - len(own)
    if not dry:
        LedgerEntry.create_many(call, "import_ledger", new)
        for key, kept in corrected:
            correct_entry(call, key, kept)
    return start + len(keys)


def _numbers_of_cases(numbers: Sequence[str]) -> set[str]:
    """Which of the numbers are those of cases here."""
    found = collection(Case).find({"file_number": {"$in": list(numbers)}}, {"file_number": 1})
    return {row["file_number"] for row in found} if numbers else set()


@command
def correct_entry(call: Call, key: str, kept: Mapping[str, Any]) -> LedgerEntry:
    """The row was put right in the ledger: the entry says what it says now. What the row leaves out of identity numbers
    stays. Raises NotFound out of the caller's reach."""
    entry = LedgerEntry.load(key, call)
    for name, value in kept.items():
        setattr(entry, name, value.date() if name == "on" else value)
    return entry.store()
