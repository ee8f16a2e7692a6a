# SPDX-License-Identifier: Apache-2.0
"""Names, phones and identity numbers of the parties: masked until somebody asks for them, and asking is noted (PV-11, PV-20)."""

from dataclasses import dataclass

from services.mediation.cases.documents import Case
from services.mediation.cases.parties import Party
from shared.call import Call
from shared.contracts.mediation import SEALED_ADDRESS
from shared.personal import mask_identity_number, mask_name, mask_phone
from shared.reads import note_reading
from shared.settings import vault


@dataclass(frozen=True, slots=True)
class Contact:
    """A party as a page shows it; what is not known is empty."""

    ref: str
    name: str
    phone: str
    identity: str
    address: str


def masked(case: Case, *, names: bool) -> list[Contact]:
    """The parties with phone and identity number masked, and with `names` their names too; addresses are left out."""
    return [
        Contact(
            one.ref,
            mask_name(one.name) if names else one.name,
            mask_phone(one.phone) if one.phone else "",
            mask_identity_number(one.identity) if one.identity else "",
            "",
        )
        for one in map(_open, case.parties)
    ]


def shown(call: Call, case_id: str) -> list[Contact]:
    """The parties as they are; who asked, when and whence is noted first. Raises NotFound for a case out of reach."""
    case = Case.find(case_id, call.scope)
    note_reading(call, case, contacts=case.id, case=case.id)
    return [_open(party) for party in case.parties]


def _open(party: Party) -> Contact:
    return Contact(
        party.ref,
        party.name,
        vault().open(party.phone, "cases.phone") if party.phone else "",
        vault().open(party.identity, "cases.identity") if party.identity else "",
        vault().open(party.service.address, SEALED_ADDRESS) if party.service else "",
    )
