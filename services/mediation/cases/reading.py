# SPDX-License-Identifier: Apache-2.0
"""Lists and figures over cases, read past MongoEngine and on indexes: work lists, what is due, silence, repeats, hot spots."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from services.mediation.bodies.documents import Body
from services.mediation.cases import rules
from services.mediation.cases import schedule as schedules
from services.mediation.cases.aftercare import schedule_of
from services.mediation.cases.documents import Case
from services.mediation.cases.names import pairs_of
from services.mediation.cases.rules import ENDED, State
from services.mediation.ledgers import reading as ledgers
from services.mediation.limits import limits
from shared.access import EVERYTHING, Scope
from shared.calendar import local_date
from shared.mongo import collection
from shared.regions import regions
from shared.web.furniture import mark
from shared.web.paging import page
from shared.web.words import _

ROW = dict.fromkeys(
    (
        *("state", "file_number", "category", "channel", "body_name", "place"),
        *("task_id", "predecessor_id", "next_due_on", "version", "applied_at", "applied_on"),
        *("parties.name", "within", "people", "referral.number"),
    ),
    1,
)
OPEN = sorted(set(State) - ENDED)
_LABOUR = {"劳动争议纠纷", "拖欠农民工工资纠纷", "损害赔偿纠纷"}


def rows(scope: Scope, query: Mapping[str, Any], by_name: Scope) -> list[dict[str, Any]]:
    """Raw rows within the scope, newest first; a party's name finds cases within `by_name` only (PV-20)."""
    narrow: list[dict[str, Any]] = [scope.query()]
    if "state" in query:
        narrow.append({"state": query["state"]})
    if "place" in query:
        narrow.append({"within": query["place"]})
    if "silent" in query:
        narrow.append(_silent(query["silent"], query["at"]))
    if "q" in query:
        narrow.append(named(query["q"], by_name))
    return page(
        collection(Case),
        {"$and": narrow},
        limit=query["limit"],
        cursor=query["cursor"],
        projection=ROW,
        newest="applied_at",
    )


def title(row: Mapping[str, Any], by_name: Scope) -> str:
    """What a row is called: its kind, and within `by_name` only the parties' names (PV-20) and, while it has no file
    number, the court's number."""
    kind = _(row["category"])
    if not by_name.admits(row["within"], row.get("people", [])):
        return kind
    names = [party["name"] for party in row["parties"]]
    number = "" if row.get("file_number") else row.get("referral", {}).get("number", "")
    called = f"{mark('、').join(names[:3])}{_('等') if len(names) > 3 else ''}"
    return " · ".join(filter(None, (kind, called, number)))


def number(row: Mapping[str, Any]) -> str:
    """The file number; while there is none, whose case it is."""
    return row.get("file_number") or f"{row['body_name']} · {_('还没有编号')}"


def named(words: str, by_name: Scope = EVERYTHING) -> dict[str, Any]:
    """What these words may mean: a part of a party's name, a place, a file number; each by an index."""
    ways: list[dict[str, Any]] = [
        {"parties": {"$elemMatch": {"name_pairs": {"$all": pairs_of(words)}}}, **by_name.query()},
        {"file_number": words.strip()},
    ]
    if places := [region.code for region in regions().find(words)]:
        ways.append({"within": {"$in": places}})
    return {"$or": ways}


def due(scope: Scope, today: date, *, days: int = 7, limit: int = 200) -> dict[str, list[dict[str, Any]]]:
    """The cases with a limit that is late, ends today, or ends within `days`, each with its open clocks."""
    until = datetime.combine(today + timedelta(days=days), time(), UTC)  # days are stored so
    wanted = {"$and": [scope.query(), {"next_due_on": {"$lte": until}}]}
    found = (
        collection(Case).find(wanted, ROW | {"clocks": 1, "mediators": 1}).sort("next_due_on").limit(limit)
    )
    heaps: dict[str, list[dict[str, Any]]] = {"late": [], "today": [], "soon": []}
    for row in found:
        for clock in row.pop("clocks"):
            if clock.get("met_at") or not clock.get("end") or clock["end"] > until:
                continue
            end = clock["end"].date()
            heap = "late" if end < today or clock.get("late_at") else "today" if end == today else "soon"
            heaps[heap].append(row | {"rule": clock["rule"], "about": clock.get("about", ""), "end": end})
    for lines in heaps.values():
        lines.sort(key=lambda line: (line["end"], line["_id"]))
    return heaps


def meetings(scope: Scope, at: datetime, *, days: int = 7, limit: int = 50) -> list[dict[str, Any]]:
    """The meetings arranged from now on within `days`, the next first: rows of cases with `at` and `meeting_place`."""
    until = at + timedelta(days=days)
    wanted = {"appointments": {"$elemMatch": {"at": {"$gte": at, "$lte": until}, "cancelled": {"$ne": True}}}}
    found = collection(Case).find({"$and": [scope.query(), wanted]}, ROW | {"appointments": 1}).limit(limit)
    lines = [
        row | {"at": one["at"], "meeting_place": one.get("place", "")}
        for row in found
        for one in row.pop("appointments")
        if at <= one["at"] <= until and not one.get("cancelled")
    ]
    return sorted(lines, key=lambda line: line["at"])


def waiting(scope: Scope, *, limit: int = 50) -> list[dict[str, Any]]:
    """Open cases in which a party has not said whether it wants mediation (PM-08), with the `names` of those parties."""
    wanted = {"state": {"$in": OPEN}, "parties.consent": "unknown"}
    fields = ROW | {"parties.consent": 1}
    found = (
        collection(Case).find({"$and": [scope.query(), wanted]}, fields).sort("applied_at", -1).limit(limit)
    )
    return [
        row | {"names": [party["name"] for party in row["parties"] if party.get("consent") == "unknown"]}
        for row in found
    ]


def answered(scope: Scope, today: date, *, days: int = 14, limit: int = 50) -> list[dict[str, Any]]:
    """Open cases in which a judge answered a mediator's question within the last days, the latest first."""
    since = datetime.combine(today - timedelta(days=days), time(), UTC)
    wanted = {"state": {"$in": OPEN}, "guidance": {"$elemMatch": {"answered_on": {"$gte": since}}}}
    found = collection(Case).find({"$and": [scope.query(), wanted]}, ROW | {"guidance": 1}).limit(limit)
    lines = [
        row | {"answered_on": max(one["answered_on"] for one in row["guidance"] if one.get("answered_on"))}
        for row in found
    ]
    return sorted(lines, key=lambda line: line["answered_on"], reverse=True)


def unsolved(scope: Scope, *, limit: int = 50) -> list[dict[str, Any]]:
    """Cases in which a party said itself that it is not solved, and nobody has visited or taken it up again since."""
    said = {"satisfied": False, "recorded_by": {"$regex": "^party:"}}
    wanted = {
        "state": {"$in": [State.AGREED, State.CLOSED]},
        "follow_ups": {"$elemMatch": said},
        "successor_id": None,
    }
    found = collection(Case).find({"$and": [scope.query(), wanted]}, ROW | {"follow_ups": 1}).limit(limit)
    lines = []
    for row in found:
        visits = row.pop("follow_ups")
        own = [one for one in visits if (one.get("recorded_by") or "").startswith("party:")]
        later = visits[visits.index(own[-1]) + 1 :]
        if not later and any(one.get("satisfied") is False for one in own):
            lines.append(row | {"said_on": own[-1].get("on")})
    return lines


def silence(scope: Scope, at: datetime) -> list[dict[str, Any]]:
    """How many open cases heard nothing for how many days, in buckets: 1-7, 8-15, 16-30, more."""
    found = []
    for first, last in _buckets():
        wanted = {"$and": [scope.query(), _silent(first, at)]}
        cases = collection(Case).count_documents(wanted)
        found.append({"from_days": first, "to_days": last, "cases": cases})
    return found


def _buckets() -> list[tuple[int, int | None]]:
    ends = limits().silence_days
    return list(zip((1, *(end + 1 for end in ends)), (*ends, None), strict=True))


def _silent(first: int, at: datetime) -> dict[str, Any]:
    """Open cases in the bucket that begins with `first` days; the shortest one where none does."""
    begin, last = next((one for one in _buckets() if one[0] == first), _buckets()[0])
    heard = {"$lte": at - timedelta(days=begin)}
    if last is not None:
        heard["$gt"] = at - timedelta(days=last + 1)
    return {"state": {"$in": OPEN}, "heard_at": heard}


def told_apart(scope: Scope, groups: list[list[str]]) -> list[list[dict[str, Any]]]:
    """Each group of case ids once, as rows within the scope, the newest first."""
    kept = list(dict.fromkeys(tuple(group) for group in groups))
    wanted = {"$and": [scope.query(), {"_id": {"$in": [key for group in kept for key in group]}}]}
    found = {row["_id"]: row for row in collection(Case).find(wanted, ROW)}
    return [
        sorted((found[key] for key in group if key in found), key=lambda row: row["applied_at"], reverse=True)
        for group in kept
    ]


def repeats(case: Case, at: datetime) -> list[dict[str, Any]]:
    """How many other disputes each party had within the time that is looked back (blind indexes), and how many rows of
    ledgers name it."""
    since = at - timedelta(days=limits().repeat_days)
    found = []
    for party in case.parties:
        ways = [
            {f"parties.{field}": value}
            for field in ("identity_index", "phone_index")
            if (value := getattr(party, field))
        ]
        wanted = {"$or": ways, "_id": {"$nin": [case.id, case.predecessor_id]}, "applied_at": {"$gte": since}}
        earlier = collection(Case).count_documents(wanted) if ways else 0
        in_ledgers = ledgers.told_of(party.identity_index, since.date())
        found.append({"ref": party.ref, "earlier": earlier, "in_ledgers": in_ledgers})
    return found


def load(scope: Scope, today: date) -> list[dict[str, Any]]:
    """The mediators of the bodies within reach, each with its open cases and those past a limit, the busiest first."""
    shows = {"mediators": 1}
    bodies = list(collection(Body).find({"$and": [scope.query(), {"active": True}]}, shows).limit(500))
    borne = carried([m["account"] for body in bodies for m in body.get("mediators", [])], today)
    found = [
        {name: mediator.get(name) for name in ("account", "name", "kind", "standing")}
        | {name: mediator.get(name, []) for name in ("skills", "languages")}  # no empty list is stored
        | {"body_id": body["_id"]}
        | {"training_hours": sum(one["hours"] for one in mediator.get("trainings", []))}
        | {what: borne.get(mediator["account"], {}).get(what, 0) for what in ("open", "late")}
        for body in bodies
        for mediator in body.get("mediators", [])
    ]
    return sorted(found, key=lambda one: (-one["open"], one["name"]))


def carried(accounts: Sequence[str], today: date) -> dict[str, dict[str, int]]:
    """The `open` cases of each of these mediators and those of them that are `late`, past a limit; who has none is left out."""
    midnight = datetime.combine(today, time(), UTC)
    pipeline: list[dict[str, Any]] = [
        {"$match": {"people": {"$in": accounts}, "state": {"$in": OPEN}}},
        {"$unwind": "$mediators"},
        {
            "$group": {
                "_id": "$mediators",
                "open": {"$sum": 1},
                "late": {
                    "$sum": {"$cond": [{"$lt": [{"$ifNull": ["$next_due_on", midnight]}, midnight]}, 1, 0]}
                },
            }
        },
    ]
    return {row["_id"]: row for row in collection(Case).aggregate(pipeline)}


def unassigned(scope: Scope, *, limit: int = 50) -> list[dict[str, Any]]:
    """Open cases that no mediator has yet, oldest first: for those who assign."""
    wanted = {
        "$and": [scope.query(), {"state": {"$in": ["applied", "accepted"]}, "mediators": {"$in": [None, []]}}]
    }
    return list(collection(Case).find(wanted, ROW).sort("applied_at").limit(limit))


def hot_spots(scope: Scope, at: datetime) -> list[dict[str, Any]]:
    """Places where several disputes of one kind arose within the time that is looked at; the number, not the people."""
    figures = limits()
    since = at - timedelta(days=figures.hot_spot_days)
    pipeline: list[dict[str, Any]] = [
        {"$match": {"$and": [scope.query(), {"applied_at": {"$gte": since}}]}},
        {
            "$group": {
                "_id": {"place": "$place", "category": "$category"},
                "cases": {"$sum": 1},
                "risks": {"$addToSet": "$risk"},
            }
        },
        {"$match": {"cases": {"$gte": figures.hot_spot_cases}}},
        {"$sort": {"cases": -1, "_id": 1}},
        {"$limit": 100},
    ]
    order = ("red", "orange", "yellow", "none")
    return [
        {
            **row["_id"],
            "cases": row["cases"],
            "risk": next(risk for risk in order if risk in {*row["risks"], "none"}),
        }
        for row in collection(Case).aggregate(pipeline)
    ]


def hot_people(scope: Scope, at: datetime) -> list[dict[str, Any]]:
    """Cases whose parties come again and again within the time: the case ids, for those who must act."""
    figures = limits()
    since = at - timedelta(days=figures.hot_spot_days)
    pipeline: list[dict[str, Any]] = [
        {"$match": {"$and": [scope.query(), {"applied_at": {"$gte": since}}]}},
        {"$unwind": "$parties"},
        {"$match": {"parties.phone_index": {"$ne": None}}},
        {"$group": {"_id": "$parties.phone_index", "cases": {"$addToSet": "$_id"}}},
        {"$match": {f"cases.{figures.hot_spot_cases - 1}": {"$exists": True}}},
        {"$limit": 100},
    ]
    return [{"cases": sorted(row["cases"])} for row in collection(Case).aggregate(pipeline)]


def hot_subjects(scope: Scope, at: datetime) -> list[dict[str, Any]]:
    """Things that were quarrelled over again and again within the time: the case ids, for those who must act."""
    figures = limits()
    since = at - timedelta(days=figures.hot_spot_days)
    known = {"applied_at": {"$gte": since}, "subject": {"$gt": ""}}
    pipeline: list[dict[str, Any]] = [
        {"$match": {"$and": [scope.query(), known]}},
        {"$group": {"_id": {"place": "$place", "subject": "$subject"}, "cases": {"$addToSet": "$_id"}}},
        {"$match": {f"cases.{figures.hot_spot_cases - 1}": {"$exists": True}}},
        {"$limit": 100},
    ]
    return [
        {"place": row["_id"]["place"], "cases": sorted(row["cases"])}
        for row in collection(Case).aggregate(pipeline)
    ]


def schedule(case: Case, at: datetime) -> dict[str, Any]:
    """The schedule, and the ways open when something is late (PM-21)."""
    lines = schedule_of(case, local_date(at)) if case.agreement else []
    late = any(line.state == schedules.DueState.LATE for line in lines)
    broken = late or case.performance == rules.Performance.BREACHED
    confirmed = case.confirmation_result == "confirmed"
    ways = schedules.ways_open(confirmed=confirmed, labour_payment=case.category in _LABOUR)
    return {
        "lines": lines,
        "ways_open": ways if broken else [],
        "enforcement": _enforcement(case) if broken and confirmed else None,
    }


def _enforcement(case: Case) -> dict[str, Any]:
    """How a confirmed agreement is enforced: at the ruling court or one of its level where the assets are, within two
    years of the last due date (CPL arts 206, 250; INT art 460; CF-11)."""
    move = case.court_move
    return {"court_name": move.court_name, "number": move.number, "until": move.by} if move else {}


def certificate(case: Case) -> dict[str, Any]:
    """What the limitation certificate says (PM-25)."""
    return {
        "case_id": case.id,
        "body_name": case.body_name,
        "parties": [party.name for party in case.parties],
        "category": case.category,
        "applied_at": case.applied_at,
        "first_applied_at": case.first_applied_at or case.applied_at,
    }
