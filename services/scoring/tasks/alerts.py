# SPDX-License-Identifier: Apache-2.0
"""What nobody may overlook: for everything that a task waits for, who is told when its last day is over.

One table for all clocks of a task, so that none of them can pass in silence. An alert decides nothing.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from services.scoring.tasks.documents import StarTask
from services.scoring.tasks.rules import ON_BOARD, Desk
from shared.calendar import midnight_after


@dataclass(frozen=True, slots=True)
class Due:
    """An alert to come: `moment` is the first that is too late, `mark` tells it apart within the task."""

    moment: datetime
    mark: str
    rule: str
    to: Desk


def _all(task: StarTask) -> Iterator[Due]:
    tenure = task.current
    if tenure is not None:
        number = len(task.tenures)
        if tenure.sides_met < task.sides:
            yield Due(midnight_after(tenure.warn_on), f"contact:{number}", "SB-08", Desk.SECRETARY)
        if tenure.waits_until is not None:
            yield Due(midnight_after(tenure.waits_until), f"extension:{number}", "SB-07", Desk.SUPERVISOR)
    if task.state in ON_BOARD:
        to = Desk.PANEL if task.offers else Desk.SECRETARY
        yield Due(midnight_after(task.open_until), f"unpicked:{task.open_from:%Y%m%d%H%M%S}", "SB-04", to)
    for held in task.open_holds:
        yield Due(midnight_after(held.answer_by), f"hold:{held.mark}", held.rule, Desk.SUPERVISOR)
    for challenge in task.open_challenges:
        yield Due(midnight_after(challenge.answer_by), f"tie:{challenge.mark}", "SB-10", Desk.SUPERVISOR)
    for appeal in task.open_appeals:
        yield Due(midnight_after(appeal.answer_by), f"appeal:{appeal.entry}", "SB-25", Desk.CITY)


def watched(task: StarTask) -> list[Due]:
    """The alerts that are still to come."""
    raised = {alert.mark for alert in task.alerts}
    return [due for due in _all(task) if due.mark not in raised]


def raise_alerts(task: StarTask, at: datetime) -> None:
    """Raise those whose moment has come."""
    for due in watched(task):
        if due.moment <= at:
            task.alert(due.mark, due.rule, due.to, at)
