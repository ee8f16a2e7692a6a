# SPDX-License-Identifier: Apache-2.0
"""Names of boards: who is ranked, in which place, in which period."""

from services.scoring.board.periods import Period

CADRES = "cadres"  # 科级干部
MEDIATORS = "mediators"  # 人民调解员


def board_of(who: str, place: str, period: Period) -> str:
    """The key of a board, such as `cadres/371324/2026-05`; `place` is a division, for mediators also a body."""
    return f"{who}/{place}/{period.key}"
