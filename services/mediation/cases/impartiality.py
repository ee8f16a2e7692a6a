# SPDX-License-Identifier: Apache-2.0
"""Ties of a mediator in a referred case: disclosed, accepted or not; a recusal is decided by somebody else (CT-18, CT-19)."""

from datetime import date

from services.mediation.bodies.documents import Body
from services.mediation.cases import referral_rules
from services.mediation.cases.consents import only_its_own
from services.mediation.cases.documents import Case
from services.mediation.cases.referral import Disclosure, Recusal
from services.mediation.cases.referral_rules import Tie
from services.mediation.cases.referring import referral_of, tell_staff
from shared.access import EVERYTHING
from shared.calendar import local_date
from shared.call import Call, command
from shared.contracts.mediation import RecusalAsked
from shared.errors import RuleBroken


@command
def disclose(call: Call, case_id: str, *, tie: Tie, account: str | None = None) -> Case:
    """A mediator discloses a tie; the parties may still agree to go on (OMR art 13, CT-18).

    Raises RuleBroken: not_referred, not_a_mediator.
    """
    case = Case.load(case_id, call)
    referral, who = referral_of(case), account or call.actor.id
    if who not in case.mediators:
        raise RuleBroken("not_a_mediator")
    referral.disclosures.append(
        Disclosure(id=call.new_id("disclosure"), account=who, tie=str(tie), at=call.at)
    )
    return case.store()


@command
def accept_tie(call: Call, case_id: str, *, disclosure: str, ref: str) -> Case:
    """A party knows of the tie and agrees that this mediator goes on (CT-18). Raises RuleBroken: no_such_disclosure."""
    case = Case.load(case_id, call)
    case.party(ref)
    for one in referral_of(case).disclosures:
        if one.id == disclosure:
            if ref not in one.accepted:
                one.accepted.append(ref)
            return case.store()
    raise RuleBroken("no_such_disclosure")


@command
def ask_recusal(call: Call, case_id: str, *, account: str, ref: str, ground: Tie) -> Case:
    """A party asks that a mediator withdraws; until it is decided the mediator waits (IMP art 15, CT-19).

    Raises RuleBroken: not_referred, no_such_party, not_a_mediator.
    """
    case = Case.load(case_id, call)
    referral = referral_of(case)
    case.party(ref)
    if account not in case.mediators:
        raise RuleBroken("not_a_mediator")
    recusal = Recusal(id=call.new_id("recusal"), account=account, ref=ref, ground=str(ground), at=call.at)
    referral.recusals.append(recusal)
    named = {one.account: one.name for one in Body.find(case.body_id, EVERYTHING).mediators}
    case.record(
        RecusalAsked(
            referral_id=case.id,
            recusal_id=recusal.id,
            ground=str(ground),
            asked_at=call.at,
            mediator=named.get(account, ""),
        )
    )
    return case.store()


@command
def decide_recusal(call: Call, case_id: str, *, recusal: str, granted: bool, on: date | None = None) -> Case:
    """Body or court decides, never the mediator concerned; the first decision stands (IMP art 15, CT-19).

    Raises RuleBroken: not_referred, no_such_recusal, own_recusal.
    """
    case = Case.load(case_id, call)
    found = next((one for one in referral_of(case).recusals if one.id == recusal), None)
    if found is None:
        raise RuleBroken("no_such_recusal")
    referral_rules.may_decide_recusal(call.actor.id, found.account)
    if found.granted is None:
        found.granted, found.decided_by = granted, call.actor.id
        found.decided_on = on or local_date(call.at)
        if granted and found.account in case.mediators:
            case.mediators.remove(found.account)
            body = Body.find(case.body_id, EVERYTHING)
            only_its_own(case, [body])
            case.people = sorted(set(case.people) - {found.account})
            tell_staff(case, [body])
    return case.store()
