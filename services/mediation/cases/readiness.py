# SPDX-License-Identifier: Apache-2.0
"""Whether a case is ready for judicial confirmation, read from what is recorded."""

from datetime import date, datetime
from typing import Any

from services.mediation.bodies.documents import Body
from services.mediation.cases import confirmation_rules as rules
from services.mediation.cases.confirmation_rules import AtHand, CourtGround, Settled
from services.mediation.cases.documents import Case
from services.mediation.cases.referring import is_in_suit
from services.mediation.cases.rules import Act, Form, missing_acts
from services.mediation.evidence.documents import CaseFile
from shared.access import EVERYTHING
from shared.calendar import end_of_period, local_date
from shared.errors import RuleBroken
from shared.mongo import collection
from shared.regions import regions


def settled(case: Case) -> Settled:
    """What counts of the present agreement. Raises RuleBroken `nothing_agreed`."""
    agreement = case.agreement
    if agreement is None:
        raise RuleBroken("nothing_agreed")
    return Settled(
        form=agreement.form,
        effective=bool(agreement.effective),
        category=case.category,
        in_suit=is_in_suit(case),
        kinds=[term.kind for term in agreement.terms],
        declared=list(agreement.blockers),
        findings=list(agreement.findings),
        cleared=list(agreement.cleared),
        unsigned=[
            lack for lack in missing_acts(Form.WRITTEN, case.signers, case.acts()) if lack != str(Act.SEAL)
        ],
    )


def last_day(case: Case) -> date:
    """The last day to ask: day thirty, shifted off rest days (CF-01, D-02), or as the court left it (CF-14).

    Raises RuleBroken: confirmation_blocked while the agreement is not in effect, calendar_missing.
    """
    if case.agreement is None or case.agreement.effective_on is None:
        raise RuleBroken("confirmation_blocked", blockers="not_effective")
    move = case.court_move
    if move is not None and move.last_day:
        return move.last_day
    return end_of_period("CF-01", case.agreement.effective_on, days=rules.CONFIRM_WITHIN_DAYS).end


def may_hear(case: Case) -> list[tuple[str, CourtGround]]:
    """The courts that have jurisdiction, with the ground (CF-02, CF-03)."""
    bodies = [Body.find(one, EVERYTHING).place for one in case.agreement.with_bodies]
    homes = [party.service.place for party in case.parties if party.service and party.service.place]
    return rules.courts(
        invited=case.referral.court_code if case.referral else None,
        labour=case.category in rules.LABOUR,
        body=_courts_of([case.place, *bodies]),
        homes=_courts_of(homes),
        subject=next(iter(_courts_of([place for place in (case.agreement.subject_place,) if place])), None),
    )


def _courts_of(places: list[str]) -> list[str]:
    return [court.code for place in places if (court := regions().court_of(place))]


def at_hand(case: Case) -> AtHand:
    """Which papers of the application there are (CF-05)."""
    files = collection(CaseFile).find({"case_id": case.id, "removed_for": None}, {"kind": 1})
    kinds = {row["kind"] for row in files}
    acts = {act.kind for act in case.agreement.acts}
    words = " ".join(term.what for term in case.agreement.terms)
    return AtHand(
        agreement=bool(case.agreement.effective),
        sealed=str(Act.SEAL) in acts or case.agreement.form == Form.ORAL,
        property_file="property" in kinds,
        about_property=rules.is_about_property(case.category, words),
        identities={party.ref: bool(party.identity) or "identity" in kinds for party in case.parties},
        addresses={party.ref: party.service is not None for party in case.parties},
    )


def _waits_for(case: Case) -> list[str]:
    """Whose act is missing at the court that was asked last."""
    asks = case.live_asks
    return rules.still_to_ask(case.refs, case.asked(asks[-1].court_code)) if asks else case.refs


def ways_after(case: Case) -> list[str]:
    """What the parties may do after a court did not confirm: a new agreement by mediation, or a suit (PML art 33, CPL
    art 206, PM-23)."""
    move = case.court_move
    if move is None or move.state not in ("rejected", "not_taken", "revoked"):
        return []
    return ["mediate_again", "sue"]


def readiness(case: Case, at: datetime) -> dict[str, Any]:
    """Everything that the parties and the mediator must know before they ask, and where it stands.

    Raises RuleBroken `nothing_agreed`.
    """
    facts = settled(case)
    blocked = rules.obstacles(facts)
    try:
        until = last_day(case)
    except RuleBroken:
        until = None
    expired = until is not None and local_date(at) > until
    present, missing = rules.papers(at_hand(case))
    sent = case.requested_courts
    return {
        "ready": not blocked and not expired and not sent,
        "obstacles": blocked,
        "warnings": rules.warnings(facts),
        "effective_on": case.agreement.effective_on,
        "last_day": until,
        "expired": expired and not sent,
        "courts": [
            {"code": code, "name": regions().court(code).name, "ground": ground}
            for code, ground in may_hear(case)
        ],
        "present": present,
        "missing": missing,
        "asks": case.live_asks,
        "waits_for": _waits_for(case),
        "requested_at_courts": sent,
        "moves": sorted(
            (one for one in case.confirmation_moves if one.agreement == case.agreement_number),
            key=lambda one: one.step,
        ),
        "ways": ways_after(case),
    }
