# SPDX-License-Identifier: Apache-2.0
"""What we have and a court's system lacks, and the other way round, day by day: lists of ids are compared, no contents."""

from collections.abc import Collection
from datetime import date, datetime, timedelta

from services.courtlink.exchange import sending
from services.courtlink.exchange.documents import DayReport, Incoming, Outgoing, Partner
from services.courtlink.exchange.rules import Notice, Request
from shared.calendar import local_date, midnight_after
from shared.call import Call, command
from shared.mongo import collection

_ONE = timedelta(days=1)


def bounds(day: date) -> tuple[datetime, datetime]:
    """The first moment of a day in China, and the first of the next."""
    return midnight_after(day - _ONE), midnight_after(day)


def ours(court_code: str, day: date) -> tuple[list[str], list[str]]:
    """The ids of what the court acknowledged of ours on that day, and of what we received; day lists left out."""
    since, until = bounds(day)
    span = {"$gte": since, "$lt": until}
    sent = collection(Outgoing).find(
        {"court_code": court_code, "delivered_at": span, "kind": {"$ne": Notice.DAY_LIST}}, {"_id": 1}
    )
    received = collection(Incoming).find(
        {"court_code": court_code, "created_at": span, "kind": {"$ne": Request.DAY_LIST}}, {"message_id": 1}
    )
    return sorted(row["_id"] for row in sent), sorted(row["message_id"] for row in received)


@command
def compare_day(call: Call, *, day: date, sent: Collection[str], received: Collection[str]) -> DayReport:
    """Compare a court's list of a day with ours; what the other lacks is looked up at any time, not that day only."""
    court = call.actor.id.removeprefix("court:")
    our_sent, _ = ours(court, day)
    known = {
        row["message_id"]
        for row in collection(Incoming).find(
            {"_id": {"$in": [f"{court}:{one}" for one in sent]}}, {"message_id": 1}
        )
    }
    they_lack, we_lack = sorted(set(our_sent) - set(received)), sorted(set(sent) - known)
    facts = {
        "agreed": len(our_sent) - len(they_lack) + len(known),
        "they_lack": they_lack,
        "we_lack": we_lack,
    }
    key = f"{court}:{day.isoformat()}"
    if not collection(DayReport).count_documents({"_id": key}):
        report = DayReport(id=key, court_code=court, day=day, within=[court], **facts)
        return report.begin(call).create()
    report = DayReport.load(key, call)
    report.agreed, report.they_lack, report.we_lack = facts["agreed"], they_lack, we_lack
    return report.store()


def send_day_lists(call: Call) -> int:
    """Owe every court the list of yesterday; returns how many were made."""
    day, made = local_date(call.at) - _ONE, 0
    for row in collection(Partner).find({}, {"_id": 1}):
        message_id = f"day-{day.isoformat()}-{row['_id'].encode().hex()}"
        if sending.is_queued(message_id):
            continue
        sent, received = ours(row["_id"], day)
        data = {"day": day.isoformat(), "sent": sent, "received": received}
        sending.queue(
            call, message_id, court_code=row["_id"], kind=Notice.DAY_LIST, data=data, label=day.isoformat()
        )
        made += 1
    return made


def resend_gap(call: Call, report_id: str) -> DayReport:
    """Send again what the court lacks, on an operator's order; each message is one decision. Raises NotFound."""
    report = DayReport.find(report_id, call.scope)
    for message_id in report.they_lack:
        if Outgoing.find(message_id, call.scope).delivered_at is not None:
            sending.resend(call, message_id)
    return report
