# SPDX-License-Identifier: Apache-2.0
"""What each party was asked and told: consents, notices, helpers, and who mediates."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from services.mediation.bodies.documents import Body
from services.mediation.bodies.rules import BodyKind
from services.mediation.cases import rules
from services.mediation.cases.documents import Case
from services.mediation.cases.logged import entry_id
from services.mediation.cases.own_acts import must_be_own
from services.mediation.cases.parties import Consent, Helper, Party, Told
from services.mediation.cases.partners import JoinedBody, MediatorChoice, Replaced, may_join
from services.mediation.cases.referral_rules import Return
from services.mediation.cases.referring import tell_staff
from services.mediation.cases.returning import send_back
from services.mediation.cases.rules import State
from shared.access import EVERYTHING, Role, seat
from shared.calendar import local_date
from shared.call import Call, command
from shared.errors import NotFound, RuleBroken
from shared.mongo import collection
from shared.regions import regions


@command
def answer_consent(
    call: Call,
    case_id: str,
    *,
    ref: str,
    answer: Consent,
    channel: str = "",
    on: date | None = None,
    reason: str = "",
    made_id: UUID | None = None,
    device_at: datetime | None = None,
) -> Case:
    """A party's answer to whether it wants mediation; it may withdraw at any time before it signs (PML arts 17, 23; PM-08, PM-12).

    A consent that is withdrawn stops the mediation: it can only be resumed or ended. A court's case goes back at once
    when a party refuses before the mediation began (OMR art 15, CT-08). What not all have signed yet is no agreement: it is
    kept with the earlier ones. Each answer stays on record (`told`). Raises RuleBroken: no_such_party, act_of_another,
    entry_twice, date_in_future, date_too_early, answered_since.
    """
    case = Case.load(case_id, call)
    case.must_be_day(on)
    party = case.party(ref)
    must_be_own(call, party)
    before = [one.on for one in case.told if one.about == "consent" and one.ref == ref and one.on]
    if on and before and on < max(before):
        raise RuleBroken("answered_since", party=party.called, day=max(before), field="on")
    party.consent, party.consent_channel, party.consent_on = str(answer), channel, on
    party.refused_for = reason
    _note(case, call, "consent", party, answer, made_id, device_at, channel=channel, on=on, reason=reason)
    if answer in rules.AGAINST:
        case.drop_unsigned()
        if case.state == State.IN_MEDIATION:
            case.state = rules.follow("suspend", case.state)
    if answer is Consent.REFUSED and case.referral and case.state == State.ACCEPTED:
        send_back(case, call, Return.REFUSED)
    return case.store()


@command
def serve_rights_notice(
    call: Call,
    case_id: str,
    *,
    ref: str,
    on: date | None = None,
    made_id: UUID | None = None,
    device_at: datetime | None = None,
) -> Case:
    """Note that a party got the notice of rights and duties (PML arts 23-24, PM-12).

    Raises RuleBroken: no_such_party, entry_twice, date_in_future, date_too_early.
    """
    case = Case.load(case_id, call)
    case.must_be_day(on)
    party = case.party(ref)
    party.rights_noticed, party.rights_noticed_on = True, on
    _note(case, call, "rights_notice", party, "delivered", made_id, device_at, on=on)
    return case.store()


@command
def serve_remedies_notice(
    call: Call,
    case_id: str,
    *,
    ref: str,
    delivered: bool,
    on: date | None = None,
    made_id: UUID | None = None,
    device_at: datetime | None = None,
) -> Case:
    """Tell a party of arbitration, administrative and court routes, or note the attempt (PML art 26, PM-14).

    Raises RuleBroken: no_such_party, entry_twice, date_in_future, date_too_early.
    """
    case = Case.load(case_id, call)
    case.must_be_day(on)
    party = case.party(ref)
    party.remedies, party.remedies_on = "delivered" if delivered else "attempted", on
    _note(case, call, "remedies_notice", party, party.remedies, made_id, device_at, on=on)
    return case.store()


def _note(
    case: Case,
    call: Call,
    about: str,
    party: Party,
    answer: str,
    made_id: UUID | None,
    device_at: datetime | None,
    **more: Any,
) -> None:
    """Keep what was answered or told as an entry of its own, with the id and the time of the device that noted it."""
    case.told.append(
        Told(
            id=entry_id(call, about, made_id, case.told),
            about=about,
            ref=party.ref,
            answer=str(answer),
            device_at=device_at,
            recorded_at=call.at,
            recorded_by=call.actor.id,
            **more,
        )
    )


@command
def assign_mediator(call: Call, case_id: str, *, account: str) -> Case:
    """Assign a mediator of the body, whom the parties accept or chose (PML art 19, PM-10).

    From now on only the mediators of the case see it (PV-20). Raises RuleBroken: not_a_mediator, and what `may_be_assigned` raises.
    """
    case = Case.load(case_id, call)
    _assign(case, account, local_date(call.at))
    return case.store()


def bodies_of(case: Case) -> list[Body]:
    """The body that leads, then those that mediate with it."""
    return [
        Body.find(key, EVERYTHING) for key in (case.body_id, *(partner.body_id for partner in case.partners))
    ]


def _assign(case: Case, account: str, today: date) -> None:
    bodies = bodies_of(case)
    home = next((body for body in bodies if any(m.account == account for m in body.mediators)), bodies[0])
    if any(party.account == account for party in case.parties):
        raise RuleBroken("conflict_of_interest", name=home.mediator(account).name)
    home.may_assign(account, today, [index for party in case.parties for index in party.indexes])
    if account not in case.mediators:
        case.mediators.append(account)
        tell_staff(case, bodies)
    only_its_own(case, bodies)


@command
def choose_mediator(call: Call, case_id: str, *, ref: str, account: str) -> Case:
    """A party chooses a mediator (PML art 19, PM-10); whom all parties chose mediates, without anybody's assignment.

    Raises RuleBroken: no_such_party, act_of_another, not_a_mediator, and what `may_be_assigned` raises.
    """
    case = Case.load(case_id, call)
    must_be_own(call, case.party(ref))
    if not any(m.account == account for body in bodies_of(case) for m in body.mediators):
        raise RuleBroken("not_a_mediator")
    case.choices = [one for one in case.choices if one.ref != ref]
    case.choices.append(MediatorChoice(ref=ref, account=account, at=call.at))
    if {one.ref for one in case.choices if one.account == account} == set(case.refs):
        _assign(case, account, local_date(call.at))
    return case.store()


@command
def invite_body(call: Call, case_id: str, *, body_id: str, reason: str) -> Case:
    """Mediate jointly with another committee (WN-03; Shandong art 33): ours leads, its mediators may be assigned too, and
    its director reads the case (PV-20).

    Raises RuleBroken: unknown_body, partner_unfit, partner_there.
    """
    case = Case.load(case_id, call)
    try:
        body = Body.find(body_id, EVERYTHING)
    except NotFound:
        raise RuleBroken("unknown_body") from None
    may_join(case.body_id, body_id, body.kind, [partner.body_id for partner in case.partners])
    case.partners.append(JoinedBody(body_id=body_id, name=body.name, reason=reason, asked_at=call.at))
    if seat(body.place) not in case.within:
        case.within.append(seat(body.place))
    if not case.mediators:
        only_its_own(case, bodies_of(case))
    return case.store()


def fit_to_join(case: Case, *, most: int = 100) -> list[tuple[str, str]]:
    """Committees that could mediate with ours, with their names: of the same township, and of its county above villages."""
    county, township = (regions().level(case.place, level) for level in ("county", "township"))
    there = [case.body_id, *(partner.body_id for partner in case.partners)]
    wanted = {
        "_id": {"$nin": there},
        "active": True,
        "kind": {"$ne": str(BodyKind.COMMERCIAL)},
        "within": county.code if county else case.place,
        "$or": [
            {"kind": {"$ne": str(BodyKind.VILLAGE_PMC)}},
            {"within": township.code if township else case.place},
        ],
    }
    rows = collection(Body).find(wanted, {"name": 1}).sort("name").limit(most)
    return [(row["_id"], row["name"]) for row in rows]


@command
def change_mediator(call: Call, case_id: str, *, account: str, reason: str, ref: str = "") -> Case:
    """A party objects to a mediator, or the body changes one (PML arts 19, 23; PM-10).

    The mediator leaves the case and sees it no more; another may be assigned. Raises RuleBroken: not_a_mediator,
    no_such_party, act_of_another.
    """
    case = Case.load(case_id, call)
    if ref:
        must_be_own(call, case.party(ref))
    elif call.actor.has(Role.PARTY):
        raise RuleBroken("act_of_another")
    if account not in case.mediators:
        raise RuleBroken("not_a_mediator")
    case.mediators.remove(account)
    case.objections.append(f"{ref or 'body'}: {reason}")
    bodies = bodies_of(case)
    name = next((m.name for body in bodies for m in body.mediators if m.account == account), "")
    case.replaced.append(Replaced(account=account, name=name, at=call.at))
    only_its_own(case, bodies)
    tell_staff(case, bodies)
    case.people = sorted(set(case.people) - {account})
    return case.store()


def only_its_own(case: Case, bodies: Sequence[Body]) -> None:
    """The case's own mediators see it; while it has none, all of its bodies do."""
    everybody = {mediator.account for body in bodies for mediator in body.mediators}
    case.people = sorted((set(case.people) - everybody) | (set(case.mediators) or everybody))


@command
def invite_helper(call: Call, case_id: str, *, name: str, kind: str = "") -> Case:
    """Propose a relative, neighbour, colleague or expert as helper; each party is asked (PML art 20, PM-11)."""
    case = Case.load(case_id, call)
    case.helpers.append(Helper(id=call.new_id("helper"), name=name, kind=kind))
    return case.store()


@command
def agree_to_helper(call: Call, case_id: str, *, helper: str, ref: str) -> Case:
    """A party agrees to a helper (PML art 20, PM-11). Raises RuleBroken: no_such_helper, no_such_party, act_of_another."""
    case = Case.load(case_id, call)
    must_be_own(call, case.party(ref))
    found = case.helper(helper)
    if ref not in found.agreed:
        found.agreed.append(ref)
    return case.store()
