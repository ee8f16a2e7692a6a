# SPDX-License-Identifier: Apache-2.0
"""What the public board may show (SB-26, PV-18)."""

import hashlib
from collections.abc import Sequence
from typing import Any

from services.scoring.star_rules import StarRules

SMALL_CELL = 5


def public_code(task_id: str) -> str:
    """The code of a task on the board: the same at every rebuild, and no way back to the case file (S25)."""
    return "ZX" + hashlib.sha256(f"star board/{task_id}".encode()).hexdigest()[:10].upper()


def is_shown(category: str, rules: StarRules) -> bool:
    """Whether disputes of this kind are shown one by one; all others are counted in totals only (SB-26)."""
    return category in rules.shown_categories


def honoured(rows: Sequence[dict[str, Any]], room: int) -> list[dict[str, Any]]:
    """Whom a public list names, at most `room`: who has earned something; of equals at its end, all or none."""
    earned = [row for row in rows if row["points"] > 0]
    cut = [row["rank"] for row in earned[room : room + 1]]
    return [row for row in earned[:room] if row["rank"] not in cut]


def shown_count(count: int) -> int | None:
    """A count of hidden disputes for the public: None below five, else rounded down to fives (PV-18).

    Every level is rounded by itself, so that no cell follows from the others, and one new dispute shows nowhere.
    """
    return None if count < SMALL_CELL else count - count % SMALL_CELL
