# SPDX-License-Identifier: Apache-2.0
"""What the tasks say of one cadre or of one dispute, read fresh for each decision: nothing is counted twice in memory."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from services.scoring.cadres.documents import Cadre
from services.scoring.cadres.rules import Record, may_serve, not_cooling_down
from services.scoring.calls.rules import RoundEnd
from services.scoring.star_rules import StarRules
from services.scoring.tasks import twins
from services.scoring.tasks.documents import StarTask
from services.scoring.tasks.ledger import Kind
from services.scoring.tasks.rules import Ending, TaskState
from shared.access import EVERYTHING
from shared.calendar import local_date
from shared.errors import RuleBroken
from shared.mongo import collection

_FIELDS = {"grade": 1, "tenures": 1, "rounds": 1} | {
    f"ledger.{name}": 1 for name in ("kind", "rule", "cadre_id", "at", "source")
}


def record_of(cadre_id: str) -> Record:
    """The record of a cadre over all tasks ever held, in whatever township."""
    live = dict[str, int]()
    days: dict[str, list[date]] = {
        Ending.LAPSED: [],
        Ending.HANDED_BACK: [],
        Ending.HANDED_BACK_LATE: [],
    }
    voids: list[date] = []
    silences: list[date] = []
    wanted = {"$or": [{"tenures.cadre_id": cadre_id}, {"rounds.cadre_id": cadre_id}]}
    for row in collection(StarTask).find(wanted, _FIELDS):
        for tenure in row.get("tenures", []):
            if tenure["cadre_id"] != cadre_id or tenure.get("excused"):
                continue
            ending = tenure.get("ended")
            if ending is None:
                live[row["_id"]] = row["grade"]
            elif ending in days:
                days[ending].append(local_date(tenure["ended_at"]))
        silences += [
            local_date(each["ended_at"])
            for each in row.get("rounds", [])
            if each["cadre_id"] == cadre_id and each.get("end") == RoundEnd.SILENT
        ]
        voids += [
            local_date(entry["at"])
            for entry in row.get("ledger", [])
            if (entry["cadre_id"], entry["rule"], entry["kind"]) == (cadre_id, "SB-20", Kind.REVERSAL)
            and not _undone(entry["source"], row)
        ]
    return Record(
        live=live,
        lapses=days[Ending.LAPSED],
        half_lapses=days[Ending.HANDED_BACK_LATE],
        voids=voids,
        free_hand_backs=days[Ending.HANDED_BACK],
        silences=silences,
    )


def kept_away(cadre_id: str, place: Collection[str], on: date, rules: StarRules) -> bool:
    """Whether a cadre may take nothing there on this day, whatever the dispute: paused, suspended, or gone (SB-03, SB-18)."""
    cadre = Cadre.find(cadre_id, EVERYTHING)
    try:
        not_cooling_down(record_of(cadre_id), on, rules)
        may_serve(
            active=cadre.active, postings=cadre.served, leave=cadre.absence, place=place, on=on, rules=rules
        )
    except RuleBroken as refusal:
        return refusal.code != "on_leave"
    return False


def _undone(source: str, row: Mapping[str, Any]) -> bool:
    """Whether an appeal against this entry was upheld."""
    mark = source.removeprefix(f"{row['_id']}/")
    return any(entry["source"] == f"{row['_id']}/appeal:{mark}" for entry in row["ledger"])


def twins_of(task: StarTask) -> list[str]:
    """Other tasks that look like the same dispute (SB-12), oldest first; those merged or never posted do not count."""
    keys = list(task.failed.party_keys)
    if not keys:
        return []
    others = StarTask.objects(
        __raw__={
            "_id": {"$ne": task.id},
            "failed.party_keys": {"$in": keys},
            "state": {"$nin": [TaskState.MERGED, TaskState.CLOSED_LAWFULLY]},
        }
    ).exclude("outbox", "history")
    found = [other for other in others if twins.are_one(task.likeness, other.likeness, task.figures)]
    return [str(other.id) for other in sorted(found, key=lambda each: each.created_at)]


def taken_part(task: StarTask) -> set[str]:
    """Everybody who decided on the task or held it: none of them calls its parties (SB-10, SB-15)."""
    panel = [each for each in (task.grading, task.regrading, *task.gradings) if each is not None]
    return (
        {tenure.cadre_id for tenure in task.tenures}
        | {tenure.given_by for tenure in task.tenures}
        | {name for each in panel for name in (each.proposed_by, each.confirmed_by) if name}
        | {task.failed.recorded_by, task.failed.put_forward_by}
    )
