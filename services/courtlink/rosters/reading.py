# SPDX-License-Identifier: Apache-2.0
"""Reading the roster: for the public, for a referral, and how a body performed."""

from typing import Any

from services.courtlink.confirmations.documents import Confirmation
from services.courtlink.referrals.documents import Referral
from services.courtlink.rosters.documents import RosterEntry
from services.courtlink.rosters.rules import covers
from shared.access import Scope
from shared.mongo import collection
from shared.regions import regions

_PUBLIC = dict.fromkeys(
    ("court_code", "court_name", "body_name", "body_id", "kind", "scope", "skills", "certificate"), 1
) | {"certified_on": 1, "fee": 1, "fee_note": 1, "listed_on": 1, "mediators": 1}


def _with_courts_above(court_code: str) -> list[str]:
    """The court and those above it, whose rosters hold below (IMP art 8, CT-24)."""
    codes, court = [], regions().court(court_code)
    while True:
        codes.append(court.code)
        if not court.parent:
            return codes
        court = regions().court(court.parent)


def listed(body_id: str, court_code: str) -> RosterEntry | None:
    """The entry by which this court may refer to the body, or None."""
    wanted = {
        "body_id": body_id,
        "court_code": {"$in": _with_courts_above(court_code)},
        "removed_on": None,
    }
    return RosterEntry.objects(__raw__=wanted).exclude("outbox", "history").first()


def invited(body_id: str | None, court_code: str) -> dict[str, str]:
    """The invited mediators to whom this court may give a case, of one body or of all: account to name, with the body's
    name where it is not asked for."""
    courts = {"$in": _with_courts_above(court_code)}
    wanted: dict[str, Any] = {"court_code": courts, "removed_on": None}
    if body_id is not None:
        wanted["body_id"] = body_id
    return {
        one["account"]: one["name"] if body_id else f"{one['name']} · {row['body_name']}"
        for row in collection(RosterEntry).find(wanted, {"body_name": 1, "mediators": 1}).sort("body_name", 1)
        for one in row.get("mediators", [])
        if one.get("account") and not one.get("removed_on")
    }


def met(scope: Scope) -> dict[str, str]:
    """The bodies that the court has met, by an agreement of its district or a referral: id to name, by name."""
    found: dict[str, str] = {}
    wanted = {"$and": [scope.query(), {"body_id": {"$gt": ""}, "body_name": {"$gt": ""}}]}
    for kind in (Confirmation, Referral):
        group = {"$group": {"_id": "$body_id", "name": {"$last": "$body_name"}}}
        found |= {row["_id"]: row["name"] for row in collection(kind).aggregate([{"$match": wanted}, group])}
    return dict(sorted(found.items(), key=lambda pair: pair[1]))


def unlisted(scope: Scope) -> dict[str, str]:
    """Those of them that stand on no roster within the scope, nor ever did: one that left is listed anew on its entry."""
    entries = collection(RosterEntry).find(scope.query(), {"body_id": 1})
    listed = {row["body_id"] for row in entries}
    return {key: name for key, name in met(scope).items() if key not in listed}


def public(court_code: str | None = None, category: str | None = None) -> list[dict[str, Any]]:
    """The roster as everybody may read it: no account, nobody who left."""
    wanted: dict[str, Any] = {"removed_on": None}
    if court_code:
        wanted["court_code"] = {"$in": _with_courts_above(court_code)}
    rows = collection(RosterEntry).find(wanted, _PUBLIC).sort("body_name")
    return [_without_accounts(row) for row in rows if not category or covers(row["scope"], category)]


def _without_accounts(row: dict[str, Any]) -> dict[str, Any]:
    present = [one for one in row.get("mediators", []) if not one.get("removed_on")]
    names = ("name", "skills", "certificate")
    return row | {"mediators": [{name: one.get(name) for name in names} for one in present]}
