# SPDX-License-Identifier: Apache-2.0
"""Random histories keep the board true: a few dozen in every run, thousands by `make histories` (docs/stars.md)."""

import os
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from services.scoring import SERVICE
from services.scoring.tasks.ledger import Kind
from services.scoring.tasks.rules import BEFORE_POSTING, TaskState
from shared import mongo
from shared.identity import accounts
from tests.scoring.conftest import Clock
from tests.scoring.histories import Histories

LONG = int(os.environ.get("HISTORIES", "0"))
COUNT = LONG or 48


@pytest.fixture
def machine(mongo_url: str, namespace: str, at: Clock) -> Iterator[type[Histories]]:
    """The machine over databases of its own, which need not survive a power cut: no write waits for the journal."""
    aliases = ["scoring", "identity"]
    address = mongo_url.replace("w=majority", "w=1").replace("journal=true", "journal=false")
    mongo.connect(address, aliases, namespace=f"{namespace}histories_")
    mongo.ensure_indexes(SERVICE.documents)
    accounts.ensure_indexes()
    Histories.put = staticmethod(at)  # type: ignore[assignment]
    Histories.played, Histories.seen = 0, set()
    yield Histories
    for alias in aliases:
        mongo.database(alias).client.drop_database(f"{namespace}histories_{alias}")
    mongo.disconnect(aliases)


@pytest.mark.timeout(0 if LONG else 600)
def test_random_histories_keep_the_board_true(machine: type[Histories]) -> None:
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=COUNT,
            stateful_step_count=25,
            deadline=None,
            derandomize=not LONG,
            database=None,
            print_blob=True,
            phases=(Phase.explicit, Phase.generate, Phase.shrink),
            suppress_health_check=list(HealthCheck),
        ),
    )

    assert machine.played >= COUNT
    wanted = set(Kind) | set(TaskState) - BEFORE_POSTING - {TaskState.MERGED}
    assert wanted - machine.seen == set(), "no history led there: play more of them"
