# SPDX-License-Identifier: Apache-2.0
"""Founding bodies, appointing mediators, giving file numbers."""

from pymongo.errors import DuplicateKeyError

from services.mediation.bodies.documents import Body, Mediator
from services.mediation.bodies.rules import BodyKind, file_number
from shared.call import Call, command
from shared.errors import RuleBroken
from shared.regions import regions


@command
def found_body(call: Call, *, kind: BodyKind, name: str, place: str) -> Body:
    """Enter a body (PML arts 8, 10). Raises RuleBroken: unknown_place, body_exists."""
    court = regions().court_of(place)
    body = Body(
        id=call.new_id(),
        kind=str(kind),
        name=name,
        place=place,
        within=regions().path(place),
        court_code=court.code if court else None,
    ).begin(call)
    try:
        return body.create()
    except DuplicateKeyError:
        raise RuleBroken("body_exists", name=name) from None


@command
def appoint_mediator(call: Call, body_id: str, *, account: str, name: str) -> Body:
    """Appoint a mediator (PML arts 13, 14); one who is appointed already stays so."""
    body = Body.load(body_id, call)
    if all(mediator.account != account for mediator in body.mediators):
        body.mediators.append(Mediator(account=account, name=name))
    return body.store()


@command
def issue_number(call: Call, body_id: str, year: int) -> str:
    """The next file number of the body in that year (WN-08). A number that is not used after all leaves a gap."""
    body = Body.load(body_id, call)
    number = body.series.get(str(year), 0) + 1
    body.series[str(year)] = number
    body.store()
    return file_number(year, body.name, number)
