# SPDX-License-Identifier: Apache-2.0
"""What happens to the roster: enrolment, leave, suspension, and freeing reservations that were never used."""

from collections.abc import Sequence
from datetime import date

from services.scoring.cadres.documents import Cadre, Leave
from shared.access import EVERYTHING
from shared.call import Call, command
from shared.errors import NotFound, RuleBroken
from shared.regions import regions


@command
def enrol(
    call: Call,
    account: str,
    *,
    name: str,
    post: str,
    township: str,
    office: str = "",
    begins: date | None = None,
    own_villages: Sequence[str] = (),
) -> Cadre:
    """Put a cadre on the roster of a township (SB-03).

    Raises RuleBroken: already_on_roster, not_a_township, unknown_place. NotFound for a township out of reach.
    """
    if regions().get(township).level != "township":
        raise RuleBroken("not_a_township", code=township)
    for village in own_villages:
        regions().get(village)
    try:
        known = Cadre.find(account, EVERYTHING)
    except NotFound:
        known = None
    if known is not None and call.message not in known.inbox:
        raise RuleBroken("already_on_roster")
    cadre = Cadre(
        id=account,
        name=name,
        post=post,
        office=office,
        township=township,
        begins=begins,
        own_villages=list(own_villages),
        within=regions().path(township),
        people=[account],
    )
    return cadre.begin(call).create()


@command
def set_leave(call: Call, cadre_id: str, *, begins: date, until: date) -> Cadre:
    """Note an absence; more than seven days of it keep a cadre from picking (SB-03). Raises RuleBroken: ends_before_it_begins."""
    if until < begins:
        raise RuleBroken("ends_before_it_begins")
    cadre = Cadre.load(cadre_id, call)
    cadre.leave = Leave(begins=begins, until=until)
    return cadre.store()


@command
def set_standing(call: Call, cadre_id: str, *, active: bool, reason: str) -> Cadre:
    """Suspend a cadre or let them pick again, with the reason (SB-03)."""
    cadre = Cadre.load(cadre_id, call)
    cadre.active, cadre.standing_reason = active, reason
    return cadre.store()


@command
def free_reservations(call: Call, cadre_id: str) -> Cadre:
    """Free the slots of picks that were begun and never finished; a finished pick is counted by its task."""
    cadre = Cadre.load(cadre_id, call)
    cadre.keep_reservations(call.at)
    return cadre.store()
