# SPDX-License-Identifier: Apache-2.0
"""Importing a ledger: decide on every row, then store what was accepted, each row once."""

import hashlib
import uuid
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date

import orjson

from services.mediation.ledgers.documents import LedgerEntry
from services.mediation.ledgers.reader import Decision, read
from services.mediation.ledgers.workbook import open_workbook
from shared.calendar import local_date
from shared.call import Call, command
from shared.errors import NotFound, RuleBroken
from shared.mongo import collection
from shared.regions import regions
from shared.settings import vault

_ENTRIES = uuid.UUID("0d5b7f52-7b0f-5a34-8b53-9a1d3a3f4c10")
_IDENTITIES = ("applicant_id", "respondent_id")
MOST_ONLINE = 3000


@dataclass(slots=True)
class Outcome:
    """What came of a ledger: every decision, and how many rows were new and how many known already."""

    decisions: list[Decision]
    new: int = 0
    known: int = 0
    by_code: Counter[str] = field(default_factory=Counter)

    def count(self, decision: str) -> int:
        """How many rows were decided so."""
        return sum(one.decision == decision for one in self.decisions)

    @property
    def refused(self) -> list[Decision]:
        """The rows that were refused."""
        return [one for one in self.decisions if one.decision == "reject"]


def decide(call: Call, content: bytes, *, county: str | None = None) -> Outcome:
    """A dry run: what would be accepted and refused. Raises RuleBroken: ledger_too_large, ledger_unreadable,
    ledger_unknown, ledger_without_county; NotFound for a county out of the caller's reach."""
    if county:
        regions().get(county)
    decisions = list(read(open_workbook(content), today=local_date(call.at), county=county))
    for one in decisions:
        if one.record and not call.scope.admits(regions().path(one.record["township_code"]), []):
            raise NotFound(one.record["township_code"])
    return Outcome(decisions, by_code=Counter(code for one in decisions for code in one.codes))


def store(
    call: Call, outcome: Outcome, *, most: int | None = None, advance: Callable[[], object] = lambda: None
) -> Outcome:
    """Store what was accepted; a row that is known already changes nothing. Raises RuleBroken `ledger_too_long`."""
    accepted = [one for one in outcome.decisions if one.record is not None]
    if most is not None and len(accepted) > most:
        raise RuleBroken("ledger_too_long", most=most)
    keys = _keys(accepted)
    known = {row["_id"] for row in collection(LedgerEntry).find({"_id": {"$in": keys}}, {"_id": 1})}
    for key, one in zip(keys, accepted, strict=True):
        if key not in known:
            _enter(call, key, one)
        advance()
    outcome.known, outcome.new = len(known), len(keys) - len(known)
    return outcome


def _keys(accepted: Sequence[Decision]) -> list[str]:
    """The id of each row: by its case number and county, else by all it says; equal rows of one ledger stay apart."""
    seen: Counter[str] = Counter()
    keys = []
    for one in accepted:
        record = one.record or {}
        own = record.get("case_no")
        said = [record["township_code"][:6], own] if own else record
        print_ = hashlib.sha256(orjson.dumps([one.layout, said], option=orjson.OPT_SORT_KEYS)).hexdigest()
        keys.append(str(uuid.uuid5(_ENTRIES, f"{print_}/{seen[print_]}")))
        seen[print_] += 1
    return keys


@command
def _enter(call: Call, key: str, decision: Decision) -> LedgerEntry:
    record = dict(decision.record or {})
    place = record.get("village_code") or record["township_code"]
    entry = LedgerEntry(
        id=key,
        layout=decision.layout,
        place=place,
        within=regions().path(place),
        on=date.fromisoformat(record.get("accepted_on") or record["occurred_on"]),
    )
    for name in _IDENTITIES:
        if number := record.pop(name, None):
            setattr(entry, name, vault().seal(number, "cases.identity"))
            setattr(entry, name.replace("_id", "_index"), vault().blind(number, "cases.identity"))
    entry.record = record
    return entry.begin(call).create()
