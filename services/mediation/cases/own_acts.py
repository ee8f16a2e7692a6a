# SPDX-License-Identifier: Apache-2.0
"""What only a party itself may do, by its account, its own link, or on paper in front of the mediator."""

from datetime import date
from typing import Any

from services.mediation.cases.documents import Case
from services.mediation.cases.parties import Party, ServiceAddress
from shared.access import Role
from shared.calendar import local_date
from shared.call import Call, command
from shared.contracts.mediation import SEALED_ADDRESS, SEALED_PHONE
from shared.errors import RuleBroken
from shared.regions import regions
from shared.settings import vault


@command
def confirm_address(
    call: Call,
    /,
    case_id: str,
    *,
    ref: str,
    address: str,
    phone: str,
    signed_on: date | None = None,
    **more: Any,
) -> Case:
    """A party signs where a court's papers reach it (送达地址确认书; CT-09, CF-05). Address and phone are sealed.

    Raises RuleBroken: no_such_party, act_of_another, unknown_place, date_in_future, date_too_early.
    """
    case = Case.load(case_id, call)
    party, today = case.party(ref), local_date(call.at)
    must_be_own(call, party)
    case.must_be_day(signed_on)
    if more.get("place"):
        regions().get(more["place"])
    party.service = ServiceAddress(
        receiver=more.pop("receiver", "") or party.name,
        address=vault().seal(address, SEALED_ADDRESS),
        phone=vault().seal(phone, SEALED_PHONE),
        signed_on=signed_on or today,
        **more,
    )
    return case.store()


def must_be_own(call: Call, party: Party) -> None:
    """A party acts for itself only (PML arts 17, 19, 23; PM-08, PM-10, PM-12); who mediates enters what a party said or
    signed. Raises RuleBroken `act_of_another`."""
    if is_party(call) and call.actor.id not in (party.account, f"party:{party.ref}"):
        raise RuleBroken("act_of_another")


def is_party(call: Call) -> bool:
    """Whether a party itself acts: by its account, or by its own link."""
    return not call.actor.has(Role.MEDIATOR, Role.DIRECTOR)
