# SPDX-License-Identifier: Apache-2.0
"""The proof that the boards are what the ledgers say (SB-21): every card, every tally, and every count behind a rank."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from services.scoring.board import ladder
from services.scoring.board.contributions import contributions
from services.scoring.board.documents import Rung, Tally
from services.scoring.board.keys import CADRES
from services.scoring.board.reading import differences
from services.scoring.board.tallies import FIGURES, Sum
from services.scoring.tasks.documents import StarTask
from shared.mongo import collection


def card_faults() -> list[str]:
    """The cards of cadres that are not the sum of their ledger entries."""
    return [f"the card of {cadre} is not the sum of its ledger entries" for cadre in differences()]


def tally_faults() -> list[str]:
    """The tallies of cadres that are not the sum of the ledger entries of their place and period."""
    tasks = StarTask.objects(ledger__0__exists=True).exclude("outbox", "history")
    return tallies_unlike(CADRES, map(contributions, tasks))


def tallies_unlike(who: str, brought: Iterable[Mapping[str, Mapping[str, Sum]]]) -> list[str]:
    """The tallies of these boards that are not the sum of what was brought, given by member and board."""
    wanted: dict[str, Sum] = defaultdict(Sum)
    for members in brought:
        for member, boards in members.items():
            for board, part in boards.items():
                wanted[f"{board}/{member}"] += part
    rows = collection(Tally).find({"board": {"$regex": f"^{who}/"}}, {"parts": 0})
    shown = {row["_id"]: Sum(*(row[name] for name in FIGURES)) for row in rows}
    keys = [key for key in wanted.keys() | shown.keys() if wanted.get(key, Sum()) != shown.get(key, Sum())]
    return [f"the tally {key} is not the sum of its ledger entries" for key in sorted(keys)]


def rung_faults() -> list[str]:
    """The counts behind the ranks that are not the number of tallies there."""
    wanted: Counter[str] = Counter()
    for row in collection(Tally).find({}, {"board": 1, "points": 1, "weight": 1, "rest": 1}):
        wanted.update(f"{node}={value}" for node, value in ladder.steps(row))
    shown = {row["_id"]: row["count"] for row in collection(Rung).find({}, {"count": 1})}
    keys = [key for key in wanted.keys() | shown.keys() if wanted.get(key, 0) != shown.get(key, 0)]
    return [f"the count {key} is not the number of members there" for key in sorted(keys)]
