# SPDX-License-Identifier: Apache-2.0
"""Completing and correcting what is known of a party; what stood there before is kept."""

from services.mediation.cases.documents import Case
from services.mediation.cases.names import pairs_of
from services.mediation.cases.parties import Correction, set_identity, set_phone
from services.mediation.cases.rules import ENDED
from shared.call import Call, command
from shared.errors import RuleBroken


@command
def correct_party(
    call: Call,
    case_id: str,
    *,
    ref: str,
    name: str | None = None,
    phone: str | None = None,
    identity: str | None = None,
    reason: str = "",
) -> Case:
    """Complete or correct a party's name, phone or identity number in an open case; the name not once somebody signed.

    Raises RuleBroken: wrong_state, no_such_party, nothing_to_change, reason_missing, name_signed, identity_malformed.
    """
    case = Case.load(case_id, call)
    if case.state in ENDED:
        raise RuleBroken("wrong_state", state=case.state)
    party = case.party(ref)
    name = name if name != party.name else None
    if not (name or phone or identity):
        raise RuleBroken("nothing_to_change")
    if name and not reason:
        raise RuleBroken("reason_missing", field="reason")
    if name and case.agreement and (case.agreement.acts or case.agreement.effective):
        raise RuleBroken("name_signed", field="name")
    for field, value in (("name", name), ("phone", phone), ("identity", identity)):
        if value:
            case.corrections.append(
                Correction(
                    ref=ref,
                    field=field,
                    before=getattr(party, field) or "",
                    reason=reason,
                    recorded_at=call.at,
                    recorded_by=call.actor.id,
                )
            )
    if name:
        party.name, party.name_pairs = name, pairs_of(name)
    if phone:
        set_phone(party, phone)
    if identity:
        set_identity(party, identity)
    return case.store()
