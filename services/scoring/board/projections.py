# SPDX-License-Identifier: Apache-2.0
"""How tasks and cadres come onto the boards: each writing is one conditional update, so order and repeats don't matter."""

from typing import Any

from pymongo.errors import DuplicateKeyError

from services.scoring.board import ladder, rules
from services.scoring.board.contributions import ROSTER, contributions, places_of
from services.scoring.board.documents import SUMS, BoardRow, Review, Standing
from services.scoring.board.keys import CADRES, board_of
from services.scoring.board.periods import ALL
from services.scoring.board.tallies import Sum
from services.scoring.cadres.documents import Cadre
from services.scoring.tasks.documents import StarTask
from services.scoring.tasks.rules import OPEN, Ending, TaskState
from shared import clock
from shared.mongo import collection
from shared.projections import Projections
from shared.redaction import redacted
from shared.regions import regions

projections = Projections()
projections.before_rebuild(ladder.clear)


@projections.of(StarTask)
def show_row(task: StarTask) -> None:
    """The public row of a task that was posted; village and text are never copied."""
    if task.posted_on is None:
        return
    tenure = task.current or task.credited
    settlement = task.settlement
    township = regions().path(regions().present(task.township).code)
    row = {
        "version": task.version,
        "code": rules.public_code(task.id),
        "hidden": not rules.is_shown(task.category, task.figures),
        "category": task.category,
        "township": township[-1],
        "within": township,
        "grade": task.grade,
        "state": task.state,
        "live": task.state in OPEN,
        "posted_on": task.posted_on.isoformat(),
        "picked_on": tenure.picked_on.isoformat() if tenure else None,
        "due_on": tenure.due_on.isoformat() if tenure else None,
        "extended": tenure is not None and tenure.due_on > tenure.raw_due_on,
        "settled_on": _day(settlement.settled_on) if settlement else None,
        "final_on": _day(task.final_on),
        "cadre_name": redacted(tenure.name) if tenure else None,
        "cadre_post": redacted(tenure.post) if tenure else None,
        "shown_at": clock.now(),
    }
    _newest(BoardRow, task.id, row)


@projections.of(Cadre)
def show_cadre(cadre: Cadre) -> None:
    """Name and post of a cadre, who stands on the board with nothing until a task brings something."""
    words = {name: redacted(getattr(cadre, name)) for name in ("name", "post")}
    row = {"version": cadre.version, "township": cadre.township, "within": list(cadre.within)}
    _newest(Standing, cadre.id, {**row, **words})
    for name in SUMS:
        collection(Standing).update_one({"_id": cadre.id, name: {"$exists": False}}, {"$set": {name: 0}})
    boards = {board_of(CADRES, place, ALL): Sum() for place in places_of(cadre.township)}
    ladder.bring(cadre.id, ROSTER, cadre.version, boards)
    ladder.beat(places_of(cadre.township))


@projections.of(StarTask)
def show_contribution(task: StarTask) -> None:
    """What the task brings to each cadre who ever held it; the cadre's totals are summed again in the same write."""
    for cadre_id in {tenure.cadre_id for tenure in task.tenures}:
        _bring(cadre_id, contribution(task, cadre_id))


@projections.of(StarTask)
def show_tallies(task: StarTask) -> None:
    """What the ledger of the task brings to the boards of every period, in the place of the dispute (SB-24)."""
    for cadre_id, boards in contributions(task).items():
        ladder.bring(cadre_id, task.id, task.version, boards)
    if task.posted_on is not None:
        ladder.beat(places_of(task.township))  # after all that the task shows


@projections.of(StarTask)
def show_reviews(task: StarTask) -> None:
    """The ranks that are frozen until the answer to an appeal (SB-25)."""
    if task.appeals:
        frozen = [
            {"board": kept.board, "member": appeal.cadre_id, "rank": kept.rank, "at": appeal.at}
            for appeal in task.open_appeals
            for kept in appeal.ranks
        ]
        _newest(Review, task.id, {"version": task.version, "frozen": frozen})


def contribution(task: StarTask, cadre_id: str) -> dict[str, Any]:
    """Points and stars of a cadre's ledger in this task, and how the cadre stands with it."""
    points, stars = task.balance(cadre_id)
    credited = task.credited is not None and task.credited.cadre_id == cadre_id
    waits = credited and task.state == TaskState.PROVISIONAL
    endings = [tenure.ended for tenure in task.tenures if tenure.cadre_id == cadre_id]
    return {
        "task": task.id,
        "version": task.version,
        "points": points,
        "stars": stars,
        "provisional_points": task.figures.base_points(task.grade) if waits else 0,
        "provisional_stars": task.grade if waits else 0,
        "finals": int(credited and task.state == TaskState.FINAL),
        "live": endings.count(None),
        "lapses": endings.count(Ending.LAPSED),
    }


def _day(day: Any) -> str | None:
    return day.isoformat() if day else None


def _newest(kind: type[BoardRow | Standing | Review], key: str, row: dict[str, Any]) -> None:
    """Write the row unless a newer version of the thing was shown meanwhile."""
    older = {"_id": key, "$or": [{"version": {"$lte": row["version"]}}, {"version": {"$exists": False}}]}
    try:
        collection(kind).update_one(older, {"$set": row}, upsert=True)
    except DuplicateKeyError:
        return


def _bring(cadre_id: str, part: dict[str, Any]) -> None:
    """Put this task's part in the place of an older one and sum up again; a newer part stays."""
    tasks: Any = {"$ifNull": ["$tasks", []]}
    same = {"$eq": ["$$this.task", {"$literal": part["task"]}]}
    newer = {"$and": [same, {"$gt": ["$$this.version", part["version"]]}]}
    others = {"$filter": {"input": tasks, "cond": {"$or": [{"$not": [same]}, newer]}}}
    has_newer = {"$gt": [{"$size": {"$filter": {"input": tasks, "cond": newer}}}, 0]}
    update: list[dict[str, Any]] = [
        {"$set": {"tasks": {"$concatArrays": [others, {"$cond": [has_newer, [], [{"$literal": part}]]}]}}},
        {"$set": {name: {"$sum": f"$tasks.{name}"} for name in SUMS}},
    ]
    try:
        collection(Standing).update_one({"_id": cadre_id}, update, upsert=True)
    except DuplicateKeyError:
        collection(Standing).update_one({"_id": cadre_id}, update)
