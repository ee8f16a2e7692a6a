# SPDX-License-Identifier: Apache-2.0
"""Keeping a private talk, and reading it, which is noted."""

from datetime import date, datetime
from uuid import UUID, uuid5

from services.mediation.cases.documents import Case
from services.mediation.cases.rules import not_before, not_in_future
from services.mediation.talks.documents import PrivateTalk
from shared.access import EVERYTHING
from shared.calendar import local_date
from shared.call import Call, command
from shared.errors import AlreadyAbsorbed, NotFound, RuleBroken
from shared.reads import note_reading
from shared.settings import vault

_FIELD = "private_talks.text"
_OWN_IDS = UUID("0a6c1a58-7d0b-5c53-9b3e-2f1e0f7f4a10")


@command
def keep_talk(
    call: Call,
    case_id: str,
    *,
    ref: str,
    text: str,
    held_on: date | None = None,
    made_id: UUID | None = None,
    device_at: datetime | None = None,
) -> PrivateTalk:
    """Seal what a party said in confidence (CT-23). Only a mediator of the case may; for others the case is not there.

    `made_id` is the one that the device gave: the same talk arrives once, and `device_at` is what its clock showed.

    Raises NotFound, RuleBroken: no_such_party, date_in_future, date_too_early, entry_twice.
    """
    case = _own_case(call, case_id)
    case.party(ref)
    not_in_future(held_on, local_date(call.at))
    not_before(held_on, case.applied_on)
    made = str(uuid5(_OWN_IDS, f"{case_id} {made_id}")) if made_id else call.new_id()
    sealed = vault().seal(text, _FIELD)
    talk = PrivateTalk(
        id=made,
        case_id=case_id,
        ref=ref,
        held_on=held_on,
        device_at=device_at,
        sealed=sealed,
    )
    try:
        return talk.begin(call).create()
    except AlreadyAbsorbed as there:
        if call.message in there.document.inbox:
            raise
        raise RuleBroken("entry_twice") from None  # other words under the id of a device are never swallowed


def _own_case(call: Call, case_id: str) -> Case:
    """The case, for who mediates it now; for all others it is not there (CT-23). Raises NotFound."""
    case = Case.find(case_id, EVERYTHING)
    if call.actor.id not in case.mediators:
        raise NotFound(case_id)
    return case


def talks_of(call: Call, case_id: str) -> list[PrivateTalk]:
    """The talks of a case, without their words. Raises NotFound for all but the case's mediators."""
    _own_case(call, case_id)
    return list(PrivateTalk.objects(__raw__={"case_id": case_id}).exclude("sealed", "outbox", "history"))


def read_talk(call: Call, talk_id: str) -> tuple[PrivateTalk, str]:
    """The talk and its words; the reading is noted first. Raises NotFound for all but the case's mediators."""
    talk = PrivateTalk.find(talk_id, EVERYTHING)
    _own_case(call, talk.case_id)
    note_reading(call, talk, talk=talk.id, case=talk.case_id)
    return talk, vault().open(talk.sealed, _FIELD)
