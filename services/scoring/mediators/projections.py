# SPDX-License-Identifier: Apache-2.0
"""How mediated cases come onto the boards of their committee and of the places around it."""

from collections import defaultdict

from services.scoring.board import ladder
from services.scoring.board.contributions import places_of
from services.scoring.board.keys import MEDIATORS, board_of
from services.scoring.board.periods import periods_of
from services.scoring.board.tallies import Sum, entry_sum
from services.scoring.mediators.documents import MediatedCase, MediatorCard
from services.scoring.snapshots.projections import expect_boards
from shared.calendar import local_date
from shared.identity import accounts
from shared.mongo import collection
from shared.projections import Projections
from shared.redaction import redacted
from shared.regions import regions

projections = Projections()


def contributions(case: MediatedCase) -> dict[str, dict[str, Sum]]:
    """Sums by mediator and board; the answer of the parties counts once with the case."""
    asked = int(case.satisfied is not None)
    days = (case.closed_on - case.settled_on).days if case.closed_on and case.settled_on else 0
    made = Sum(satisfied=int(bool(case.satisfied)), asked=asked, days=days)
    found: dict[str, dict[str, Sum]] = defaultdict(lambda: defaultdict(Sum))
    for entry in case.ledger:
        brought = entry_sum(points=entry.points, stars=entry.stars, lapses=0, case=made)
        for period in periods_of(local_date(entry.at)):
            for place in places(case):
                found[entry.cadre_id][board_of(MEDIATORS, place, period)] += brought
    return {mediator: dict(boards) for mediator, boards in found.items()}


def places(case: MediatedCase) -> list[str]:
    """The committee, and township, county and city around it."""
    township = regions().level(regions().present(case.place).code, "township")
    around = places_of(township.code if township else case.place)
    return [case.body_id, *around] if case.body_id else around


@projections.of(MediatedCase)
def show_mediators(case: MediatedCase) -> None:
    """What the case brings to its mediators, who they are, and the boards that are to be taken."""
    if not case.ledger:
        return
    for mediator, boards in contributions(case).items():
        _show_card(mediator, case)
        ladder.bring(mediator, case.id, case.version, boards)
    ladder.beat(places(case))
    days = {local_date(entry.at) for entry in case.ledger}
    expect_boards(MEDIATORS, places(case), days, within=list(case.within))


def _show_card(mediator: str, case: MediatedCase) -> None:
    account = accounts.by_id(mediator)
    card = {
        "name": redacted(account.name) if account else "",
        "post": "人民调解员",
        "township": places_of(case.place)[-1] if len(case.within) < 5 else case.within[3],
    }
    collection(MediatorCard).update_one({"_id": mediator}, {"$set": card}, upsert=True)
