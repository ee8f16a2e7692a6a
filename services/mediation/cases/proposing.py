# SPDX-License-Identifier: Apache-2.0
"""A mediator's written proposal: delivered to every party, objected to, or agreed by silence (CT-27); off by default."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from services.mediation.cases import clocks, content, proposal_rules, rules
from services.mediation.cases.agreeing import make_terms, take_effect
from services.mediation.cases.agreements import Agreement
from services.mediation.cases.clocks import Rule
from services.mediation.cases.documents import Case
from services.mediation.cases.own_acts import must_be_own
from services.mediation.cases.referral import Delivery, Proposal
from services.mediation.cases.referring import referral_of
from services.mediation.cases.rules import Form, State
from services.mediation.cases.terms import with_creditors
from services.mediation.limits import limits
from shared.calendar import local_date
from shared.call import Call, command
from shared.errors import RuleBroken


@command
def propose(call: Call, case_id: str, *, terms: Sequence[Mapping[str, Any]], agreed: Sequence[str]) -> Case:
    """Write terms that count as agreed unless a party objects; every party agreed beforehand to be bound so (CT-27).

    Raises RuleBroken: not_referred, wrong_state, terms_missing, plan_not_the_sum, creditor_needed, and those of `proposal_rules.may_propose`.
    """
    case = Case.load(case_id, call)
    referral = referral_of(case)
    rules.follow("agree", case.state)
    if not terms:
        raise RuleBroken("terms_missing")
    proposal_rules.may_propose(
        limits().silent_proposal_days,
        refs=case.refs,
        agreed=agreed,
        open_now=referral.proposal_open,
        barred=content.bars_esign(case.category, " ".join(term["what"] for term in terms)),
    )
    content.must_not_ask_for_judgment(term["what"] for term in terms)
    said_on = local_date(call.at)
    terms = with_creditors(terms, case.refs)
    referral.proposal = Proposal(
        terms=make_terms(terms, said_on),
        agreed=sorted(set(agreed)),
        at=call.at,
        by=call.actor.id,
    )
    return case.store()


@command
def deliver_proposal(call: Call, case_id: str, *, ref: str, on: date | None = None) -> Case:
    """A party received the proposal in writing; with the last of them the days run (CT-27).

    Raises RuleBroken: not_referred, no_such_party, no_open_proposal, date_in_future, date_too_early, proposal_beyond_limit.
    """
    case = Case.load(case_id, call)
    referral, today = referral_of(case), local_date(call.at)
    case.party(ref)
    case.must_be_day(on)
    proposal_rules.may_object(open_now=referral.proposal_open)
    proposal = referral.proposal
    if ref not in {one.ref for one in proposal.delivered}:
        proposal.delivered.append(Delivery(ref=ref, on=on or today))
    running = clocks.find(case.clocks, Rule.PROPOSAL)
    everybody = {one.ref for one in proposal.delivered} == set(case.refs)
    if everybody and (running is None or running.met_at):
        found = proposal_rules.silence_ends(
            (one.on for one in proposal.delivered),
            days=limits().silent_proposal_days,
            limit_ends_on=referral.limit_ends_on,
        )
        case.clocks.append(
            clocks.fixed(Rule.PROPOSAL, call.at, start_on=found.start, raw_end=found.raw_end, end=found.end)
        )
    return case.store()


@command
def object_to_proposal(call: Call, case_id: str, *, ref: str) -> Case:
    """A party objects within the days: the proposal is void, and nothing of it binds (CT-27).

    Raises RuleBroken: not_referred, no_such_party, act_of_another, no_open_proposal.
    """
    case = Case.load(case_id, call)
    referral = referral_of(case)
    must_be_own(call, case.party(ref))
    proposal_rules.may_object(open_now=referral.proposal_open)
    referral.proposal.objected_by, referral.proposal.objected_at = ref, call.at
    case.meet_clock(Rule.PROPOSAL)
    return case.store()


def agree_silently(case: Case, call: Call) -> None:
    """The days are over and nobody objected: the proposal is the parties' agreement from its last day (CT-27)."""
    referral = case.referral
    clock = clocks.find(case.clocks, Rule.PROPOSAL)
    if clock is None or not referral.proposal_open or case.state not in (State.ACCEPTED, State.IN_MEDIATION):
        return
    case.state, referral.proposal.taken_at = rules.follow("agree", case.state), call.at
    case.agreement = Agreement(
        form=str(Form.WRITTEN),
        agreed_on=clock.end,
        terms=list(referral.proposal.terms),
        by_silence=True,
        recorded_at=call.at,
    )
    case.agreement.findings = content.findings(case.agreement.texts())
    clock.met_at = call.at
    take_effect(case, call)
