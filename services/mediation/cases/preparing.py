# SPDX-License-Identifier: Apache-2.0
"""Before the parties of a referred case meet: identity, warnings, service addresses; and stopping where it looks false."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from services.mediation.cases import referral_rules, rules
from services.mediation.cases.documents import Case
from services.mediation.cases.meetings import Mode
from services.mediation.cases.referral import CourtReferral, Preparation, Suspicion
from services.mediation.cases.referral_rules import Address, Prepared, RedFlag, Regime
from services.mediation.cases.referring import referral_of
from services.mediation.cases.rules import State
from shared.calendar import local_date
from shared.call import Call, command
from shared.contracts.mediation import SEALED_ADDRESS, SEALED_PHONE, ServiceAddress, SuspicionReported
from shared.personal import normal_phone
from shared.settings import vault


@command
def prepare_party(
    call: Call,
    case_id: str,
    *,
    ref: str,
    identity_checked: bool,
    warned: bool,
    address: Mapping[str, Any] | None = None,
    address_declined: bool = False,
    online: bool = False,
    separate_times: bool = False,
    recording_alone: bool = False,
    on: date | None = None,
) -> Case:
    """Note what was done with a party before the first meeting (OMR art 17, CT-09); done again, the newest counts.

    `address` is the service-address form, kept sealed until it goes to the court. Raises RuleBroken: not_referred,
    no_such_party, date_in_future, date_too_early.
    """
    case = Case.load(case_id, call)
    referral, today = referral_of(case), local_date(call.at)
    case.party(ref)
    case.must_be_day(on)
    done = Preparation(
        ref=ref,
        on=on or today,
        identity_checked=identity_checked,
        warned=warned,
        online=online,
        separate_times=separate_times,
        recording_alone=recording_alone,
    )
    if address:
        done.address = str(Address.FILLED)
        done.addressee, done.electronic = address["addressee"], address["electronic"]
        done.sealed_address = vault().seal(address["address"], SEALED_ADDRESS)
        if address["phone"]:
            done.sealed_phone = vault().seal(normal_phone(address["phone"]), SEALED_PHONE)
    elif address_declined:
        done.address = str(Address.DECLINED)
    referral.preparations = [one for one in referral.preparations if one.ref != ref] + [done]
    return case.store()


def address_of(done: Preparation) -> ServiceAddress | None:
    """The service-address form of a party as it goes to the court, still sealed."""
    if not done.sealed_address:
        return None
    return ServiceAddress(
        ref=done.ref,
        addressee=done.addressee,
        sealed_address=done.sealed_address,
        sealed_phone=done.sealed_phone,
        electronic=done.electronic,
    )


def _of(referral: CourtReferral, ref: str) -> Preparation | None:
    return next((one for one in referral.preparations if one.ref == ref), None)


def must_be_ready(
    case: Case, mode: Mode, *, separate_times: bool = False, recording_alone: bool = False
) -> None:
    """What a court's case asks before a meeting (CT-02, CT-09, CT-10, CT-14, CT-18, CT-19); nothing of a case of our own.

    Raises RuleBroken: party_not_prepared, online_not_agreed, separate_times_not_agreed, recording_not_agreed,
    tie_not_accepted, recusal_open.
    """
    referral = case.referral
    if referral is None:
        return
    done = {party.ref: _of(referral, party.ref) for party in case.parties}
    referral_rules.must_be_prepared(
        Regime(referral.regime),
        [(party.name, _prepared(done[party.ref])) for party in case.parties],
    )
    if mode is Mode.ONLINE:
        referral_rules.may_meet_online({ref: bool(one and one.online) for ref, one in done.items()})
    if mode is Mode.ONLINE and separate_times:
        referral_rules.may_meet_apart_in_time(
            {ref: bool(one and one.separate_times) for ref, one in done.items()}
        )
    if recording_alone:
        referral_rules.recording_may_stand_alone(
            {ref: bool(one and one.recording_alone) for ref, one in done.items()}
        )
    must_be_impartial(case)


def _prepared(done: Preparation | None) -> Prepared | None:
    return done and Prepared(bool(done.identity_checked), bool(done.warned), done.address)


def must_be_impartial(case: Case) -> None:
    """No mediator of the case has a tie that a party does not accept, or a recusal that waits (CT-18, CT-19)."""
    if case.referral is None:
        return
    for account in case.mediators:
        ties = [one for one in case.referral.disclosures if one.account == account]
        referral_rules.may_mediate(
            disclosed=bool(ties),
            accepted=all(set(case.refs) <= set(one.accepted) for one in ties),
            recusal_open=any(
                one.account == account and one.granted is None for one in case.referral.recusals
            ),
        )


@command
def report_suspicion(call: Call, case_id: str, *, flags: Sequence[RedFlag]) -> Case:
    """Stop, and report a suspected false mediation to the court: codes, no words (IMP art 18, OMR art 23, CT-15).

    Nothing is refused by itself: the judge answers. Raises RuleBroken: not_referred.
    """
    case = Case.load(case_id, call)
    referral = referral_of(case)
    codes = sorted({str(flag) for flag in flags})
    referral.suspicion = Suspicion(flags=codes, at=call.at, by=call.actor.id)
    if case.state == State.IN_MEDIATION:
        case.state = rules.follow("suspend", case.state)
    case.record(SuspicionReported(referral_id=case.id, flags=tuple(codes), reported_at=call.at))
    return case.store()
