# SPDX-License-Identifier: Apache-2.0
"""Referrals and confirmations of a period within the reader's reach, read past MongoEngine on an index."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from typing import Any

from services.courtlink.confirmations.documents import Confirmation
from services.courtlink.referrals.documents import Referral
from services.courtlink.referrals.rules import State
from services.courtlink.statistics.rules import NOBODY, Applied, Counted, Table, stand_of, tabulate
from services.courtlink.teams.reading import names_of as names_of_teams
from shared.access import Scope
from shared.calendar import local_date
from shared.mongo import collection
from shared.regions import regions
from shared.web.words import _

MOST = 50_000
_REFERRAL = dict.fromkeys(
    (
        *("court_code", "team", "body_id", "body_name", "staff", "state", "referred_on", "landed_at"),
        *("answer.kind", "outcome.code", "outcome.reason", "outcome.ended_on"),
        *("performance", "acknowledgement.disposition"),
    ),
    1,
)
_CONFIRMATION = dict.fromkeys(
    ("court_code", "body_name", "state", "applications.court_code", "applications.acceptance",
     "applications.decision.ground"), 1,
)  # fmt: skip


def _days(first: date, last: date) -> dict[str, datetime]:
    """The range of a day as MongoDB keeps it: midnight UTC."""
    return {"$gte": datetime.combine(first, time(), UTC), "$lte": datetime.combine(last, time(), UTC)}


def referrals(scope: Scope, first: date, last: date, court: str = "") -> Iterator[Counted]:
    """What counts of each referral whose paper is dated in the period; one that was taken back counts nowhere."""
    query: dict[str, Any] = {"referred_on": _days(first, last), "state": {"$ne": State.RECALLED}}
    query |= {"court_code": court} if court else {}
    found = collection(Referral).find({"$and": [query, scope.query()]}, _REFERRAL)
    for row in found.sort("referred_on").limit(MOST):
        outcome, answer = row.get("outcome") or {}, row.get("answer") or {}
        landed, ended = row.get("landed_at"), outcome.get("ended_on")
        yield Counted(
            court=row["court_code"],
            month=f"{row['referred_on']:%Y-%m}",
            stand=stand_of(row["state"], answer.get("kind", ""), outcome.get("code", "")),
            team=row.get("team") or NOBODY,
            body=row.get("body_name") or row.get("body_id") or NOBODY,
            mediators=tuple(row.get("staff") or ()),
            reason=outcome.get("reason") or "",
            days=_days_between(landed, ended),
            performance=row.get("performance") or "",
            disposition=(row.get("acknowledgement") or {}).get("disposition", ""),
        )


def _days_between(landed: datetime | None, ended: datetime | None) -> int | None:
    """Days from the arrival to the end; None for one that was entered here only after it had ended."""
    days = (ended.date() - local_date(landed)).days if landed and ended else -1
    return days if days >= 0 else None


def confirmations(scope: Scope, first: date, last: date, court: str = "") -> Iterator[Applied]:
    """What counts of each agreement that took effect in the period and could be put to confirmation."""
    query: dict[str, Any] = {"effective_on": _days(first, last)} | ({"court_code": court} if court else {})
    found = collection(Confirmation).find({"$and": [query, scope.query()]}, _CONFIRMATION)
    for row in found.sort("effective_on").limit(MOST):
        applications = row.get("applications") or []
        newest = applications[-1] if applications else {}
        acceptance, decision = newest.get("acceptance") or {}, newest.get("decision") or {}
        yield Applied(
            court=newest.get("court_code") or row["court_code"],
            body=row["body_name"],
            state=row["state"],
            ground=decision.get("ground") or acceptance.get("ground") or "",
            applied=bool(applications),
            taken=any((one.get("acceptance") or {}).get("taken") for one in applications),
        )


def names_of(table: Table) -> dict[str, str]:
    """What the courts and teams of a table are called."""
    courts = {code: regions().court(code).name for code in {*table.by_court, *table.confirmations_by_court}}
    teams = names_of_teams(table.by_team)
    gone = {key: _("已撤销的团队") for key in table.by_team if key not in teams and key != NOBODY}
    return courts | teams | gone


def table(scope: Scope, first: date, last: date, court: str = "") -> Table:
    """Everything of a period."""
    return tabulate(referrals(scope, first, last, court), confirmations(scope, first, last, court))
