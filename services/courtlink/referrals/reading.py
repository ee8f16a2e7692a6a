# SPDX-License-Identifier: Apache-2.0
"""What a court reads of its referrals beyond one document."""

from typing import Any

from services.courtlink.case_numbers import CaseNumber
from services.courtlink.fees import settled_fee, suit_fee
from services.courtlink.referrals import rules
from services.courtlink.referrals.documents import Referral
from services.courtlink.referrals.rules import Answer, MaterialClass, Outcome, Procedure, Regime, State
from shared.access import EVERYTHING
from shared.contracts.mediation import SEALED_ADDRESS, SEALED_PHONE
from shared.errors import NotFound
from shared.mongo import collection
from shared.settings import vault


def silences(body_id: str | None) -> int:
    """How often a body let three working days pass (CT-06)."""
    silent = {"body_id": body_id, "answer.kind": Answer.LAPSED}
    return collection(Referral).count_documents(silent) if body_id else 0


def successor(referral: Referral) -> str | None:
    """The id of the referral that another body got after this one was not taken (CT-06), if there is one."""
    try:
        return Referral.find(referral.successor_id, EVERYTHING).id
    except NotFound:
        return None


def performance(body_id: str, court_code: str) -> dict[str, int]:
    """What became of the referrals of a court to a body (CT-24); one that it has not accepted yet is not mediated."""
    wanted = {"body_id": body_id, "court_code": court_code}
    rows = list(collection(Referral).find(wanted, {"state": 1, "answer.kind": 1, "outcome.code": 1}))
    answers = [row["answer"]["kind"] for row in rows if row.get("answer") and not row.get("outcome")]
    codes = [row["outcome"]["code"] for row in rows if row.get("outcome")]
    settled = codes.count(Outcome.SUCCEEDED)
    return {
        "received": len(rows),
        "declined": answers.count(Answer.DECLINED),
        "lapsed": answers.count(Answer.LAPSED),
        "open_now": sum(row["state"] in rules.WITH_BODY - {State.RECEIVED} for row in rows),
        "settled": settled,
        "not_settled": len(codes) - settled,
    }


def stored_number(text: str) -> str:
    """A case number in either bracket style as it is stored (6.5); what is none finds nothing."""
    return str(CaseNumber.read(text))


def shown(referral: Referral) -> dict[str, Any]:
    """A referral with what is computed: successor, silences, the limit as it stands, flags, ways that are open, fees."""
    outcome = Outcome(referral.outcome.code) if referral.outcome else None
    regime = Regime(referral.regime)
    ways = rules.ways_open(regime, outcome)
    simplified = referral.procedure == Procedure.SIMPLIFIED
    return {
        **{name: getattr(referral, name) for name in referral._fields},
        "successor_id": successor(referral),
        "body_lapses": silences(referral.body_id),
        "extension_is_trial_time": False
        if referral.extension and referral.regime == Regime.ENTRUSTED
        else None,
        "last_day": referral.last_day,
        "stands_still": referral.stands_still,
        "red_flags": referral.red_flags,
        "flags_open": referral.flags_open,
        "ways_open": ways,
        "confirmation_offered": "confirmation" in ways,
        "fee_if_tried": suit_fee(referral.claim, referral.cause, simplified=simplified),
        "fee_if_settled": settled_fee(referral.claim, referral.cause),
    }


def addresses(referral: Referral) -> list[dict[str, Any]]:
    """The service-address forms that came back, opened for the court that serves papers by them."""
    return [
        {
            "ref": one.ref,
            "addressee": one.addressee,
            "address": vault().open(one.sealed_address, SEALED_ADDRESS),
            "phone": vault().open(one.sealed_phone, SEALED_PHONE) if one.sealed_phone else None,
            "electronic": one.electronic,
        }
        for one in (referral.outcome.addresses if referral.outcome else [])
    ]


def materials(referral: Referral) -> dict[str, list[dict[str, Any]]]:
    """The materials in their five classes: what the referral itself holds, then what the court put with it."""
    found: dict[str, list[dict[str, Any]]] = {str(kind): [] for kind in MaterialClass}

    def add(kind: MaterialClass, title: str, on: Any = None, digest: str | None = None) -> None:
        found[str(kind)].append({"title": title, "on": on, "digest": digest})

    outcome = referral.outcome
    if referral.landed_at:
        add(MaterialClass.INSTRUMENTS, "referral_letter", referral.referred_on)
    if referral.extension:
        add(MaterialClass.INSTRUMENTS, "extension_agreement", referral.extension.agreed_on)
    if outcome and outcome.code == Outcome.SUCCEEDED:
        add(MaterialClass.INSTRUMENTS, "agreement", outcome.effective_on, outcome.agreement_digest)
    elif outcome:
        add(MaterialClass.INSTRUMENTS, "failure_paper", outcome.ended_on)
    if referral.claims:
        add(MaterialClass.APPLICATION, "claims", referral.filed_on)
    for one in outcome.addresses if outcome else []:
        add(MaterialClass.APPLICATION, f"service_address:{one.ref}", outcome.ended_on)
    if outcome and outcome.undisputed_facts:
        add(MaterialClass.EVIDENCE, "undisputed_facts", outcome.ended_on)
    for paper in referral.materials:
        found[paper.kind].append(
            {
                "id": paper.id,
                "title": paper.title,
                "on": paper.on,
                "pages": paper.pages,
                "digest": paper.digest,
            }
        )
    return found
