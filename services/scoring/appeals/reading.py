# SPDX-License-Identifier: Apache-2.0
"""A cadre's own history: why each star was given or taken, by which rule, on what evidence (SB-27, PIPL art 24)."""

from collections.abc import Iterator
from typing import Any

from services.scoring.appeals.rules import last_day
from services.scoring.board.rules import public_code
from services.scoring.tasks.documents import StarTask
from services.scoring.tasks.ledger import Kind
from services.scoring.tasks.record import record_of
from shared.calendar import local_date
from shared.web.problems import sentence


def history_of(cadre_id: str) -> dict[str, Any]:
    """Every entry of the cadre over all tasks, newest first; the sums are those of the board (SB-21)."""
    tasks = list(StarTask.objects(__raw__={"ledger.cadre_id": cadre_id}).exclude("outbox", "history"))
    items = [item for task in tasks for item in _entries(task, cadre_id)]
    items.sort(key=lambda item: item["at"])
    items.reverse()
    return {
        "cadre_id": cadre_id,
        "points": sum(item["points"] for item in items),
        "stars": sum(item["stars"] for item in items),
        "silences": len(record_of(cadre_id).silences),
        "under_review": any(task.under_review(cadre_id) for task in tasks),
        "items": items,
    }


def _entries(task: StarTask, cadre_id: str) -> Iterator[dict[str, Any]]:
    appeals = {appeal.entry: appeal.outcome or "open" for appeal in task.appeals}
    answers = {appeal.entry: appeal.decision for appeal in task.appeals}
    for entry in task.ledger:
        if entry.cadre_id != cadre_id:
            continue
        mark = entry.source.removeprefix(f"{task.id}/")
        yield {
            "task_id": task.id,
            "code": public_code(task.id),
            "entry": mark,
            "kind": entry.kind,
            "points": entry.points,
            "stars": entry.stars,
            "rule": entry.rule,
            "rules_version": entry.rules_version,
            "why": why(entry.kind, entry.rule, mark),
            "case_id": entry.case_id,
            "evidence": entry.evidence,
            "actor": entry.actor,
            "reason": entry.reason,
            "at": entry.at,
            "appeal_until": None if entry.kind == Kind.STEP else last_day(local_date(entry.at), task.figures),
            "appeal": appeals.get(mark),
            "appeal_answer": answers.get(mark, ""),
        }


def why(kind: str, rule: str, mark: str) -> str:
    """The sentence that explains an entry, in the reader's language."""
    by_mark = {"bonus:early": "why_bonus_early", "bonus:called": "why_bonus_called"}
    if mark.startswith("appeal:"):
        return sentence("why_appeal")
    return sentence(by_mark.get(mark) or f"why_{kind}_{rule.replace('-', '').lower()}")
