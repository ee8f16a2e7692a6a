# SPDX-License-Identifier: Apache-2.0
"""When a board is taken, what its digest is made of, and which closed periods a later entry corrects (SB-24)."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from services.scoring.board.periods import Period, periods_of
from services.scoring.tasks.ledger import Kind

# Longer than any request may take: what was decided before midnight is stored before the board is taken.
GRACE = timedelta(seconds=60)
CORRECTING = frozenset({Kind.HOLD, Kind.RELEASE, Kind.REVERSAL})
KEPT = (
    *("rank", "member", "name", "post", "township", "points", "stars", "weight", "rest"),
    *("finals", "satisfied", "asked", "lapses", "days"),
)


def taken_from(period: Period) -> datetime | None:
    """The first moment at which the board of a period may be taken; None for one that never ends."""
    return period.ends_at + GRACE if period.ends_at else None


def digest(rows: Iterable[Mapping[str, Any]]) -> str:
    """SHA-256 over what is kept of each row, in their order; that a row was under review counts where it was (SB-25)."""
    worker = hashlib.sha256()
    for row in rows:
        review = ["under_review"] if row.get("under_review") else []
        worker.update(repr([row.get(name) for name in KEPT] + review).encode())
    return worker.hexdigest()


def corrected(booked_on: date, earlier: Sequence[date]) -> list[str]:
    """The keys of the periods that hold an earlier entry of the case but not this one."""
    now = {period.key for period in periods_of(booked_on)}
    return sorted({period.key for day in earlier for period in periods_of(day)} - now)
