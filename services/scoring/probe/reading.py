# SPDX-License-Identifier: Apache-2.0
"""The work of a quarter as the probe sees it, read from the tasks and their audit history."""

from datetime import date
from typing import Any

from services.scoring.board.cards import cards_of
from services.scoring.board.periods import Period
from services.scoring.board.rules import public_code
from services.scoring.probe.documents import Probe
from services.scoring.probe.rules import Work
from services.scoring.tasks import callbacks
from services.scoring.tasks.documents import StarTask
from services.scoring.tasks.rules import How
from shared.calendar import local_date
from shared.mongo import collection
from shared.regions import regions
from shared.settings import vault

_CHOSEN = frozenset({How.RACE, How.CONTEST})
_BY_PARTY = "party"  # begins the actor of a party's own acts, whether with a voucher or an account


def works_of(scope: dict[str, Any], place: str, quarter: Period) -> list[Work]:
    """Every task of a place that was posted, held or settled within the quarter."""
    query = {"$and": [scope, {"within": place, "posted_on": {"$exists": True}}]}
    tasks = StarTask.objects(__raw__=query).exclude("outbox", "history", "inbox")
    return [_work(task) for task in tasks if any(_within(day, quarter) for day in days_of(task))]


def days_of(task: StarTask) -> list[date]:
    """The days on which a posted task was posted, picked and settled."""
    settled = task.settlement.settled_on if task.settlement else None
    picked = [local_date(tenure.picked_at) for tenure in task.tenures]
    return [day for day in (task.posted_on, settled, *picked) if day is not None]


def _within(day: date, quarter: Period) -> bool:
    return quarter.first is not None and quarter.first <= day <= (quarter.last or day)


def _work(task: StarTask) -> Work:
    tenure = task.credited
    answers = callbacks.outcomes(task.answers, task.figures)
    return Work(
        task=task.id,
        township=task.township,
        grade=task.grade,
        by_choice={each.cadre_id for each in task.tenures if each.how in _CHOSEN},
        credited=tenure.cadre_id if tenure else "",
        settled_on=task.settlement.settled_on if tenure else None,
        party_keys=list(task.failed.party_keys),
        answers={party: str(result) for party, result in answers.items()},
        shared_origins=_shared_origins(task),
        holders={each.cadre_id for each in task.tenures},
    )


def _shared_origins(task: StarTask) -> list[str]:
    """Keyed hashes of the addresses from which both a holder and a party of this task acted; the addresses stay here."""
    holders = {each.cadre_id for each in task.tenures}
    row = collection(StarTask).find_one({"_id": task.id}, {"history.actor": 1, "history.origin": 1}) or {}
    by_cadre, by_party = set(), set()
    for link in row.get("history", []):
        if link["actor"] in holders:
            by_cadre.add(link["origin"])
        elif link["actor"].startswith(_BY_PARTY):
            by_party.add(link["origin"])
    return sorted(vault().blind(origin, "probe.origin") for origin in by_cadre & by_party if origin)


def report_of(probe: Probe) -> dict[str, Any]:
    """A kept list with the names of its cadres and the public codes of its tasks."""
    cards = cards_of({finding.cadre for finding in probe.findings})
    names = ("mark", "sign", "township", "cadre", "figures", "note", "checked_by", "checked_at")
    items = [
        {
            **{name: getattr(finding, name) for name in names},
            "tasks": [public_code(task) for task in finding.tasks],
            "name": cards.get(finding.cadre, {}).get("name", ""),
        }
        for finding in probe.findings
    ]
    facts = {name: getattr(probe, name) for name in ("id", "version", "quarter", "taken_at", "looked_at")}
    return {**facts, "place": regions().get(probe.place), "items": items}
