# SPDX-License-Identifier: Apache-2.0
"""Entries of ledgers, read past MongoEngine on indexes: lists, what counts as disputes, what is known of a person."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from typing import Any

from services.mediation.ledgers.documents import LedgerEntry
from shared.access import Scope
from shared.mongo import collection

# Kinds of ledgers whose rows are disputes that somebody mediated; crosstabs only add up, screening lists overlap with none.
DISPUTES = (
    *(
        "register",
        "village",
        "screening",
        "screening_form",
        "grid_events",
        "coded",
        "archive",
        "oral",
        "oral_form",
    ),
)
MOST = 50_000


def wanted(
    scope: Scope,
    *,
    place: str = "",
    first: date | None = None,
    last: date | None = None,
    layout: str = "",
    number: str = "",
    person: str = "",
) -> dict[str, Any]:
    """The filter of entries within the scope, and within place, period (both days in), layout, number, name of a party."""
    ways: list[dict[str, Any]] = [scope.query()]
    if place:
        ways.append({"within": place})
    if first and last:
        ways.append({"on": {"$gte": _start(first), "$lte": _start(last)}})
    ways += [{name: value} for name, value in (("layout", layout), ("number", number)) if value]
    if person:
        names = ("record.applicants", "record.respondents", "record.main_party")
        ways.append({"$or": [{name: person} for name in names]})
    return {"$and": ways}


def entries(scope: Scope, place: str, first: date, last: date, layout: str) -> Iterator[dict[str, Any]]:
    """Raw entries of one layout, oldest first."""
    query = wanted(scope, place=place, first=first, last=last, layout=layout)
    yield from collection(LedgerEntry).find(query, {"history": 0}).sort([("on", 1), ("_id", 1)]).limit(MOST)


def oldest(scope: Scope) -> date | None:
    """The day of the oldest entry within the scope."""
    found = collection(LedgerEntry).find(scope.query(), {"on": 1}).sort("on").limit(1)
    return next((row["on"].date() for row in found), None)


def disputes(scope: Scope, place: str, first: date, last: date) -> Iterator[dict[str, Any]]:
    """What counts of each entry that tells of a dispute."""
    query = wanted(scope, place=place, first=first, last=last)
    query["$and"].append({"layout": {"$in": list(DISPUTES)}})
    names = ("category", "result", "agreement_form", "amount", "performance", "judicial_confirmation")
    fields = {f"record.{name}": 1 for name in names} | {"within": 1}
    yield from collection(LedgerEntry).find(query, fields).limit(MOST)


def told_of(index: str | None, since: date) -> int:
    """How many entries name the person with this blind index since a day."""
    if not index:
        return 0
    ways = [{"applicant_index": index}, {"respondent_index": index}]
    return collection(LedgerEntry).count_documents({"$or": ways, "on": {"$gte": _start(since)}})


def _start(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)
