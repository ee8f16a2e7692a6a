# SPDX-License-Identifier: Apache-2.0
"""What the judges say to a mediator: guidance, and their answer to a suspicion (CT-15)."""

from datetime import date

from services.mediation.cases import rules
from services.mediation.cases.documents import Case
from services.mediation.cases.referral import Guidance
from services.mediation.cases.referral_rules import FailureReason, Outcome, Topic, must_be_article
from services.mediation.cases.returning import SUSPECTED_FALSE, end_referral
from services.mediation.cases.rules import ENDED, State
from shared.calendar import local_date
from shared.call import Call, command
from shared.contracts.mediation import GuidanceAsked

GO_ON = "go_on"


@command
def ask_guidance(call: Call, case_id: str, *, topic: Topic, article: str = "") -> Case:
    """Ask the judges of the place: a topic and an article of the law, no word of the case (table 6.3). Raises RuleBroken `article_unclear`."""
    must_be_article(article)
    case = Case.load(case_id, call)
    asked = Guidance(id=call.new_id("guidance"), topic=str(topic), article=article, at=call.at)
    case.guidance.append(asked)
    case.record(
        GuidanceAsked(
            guidance_id=asked.id,
            case_id=case.id,
            body_name=case.body_name,
            place=case.place,
            referral_id=case.id if case.referral else None,
            category=case.category,
            topic=str(topic),
            article=article,
            asked_at=call.at,
        )
    )
    return case.store()


@command
def note_guidance(call: Call, case_id: str, *, guidance_id: str, answer: str, answered_on: date) -> Case:
    """A judge answered."""
    case = Case.load(case_id, call)
    for one in case.guidance:
        if one.id == guidance_id:
            one.answer, one.answered_on = answer, answered_on
    return case.store()


@command
def note_suspicion_answer(call: Call, case_id: str, *, answer: str, answered_on: date) -> Case:
    """The judge answered a suspicion: go on, or the case goes back to the court (CT-15)."""
    case = Case.load(case_id, call)
    if case.referral and case.referral.suspicion:
        case.referral.suspicion.answer, case.referral.suspicion.answered_on = answer, answered_on
    stands_still = case.referral is not None and case.referral.paused_since is not None
    if answer == GO_ON and case.state == State.SUSPENDED and not stands_still:
        case.state = rules.follow("resume", case.state)
    elif answer != GO_ON and case.referral and State(case.state) not in ENDED | {State.AGREED}:
        case.state, case.end_reason = State.TERMINATED, SUSPECTED_FALSE
        case.ended_on = local_date(call.at)
        end_referral(case, Outcome.FAILED, reason=FailureReason.OTHER)
    return case.store()
