# SPDX-License-Identifier: Apache-2.0
"""Which boards are to be taken, and what later entries correct on those that were."""

from datetime import date

from services.scoring.board import keys, rules
from services.scoring.board.contributions import places_of
from services.scoring.board.periods import PeriodKind, periods_of
from services.scoring.snapshots.commands import expect
from services.scoring.snapshots.documents import Correction, Snapshot
from services.scoring.snapshots.rules import CORRECTING, corrected
from services.scoring.tasks.documents import StarTask
from shared import clock
from shared.access import Actor
from shared.calendar import local_date
from shared.call import Call
from shared.mongo import collection
from shared.projections import Projections

projections = Projections()


def expect_boards(who: str, places: list[str], days: set[date], within: list[str]) -> None:
    """Let the boards of these places (or bodies) and days be taken at the end of their periods, those not known yet.

    `within` is the path of the narrowest place; a division's board lies within the path down to it.
    """
    wanted = {
        keys.board_of(who, place, period): (place, period)
        for day in days
        for period in periods_of(day)
        if period.kind is not PeriodKind.ALL
        for place in places
    }
    known = {row["_id"] for row in collection(Snapshot).find({"_id": {"$in": sorted(wanted)}}, {"_id": 1})}
    call = Call(actor=Actor("system:scoring"), at=clock.now())
    for board in sorted(wanted.keys() - known):
        place, period = wanted[board]
        around = within[: within.index(place) + 1] if place in within else within
        expect(call, board, who=who, place=place, period=period, within=around)


@projections.of(StarTask)
def expect_snapshots(task: StarTask) -> None:
    """Every board on which the task has brought something is taken when its period is over."""
    days = {local_date(entry.at) for entry in task.ledger}
    places = places_of(task.township)
    expect_boards(keys.CADRES, places, days, within=places)


@projections.of(StarTask)
def show_corrections(task: StarTask) -> None:
    """A hold, release or reversal stands as a note on the closed boards of the entries that it corrects (SB-24, S20)."""
    before: dict[str, list[date]] = {}
    for entry in task.ledger:
        day = local_date(entry.at)
        earlier = before.setdefault(entry.cadre_id, [])
        if entry.kind in CORRECTING and (periods := corrected(day, earlier)):
            note = {
                "member": entry.cadre_id,
                "code": rules.public_code(task.id),
                "kind": entry.kind,
                "rule": entry.rule,
                "points": entry.points,
                "stars": entry.stars,
                "on": day.isoformat(),
                "corrects": periods,
                "within": places_of(task.township),
            }
            collection(Correction).update_one({"_id": entry.source}, {"$set": note}, upsert=True)
        earlier.append(day)
