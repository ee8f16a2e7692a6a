# SPDX-License-Identifier: Apache-2.0
"""What a star task brings to the boards: each ledger entry counts on the day it was booked, in the place of the dispute.

So a closed period never changes: what is taken back later counts in the period in which it is taken back (SB-19). Points
stay where they were earned: a cadre who moves to another township stands on the boards of both with what each saw (SB-24).
"""

from collections import defaultdict

from services.scoring.board.keys import CADRES, board_of
from services.scoring.board.periods import periods_of
from services.scoring.board.tallies import Sum, entry_sum
from services.scoring.tasks import callbacks
from services.scoring.tasks.callbacks import Result
from services.scoring.tasks.documents import StarTask
from services.scoring.tasks.ledger import Kind
from services.scoring.tasks.outcome import Entry
from shared.calendar import local_date
from shared.regions import regions

ROSTER = "roster"  # the part by which a cadre stands on a board with nothing
_SATISFIED = frozenset({Result.SATISFIED, Result.BASICALLY})
_VALID = _SATISFIED | {Result.NOT}


def places_of(township: str) -> list[str]:
    """City, county and township of a place as they are today; those of merged ones are their successor's."""
    return regions().path(regions().present(township).code)[1:]


def contributions(task: StarTask) -> dict[str, dict[str, Sum]]:
    """Sums by cadre and board; a step of the work brings nobody onto a board."""
    case, places = _case(task), places_of(task.township)
    found: dict[str, dict[str, Sum]] = defaultdict(lambda: defaultdict(Sum))
    for entry in task.ledger:
        if entry.kind == Kind.STEP:
            continue
        brought = entry_sum(points=entry.points, stars=entry.stars, lapses=_lapses(entry), case=case)
        for period in periods_of(local_date(entry.at)):
            for place in places:
                found[entry.cadre_id][board_of(CADRES, place, period)] += brought
    return {cadre: dict(boards) for cadre, boards in found.items()}


def _case(task: StarTask) -> Sum:
    """The days of work on the case and its parties' answers, fixed when it became final; nothing before."""
    tenure, settlement = task.credited, task.settlement
    if tenure is None or settlement is None or settlement.settled_on is None:
        return Sum()
    results = list(callbacks.outcomes(task.answers, task.figures).values())
    return Sum(
        satisfied=sum(result in _SATISFIED for result in results),
        asked=sum(result in _VALID for result in results),
        days=(settlement.settled_on - tenure.picked_on).days,
    )


def _lapses(entry: Entry) -> int:
    """A lapse counts once, and is taken off when the news of the result came late (SB-18)."""
    if entry.rule != "SB-18" or entry.points == 0:
        return 0
    return 1 if entry.points < 0 else -1
