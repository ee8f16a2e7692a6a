# SPDX-License-Identifier: Apache-2.0
"""Disputes of a place and period, read past MongoEngine on the index of place and time: cases, and rows of ledgers."""

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from services.mediation.bodies.documents import Body
from services.mediation.bodies.rules import Standing
from services.mediation.cases.documents import Case
from services.mediation.cases.rules import Performance
from services.mediation.ledgers import reading as ledgers
from services.mediation.prevention import reading as prevention
from services.mediation.statistics.rules import FROM_LEDGERS, SOURCES, UNTOLD, Counted, Overview, outcome_of
from shared.access import Scope
from shared.calendar import local_date, midnight_after
from shared.errors import NotFound
from shared.mongo import collection
from shared.regions import regions

MOST = 50_000
_ONE_DAY = timedelta(days=1)


def cases(
    scope: Scope, place: str, first: date, last: date, *, fields: Mapping[str, int]
) -> Iterator[dict[str, Any]]:
    """Raw cases whose `day_of` lies between two days. Raises NotFound for a place beyond the scope."""
    if not scope.admits(regions().path(place), []):
        raise NotFound(place)
    days = {"$gte": _stored(first), "$lte": _stored(last)}
    moments = {"$gte": midnight_after(first - _ONE_DAY), "$lt": midnight_after(last)}
    ways = [
        {"within": place, "accepted_on": days},
        {"within": place, "accepted_on": None, "applied_on": days},
        {"within": place, "accepted_on": None, "applied_on": None, "applied_at": moments},
    ]
    yield from collection(Case).find({"$or": ways}, fields).limit(MOST)


def day_of(case: Mapping[str, Any]) -> date:
    """The day by which a case is counted: of its acceptance, else of its application."""
    day = case.get("accepted_on") or case.get("applied_on")
    return day.date() if day else local_date(case["applied_at"])


def _stored(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


_COUNTED = dict.fromkeys(
    (
        *("category", "channel", "state", "sessions.corrects", "sessions.before_us", "agreement.form"),
        *("agreement.effective", "agreement.terms.amount", "performance", "confirmation_result"),
        *("returned_in_time", "place", "follow_ups.on"),
    ),
    1,
)


def first_year(scope: Scope) -> int | None:
    """The year of the oldest case or row of a ledger within reach; None where there is none."""
    wanted = {"$and": [scope.query(), {"accepted_on": {"$ne": None}}]}
    found = collection(Case).find(wanted, {"accepted_on": 1}).sort("accepted_on").limit(1)
    days = [ledgers.oldest(scope), *(row["accepted_on"].date() for row in found)]
    return min((day.year for day in days if day), default=None)


def from_ledgers(scope: Scope, place: str, first: date, last: date) -> int:
    """How many rows of ledgers are counted."""
    return sum(1 for _row in ledgers.disputes(scope, place, first, last))


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
            confirmed=record.get("judicial_confirmation"),
            reopened=None,
            visits=bool(record.get("followed_up_on")),
        )


def _township(within: list[str]) -> str:
    """The township among the divisions from the province down, else the smallest known."""
    return within[3] if len(within) > 3 else within[-1]


def _of_cases(scope: Scope, place: str, first: date, last: date) -> Iterator[Counted]:
    for row in cases(scope, place, first, last, fields=_COUNTED):
        agreement = row.get("agreement") or {}
        performance = row.get("performance")
        yield Counted(
            category=row["category"],
            source=SOURCES[row["channel"]],
            outcome=outcome_of(row),
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
