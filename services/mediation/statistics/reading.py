# SPDX-License-Identifier: Apache-2.0
"""Cases of a place and period, read past MongoEngine on the index of place and time."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from services.mediation.cases.documents import Case
from services.mediation.cases.rules import Performance
from services.mediation.statistics.rules import SOURCES, Counted, outcome
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
        *("returned_in_time", "successor_id"),
    ),
    1,
)


def counted(scope: Scope, place: str, first: date, last: date) -> Iterator[Counted]:
    """What counts of each case."""
    for row in cases(scope, place, first, last, fields=_COUNTED):
        agreement = row.get("agreement") or {}
        own = [s for s in row.get("sessions", []) if not s.get("corrects") and not s.get("before_us")]
        performance = row.get("performance")
        yield Counted(
            category=row["category"],
            source=SOURCES[row["channel"]],
            outcome=outcome(row["state"], agreement.get("form"), len(own)),
            form=agreement.get("form"),
            amount=sum(
                (Decimal(t["amount"]) for t in agreement.get("terms", []) if t.get("amount")), Decimal(0)
            ),
            performed=performance in (Performance.FULL, Performance.ENFORCED),
            due=performance not in (Performance.UNKNOWN, Performance.PENDING),
            confirmed=row.get("confirmation_result") == "confirmed",
            reopened=bool(row.get("returned_in_time")),
        )


def stored_day(value: datetime | None) -> date | None:
    """A day as MongoDB keeps it."""
    return value.date() if value else None
