# SPDX-License-Identifier: Apache-2.0
"""The papers that a case sends to a court, made of what is recorded: to be signed and sealed here, or sent on."""

from collections.abc import Callable
from enum import StrEnum

from services.mediation.cases import confirmation_rules
from services.mediation.cases.documents import Case
from services.mediation.cases.parties import Party
from services.mediation.cases.readiness import at_hand
from services.mediation.cases.referring import is_in_suit
from shared.contracts.mediation import SEALED_ADDRESS, SEALED_PHONE
from shared.papers import court
from shared.papers.court import Duty, Matter, Person
from shared.papers.paper import Paper
from shared.regions import regions
from shared.settings import vault


class CourtForm(StrEnum):
    """The papers for a court."""

    ACCEPTANCE = "acceptance"  # 接受委派/委托调解函
    REFUSAL = "refusal"  # 不接受函
    EXTENSION = "extension"  # 延长调解期限同意书
    FACTS = "facts"  # 无争议事实记载
    ADDRESSES = "addresses"  # 送达地址确认书
    CONFIRMATION = "confirmation"  # 司法确认申请书


def _person(party: Party, role: str = "") -> Person:
    service, stands = party.service, party.representative
    return Person(
        ref=party.ref,
        name=party.name,
        role=role or party.role or f"当事人{party.ref}",
        agent=stands.name if stands else "",
        phone=vault().open(service.phone, SEALED_PHONE) if service else "",
        address=vault().open(service.address, SEALED_ADDRESS) if service else "",
    )


def _matter(case: Case, role: str = "") -> Matter:
    referral = case.referral
    if referral:
        number, court_code = referral.number, referral.court_code
    else:
        own = regions().court_of(case.place)
        number, court_code = case.file_number or "", own.code if own else ""
    name = regions().court(court_code).name if court_code else "人民法院"
    cause = (referral.cause if referral else "") or case.category
    return Matter(number, name, case.body_name, cause, [_person(party, role) for party in case.parties])


def _answer(case: Case) -> dict[CourtForm, list[Paper]]:
    referral = case.referral
    if referral is None:
        return {}
    in_suit = is_in_suit(case)
    found: dict[CourtForm, list[Paper]] = {}
    if referral.accepted_at:
        letter = court.answer_letter(_matter(case), accepted=True, entrusted=in_suit, on=referral.accepted_at)
        found[CourtForm.ACCEPTANCE] = [letter]
    if referral.declined_for:
        letter = court.answer_letter(
            _matter(case), accepted=False, entrusted=in_suit, on=None, reason=referral.declined_for
        )
        found[CourtForm.REFUSAL] = [letter]
    if referral.accepted_at:
        until = referral.limit_ends_on if referral.extended else None
        agreement = court.extension_agreement(_matter(case), until=until, agreed_on=None, entrusted=in_suit)
        found[CourtForm.EXTENSION] = [agreement]
    return found


def _facts(case: Case) -> dict[CourtForm, list[Paper]]:
    texts = [fact.text for fact in case.undisputed]
    return {CourtForm.FACTS: [court.undisputed_facts(_matter(case), texts)]} if texts else {}


def _addresses(case: Case) -> dict[CourtForm, list[Paper]]:
    matter = _matter(case)
    made = [
        court.address_form(
            matter,
            _person(party),
            electronic=bool(party.service and party.service.electronic),
            signed_on=party.service.signed_on if party.service else None,
        )
        for party in case.parties
    ]
    return {CourtForm.ADDRESSES: made}


def _confirmation(case: Case) -> dict[CourtForm, list[Paper]]:
    agreement = case.agreement
    if agreement is None or not agreement.effective or is_in_suit(case):
        return {}
    matter = _matter(case, "申请人")
    there, _ = confirmation_rules.papers(at_hand(case))
    paper = court.confirmation_application(
        matter,
        [
            Duty(
                who=term.who,
                what=term.what,
                to=term.to or "",
                amount=str(term.amount) if term.amount is not None else "",
                due_on=term.due_on,
                plan=[(str(one.amount) if one.amount is not None else "", one.due_on) for one in term.plan],
            )
            for term in agreement.terms
        ],
        settled_on=agreement.effective_on,
        papers=[court.paper_name(matter, code) for code in there],
    )
    return {CourtForm.CONFIRMATION: [paper]}


_MAKERS: tuple[Callable[[Case], dict[CourtForm, list[Paper]]], ...] = (
    _answer,
    _facts,
    _addresses,
    _confirmation,
)


def papers_for_court(case: Case) -> dict[CourtForm, list[Paper]]:
    """The papers that this case can have now."""
    found: dict[CourtForm, list[Paper]] = {}
    for make in _MAKERS:
        found |= make(case)
    return found
