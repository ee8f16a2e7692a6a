# SPDX-License-Identifier: Apache-2.0
"""Handing the lead of a joint mediation to a partner: offered with the parties' consent, taken by the partner (Shandong art 33)."""

import dataclasses
from collections.abc import Sequence

from services.mediation.bodies.commands import issue_number
from services.mediation.bodies.documents import Body
from services.mediation.cases.documents import Case
from services.mediation.cases.partners import JoinedBody, LeadChange, LeadOffer, may_offer_lead
from services.mediation.cases.rules import ENDED, State
from shared.access import EVERYTHING, Role, seat
from shared.calendar import local_date
from shared.call import Call, command
from shared.errors import RuleBroken
from shared.regions import regions


@command
def offer_lead(call: Call, case_id: str, *, body_id: str, reason: str, agreed: Sequence[str]) -> Case:
    """Offer the lead to a body that mediates jointly; every party agreed to it. Nothing changes before it is taken.

    A court entrusts a body and no other: its case is not handed over. Raises RuleBroken: use_referral, wrong_state,
    no_partner, lead_not_agreed.
    """
    case = Case.load(case_id, call)
    if case.referral:
        raise RuleBroken("use_referral")
    if case.state in ENDED | {State.AGREED}:
        raise RuleBroken("wrong_state", state=case.state)
    may_offer_lead(body_id, [partner.body_id for partner in case.partners], case.refs, agreed)
    case.lead_offer = LeadOffer(
        body_id=body_id, reason=reason, agreed=sorted(agreed), at=call.at, by=call.actor.id
    )
    return case.store()


@command
def answer_lead(call: Call, case_id: str, *, taken: bool) -> Case:
    """A mediator or the director of the partner takes the lead, or declines it.

    The case gets a number of the new body (WN-08); the old number, the consents and who acted stay on record, and the
    body that led mediates on as partner. Raises RuleBroken: no_lead_offered, not_of_that_body, wrong_state.
    """
    case = Case.load(case_id, call)
    offer = case.lead_offer
    if offer is None:
        raise RuleBroken("no_lead_offered")
    body = Body.find(offer.body_id, EVERYTHING)
    _must_be_of(body, call)
    case.lead_offer = None
    if not taken:
        return case.store()
    if case.state in ENDED | {State.AGREED}:
        raise RuleBroken("wrong_state", state=case.state)
    case.lead_changes.append(
        LeadChange(
            from_body_id=case.body_id,
            from_number=case.file_number,
            offer=offer,
            at=call.at,
            by=call.actor.id,
        )
    )
    former = JoinedBody(body_id=case.body_id, name=case.body_name, reason=offer.reason, asked_at=call.at)
    case.partners = [*(one for one in case.partners if one.body_id != body.id), former]
    seats = [one for one in case.within if one.startswith(seat(""))]
    case.body_id, case.body_name, case.place = body.id, body.name, body.place
    case.within = [*regions().path(body.place), *seats]
    if case.file_number:
        numbering = dataclasses.replace(call, scope=EVERYTHING, message="", expected=None)
        case.file_number = issue_number(numbering, body.id, local_date(call.at).year)
    return case.store()


def _must_be_of(body: Body, call: Call) -> None:
    """The caller mediates for the body or is its director. Raises RuleBroken `not_of_that_body`."""
    directs = any(grant.role is Role.DIRECTOR and grant.place == body.place for grant in call.actor.grants)
    if not directs and all(mediator.account != call.actor.id for mediator in body.mediators):
        raise RuleBroken("not_of_that_body")
