# SPDX-License-Identifier: Apache-2.0
"""The ranks that an appeal freezes: those of the boards on which the disputed entry counts, and of those that run (SB-25)."""

from datetime import datetime

from services.scoring.board.contributions import places_of
from services.scoring.board.keys import CADRES, board_of
from services.scoring.board.periods import periods_of
from services.scoring.snapshots.reading import read_member
from services.scoring.tasks.documents import StarTask
from services.scoring.tasks.outcome import Entry, FrozenRank
from shared.calendar import local_date


def frozen_by(task: StarTask, booked: Entry, at: datetime) -> list[FrozenRank]:
    """Where the cadre of the entry stands now, board by board; boards on which the cadre does not stand are left out."""
    days = (local_date(booked.at), local_date(at))
    periods = {period.key: period for day in days for period in periods_of(day)}
    found = []
    for place in places_of(task.township):
        for period in periods.values():
            row = read_member(CADRES, place, period, booked.cadre_id)
            if row is not None:
                found.append(FrozenRank(board=board_of(CADRES, place, period), rank=row["rank"]))
    return found
