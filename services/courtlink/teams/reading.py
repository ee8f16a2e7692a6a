# SPDX-License-Identifier: Apache-2.0
"""Whose cases somebody answers for today: the own ones, the team's, and those of a judge who is away."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from services.courtlink.teams import rules
from services.courtlink.teams.documents import Team
from services.courtlink.teams.rules import Seat
from shared.access import EVERYTHING, Role, Scope
from shared.calendar import local_date
from shared.call import Call
from shared.errors import NotFound, RuleBroken
from shared.identity import accounts
from shared.mongo import collection


@dataclass(frozen=True, slots=True)
class Charge:
    """What lies on somebody's desk: cases of these judges, and of these teams; `seated` when in a team at all."""

    judges: frozenset[str]
    teams: frozenset[str]
    seated: bool


def of_court(team_id: str, court_code: str) -> Team:
    """The team, if it is one of this court. Raises RuleBroken `unknown_team`."""
    try:
        team = Team.find(team_id, EVERYTHING)
    except NotFound:
        raise RuleBroken("unknown_team") from None
    if team.court_code != court_code:
        raise RuleBroken("unknown_team")
    return team


def names_of(team_ids: Iterable[str]) -> dict[str, str]:
    """What these teams are called."""
    rows = collection(Team).find({"_id": {"$in": list(team_ids)}}, {"name": 1})
    return {row["_id"]: row["name"] for row in rows}


def people_of(court_code: str, *roles: Role) -> dict[str, str]:
    """The judges and clerks of a court (only these roles, where some are named): account to name."""
    wanted = roles or (Role.JUDGE, Role.COURT_CLERK)
    return {one.id: one.name for one in accounts.of_places(wanted, [court_code])}


def own_team(account: str, court_code: str, today: date) -> str | None:
    """The team of this court in which the account sits today, where that is one alone."""
    seated = Team.objects(__raw__={"court_code": court_code, "members.account": account})
    found = [team.id for team in seated.exclude("outbox", "history") if account in team.present(today)]
    return found[0] if len(found) == 1 else None


def must_be_theirs(call: Call, team_id: str | None, judge: str | None) -> None:
    """A case of a team is decided by its people or a deputy, one without a team by any judge of the court.

    A court's own system acts for the court as a whole.
    Raises RuleBroken `not_your_team`.
    """
    if team_id is None or call.actor.id.startswith("court:"):
        return
    today = local_date(call.at)
    team = Team.find(team_id, EVERYTHING)
    deputies = [one.deputy for one in team.absences() if one.holds(today)]
    rules.must_be_theirs(call.actor.id, [*team.present(today), judge or ""], deputies)


def charge(account: str, scope: Scope, today: date) -> Charge:
    """What the account answers for today, within its scope: a clerk for the whole team, a judge for the own cases and
    those of whom it stands in for."""
    mine = {"$or": [{"members.account": account}, {"delegations.deputy": account}]}
    judges, teams, seated = {account}, set(), False
    for team in Team.objects(__raw__={"$and": [scope.query(), mine]}).exclude("outbox", "history"):
        if account in team.present(today):
            seated = True
        if account in team.present(today, Seat.CLERK):
            teams.add(team.id)
        judges |= {one.absent for one in team.absences() if one.deputy == account and one.holds(today)}
    return Charge(frozenset(judges), frozenset(teams), seated)
