# SPDX-License-Identifier: Apache-2.0
"""What other services tell about our cases."""

from services.mediation.bodies.documents import Body
from services.mediation.cases import guiding, impartiality, posting, referring
from services.mediation.cases.calling import note_call
from services.mediation.cases.confirming import note_move, note_pick
from services.mediation.cases.consents import change_mediator
from services.mediation.cases.documents import Case
from services.mediation.cases.intake import continue_case
from services.mediation.cases.rules import ENDED, State
from shared.access import EVERYTHING
from shared.call import Call
from shared.contracts.courtlink import (
    ConfirmationMoved,
    GuidanceAnswered,
    RecusalDecided,
    ReferralMade,
    SuspicionAnswered,
)
from shared.contracts.mediation import MediatorRemoved
from shared.contracts.scoring import CadreCalled, TaskPicked
from shared.mongo import collection
from shared.reactions import Reactions
from shared.regions import regions

reactions = Reactions()


@reactions.on(ReferralMade)
def take_in(call: Call, event: ReferralMade) -> None:
    """A court's case waits for the body."""
    referring.take_in(call, event)


@reactions.on(SuspicionAnswered)
def hear_judge(call: Call, event: SuspicionAnswered) -> None:
    """The judge answered a suspicion of false mediation (CT-15)."""
    guiding.note_suspicion_answer(call, event.referral_id, answer=event.answer, answered_on=event.answered_on)


@reactions.on(RecusalDecided)
def apply_recusal(call: Call, event: RecusalDecided) -> None:
    """The court decided whether a mediator withdraws (CT-19)."""
    impartiality.decide_recusal(
        call, event.referral_id, recusal=event.recusal_id, granted=event.granted, on=event.decided_on
    )


@reactions.on(GuidanceAnswered)
def note_guidance(call: Call, event: GuidanceAnswered) -> None:
    """A judge answered a mediator's question."""
    guiding.note_guidance(
        call,
        event.case_id,
        guidance_id=event.guidance_id,
        answer=event.answer,
        answered_on=event.answered_on,
    )


@reactions.on(TaskPicked)
def retake_case(call: Call, event: TaskPicked) -> None:
    """A cadre took charge: the township's committee takes the case up again (PM-24); one that was put forward before it
    failed goes on as it is, under the cadre's lead."""
    earlier = Case.find(event.case_id, EVERYTHING)
    if earlier.put_forward and earlier.state != State.TERMINATED:
        posting.take_lead(call, event.case_id, cadre_name=event.cadre_name)
        return
    township = regions().level(earlier.place, "township")
    place = township.code if township else earlier.place
    body = Body.objects(__raw__={"place": place, "kind": "township_pmc"}).exclude("outbox", "history").first()
    successor = call.new_id("retaken")
    continue_case(call, earlier, successor, body=body, task_id=event.task_id, lead_cadre=event.cadre_name)
    note_pick(call, event.case_id, successor_id=successor)


@reactions.on(CadreCalled)
def tell_other_side(call: Call, event: CadreCalled) -> None:
    """A party called a cadre: the other side reads it on its own page, and may object there (SB-22)."""
    note_call(call, event)


@reactions.on(ConfirmationMoved)
def note_court(call: Call, event: ConfirmationMoved) -> None:
    """A court says where the confirmation of an agreement stands."""
    note_move(call, event)


@reactions.on(MediatorRemoved)
def end_assignments(call: Call, event: MediatorRemoved) -> None:
    """A mediator was removed: its open cases, joint ones among them, wait for another (PML art 15, PM-05)."""
    wanted = {
        "people": event.account,
        "mediators": event.account,
        "$or": [{"body_id": event.body_id}, {"partners.body_id": event.body_id}],
        "state": {"$nin": sorted(ENDED)},
    }
    for row in collection(Case).find(wanted, {"_id": 1}):
        change_mediator(call, row["_id"], account=event.account, reason=event.reason)
