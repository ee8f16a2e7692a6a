# SPDX-License-Identifier: Apache-2.0
"""What a hand-over is, after its packs and what its parties said."""

import pytest

from services.courtlink.received import rules as court_rules
from services.mediation.handovers import rules
from services.mediation.handovers.rules import Answered, Item, Said, State


@pytest.mark.parametrize(
    ("packs", "answers", "state"),
    [
        (0, [], State.PREPARING),
        (1, [], State.SENT),
        (1, [Answered(1, "returned")], State.RETURNED),
        (2, [Answered(1, "returned")], State.SENT),
        (2, [Answered(2, "filed"), Answered(1, "returned")], State.FILED),
        (1, [Answered(1, "refused"), Answered(1, "returned")], State.REFUSED),
    ],
)
def test_the_last_pack_decides_the_state(packs: int, answers: list[Answered], state: State) -> None:
    assert rules.state_of(packs, answers) is state


def test_a_common_item_crosses_only_with_every_consent() -> None:
    said = {"A": Said("sue", frozenset(Item)), "B": Said("undecided", frozenset({Item.FACTS}))}

    assert rules.crossing(said, ["A", "B"]) == {Item.FACTS}
    assert rules.crossing(said, ["A", "B", "C"]) == frozenset()
    assert rules.still_missing(["facts", "name:B", "plaint"], {"facts"}) == ["name:B"]


@pytest.mark.parametrize(
    ("state", "known", "pack", "news"),
    [
        (None, 0, 1, True),
        (court_rules.State.RETURNED, 1, 2, True),
        (court_rules.State.WAITING, 1, 1, False),
        (court_rules.State.WAITING, 2, 1, False),
        (court_rules.State.FILED, 1, 2, False),
        (court_rules.State.REFUSED, 1, 2, False),
    ],
)
def test_only_news_changes_what_the_court_has(
    state: court_rules.State | None, known: int, pack: int, news: bool
) -> None:
    assert court_rules.takes(state, known=known, pack=pack) is news
