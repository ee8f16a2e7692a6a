# SPDX-License-Identifier: Apache-2.0
"""Courtlink and a court with a system of its own; mediation is played by the tests."""

from collections.abc import Callable, Iterator
from datetime import datetime

import pytest

from services.courtlink import SERVICE
from shared.access import Role
from shared.mongo import collection, database
from shared.town import Town
from tests.courtlink.exchange.court import COURT
from tests.hall import Hall, open_hall


@pytest.fixture(scope="module")
def open_doors(mongo_url: str, namespace: str) -> Iterator[Hall]:
    with open_hall(mongo_url, f"{namespace}x_") as hall:
        hall.account("operator", (Role.OPERATOR, "3713"))
        hall.account("judge", (Role.JUDGE, COURT))
        hall.town = Town([SERVICE])  # mediation is played by the tests
        yield hall


@pytest.fixture
def hall(open_doors: Hall, at: Callable[[str], datetime]) -> Hall:
    """Courtlink, empty, on the afternoon of 19 May."""
    at("2026-05-19 16:00")
    for name in ("rounds", "nonces", "refusals", "aways"):
        database("courtlink")[name].delete_many({})
    for kind in SERVICE.aggregates:
        collection(kind).delete_many({})
    return open_doors
