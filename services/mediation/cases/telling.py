# SPDX-License-Identifier: Apache-2.0
"""What the star board is told of a case: codes, counts, accounts on duty and keyed hashes, never a name (SB-26, SB-28)."""

from decimal import Decimal
from typing import Any

from services.mediation.cases import board
from services.mediation.cases.documents import Case
from services.mediation.cases.parties import Party, PartyKind
from services.mediation.cases.rules import Performance
from services.mediation.limits import limits
from shared.calendar import local_date
from shared.contracts.mediation import CaseClosed, CaseFailed, CasePutForward
from shared.regions import regions
from shared.settings import vault

PURPOSE = "scoring"


def _keys(party: Party, place: str) -> list[str]:
    """A key for each number that is known; for who has none, of the name, with the place for a person."""
    known = party.indexes or [f"{party.name}@{place}" if party.kind == PartyKind.PERSON else party.name]
    return [vault().pseudonym(text, PURPOSE) for text in known]


def party_keys(case: Case) -> tuple[str, ...]:
    """Hashes by which the star board sees that two disputes have the same parties (SB-12)."""
    return tuple(sorted({key for party in case.parties for key in _keys(party, case.place)}))


def dispute_key(case: Case) -> str:
    """The hash of place and subject (SB-12); empty where no subject was named."""
    return vault().pseudonym(f"{case.place}/{case.subject}", PURPOSE) if case.subject else ""


def grounds(case: Case) -> list[str]:
    """For which grounds of SB-01 the dispute may go on the star board, by what the case holds."""
    hardness = board.Hardness(
        channel=case.channel,
        risk=case.risk,
        concerns=case.concerns,
        people=_people(case),
        homes=[regions().path(party.place) for party in case.parties if party.place],
        failed_before=any(session.before_us for session in case.sessions),
    )
    return [str(one) for one in board.grounds_of(hardness, group_people=limits().group_people)]


def bar(case: Case) -> str | None:
    """What keeps the dispute off the star board (SB-01), or None."""
    return board.bar_of(case.concerns, case.barred_for, in_suit=case.referral is not None)


def _people(case: Case) -> int:
    return sum(party.count for party in case.parties)


def _for_the_board(case: Case) -> dict[str, Any]:
    """What the star board may know of any dispute."""
    return {
        "case_id": case.id,
        "place": case.place,
        "category": case.category,
        "people": _people(case),
        "amount": Decimal(case.claim) if case.claim is not None else None,
        "arose_on": case.arose_on,
        "risk": case.risk,
        "departments": case.departments,
        "recorded_by": case.recorded_by or "",
        "party_keys": party_keys(case),
        "dispute_key": dispute_key(case),
        "party_count": len(case.parties),
        "grounds": tuple(grounds(case)),
    }


def failed(case: Case) -> CaseFailed:
    """A mediation of our own that failed may go on the star board (SB-01)."""
    return CaseFailed(
        ended_on=case.ended_on,
        failed_attempts=max(case.failed_attempts, 1),
        barred_for=bar(case),
        task_id=case.task_id,
        body_id=case.body_id,
        mediators=tuple(case.mediators),
        **_for_the_board(case),
    )


def put_forward(case: Case) -> CasePutForward:
    """A dispute that has not failed is put forward for the star board (SB-01)."""
    return CasePutForward(
        asked_on=local_date(case.put_forward.at),
        asked_by=case.put_forward.by,
        failed_attempts=case.failed_attempts,
        **_for_the_board(case),
    )


def closed(case: Case) -> CaseClosed:
    """A case as it is when its file is being closed: how it ended, and what the parties said of it (SB-14, SB-28).

    One party that says it was not solved outweighs the others.
    """
    answers = [visit.satisfied for visit in case.follow_ups if visit.satisfied is not None]
    return CaseClosed(
        case_id=case.id,
        closed_on=case.closed_on,
        performed=case.performance in (Performance.FULL, Performance.ENFORCED),
        task_id=case.task_id,
        place=case.place,
        category=case.category,
        outcome=case.state,
        settled_on=case.agreement.effective_on if case.agreement else None,
        body_id=case.body_id,
        mediators=tuple(case.mediators),
        party_keys=party_keys(case),
        dispute_key=dispute_key(case),
        satisfaction_asked=bool(case.follow_ups),
        satisfied=all(answers) if answers else None,
    )
