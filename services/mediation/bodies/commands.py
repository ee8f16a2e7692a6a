# SPDX-License-Identifier: Apache-2.0
"""Founding bodies, electing committees, appointing mediators, giving file numbers."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from pymongo.errors import DuplicateKeyError

from services.mediation.bodies import rules
from services.mediation.bodies.documents import Body, Mediator, Member, Training
from services.mediation.bodies.rules import BodyKind, MediatorKind, Seat, Standing, Trade, file_number
from services.mediation.limits import limits
from shared.access import seat
from shared.calendar import local_date
from shared.call import Call, command
from shared.contracts.mediation import MediatorRemoved
from shared.errors import RuleBroken
from shared.personal import normal_phone
from shared.regions import regions
from shared.settings import vault


@command
def found_body(
    call: Call,
    *,
    kind: BodyKind,
    name: str,
    place: str,
    stationed_at: str | None = None,
    trade: Trade | None = None,
) -> Body:
    """Enter a body (PML arts 8, 10); a medical one has to be filed (SP-01). Raises RuleBroken: unknown_place, body_exists."""
    court = regions().court_of(place)
    body = Body(
        id=call.new_id(),
        kind=str(kind),
        name=name,
        place=place,
        stationed_at=stationed_at,
        trade=str(trade) if trade else None,
        file_by=rules.file_by(trade, local_date(call.at)),
        within=[*regions().path(place), seat(place)],
        court_code=court.code if court else None,
    ).begin(call)
    try:
        return body.create()
    except DuplicateKeyError:
        raise RuleBroken("body_exists", name=name) from None


@command
def elect(call: Call, body_id: str, *, members: Sequence[Mapping[str, Any]], elected_on: date) -> Body:
    """Enter who was elected to the committee; the term of three years begins (PML arts 8-9, PM-01, PM-02).

    Raises RuleBroken: no_committee, date_in_future, election_before_last, and what `may_sit` raises.
    """
    body = Body.load(body_id, call)
    if body.kind not in rules.PMC:
        raise RuleBroken("no_committee")
    if elected_on > local_date(call.at):
        raise RuleBroken("date_in_future", day=elected_on, field="elected_on")
    if body.elected_on and elected_on < body.elected_on:
        raise RuleBroken("election_before_last", last=body.elected_on, field="elected_on")
    rules.may_sit([Seat(member["office"], member["sex"]) for member in members])
    body.members = [Member(**member) for member in members]
    body.elected_on, body.term_ends_on = elected_on, rules.term_ends_on(elected_on, limits().term_years)
    return body.store()


@command
def appoint_mediator(
    call: Call,
    /,
    body_id: str,
    *,
    account: str,
    name: str,
    kind: MediatorKind = MediatorKind.OTHER,
    born_on: date | None = None,
    **profile: Any,
) -> Body:
    """Appoint a mediator, or change what is known of one (PML arts 13, 14; PM-04). The day of birth is asked, not kept.

    Raises RuleBroken: mediator_too_young, mediator_removed.
    """
    body = Body.load(body_id, call)
    today = local_date(call.at)
    if born_on and not rules.is_adult(born_on, today):
        raise RuleBroken("mediator_too_young")
    found = next((mediator for mediator in body.mediators if mediator.account == account), None)
    if found is None:
        found = Mediator(account=account, name=name, appointed_on=today)
        body.mediators.append(found)
    elif found.standing == Standing.REMOVED:
        raise RuleBroken("mediator_removed", name=found.name)
    found.name, found.kind = name, str(kind)
    for field, value in profile.items():
        setattr(found, field, value)
    return body.store()


@command
def note_filing(call: Call, body_id: str, *, on: date) -> Body:
    """The body was filed with the county's justice bureau (SP-01). Raises RuleBroken `date_in_future`."""
    body = Body.load(body_id, call)
    if on > local_date(call.at):
        raise RuleBroken("date_in_future", day=on)
    body.filed_on = on
    return body.store()


@command
def note_training(call: Call, body_id: str, *, account: str, on: date, topic: str, hours: int) -> Body:
    """Note a training of a mediator (PML art 14, PM-04). Raises RuleBroken: not_a_mediator, date_in_future."""
    body = Body.load(body_id, call)
    if on > local_date(call.at):
        raise RuleBroken("date_in_future", day=on)
    body.mediator(account).trainings.append(Training(on=on, topic=topic, hours=hours))
    return body.store()


@command
def declare_tie(
    call: Call, body_id: str, *, account: str, identity: str | None = None, phone: str | None = None
) -> Body:
    """A mediator names somebody whose disputes it must not take; only the blind value is kept (PM-10).

    Raises RuleBroken: not_a_mediator, tie_without_person.
    """
    body = Body.load(body_id, call)
    mediator = body.mediator(account)
    values = []
    if identity:
        values.append(vault().blind(identity, "cases.identity"))
    if phone:
        values.append(vault().blind(normal_phone(phone), "cases.phone"))
    if not values:
        raise RuleBroken("tie_without_person")
    mediator.ties = sorted({*mediator.ties, *values})
    return body.store()


@command
def change_standing(call: Call, body_id: str, *, account: str, standing: Standing, reason: str) -> Body:
    """Suspend, restore or remove a mediator (PML art 15, PM-05).

    A removal is told to all: open assignments end, and the star board looks at the stars (SB-30).
    Raises RuleBroken: not_a_mediator, mediator_removed.
    """
    body = Body.load(body_id, call)
    mediator = body.mediator(account)
    if mediator.standing == Standing.REMOVED:
        raise RuleBroken("mediator_removed", name=mediator.name)
    mediator.standing = str(standing)
    if standing == Standing.REMOVED:
        body.record(
            MediatorRemoved(body_id=body.id, account=account, removed_on=local_date(call.at), reason=reason)
        )
    return body.store()


@command
def issue_number(call: Call, body_id: str, year: int) -> str:
    """The next file number of the body in that year (WN-08). A number that is not used after all leaves a gap."""
    body = Body.load(body_id, call)
    number = body.series.get(str(year), 0) + 1
    body.series[str(year)] = number
    body.store()
    return file_number(year, body.name, number)
