# SPDX-License-Identifier: Apache-2.0
"""Preparing a hand-over, taking each party's wish and consent, sending the pack, and noting the court's answer."""

from collections.abc import Sequence

from services.mediation.cases import clocks
from services.mediation.cases.clocks import Rule
from services.mediation.cases.documents import Case
from services.mediation.cases.own_acts import is_party, must_be_own
from services.mediation.handovers import rules
from services.mediation.handovers.documents import CourtAnswer, Handover, Pack, PartyWord
from services.mediation.handovers.packing import pack_of, there
from services.mediation.handovers.rules import Item, State, Wish
from shared.access import EVERYTHING
from shared.calendar import local_date
from shared.call import Call, command
from shared.contracts.courtlink import HandoverAnswered
from shared.errors import AlreadyAbsorbed, RuleBroken
from shared.regions import regions


@command
def prepare(call: Call, *, case_id: str, court_code: str = "", in_dispute: str = "") -> Handover:
    """Open the hand-over of a case that failed, to the basic court of its place or to another one.

    Raises NotFound for a case out of reach, RuleBroken: unknown_court, already_prepared, and those of
    `rules.may_prepare`.
    """
    case = Case.find(case_id, call.scope)
    rules.may_prepare(
        case.state,
        referred=case.referral is not None,
        told=[(party.name, party.remedies is not None) for party in case.parties],
    )
    if case.agreement is not None:
        raise RuleBroken("not_failed", state=case.state)
    own = regions().court_of(case.place)
    court = regions().court(court_code or (own.code if own else ""))
    handover = Handover(
        id=case.id,
        body_name=case.body_name,
        place=case.place,
        court_code=court.code,
        court_name=court.name,
        in_dispute=in_dispute,
        within=list(case.within),
        people=list(case.people),
    ).begin(call)
    try:
        return handover.create()
    except AlreadyAbsorbed as again:
        if call.message in again.document.inbox:
            raise
        raise RuleBroken("already_prepared") from None


@command
def write_dispute(call: Call, handover_id: str, *, in_dispute: str) -> Handover:
    """Write anew what is still in dispute. Who consented to the words before has not consented to these.

    Raises RuleBroken `already_handed_over`.
    """
    handover = Handover.load(handover_id, call)
    rules.may_change(State(handover.state))
    if in_dispute != handover.in_dispute:
        handover.in_dispute = in_dispute
        for word in handover.said:
            word.items = [item for item in word.items if item != Item.DISPUTE]
    return handover.store()


@command
def say(
    call: Call, handover_id: str, *, ref: str, wish: Wish, items: Sequence[Item], scan: str | None = None
) -> Handover:
    """A party says whether it wishes to sue, and what may be handed over; it knows receiver, purpose and kinds (PV-05).

    A later word replaces the one before, as long as nothing is with the court. Raises RuleBroken: no_such_party,
    act_of_another, ask_on_paper, already_handed_over.
    """
    handover = Handover.load(handover_id, call)
    party = Case.find(handover_id, EVERYTHING).party(ref)
    must_be_own(call, party)
    if not is_party(call) and not scan:
        raise RuleBroken("ask_on_paper")
    rules.may_change(State(handover.state))
    handover.said.append(
        PartyWord(
            ref=ref,
            wish=str(wish),
            items=sorted({str(item) for item in items}),
            receiver=handover.court_name,
            purpose=rules.PURPOSE,
            at=call.at,
            by=call.actor.id,
            scan=scan,
        )
    )
    return handover.store()


@command
def hand_over(call: Call, handover_id: str) -> Handover:
    """Send the pack to the court; completed after a return, it is the next version.

    Raises RuleBroken: those of `rules.may_hand_over`.
    """
    handover = Handover.load(handover_id, call)
    case = Case.find(handover_id, EVERYTHING)
    ready = there(handover, case)
    rules.may_hand_over(
        State(handover.state), handover.words(), rules.still_missing(handover.last_missing, ready)
    )
    number = len(handover.packs) + 1
    handover.packs.append(Pack(number=number, made_at=call.at, by=call.actor.id, items=sorted(ready)))
    handover.record(pack_of(handover, case, number=number, at=call.at))
    return handover.store()


@command
def note_answer(call: Call, told: HandoverAnswered) -> Handover:
    """The court filed the case, returned the pack, or refused it. A repeated answer changes nothing.

    What the court wants completed has its last day (INT art 208): it is warned of before and seen when it has passed.
    """
    handover = Handover.load(told.handover_id, call)
    if any((one.pack, one.answer) == (told.pack, told.answer) for one in handover.answers):
        return handover
    if told.by is not None:
        today = local_date(call.at)
        handover.clocks.append(
            clocks.fixed(
                Rule.COMPLETE_PACK,
                call.at,
                start_on=today,
                raw_end=told.by,
                end=told.by,
                about=str(told.pack),
            )
        )
    handover.answers.append(
        CourtAnswer(
            pack=told.pack,
            answer=told.answer,
            on=told.on,
            court_name=told.court_name,
            number=told.number,
            missing=list(told.missing),
            reason=told.reason,
            reason_text=told.reason_text,
            routes=list(told.routes),
            by=told.by,
        )
    )
    return handover.store()


@command
def let_time_decide(call: Call, handover_id: str) -> Handover:
    """Warn that the days to complete a pack end, and show once that they have passed (D-11)."""
    handover = Handover.load(handover_id, call)
    clocks.passed(handover.clocks, call.at)
    return handover.store()
