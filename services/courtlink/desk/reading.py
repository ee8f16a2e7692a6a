# SPDX-License-Identifier: Apache-2.0
"""What lies on a desk: read from referrals, packs, confirmations and questions within the caller's scope, never stored."""

import re
import unicodedata
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from services.courtlink.case_numbers import CaseNumber
from services.courtlink.complaints.documents import RosterComplaint
from services.courtlink.complaints.rules import State as Complaint
from services.courtlink.confirmations.documents import Confirmation
from services.courtlink.courts.rules import policy_of
from services.courtlink.desk.rules import JUDGES, Need, Standing, needs
from services.courtlink.guidance.documents import GuidanceRequest
from services.courtlink.received.documents import ReceivedCase
from services.courtlink.received.rules import State as Received
from services.courtlink.received.rules import called
from services.courtlink.referrals import rules
from services.courtlink.referrals.documents import Referral
from services.courtlink.referrals.rules import State
from services.courtlink.rosters.documents import RosterEntry
from services.courtlink.teams.reading import Charge, charge
from shared.access import Role, Scope
from shared.aggregate import Aggregate
from shared.calendar import local_date
from shared.call import Call
from shared.mongo import collection

LIMIT = 500
_NAME = re.compile(r"[\u4e00-\u9fa5·]{2,}")
_UNDECIDED = {"applied": "take_by", "taken": "decide_by"}
_WAITING = sorted(str(state) for state in {*rules.OPEN, *rules.RETURNED, *rules.NOT_TAKEN})


def desk(call: Call, *, whole_court: bool = False) -> list[dict[str, Any]]:
    """The items by need, each need's most urgent first; only what the caller answers for, unless `whole_court`.

    Who sits in no team answers for the whole court. A clerk does not answer for what only a judge may decide.
    """
    today = local_date(call.at)
    own = charge(call.actor.id, call.scope, today)
    narrow = None if whole_court or not own.seated else own
    items = [
        *_referrals(call.scope, narrow, today),
        *_received(call.scope),
        *_confirmations(call.scope),
        *_guidance(call.scope),
        *_complaints(call.scope),
    ]
    if not whole_court and not call.actor.has(Role.JUDGE):
        items = [item for item in items if item["need"] not in JUDGES]
    order = list(Need)
    return sorted(items, key=lambda item: (order.index(item["need"]), item["by"] or date.max, item["title"]))


def _referrals(scope: Scope, own: Charge | None, today: date) -> Iterator[dict[str, Any]]:
    wanted: list[dict[str, Any]] = [scope.query(), {"state": {"$in": _WAITING}}]
    if own is not None:
        mine = [{"judge": {"$in": sorted(own.judges)}}, {"team": {"$in": sorted(own.teams)}}]
        wanted.append({"$or": mine})
    found = Referral.objects(__raw__={"$and": wanted}).exclude("outbox", "history", "claims", "materials")
    rows = list(found.order_by("-id").limit(LIMIT))
    followed = _existing([row.successor_id for row in rows if row.state in rules.NOT_TAKEN])
    gone = _off_roster([row.body_id for row in rows if row.body_id])
    for row in rows:
        standing = Standing(
            state=State(row.state),
            successor=row.successor_id in followed,
            appoint_by=row.appoint_by,
            choose_by=row.choose_by,
            last_day=row.last_day,
            stands_still=row.stands_still,
            flags_open=row.flags_open,
            recusal_open=any(one.granted is None for one in row.recusals),
            off_roster=(row.body_id, row.court_code) in gone,
        )
        for need, by in needs(standing, today=today, warn_days=policy_of(row.court_code).warn_days):
            yield _item(need, f"/referrals/{row.id}", row.number, row.cause, row.state, by) | {
                "flags": row.red_flags if need is Need.FLAG else [],
                "judge": row.judge,
                "body_name": row.body_name,
            }


def _item(need: Need, path: str, title: str, about: str, state: str, by: date | None) -> dict[str, Any]:
    return {"need": need, "path": path, "title": title, "about": about, "state": state, "by": by}


def _existing(ids: list[str]) -> set[str]:
    return {row["_id"] for row in collection(Referral).find({"_id": {"$in": ids}}, {"_id": 1})}


def _off_roster(body_ids: list[str]) -> set[tuple[str, str]]:
    """Bodies that left the roster, each with the court whose it was."""
    wanted = {"body_id": {"$in": body_ids}, "removed_on": {"$ne": None}}
    rows = collection(RosterEntry).find(wanted, {"body_id": 1, "court_code": 1})
    return {(row["body_id"], row["court_code"]) for row in rows}


def _received(scope: Scope) -> Iterator[dict[str, Any]]:
    """Packs that wait for an answer (CPL art 126), and those that came back and were not completed in time."""
    states = {"$in": [Received.WAITING, Received.RETURNED]}
    found = ReceivedCase.objects(__raw__={"$and": [scope.query(), {"state": states}]})
    for case in found.only("body_name", "category", "state", "limits", "parties").limit(LIMIT):
        limit = case.answer_by if case.state == Received.WAITING else case.complete_by
        if limit is not None and (case.state == Received.WAITING or limit.late_at):
            title = called((one.name for one in case.parties), case.body_name)
            item = _item(Need.RECEIVED, f"/received/{case.id}", title, case.category, case.state, limit.end)
            yield item | {"body_name": case.body_name}


def _confirmations(scope: Scope) -> Iterator[dict[str, Any]]:
    """Applications that wait to be taken or decided (CF-06, CF-10), and objections to a ruling (CF-12)."""
    waits = [{"state": {"$in": list(_UNDECIDED)}}, {"objections": {"$elemMatch": {"upheld": None}}}]
    wanted = {"$and": [scope.query(), {"$or": waits}]}
    shown = {"file_number": 1, "body_name": 1, "state": 1, "applications": 1}
    for row in collection(Confirmation).find(wanted, shown).limit(LIMIT):
        current = (row.get("applications") or [{}])[-1]
        state = row["state"] if row["state"] in _UNDECIDED else "objected"
        path, by = f"/confirmations/{row['_id']}", current.get(_UNDECIDED.get(state, ""))
        yield _item(Need.CONFIRM, path, row["file_number"], row["body_name"], state, _day(by))


def _day(moment: datetime | None) -> date | None:
    return moment.date() if moment else None


def _guidance(scope: Scope) -> Iterator[dict[str, Any]]:
    wanted = scope.query() | {"answered_on": None}
    for row in collection(GuidanceRequest).find(wanted).sort("_id", 1).limit(LIMIT):
        path = f"/guidance/{row['_id']}"
        yield _item(Need.GUIDANCE, path, row["body_name"], row["category"], row["topic"], None)


def _complaints(scope: Scope) -> Iterator[dict[str, Any]]:
    wanted = {"$and": [scope.query(), {"state": Complaint.RECEIVED}]}
    shown = {"body_name": 1, "mediator": 1, "kind": 1}
    for row in collection(RosterComplaint).find(wanted, shown).limit(LIMIT):
        path, about = f"/complaints/{row['_id']}", row.get("mediator") or ""
        yield _item(Need.COMPLAINT, path, row["body_name"], about, row["kind"], None)


def find(scope: Scope, text: str) -> list[dict[str, Any]]:
    """What has exactly this case number, written in either bracket style, this serial, this folder number of an agreement, or
    a party of this name.

    Raises RuleBroken `case_number_unreadable` where it is none of these.
    """
    found = _named(scope, text)
    return found if found or _NAME.fullmatch(text) else find_number(scope, text)


def _named(scope: Scope, text: str) -> list[dict[str, Any]]:
    """Referrals with a party of this name; agreements with this folder number, or one of whose applicants has the name."""
    plain = unicodedata.normalize("NFKC", text)
    folders = {text, plain, plain.replace("(", "（").replace(")", "）")}
    agreements = [{"file_number": {"$in": sorted(folders)}}, {"applications.people.name": text}]
    asked: tuple[tuple[type[Aggregate], dict[str, Any], str, str, str], ...] = (
        (Referral, {"names": text}, "referrals", "number", "cause"),
        (Confirmation, {"$or": agreements}, "confirmations", "file_number", "body_name"),
    )
    return [
        {"path": f"/{place}/{row['_id']}", "title": row[title], "about": row[about], "state": row["state"]}
        for kind, wanted, place, title, about in asked
        for row in collection(kind)
        .find({"$and": [scope.query(), wanted]}, {"state": 1, title: 1, about: 1})
        .sort("_id", -1)
        .limit(50)
    ]


def find_number(scope: Scope, text: str) -> list[dict[str, Any]]:
    """What has exactly this case number or serial: referrals newest first, then what was filed or confirmed under it.

    Raises RuleBroken `case_number_unreadable`.
    """
    serial = re.compile(rf"\D{int(text)}号$") if re.fullmatch(r"\d{1,9}", text) else None
    number = serial or str(CaseNumber.read(text))
    found = []
    for kind, place, field, about in _NUMBERED:
        shown = {"state": 1, about: 1, field: 1}
        rows = collection(kind).find({"$and": [scope.query(), {field: number}]}, shown)
        found += [
            {"path": f"/{place}/{row['_id']}", "title": title, "about": row[about], "state": row["state"]}
            for row in rows.sort("_id", -1).limit(50)
            for title in _values(row, field)
            if title == number or (serial and serial.search(title))
        ]
    return found


def _values(thing: Any, path: str) -> Iterator[str]:
    """The texts at a dotted path, in every item of a list."""
    if isinstance(thing, list):
        for one in thing:
            yield from _values(one, path)
    elif isinstance(thing, dict):
        head, _sep, rest = path.partition(".")
        yield from _values(thing.get(head), rest)
    elif isinstance(thing, str):
        yield thing


_NUMBERED: tuple[tuple[type[Aggregate], str, str, str], ...] = (
    (Referral, "referrals", "number", "cause"),
    (ReceivedCase, "received", "answers.number", "category"),
    (Confirmation, "confirmations", "applications.decision.number", "body_name"),
)
