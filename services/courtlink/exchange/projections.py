# SPDX-License-Identifier: Apache-2.0
"""What a court's system is owed follows from what the referral or confirmation says now: each fact is told once.

The mark that a document was changed stands in the same write as the change, so no fact is forgotten; and the id of a
message says what it tells, so none is told twice, however often a document is looked at.
"""

import uuid
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from services.courtlink.confirmations.documents import Confirmation
from services.courtlink.exchange import sending
from services.courtlink.exchange.documents import Incoming, Partner
from services.courtlink.exchange.rules import Notice, Receipt
from services.courtlink.received.documents import ReceivedCase
from services.courtlink.received.schemas import PackNotice
from services.courtlink.referrals.answers import (
    AddressOut,
    BodyAnswerOut,
    ExtensionOut,
    OutcomeOut,
    PauseOut,
)
from services.courtlink.referrals.documents import Referral
from services.courtlink.referrals.reading import addresses as addresses_of
from services.courtlink.terms import TermOut
from shared import clock
from shared.access import Actor
from shared.call import Call
from shared.mongo import collection
from shared.projections import Projections

projections = Projections()


def _is_owed(court_code: str, changed_at: datetime) -> bool:
    """Whether the court has a system with us, and had when this was changed."""
    query = {"_id": court_code, "created_at": {"$lte": changed_at}}
    return collection(Partner).count_documents(query, limit=1) > 0


def _owe(message_id: str, kind: Notice, court_code: str, label: str, data: Any, reply: str = "") -> None:
    if sending.is_queued(message_id):
        return
    call = Call(Actor("system:courtlink"), at=clock.now())
    sending.queue(
        call, message_id, court_code=court_code, kind=kind, data=data, label=label, in_reply_to=reply
    )


@projections.of(Referral)
def tell_of_referral(referral: Referral) -> None:
    """The answer of the body, how the limit moved, what came of it and of its performance: table 6.3 and no more."""
    if not _is_owed(referral.court_code, referral.changed_at):
        return
    named = {"referral_id": referral.id, "number": referral.number}
    for kind, which, fact in _facts_of(referral):
        _owe(f"{referral.id}-{kind}{which}", kind, referral.court_code, referral.number, named | fact)


def _facts_of(referral: Referral) -> Iterator[tuple[Notice, str, dict[str, Any]]]:
    """Kind, what tells it apart from others of its kind, and the fact."""
    if referral.answer:
        limit = referral.limit_ends_on.isoformat() if referral.limit_ends_on else None
        yield Notice.ANSWER, "", {**BodyAnswerOut().dump(referral.answer), "limit_ends_on": limit}
    if referral.extension:
        yield Notice.EXTENSION, "", ExtensionOut().dump(referral.extension)
    for pause in referral.pauses:
        yield Notice.PAUSE, f"-{pause.since}{'-over' if pause.until else ''}", PauseOut().dump(pause)
    if referral.outcome:
        addresses = AddressOut(many=True).dump(addresses_of(referral))
        again = "-again" if referral.told_again else ""
        yield Notice.OUTCOME, again, OutcomeOut().dump(referral.outcome) | {"addresses": addresses}
    if referral.outcome and referral.performance:
        on = referral.performed_on.isoformat() if referral.performed_on else None
        fact = {"performance": referral.performance, "on": on}
        yield Notice.PERFORMANCE, f"-{referral.performance}-{on or 'x'}", fact


@projections.of(ReceivedCase)
def tell_of_pack(case: ReceivedCase) -> None:
    """A pack that was handed over: what its parties consented to, and no more."""
    if not _is_owed(case.court_code, case.changed_at):
        return
    data = PackNotice().dump(case) | {"handover_id": case.id}
    _owe(f"{case.id}-{Notice.PACK}-{case.pack}", Notice.PACK, case.court_code, case.body_name, data)


@projections.of(Confirmation)
def tell_of_application(confirmation: Confirmation) -> None:
    """A joint application for confirmation, with the agreement's terms; parties stand as letters."""
    for number, application in enumerate(confirmation.applications, start=1):
        if not _is_owed(application.court_code, confirmation.changed_at):
            continue
        data = {
            "confirmation_id": confirmation.id,
            "file_number": confirmation.file_number,
            "body_name": confirmation.body_name,
            "form": confirmation.form,
            "effective_on": confirmation.effective_on.isoformat(),
            "applicants": list(application.applicants),
            "applied_on": application.applied_on.isoformat(),
            "channel": application.channel,
            "terms": TermOut(many=True).dump(confirmation.terms),
        }
        message_id = f"{confirmation.id}-{Notice.APPLICATION}-{number}"
        _owe(message_id, Notice.APPLICATION, application.court_code, confirmation.file_number, data)


@projections.of(Incoming)
def tell_status(incoming: Incoming) -> None:
    """What became of a message of the court; its own status and day lists are not answered."""
    if incoming.state not in (Receipt.DONE, Receipt.REFUSED) or incoming.kind in ("status", "day_list"):
        return
    data = {"state": incoming.state, "result": incoming.result, "subject": incoming.subject}
    message_id = f"status-{uuid.uuid5(uuid.NAMESPACE_OID, incoming.id)}"
    _owe(message_id, Notice.STATUS, incoming.court_code, incoming.message_id, data, reply=incoming.message_id)
