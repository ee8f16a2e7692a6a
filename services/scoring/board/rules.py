# SPDX-License-Identifier: Apache-2.0
"""What the public board may show, and in which order cadres stand (SB-24, SB-26, PV-18)."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from services.scoring.star_rules import StarRules

SMALL_CELL = 5


def public_code(task_id: str) -> str:
    """The code of a task on the board: the same at every rebuild, and no way back to the case file (S25)."""
    return "ZX" + hashlib.sha256(f"star board/{task_id}".encode()).hexdigest()[:10].upper()


def is_shown(category: str, rules: StarRules) -> bool:
    """Whether disputes of this kind are shown one by one; all others are counted in totals only (SB-26)."""
    return category in rules.shown_categories


def shown_count(count: int) -> int | None:
    """A count of hidden disputes, or None where it is so small that it could point at people (PV-18)."""
    return count if count >= SMALL_CELL else None


def ranked(rows: Iterable[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    """Rows in the order of their points with their rank; those who are equal share it (SB-24)."""
    rank, before = 0, None
    for number, row in enumerate(rows, start=1):
        key = (row["points"], row["stars"], row["lapses"])
        if key != before:
            rank, before = number, key
        yield {**row, "rank": rank}
