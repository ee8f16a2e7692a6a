# SPDX-License-Identifier: Apache-2.0
"""Keeping boards: what a task brings to a member, with the counts that give every member an exact rank at once.

A member's tallies and the counts change in one transaction, so that they never part; everything here follows from the
ledgers and can be written again (`rebuild`) and checked (`prove`).
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from pymongo import DeleteOne, ReplaceOne, UpdateOne
from pymongo.client_session import ClientSession

from services.scoring.board.documents import Pulse, Rung, Tally
from services.scoring.board.tallies import FIGURES, Order, Sum
from shared import clock
from shared.mongo import collection


def bring(member: str, task: str, version: int, parts: Mapping[str, Sum]) -> bool:
    """Put what a task brings to a member, by board, in the place of what it brought before; says whether anything changed.

    What a newer version of the task brought stays.
    """
    ids = [f"{board}/{member}" for board in sorted(parts)]
    known = {"$or": [{"member": member, "parts.task": task}, {"_id": {"$in": ids}}]}
    if not _differs(list(collection(Tally).find(known, {"parts": 1, "board": 1})), task, version, parts):
        return False

    def write(session: ClientSession) -> None:
        before = {row["board"]: row for row in collection(Tally).find(known, session=session)}
        after = {
            board: _replaced(before.get(board, {}), board, member, task, version, parts.get(board))
            for board in before.keys() | parts.keys()
        }
        _store(before, after, session)

    with collection(Tally).database.client.start_session() as session:
        session.with_transaction(write)
    return True


def _differs(rows: list[dict[str, Any]], task: str, version: int, parts: Mapping[str, Sum]) -> bool:
    """Whether a part of this task is missing, other, or too many on any board."""
    shown: dict[str, Any] = {}
    for row in rows:
        for part in row["parts"]:
            if part["task"] == task:
                if part["version"] > version:
                    return False
                shown[row["board"]] = {name: part[name] for name in FIGURES}
    return shown != {board: asdict(part) for board, part in parts.items()}


def _replaced(
    row: Mapping[str, Any], board: str, member: str, task: str, version: int, part: Sum | None
) -> dict[str, Any] | None:
    """The tally with this task's part replaced; None when nothing is left of it."""
    held = list(row.get("parts", []))
    if any(one["task"] == task and one["version"] > version for one in held):
        return dict(row)
    rest = [one for one in held if one["task"] != task]
    if part is not None:
        rest.append({"task": task, "version": version, **asdict(part)})
    if not rest:
        return None
    total = sum((Sum(*(one[name] for name in FIGURES)) for one in rest), Sum())
    return {
        "_id": f"{board}/{member}",
        "board": board,
        "member": member,
        "parts": rest,
        **asdict(total),
        **total.order._asdict(),
    }


def _store(
    before: Mapping[str, dict[str, Any]], after: Mapping[str, dict[str, Any] | None], session: ClientSession
) -> None:
    writes: list[Any] = []
    moves: Counter[tuple[str, int]] = Counter()
    for board, row in after.items():
        old = before.get(board)
        if row == old:
            continue
        key = f"{board}/{(row or old or {})['member']}"
        writes.append(ReplaceOne({"_id": key}, row, upsert=True) if row else DeleteOne({"_id": key}))
        moves.update(dict.fromkeys(steps(row), 1) if row else {})
        moves.subtract(dict.fromkeys(steps(old), 1) if old else {})
    if writes:
        collection(Tally).bulk_write(writes, ordered=False, session=session)
    changed = {step: by for step, by in moves.items() if by}
    if changed:
        collection(Rung).bulk_write(
            [
                UpdateOne(
                    {"_id": f"{node}={value}"},
                    {"$inc": {"count": by}, "$setOnInsert": {"node": node, "value": value}},
                    upsert=True,
                )
                for (node, value), by in sorted(changed.items())
            ],
            session=session,
        )
        names = [f"{node}={value}" for node, value in changed]
        collection(Rung).delete_many({"_id": {"$in": names}, "count": 0}, session=session)


def steps(row: Mapping[str, Any]) -> list[tuple[str, int]]:
    """The rungs on which a tally is counted: (node, value), one a level."""
    hundreds, units = divmod(row["points"], 100)
    made, node = [], str(row["board"])
    for value in (hundreds, units, row["weight"], row["rest"]):
        made.append((node, value))
        node = f"{node}|{value}"
    return made


def rank(board: str, order: Order) -> int:
    """The exact rank of this order on a board: one more than the members who stand before it (SB-24)."""
    ranges = [
        {"node": node, "value": {"$gt": value}} for node, value in steps({"board": board, **order._asdict()})
    ]
    found = collection(Rung).aggregate(
        [
            {"$match": {"$or": ranges}},
            {"$project": {"_id": 0, "count": 1}},
            {"$group": {"_id": None, "before": {"$sum": "$count"}}},
        ]
    )
    return 1 + sum(row["before"] for row in found)


def first(board: str, count: int) -> list[tuple[str, int]]:
    """The first members of a board with their points, from the index alone."""
    keys = [("points", -1), ("weight", -1), ("rest", -1), ("_id", 1)]
    rows = collection(Tally).find({"board": board}, {"points": 1}).sort(keys).limit(count)
    return [(row["_id"].rpartition("/")[2], row["points"]) for row in rows]


def members(board: str) -> int:
    """How many members stand on a board."""
    rows = collection(Rung).aggregate(
        [
            {"$match": {"node": board}},
            {"$project": {"_id": 0, "count": 1}},
            {"$group": {"_id": None, "all": {"$sum": "$count"}}},
        ]
    )
    return sum(row["all"] for row in rows)


def clear() -> None:
    """Forget all tallies and counts before they are written again."""
    for kind in (Tally, Rung):
        collection(kind).delete_many({})


def beat(places: Iterable[str]) -> None:
    """Let whoever watches these places know that something new is shown."""
    for place in places:
        collection(Pulse).update_one(
            {"_id": place}, {"$inc": {"beats": 1}, "$set": {"at": clock.now()}}, upsert=True
        )
