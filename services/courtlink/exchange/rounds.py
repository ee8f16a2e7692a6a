# SPDX-License-Identifier: Apache-2.0
"""What the worker does for the exchange: acts on what came, sends what is owed, looks into folders, owes day lists."""

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

from services.courtlink.exchange import folders, receiving, reconciling, sending
from services.courtlink.exchange.documents import Incoming, Outgoing, Partner
from services.courtlink.exchange.figures import figures
from services.courtlink.exchange.posting import Answer, post
from services.courtlink.exchange.rules import Delivery, Line
from shared.access import EVERYTHING, Actor
from shared.call import Call
from shared.deadlines import Deadlines
from shared.mongo import collection, database
from shared.rounds import Rounds

deadlines = Deadlines()
rounds = Rounds()
_COURTS_AT_ONCE = 8
_OURSELVES = Actor("system:courtlink")


@deadlines.of(Incoming)
def act_on_message(call: Call, incoming_id: str) -> None:
    """A message of a court is due."""
    receiving.act(call, incoming_id)


@rounds.every(seconds=2)
def send_letters(now: datetime) -> int:
    """Try every message that is due, to several courts at once, so that none waits for another that is slow or away."""
    partners = list(Partner.objects.exclude("outbox", "history"))
    with ThreadPoolExecutor(max_workers=_COURTS_AT_ONCE) as lines:
        return sum(lines.map(lambda partner: _write_to(partner, now), partners))


def _write_to(partner: Partner, now: datetime) -> int:
    """One court's turn. One that does not answer is left alone for a while with everything, not message by message."""
    aways = database("courtlink")["aways"]
    still = {"_id": partner.id, "until": {"$gt": now, "$lte": now + figures().away}}
    if aways.count_documents(still):
        return 0
    done, over = 0, time.monotonic() + figures().turn.total_seconds()
    due = {"court_code": partner.id, "state": Delivery.WAITING, "due_at": {"$lte": now}}
    for row in collection(Outgoing).find(due, {"_id": 1}).sort("due_at").limit(100):
        answer = _try(partner, row["_id"], now)
        call = Call(_OURSELVES, at=now)
        if answer.trouble:
            sending.note_trouble(call, row["_id"], answer.trouble, for_good=answer.for_good)
        else:
            sending.note_delivered(call, row["_id"])
        done += 1
        if answer.away:
            until = {"$set": {"until": now + figures().away}}
            aways.update_one({"_id": partner.id}, until, upsert=True)
        if answer.away or time.monotonic() > over:
            break
    return done


def _try(partner: Partner, message_id: str, now: datetime) -> Answer:
    key = partner.key(now)
    if key is None:
        return Answer("no_good_key", away=True)
    body = Outgoing.find(message_id, EVERYTHING).opened()
    if partner.line == Line.HTTP:
        return post(partner.url, key, message_id, body)
    folder = folders.of(partner.id)
    if folder is None:
        return Answer("no_exchange_folder", away=True)
    folder.lay(folder.outbox, message_id, body, key)
    return Answer("no_receipt_yet")


@rounds.every(seconds=10)
def look_into_folders(now: datetime) -> int:
    """Take what courts laid down for us, write our receipts, and note theirs."""
    done = 0
    for partner in Partner.objects(line=Line.FOLDER).exclude("outbox", "history"):
        folder, key = folders.of(partner.id), partner.key(now)
        if folder is not None and key is not None:
            done += folders.take_all(partner, folder, key, now) + folders.note_receipts(partner, folder, now)
    return done


@rounds.daily(hour=1)
def compare_with_courts(now: datetime) -> int:
    """Owe every court the list of yesterday, and forget nonces that are past any window."""
    database("courtlink")["nonces"].delete_many({"at": {"$lt": now - timedelta(days=2)}})
    return reconciling.send_day_lists(Call(_OURSELVES, at=now))
