# SPDX-License-Identifier: Apache-2.0
"""The pack itself: of a case only what table 6.3 names, and of that only what the parties consented to."""

from datetime import datetime

from services.mediation.cases.documents import Case
from services.mediation.cases.meetings import Came
from services.mediation.handovers import rules
from services.mediation.handovers.documents import Handover
from services.mediation.handovers.rules import Item, Wish
from shared.contracts.mediation import AttendedSession, HandedOverParty, HandoverMade


def undisputed(case: Case) -> list[str]:
    """The facts that every party signed (OMR art 18, CT-11)."""
    return [fact.text for fact in case.undisputed if set(fact.signed) == set(case.refs)]


def attendance(case: Case) -> list[AttendedSession]:
    """Who came to the sessions held here, by letter, and their results; nothing else of them (table 6.3)."""
    refs = set(case.refs)
    return [
        AttendedSession(
            result=one.result,
            present=tuple(
                sorted(
                    came.who for came in one.came if came.who in refs and came.came_as != str(Came.MEDIATOR)
                )
            ),
        )
        for one in case.sessions
        if not one.before_us and not one.corrects
    ]


def there(handover: Handover, case: Case) -> set[str]:
    """The codes of what a pack made now would hold: `facts`, `name:A`, `address:B`."""
    said = handover.words()
    common = rules.crossing(said, case.refs)
    held = {
        Item.FACTS: undisputed(case),
        Item.DISPUTE: handover.in_dispute,
        Item.ATTENDANCE: attendance(case),
    }
    found = {str(item) for item in common if held[item]}
    for party in case.parties:
        if rules.gives(said, party.ref, Item.NAME):
            found.add(f"{Item.NAME}:{party.ref}")
        if rules.gives(said, party.ref, Item.ADDRESS) and party.service:
            found.add(f"{Item.ADDRESS}:{party.ref}")
    return found


def pack_of(handover: Handover, case: Case, *, number: int, at: datetime) -> HandoverMade:
    """The event; the contract has no field for anything else."""
    holds, said = there(handover, case), handover.words()
    return HandoverMade(
        handover_id=handover.id,
        case_id=case.id,
        pack=number,
        made_at=at,
        court_code=handover.court_code,
        body_name=case.body_name,
        place=case.place,
        category=case.category,
        ended_on=case.ended_on,
        reason=case.end_reason or "other",
        parties=tuple(
            HandedOverParty(
                ref=party.ref,
                role=party.role,
                kind=party.kind,
                count=party.count,
                wishes_to_sue=party.ref in said and said[party.ref].wish == Wish.SUE,
                name=party.name if f"{Item.NAME}:{party.ref}" in holds else None,
                sealed_phone=party.service.phone if f"{Item.ADDRESS}:{party.ref}" in holds else None,
                sealed_address=party.service.address if f"{Item.ADDRESS}:{party.ref}" in holds else None,
            )
            for party in case.parties
        ),
        undisputed_facts=tuple(undisputed(case)) if Item.FACTS in holds else (),
        in_dispute_text=handover.in_dispute if Item.DISPUTE in holds else "",
        attendance=tuple(attendance(case)) if Item.ATTENDANCE in holds else (),
    )
