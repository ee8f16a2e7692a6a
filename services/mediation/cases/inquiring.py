# SPDX-License-Identifier: Apache-2.0
"""Asking people about a dispute, and noting why a paper is not to be had."""

from datetime import date, datetime
from uuid import UUID

from services.mediation.cases.documents import Case
from services.mediation.cases.logged import entry_id
from services.mediation.cases.paperwork import AbsentPaper, Investigation, Wanted
from shared.call import Call, command


@command
def investigate(
    call: Call,
    case_id: str,
    *,
    asked: str,
    record: str,
    made_id: UUID | None = None,
    on: date | None = None,
    place: str = "",
    relation: str = "",
    device_at: datetime | None = None,
) -> Case:
    """Note what somebody said about the dispute, for the folder (WN-06, WN-07). `made_id` is the one that the device gave.

    Raises RuleBroken: investigation_twice, date_in_future, date_too_early.
    """
    case = Case.load(case_id, call)
    case.must_be_day(on)
    made = entry_id(call, "investigation", made_id, case.investigations, twice="investigation_twice")
    case.investigations.append(
        Investigation(
            id=made,
            on=on,
            place=place,
            asked=asked,
            relation=relation,
            record=record,
            device_at=device_at,
            recorded_at=call.at,
            recorded_by=call.actor.id,
        )
    )
    return case.store()


@command
def note_absence(call: Call, case_id: str, *, paper: Wanted, reason: str, ref: str = "") -> Case:
    """Note why a paper is not in the folder: of one party, or of all when `ref` is empty (WN-06). Raises RuleBroken `no_such_party`."""
    case = Case.load(case_id, call)
    if ref:
        case.party(ref)
    case.absent.append(
        AbsentPaper(paper=str(paper), ref=ref, reason=reason, recorded_at=call.at, recorded_by=call.actor.id)
    )
    return case.store()
