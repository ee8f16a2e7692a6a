# SPDX-License-Identifier: Apache-2.0
"""A star task as one reader may see it: a cadre sees no other cadre's plan and nothing of who said what on the phone."""

from datetime import date, datetime, time
from typing import Any

from services.scoring.tasks import callbacks
from services.scoring.tasks.documents import StarTask
from services.scoring.tasks.parts import Tenure
from services.scoring.tasks.record import twins_of
from services.scoring.tasks.rules import BEFORE_POSTING, ON_BOARD, TaskState
from shared.access import Actor, Role, Scope
from shared.calendar import is_announced, local_date

LISTED = ("state", "place", "township", "category", "grade", "posted_on", "open_until", "version")
MOST_WAITING = 500
_SHOWN = (
    *(
        "id",
        "version",
        "state",
        "ended_for",
        "place",
        "township",
        "category",
        "rules_version",
        "failed",
        "grading",
        "regrading",
        "entered_for",
        "merged_into",
        "rounds",
        "wishes",
    ),
    *("grade", "posted_on", "open_until", "final_on", "tenures", "settlement", "file", "ledger"),
)


def as_seen_by(actor: Actor, task: StarTask, at: datetime) -> dict[str, Any]:
    """The task as a dict for `TaskOut`. From cadres stay hidden: callbacks, others' plans, who named a tie, whose word
    an objection was (SB-15, SB-04, SB-10).
    """
    outside = actor.has(Role.CADRE)
    appeals = [appeal for appeal in task.appeals if not outside or appeal.cadre_id == actor.id]
    plans = [plan for plan in task.plans if not outside or plan.cadre_id == actor.id]
    return {
        **{name: getattr(task, name) for name in _SHOWN},
        "case_id": task.id,
        "holder": _holder(task.current, task, at) if task.current else None,
        "plans": plans,
        "callbacks": [] if outside else task.callbacks,
        "callbacks_open": _callbacks_open(task),
        "holds": task.open_holds,
        "objections": [] if outside else task.objections,
        "challenges": [] if outside else task.challenges,
        "appeals": appeals,
        "alerts": [] if outside else [alert for alert in task.alerts if alert.over_at is None],
        "twins": [] if outside or task.state not in BEFORE_POSTING else twins_of(task),
        "points": sum(entry.points for entry in task.ledger),
        "stars": sum(entry.stars for entry in task.ledger),
        "provisional": provisional(task),
        "by_the_week": by_the_week(task),
    }


def waiting(scope: Scope, today: date) -> list[StarTask]:
    """Tasks within reach on which somebody owes an answer: to a request for more days, an appeal, frozen points, a tie that
    was named, a grade that was proposed, a call, or a board that nobody picked from in time."""
    over = {"$lt": datetime.combine(today, time.min)}
    ways = [
        {"tenures": {"$elemMatch": {"ended": None, "extension": {"$ne": None}, "extension.granted": None}}},
        {"appeals": {"$elemMatch": {"outcome": None}}},
        {"holds": {"$elemMatch": {"ended_at": None}}},
        {"challenges": {"$elemMatch": {"upheld": None}}},
        {"regrading": {"$ne": None}},
        {"state": {"$in": [TaskState.GRADED, TaskState.CALLED]}},
        {"state": {"$in": sorted(ON_BOARD)}, "open_until": over},
    ]
    found = StarTask.objects(__raw__={"$and": [scope.query(), {"$or": ways}]}).exclude("outbox", "history")
    return list(found.order_by("id").limit(MOST_WAITING))


def by_the_week(task: StarTask) -> int | None:
    """The year in which one of the running days was counted before its holidays were announced, None when in none."""
    tenure, calling = task.current, task.calling
    days = [task.open_until if task.state in ON_BOARD else None, task.choose_by]
    days += [tenure.warn_on, tenure.contact_by, tenure.waits_until] if tenure else []
    days += [calling.object_by, calling.answer_by] if calling else []
    days += [held.answer_by for held in task.open_holds]
    days += [challenge.answer_by for challenge in task.open_challenges]
    days += [appeal.answer_by for appeal in task.open_appeals]
    return next((day.year for day in days if day is not None and not is_announced(day.year)), None)


def _holder(tenure: Tenure, task: StarTask, at: datetime) -> dict[str, Any]:
    late = tenure.sides_met < task.sides and local_date(at) > tenure.warn_on
    return {**{name: getattr(tenure, name) for name in tenure._fields}, "contact_warning": late}


def _callbacks_open(task: StarTask) -> int:
    if task.state != TaskState.PROVISIONAL:
        return 0
    return callbacks.still_to_call(task.settlement.party_count, task.answers, task.figures)


def provisional(task: StarTask) -> dict[str, int] | None:
    """The base points and stars that wait to become final, shown in grey (SB-14)."""
    if task.state != TaskState.PROVISIONAL:
        return None
    grade = task.credited.grade
    return {"points": task.figures.base_points(grade), "stars": grade}
