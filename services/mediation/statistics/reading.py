# SPDX-License-Identifier: Apache-2.0
"""Disputes of a place and period, read past MongoEngine on the index of place and time: cases, and rows of ledgers."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from services.mediation.bodies.documents import Body
from services.mediation.bodies.rules import Standing
from services.mediation.cases.documents import Case
from services.mediation.cases.rules import Performance
from services.mediation.ledgers import reading as ledgers
from services.mediation.prevention import reading as prevention
from services.mediation.statistics.rules import FROM_LEDGERS, SOURCES, UNTOLD, Counted, Overview, outcome
from shared.access import Scope
from shared.calendar import midnight_after
from shared.errors import NotFound
from shared.mongo import collection
from shared.regions import regions

MOST = 50_000
_ONE_DAY = timedelta(days=1)


def cases(
    scope: Scope, place: str, first: date, last: date, *, fields: Mapping[str, int]
) -> Iterator[dict[str, Any]]:
    """Raw cases taken in between two days, oldest first. Raises NotFound for a place beyond the scope."""
    if not scope.admits(regions().path(place), []):
        raise NotFound(place)
    since, until = midnight_after(first - _ONE_DAY), midnight_after(last)
    wanted = {"within": place, "applied_at": {"$gte": since, "$lt": until}}
    yield from collection(Case).find(wanted, fields).sort("applied_at").limit(MOST)


_COUNTED = dict.fromkeys(
    (
        *("category", "channel", "state", "sessions.corrects", "sessions.before_us", "agreement.form"),
        *("agreement.effective", "agreement.terms.amount", "performance", "confirmation_result"),
        *("returned_in_time", "place", "follow_ups.on"),
    ),
    1,
)


def first_year(scope: Scope) -> int | None:
    """The year of the oldest row of a ledger within reach; None where there is none."""
    oldest = ledgers.oldest(scope)
    return oldest.year if oldest else None


def counted(scope: Scope, place: str, first: date, last: date) -> Iterator[Counted]:
    """What counts of each case, and of each row of a ledger that tells of a dispute."""
    yield from _of_cases(scope, place, first, last)
    yield from _of_ledgers(scope, place, first, last)


def _of_ledgers(scope: Scope, place: str, first: date, last: date) -> Iterator[Counted]:
    outcomes = {"success": "agreed", "failed": "failed"}
    for row in ledgers.disputes(scope, place, first, last):
        record = row["record"]
        yield Counted(
            category=record.get("category") or UNTOLD,
            source=FROM_LEDGERS,
            outcome=outcomes.get(record.get("result"), "open"),
            place=_township(row["within"]),
            form=record.get("agreement_form"),
            amount=Decimal(str(record.get("amount") or 0)),
            performed=record.get("performance") == "full",
            due=record.get("performance") is not None,
            confirmed=record.get("judicial_confirmation") is True,
            visits=bool(record.get("followed_up_on")),
        )


def _township(within: list[str]) -> str:
    """The township among the divisions from the province down, else the smallest known."""
    return within[3] if len(within) > 3 else within[-1]


def _of_cases(scope: Scope, place: str, first: date, last: date) -> Iterator[Counted]:
    for row in cases(scope, place, first, last, fields=_COUNTED):
        agreement = row.get("agreement") or {}
        own = [s for s in row.get("sessions", []) if not s.get("corrects") and not s.get("before_us")]
        performance = row.get("performance")
        yield Counted(
            category=row["category"],
            source=SOURCES[row["channel"]],
            outcome=outcome(row["state"], agreement.get("form"), len(own)),
            place=_township(regions().path(row["place"])),
            form=agreement.get("form"),
            amount=sum(
                (Decimal(t["amount"]) for t in agreement.get("terms", []) if t.get("amount")), Decimal(0)
            ),
            performed=performance in (Performance.FULL, Performance.ENFORCED),
            due=performance not in (Performance.UNKNOWN, Performance.PENDING),
            confirmed=row.get("confirmation_result") == "confirmed",
            reopened=bool(row.get("returned_in_time")),
            visits=sum(bool(visit.get("on")) for visit in row.get("follow_ups", [])),
        )


def stored_day(value: datetime | None) -> date | None:
    """A day as MongoDB keeps it."""
    return value.date() if value else None


def overview(scope: Scope, place: str, first: date, last: date) -> Overview:
    """Bodies at work within a place, their active mediators, and what was prevented in the period (ST-04).

    Raises NotFound for a place beyond the scope.
    """
    if not scope.admits(regions().path(place), []):
        raise NotFound(place)
    query = {"within": place, "active": {"$ne": False}}
    rows = list(collection(Body).find(query, {"mediators.standing": 1}))
    active = sum(
        one.get("standing", Standing.ACTIVE) == Standing.ACTIVE
        for row in rows
        for one in row.get("mediators", [])
    )
    return Overview(len(rows), active, prevention.counts(scope, place, first, last))
