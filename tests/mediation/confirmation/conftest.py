# SPDX-License-Identifier: Apache-2.0
"""A village's committee, two parties with accounts, and two courts."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from shared.access import Role
from tests.hall import Hall, open_hall
from tests.mediation.confirmation.parties import COURT, OTHER, VILLAGE, make_body


@pytest.fixture(scope="module")
def hall(mongo_url: str, namespace: str) -> Iterator[Hall]:
    with open_hall(mongo_url, f"{namespace}confirm_") as hall:
        hall.account("county", (Role.COUNTY_SUPERVISOR, "371324"), (Role.COUNTY_SUPERVISOR, "371302"))
        hall.account("mediator", (Role.MEDIATOR, VILLAGE))
        hall.account("judge", (Role.JUDGE, COURT))
        hall.account("clerk", (Role.COURT_CLERK, COURT))
        hall.account("other_clerk", (Role.COURT_CLERK, OTHER))
        for login in ("wang", "zhao"):
            hall.account(login, (Role.PARTY, VILLAGE))
        yield hall


@pytest.fixture(autouse=True)
def _clock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HESHILAO_CLOCK_FILE", str(tmp_path / "clock.json"))


@pytest.fixture(scope="module")
def body(hall: Hall) -> str:
    return make_body(hall, VILLAGE)
