# SPDX-License-Identifier: Apache-2.0
"""Forming a team, seating people, pairing bodies with it, and letting one judge stand in for another."""

from datetime import date

from pymongo.errors import DuplicateKeyError

from services.courtlink import limits, places
from services.courtlink.rosters import reading as rosters
from services.courtlink.teams import reading, rules
from services.courtlink.teams.documents import Delegation, Member, Pairing, Team
from services.courtlink.teams.rules import Absence, Partner, Seat
from shared.access import Role
from shared.calendar import local_date
from shared.call import Call, command
from shared.errors import RuleBroken


@command
def form_team(call: Call, *, court_code: str, name: str, division: str | None = None) -> Team:
    """Form a team of a court. Raises RuleBroken: unknown_court, team_exists."""
    team = Team(
        id=call.new_id("team"),
        court_code=court_code,
        name=name,
        division=division,
        within=places.court_path(court_code),
    ).begin(call)
    try:
        return team.create()
    except DuplicateKeyError:
        raise RuleBroken("team_exists", name=name) from None


@command
def seat_member(
    call: Call,
    team_id: str,
    *,
    account: str,
    seat: Seat,
    name: str = "",
    since: date | None = None,
    until: date | None = None,
) -> Team:
    """A judge or clerk of the court joins or changes seat. Raises RuleBroken: not_of_this_court, date_too_far,
    dates_reversed."""
    team = Team.load(team_id, call)
    people = reading.people_of(team.court_code)
    rules.must_be_of_court(account, people)
    begins = since or local_date(call.at)
    limits.must_be_near(begins, local_date(call.at), "since")
    rules.dates_in_order(begins, until)
    others = [one for one in team.members if one.account != account]
    member = Member(account=account, name=name or people[account], seat=seat, since=begins, until=until)
    team.members = [*others, member]
    return team.store()


@command
def end_seat(call: Call, team_id: str, *, account: str, until: date) -> Team:
    """Somebody leaves the team; its cases stay with the team. Raises RuleBroken: not_in_team, dates_reversed."""
    team = Team.load(team_id, call)
    for one in team.members:
        if one.account == account:
            rules.dates_in_order(one.since, until)
            one.until = until
            return team.store()
    raise RuleBroken("not_in_team")


@command
def pair_body(
    call: Call,
    team_id: str,
    *,
    body_id: str,
    body_name: str = "",
    kind: Partner,
    paper: str,
    signed_on: date,
    since: date,
    until: date | None = None,
) -> Team:
    """Pair a body with the team by a written agreement (嵌入式整合). Raises what `rules.may_pair` raises."""
    team = Team.load(team_id, call)
    listed = rosters.listed(body_id, team.court_code)
    body_name = body_name or (listed.body_name if listed else "")
    rules.may_pair(body_name, paper, signed_on, since, until, local_date(call.at))
    team.pairings.append(
        Pairing(
            id=call.new_id("pairing"),
            body_id=body_id,
            body_name=body_name,
            kind=kind,
            paper=paper,
            signed_on=signed_on,
            since=since,
            until=until,
        )
    )
    return team.store()


@command
def end_pairing(call: Call, team_id: str, *, pairing: str, until: date) -> Team:
    """A pairing has its last day; cases that run go on. Raises RuleBroken: no_such_pairing, dates_reversed."""
    team = Team.load(team_id, call)
    for one in team.pairings:
        if one.id == pairing:
            rules.dates_in_order(one.since, until)
            one.until = until
            return team.store()
    raise RuleBroken("no_such_pairing")


@command
def delegate(call: Call, team_id: str, *, absent: str, deputy: str, since: date, until: date) -> Team:
    """While a judge is away, another has its cases on the desk. Raises what `rules.may_delegate` raises."""
    team = Team.load(team_id, call)
    rules.must_be_of_court(deputy, reading.people_of(team.court_code, Role.JUDGE))
    rules.may_delegate(
        Absence(absent, deputy, since, until), team.absences(), team.present(since, Seat.JUDGE)
    )
    team.delegations.append(
        Delegation(id=call.new_id("delegation"), absent=absent, deputy=deputy, since=since, until=until)
    )
    return team.store()


@command
def end_delegation(call: Call, team_id: str, *, delegation: str, until: date) -> Team:
    """The judge is back earlier. Raises RuleBroken: no_such_delegation, dates_reversed."""
    team = Team.load(team_id, call)
    for one in team.delegations:
        if one.id == delegation:
            rules.dates_in_order(one.since, until)
            one.until = until
            return team.store()
    raise RuleBroken("no_such_delegation")
