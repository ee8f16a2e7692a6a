# SPDX-License-Identifier: Apache-2.0
"""Taking a mediator's question in, and answering it."""

from services.courtlink import places
from services.courtlink.guidance.documents import GuidanceRequest
from services.courtlink.referrals.documents import Referral
from shared.access import EVERYTHING
from shared.calendar import local_date
from shared.call import Call, command
from shared.contracts.courtlink import GuidanceAnswered
from shared.contracts.mediation import GuidanceAsked
from shared.errors import RuleBroken
from shared.redaction import holds_number


@command
def take_in(call: Call, event: GuidanceAsked) -> GuidanceRequest:
    """A question for the court that referred the case, else for the basic court of the place (法〔2021〕247号)."""
    if event.referral_id:
        court_code = Referral.find(event.referral_id, EVERYTHING).court_code
    else:
        court_code = places.court_of(event.place).code
    guidance = GuidanceRequest(
        id=event.guidance_id,
        case_id=event.case_id,
        referral_id=event.referral_id,
        court_code=court_code,
        body_name=event.body_name,
        place=event.place,
        category=event.category,
        topic=event.topic,
        article=event.article,
        asked_at=event.asked_at,
        within=places.court_path(court_code),
    )
    return guidance.begin(call).create()


@command
def answer(call: Call, guidance_id: str, *, text: str) -> GuidanceRequest:
    """A judge answers, for the mediator of the case; of law, not of people. Raises RuleBroken: guidance_answered, number_in_answer."""
    guidance = GuidanceRequest.load(guidance_id, call)
    if holds_number(text):
        raise RuleBroken("number_in_answer", field="text")
    if guidance.answered_on is not None:
        raise RuleBroken("guidance_answered")
    guidance.answer, guidance.answered_on = text, local_date(call.at)
    guidance.answered_by = call.actor.id
    guidance.record(
        GuidanceAnswered(
            case_id=guidance.case_id,
            guidance_id=guidance.id,
            answer=text,
            answered_on=guidance.answered_on,
        )
    )
    return guidance.store()
